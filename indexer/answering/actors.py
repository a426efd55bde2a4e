"""Who acts: the one who provides or the one who buys, in a question and in a sentence.

In: a question or a sentence. Out: +1 for the provider, -1 for the customer, 0 where neither or both are meant. It refuses to
know any provider: its name is what the document says of itself. The words that tell are data, in actors.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ..normalize import fold

WORDS = Path(__file__).with_name("actors.toml")
READ = 400  # characters of a sentence in which its subject is looked for
SHORTEST = 2  # characters of a name that may stand for the provider


class _Words(NamedTuple):
    customer: tuple[str, ...]
    provider: tuple[str, ...]
    subject: re.Pattern[str]
    asked_customer: re.Pattern[str]
    asked_provider: re.Pattern[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    asked = (re.compile(data["question"][name]) for name in ("customer", "provider"))
    return _Words(tuple(data["customer"]), tuple(data["provider"]), re.compile(data["subject"]), *asked)


@lru_cache(maxsize=4_096)
def asked_of(question: str) -> int:
    """Who acts in a question: +1 the provider, -1 the customer."""
    text, words = fold(question[:READ]).lower(), _words()
    return bool(words.asked_provider.search(text)) - bool(words.asked_customer.search(text))


@lru_cache(maxsize=20_000)
def subject_of(sentence: str, provider: str = "") -> int:
    """Who is the subject of a sentence: +1 the provider, by a common word or by its name, -1 the customer."""
    words = _words()
    for match in words.subject.finditer(fold(sentence[:READ])):
        who = match["who"]
        buys = any(word in who for word in words.customer)
        gives = any(word in who for word in words.provider) or (len(who) >= SHORTEST and who in provider)
        if buys or gives:
            return gives - buys
    return 0
