"""The words that answer: one sentence of the best clause, cut down where it is long, and the value in it.

In: a question and a clause with what was noticed about it. Out: the run of words and its value. It refuses to choose the clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..indexing.tokenize import words
from ..normalize import fold
from ..searching.values import Value, find
from ..types import Span
from .clues import Asked, Clues, Read
from .operative import choose
from .sentences import CLOSE, OPEN, Sentence

SHORT = 110  # characters up to which a sentence is quoted whole
PROVISO = re.compile(r"(?:ただし|但し)、?")
UNLESS = re.compile(r"(?:承諾|同意|許可|承認)[^。]{0,30}限り")  # ただし、承諾を得たときは、この限りではない
# なお, また: they tie a sentence to the one before and say nothing
TIES = re.compile(r"^(?:なお|また|さらに|ついては|したがって)、?\s{0,3}")
# …ものとし、 …ますが、 …負わず、: a whole statement, and another follows
SAID = re.compile(
    r"(?:(?:もの|こと)とし|ます(?:が|ので)|(?:もの|こと)と(?:する|します)が|(?:せ|負わ|なら|でき)ず|(?:でき|あり)ません(?:が)?)、\s{0,3}$"
)
PERMISSION = "permission"


class Quoted(NamedTuple):
    """The run of words that answers, as a part of a sentence, and the value in it."""

    sentence: Sentence
    span: Span
    value: Value | None  # its offsets count from the start of the run in the clause's own words


def quote(asked: Asked, clues: Clues, around: Read | None = None) -> Quoted | None:
    """The sentence of a clause that answers best, cut to its operative part; None where the clause has no words."""
    chosen = choose(asked, clues, around)
    if chosen is None:
        return None
    sentence, follower = chosen
    start, end = _cut(asked, sentence.text)
    if follower and _is_exception(asked, sentence, follower):
        end = follower.start + len(follower.text) - sentence.start
    run = sentence.passage.raw[sentence.start + start : sentence.start + end]
    return Quoted(sentence, sentence.span(start, end), value_of(asked, run))


def _is_exception(asked: Asked, sentence: Sentence, follower: Sentence) -> bool:
    """A proviso that allows with consent what the sentence forbids belongs to the answer."""
    folded = fold(follower.text)
    allowed = asked.wanted.kind == PERMISSION or asked.wanted.closed
    return bool(follower.passage is sentence.passage and allowed and PROVISO.match(folded) and UNLESS.search(folded))


def _cut(asked: Asked, text: str) -> tuple[int, int]:
    """Where the operative part of a sentence begins and ends: all of a short one."""
    tie = TIES.match(text)
    start = tie.end() if tie else 0
    if len(text) - start <= SHORT:
        return start, len(text)
    pieces = list(_pieces(text, start))
    held = [_holds(asked, text[left:right]) for left, right in pieces]
    told = [at for at, holds in enumerate(held) if holds]
    if not told:
        return start, len(text)
    first, last = told[0], max(told[-1], min(told[0] + 1, len(pieces) - 1))
    while last + 1 < len(pieces) and not _ends(pieces[first][0], pieces[last], text):
        last += 1
    return pieces[first][0], pieces[last][1]


def _ends(first: int, piece: tuple[int, int], text: str) -> bool:
    """A run may end where a statement does: before its verb, nothing tells whether it says yes or no."""
    return piece[1] - first >= SHORT // 2 and bool(SAID.search(text[slice(*piece)]))


def _pieces(text: str, start: int) -> list[tuple[int, int]]:
    """A sentence cut after each 、 outside brackets."""
    found, depth, begun = [], 0, start
    for at in range(start, len(text)):
        depth = depth + 1 if text[at] in OPEN + "（" else max(0, depth - 1) if text[at] in CLOSE + "）" else depth
        if text[at] == "、" and not depth:
            found.append((begun, at + 1))
            begun = at + 1
    return [*found, (begun, len(text))] if begun < len(text) else found


def _holds(asked: Asked, piece: str) -> bool:
    """The piece holds a word of the question or a value it asks for."""
    said = words(piece)
    forms = {word.form for word in said} | {group for word in said for group in word.groups}
    if any(word.form in forms or not forms.isdisjoint(word.groups) for word in asked.words):
        return True
    return any(value.kind in (*asked.wanted.asks, *asked.wanted.suits) for value in find(piece))


def value_of(asked: Asked, run: str) -> Value | None:
    """The value that the question wants: of the kinds it asks for by name, else of those that suit it."""
    found = find(run)
    open_to_it = asked.wanted.closed or asked.wanted.kind == "condition"
    kinds = asked.wanted.asks or asked.wanted.suits  # what it asks for by name leaves no room for what would only suit
    order = (*kinds, *((PERMISSION,) if open_to_it else ()))
    for kind in dict.fromkeys(order):
        chosen = [value for value in found if value.kind == kind]
        if chosen:
            return max(chosen, key=lambda value: (_near(asked, run, value), -value.start))
    return None


def _near(asked: Asked, run: str, value: Value) -> int:
    """How many words of the question stand in the piece of the run around a value."""
    left = max(run.rfind("、", 0, value.start), run.rfind("。", 0, value.start)) + 1
    right = run.find("、", value.end)
    said = {word.form for word in words(run[left : right if right >= 0 else len(run)])}
    return sum(word.form in said for word in asked.words)
