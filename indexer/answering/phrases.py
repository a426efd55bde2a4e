"""A sentence becomes phrases: what it speaks of, on what condition, and what it says.

In: a sentence. Out: its phrases in order, each with its part in the sentence. It refuses to choose among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ..indexing.tokenize import placed
from ..normalize import fold
from .sentences import CLOSE, OPEN

Role = Literal["topic", "condition", "despite", "about", "linking", "statement", "last"]
KEPT = 5_000  # sentences whose phrases are remembered: the same clauses answer again and again
MOST = 40  # phrases of one sentence that are told apart: the rest is the last one
# 契約者は|速やかに; 複製してはいけない and 契約者または当社 are one phrase each
# あるいは, もしくは, とは別に, とは異なり: no は of a topic
TOPIC = re.compile(r"(?<![てで又たと])(?<!あるい)(?<!或い)(?<!もし)(?<!若し)(?<!しく)は$")
JOINS = re.compile(r"^(?:又は|または|もしくは|若しくは|及び|および|並びに|ならびに|かつ|あるいは|或いは)")
LEFT_OPEN = re.compile(
    r"(?:又は|または|もしくは|若しくは|及び|および|並びに|ならびに|あるいは|或いは)、?\s{0,3}$"
)  # 橇若しくは|綱
GOES_ON = re.compile(r"(?<=、)(?:また|かつ|さらに|なお)、?\s{0,3}$")  # …を要せず、また、
COUNTS = re.compile(r"[一-龥ァ-ヶーA-Za-z0-9)」』]、\s{0,3}$")  # 基本利用料、|付加サービス利用料及び一時金
# …した日数に、月額料金の30分の1を乗じて得た額: what is reckoned with belongs to what it is reckoned from
RECKONS = re.compile(r"^[^、]{0,40}(?:を乗じ|で除し|を加え|を加算|を差し引|を控除)")
RECKONED = re.compile(r"(?:に|を|から|と)、\s{0,3}$")
# …ものとし、 …ますが、 …負わず、: a whole statement, and another follows
SAID = re.compile(
    r"(?:(?:もの|こと)とし|ます(?:が|ので)|(?:もの|こと)と(?:する|します)が|(?:せ|負わ|なら|でき)ず|(?:でき|あり)ません(?:が)?"
    r"|(?:する|です|ない|ある|いる|れる)(?:が|ので|ため))、\s{0,3}$"
)
# What ends a phrase tells its part; the first that fits
PARTS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("statement", SAID),
    ("despite", re.compile(r"(?:かかわらず|拘わらず|除き|除いて|問わず|(?:ほか|他)は?)、?$")),
    (
        "condition",  # …場合は、 …ときに限り、 …しなければ、 …後、 …しても、
        re.compile(
            r"(?:(?:場合|とき|時|際)(?:に|は|には|でも|であっても|において|においては|も|にも|に限り|に限って)?"
            r"|限り|れば|たら|なら|後|以降|[てで]も|[にて]は|うちに)、?$"
        ),
    ),
    ("about", re.compile(r"(?:ついて|関して|対して|おいて)(?:は|も)?、?$")),
    ("topic", re.compile(r"[はもが]、?$")),
    ("linking", re.compile(r"(?:[てでりしいきえけめ上]|うえ|とともに)、$")),
)


class Phrase(NamedTuple):
    """A run of a sentence up to 、 or to the は of what it speaks of; `said` is where its last word ends."""

    start: int
    end: int
    said: int
    role: Role
    joined: bool  # it goes on from the one before: with 又は, in a reckoning, in a list of things


@lru_cache(maxsize=KEPT)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a sentence; what only counts something up has the part of the phrase it leads to."""
    folded = fold(text)
    runs = list(_runs(folded))
    found: list[Phrase] = []
    for start, end, said in reversed(runs):
        part = _part(folded[start:end]) or found[-1].role if found else "last"
        found.append(Phrase(start, end, said, part, _joined(folded[:start], folded[start:end])))
    return tuple(reversed(found))


def _part(phrase: str) -> Role | None:
    said = GOES_ON.sub("", phrase)
    return next((role for role, ending in PARTS if ending.search(said)), None)


def _joined(before: str, phrase: str) -> bool:
    """The phrase is the second half of something."""
    if JOINS.match(phrase) or LEFT_OPEN.search(before[-9:]) or (RECKONS.match(phrase) and RECKONED.search(before[-4:])):
        return True
    return bool(COUNTS.search(before[-4:])) and _part(before) is None


def _runs(folded: str) -> Iterator[tuple[int, int, int]]:
    """Where phrases begin, where they end, and where their last word ends."""
    deep, begun, word, count = _deep(folded), 0, 0, 1
    for at in placed(folded):
        marks = [mark for mark in range(word, at.start) if folded[mark] in "、。" and not deep[mark]]
        topic = TOPIC.search(folded[max(0, word - 1) : at.start]) and not deep[at.start - 1]
        cut = marks[-1] + 1 if marks else at.start if topic and word < at.start else 0
        if word and cut and count < MOST:
            yield begun, cut, word
            begun, count = cut, count + 1
        word = max(word, at.end)
    if begun < len(folded):
        yield begun, len(folded), word


def _deep(folded: str) -> list[int]:
    """How many brackets are open at each character."""
    depth, found = 0, []
    for char in folded:
        depth = depth + 1 if char in OPEN else max(0, depth - 1) if char in CLOSE else depth
        found.append(depth)
    return found
