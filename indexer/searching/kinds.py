"""What a question wants: a deadline, an amount, a yes or no, a name, a definition, a procedure.

In: a question, Japanese or English. Out: its kind and the kinds of value that would answer it. It refuses to look at any
clause; the words that tell are data, in kinds.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ..normalize import fold
from .values import Value

WORDS = Path(__file__).with_name("kinds.toml")
LONGEST = 2_000
# 大丈夫ですか, できる?, Can we …?: the answer is yes, no or only with consent
CLOSED = re.compile(
    r"(?:か|の|かな|よね|でしょうか|ますか|ですか)[?。]?$|^(?:can|may|is|are|do|does|will|must|should)\b", re.I
)

# 何をされる可能性がありますか, いつ届きますか: no yes and no no answers these
OPEN = re.compile(
    r"何[をがはにでのか]|何ですか|誰|だれ|どこ|いつ(?!でも)|どの|どんな|どう(?!か)|どれ|いくら|\b(?:what|who|when|where|which|how)\b"
)


SPECIFIC = frozenset({"rate", "clock", "court", "arbitration", "law"})  # values that a text has one or two of


class Wanted(NamedTuple):
    """The kind of a question, the values that suit the kind, and the values it asks for by name."""

    kind: str
    suits: tuple[str, ...]
    asks: tuple[str, ...]
    units: tuple[re.Pattern[str], ...]  # of the numbers it asks for: only a value with one of them answers
    names: bool  # a name, a place or a form that the text would have to print
    closed: bool  # can be answered by yes or no


class _Table(NamedTuple):
    kinds: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]
    asks: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    numbers: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    names: re.Pattern[str]
    filling: frozenset[str]
    english: frozenset[str]


@cache
def _table() -> _Table:
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    kinds = tuple((one["name"], re.compile(one["words"]), tuple(one["wants"])) for one in data["kind"])
    asks = tuple((re.compile(one["words"]), tuple(one["values"])) for one in data["asks"])
    numbers = tuple((re.compile(one["words"]), re.compile(one["units"])) for one in data["number"])
    return _Table(
        kinds,
        asks,
        numbers,
        re.compile(data["names"]["words"]),
        frozenset(data["filling"]["forms"].split()),
        frozenset(data["filling"]["english"].split()),
    )


@lru_cache(maxsize=4_096)
def wanted(question: str) -> Wanted:
    """What a question wants."""
    text = fold(question[:LONGEST]).lower().strip()
    table = _table()
    asks = tuple(dict.fromkeys(value for words, values in table.asks if words.search(text) for value in values))
    kind, suits = next((name, wants) for name, words, wants in table.kinds if words.search(text))
    units = tuple(units for words, units in table.numbers if words.search(text))
    return Wanted(
        kind, suits, asks, units, bool(table.names.search(text)), bool(CLOSED.search(text) and not OPEN.search(text))
    )


def fits(wanted: Wanted, value: Value) -> bool:
    """The value is of a kind the question asks for by name and, where it asks for a number, has its unit."""
    named = value.kind in wanted.asks or not wanted.asks
    return named and bool(wanted.asks or wanted.units) and all(unit.search(value.value) for unit in wanted.units[:1])


@lru_cache(maxsize=4_096)
def named_by(form: str) -> frozenset[str]:
    """The kinds of value that a word names by itself: 利率, 裁判所, 時間帯; not 金額 and 期限, of which a text has many."""
    text = fold(form[:LONGEST]).lower()
    named = frozenset(value for words, values in _table().asks if words.fullmatch(text) for value in values)
    return named if named <= SPECIFIC else frozenset()


def turns(form: str, typed: str = "") -> bool:
    """True for a word that a question can turn on: no question word, no number, no filler; `typed` is how an English one is spelt."""
    table = _table()
    return form not in table.filling and typed.lower() not in table.english and not form.isnumeric()
