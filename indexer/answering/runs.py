"""Which runs of a sentence's phrases may be quoted: what is never left out is a rule.

In: a question and a sentence. Out: the sentence with its phrases, and its runs. No negation is left out of one, no consent that
a permission hangs on, no figure that is asked for. It refuses to choose among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..indexing.tokenize import words
from ..normalize import fold
from ..searching.values import Value, find
from .clues import Asked, answers, standing, terms
from .phrases import Phrase, phrases
from .sentences import CLOSE, OPEN

Floats = NDArray[np.float64]
FIGURES = ("amount", "rate", "multiple")
YES_OR_NO = ("permission", "liability")
SAID_BY_VERB = (*YES_OR_NO, "refund", "promptness")  # values that say nothing without the verb of their sentence
# What belongs to a figure: 年14.6%|の割合, 2倍|に相当する額を限度, 500万円|のうち高い方, 10台|以上
FIGURE_ENDS = re.compile(
    r"(?:以上|以下|未満|以内|まで)?(?:の(?:うち)?、?(?:いずれか)?[一-龥]{1,2}い(?:方|ほう|額|金額))?"
    r"(?:の(?:割合|利率)|に?相当する(?:金額|額)|に?相当額|を乗じ(?:て得た|た)額|(?<=相当する)[一-龥]{1,6}|(?:金額|額))?(?:を(?:限度|上限))?"
)
# 号 that end in とき, こと or a noun say nothing by a part
STATES = re.compile(r"[うくすつぬむるぐぶいんた][。.]?\s{0,3}$")
# ものとします after a verb, ものとし、 and 。: the words before say it all
TAIL = re.compile(
    r"(?:(?<=[うくすつぬむるぐぶい])(?:もの|こと)と(?:する|します|いたします|し))?(?:、(?:また|かつ|さらに|なお))?[、。.]?\s{0,3}$"
)
# What turns a statement round, or makes it a mere aim: a figure is not cut off before it
TURNS = re.compile(r"ない|ません|[らわせかきれでり]ず|なく|ぬ(?:もの|。)|禁|除|限り|限る|免れ|超え|努|目標|目安")
# 1台|につき500円, 月末まで|の賃料を翌月20日までに, 賃料の日割額|の1.5倍: a figure that only leads to another
LEADS = re.compile(
    r"\s{0,3}(?:につき|に付き|当たり|あたり|ごと|毎)|(?<=まで)の(?!間|期間)|\s{0,3}の[〇一二三四五六七八九十0-9][^、。]{0,8}?(?:倍|割|%|パーセント|分の)"
)
# …ことがありますが、|当社は責任を負いません: the half before says the opposite of the whole
BUT = re.compile(r"が、\s{0,3}$")
# 消滅する, 行ってはならない, 甲は責任を負わない: with fewer content words than two, these left out, nobody sees what is spoken of
HEARD = 2
# ただし、天災のときは、支払わない: without its condition an exception reads as the rule
PROVISO = re.compile(r"(?:ただし|但し)、?")
SAYS_NOTHING = frozenset(("行う", "負う", "責任", "一切", "場合", "前項", "対する", "甲", "乙", "丙", "当社", "契約者"))
# 書面により、…の承諾を得て, 同意がある, 場合に限り: what a statement hangs on
HANGS = re.compile(
    r"(?:承諾|同意|許可|承認|許諾)(?:を|が|な|の(?:もと|上))|(?:書面|文書)(?=[^。]{0,30}(?:承諾|同意|許可|承認|許諾))"
    r"|に限(?:り|って|る|ら)|でなければ|ない限り|を除(?:き|いて|く)"
)


class Run(NamedTuple):
    """Adjacent phrases of a sentence, from `first` to `last`, and where in the sentence the run begins and ends."""

    first: int
    last: int
    start: int
    end: int
    ending: str  # value: right after the figure that is asked for; statement, last: where a statement ends


class Parted(NamedTuple):
    """A sentence made ready to be cut."""

    folded: str
    phrases: tuple[Phrase, ...]
    values: tuple[Value, ...]  # the figure that is asked for, or those that may be it
    met: Floats  # the worth of each word of the question, by phrase
    named: tuple[bool, ...]  # phrases with a value that is asked for
    suits: tuple[bool, ...]


def read(asked: Asked, text: str, values: tuple[Value, ...]) -> Parted:
    """A sentence made ready to be cut for a question."""
    found = phrases(text)
    stated = find(text)
    held = [[one for one in stated if left.start <= one.start < left.end] for left in found]
    return Parted(
        fold(text),
        found,
        tuple(one for one in values if one.kind not in YES_OR_NO),
        np.array([_met(asked, text[one.start : one.end]) for one in found]).reshape(len(found), -1),
        tuple(any(answers(asked, one) for one in here) for here in held),
        tuple(any(one.kind in asked.wanted.suits for one in here) for here in held),
    )


def _met(asked: Asked, phrase: str) -> list[float]:
    """The worth of each word of the question that stands in a phrase, as a share of all."""
    whole = max(float(asked.worth.sum()), 1e-6)
    met = standing(asked, terms(words(phrase)))
    return [float(worth) / whole * there for worth, there in zip(asked.worth, met, strict=True)]


def runs(asked: Asked, sentence: Parted, start: int = 0) -> list[Run]:
    """Every run that may be quoted."""
    closed = not asked.wanted.asks and (asked.wanted.closed or asked.wanted.kind in YES_OR_NO)
    values = () if closed else sentence.values
    if not STATES.search(sentence.folded):
        return [Run(0, len(sentence.phrases) - 1, start, said_until(sentence.folded), "last")]
    found = [run for run in _runs(sentence, values, start) if _whole(sentence, run, values)]
    if _cases(sentence) > 1:
        found = [run for run in found if not run.first or sentence.phrases[run.first - 1].role != "condition"]
    if PROVISO.match(sentence.folded):
        found = [run for run in found if not run.first]
    found = [run for run in found if run.ending == "value" or _heard(sentence, run)] or found
    if asked.wanted.kind == "who" and not values:
        return [run for run in found if not _headless(sentence, run)]
    return [run for run in found if _defines(sentence, run)] if asked.wanted.kind == "definition" else found


def _runs(sentence: Parted, values: tuple[Value, ...], start: int) -> Iterator[Run]:
    """Every run that begins where a phrase does, and ends with a statement or with the figure."""
    text, parts = sentence.folded, sentence.phrases
    figure = values[-1] if values and values[-1].kind not in SAID_BY_VERB else None
    for first, phrase in enumerate(parts):
        begin = max(start, phrase.start)
        if phrase.joined or phrase.end <= begin or (first and phrase.start < start):
            continue
        for last in range(first, len(parts)):
            end = parts[last].end
            if figure and max(begin, parts[last].start) <= figure.start < end:
                yield Run(first, last, begin, FIGURE_ENDS.match(text, figure.end).end(), "value")  # type: ignore[union-attr]
            if last == len(parts) - 1:
                yield Run(first, last, begin, begin + said_until(text[begin:end]), "last")
            elif parts[last].role == "statement" and not BUT.search(text[:end]):
                yield Run(first, last, begin, begin + said_until(text[begin:end]), "statement")


def said_until(folded: str) -> int:
    """Where a statement has said all: before ものとします, a linking 、 and 。"""
    tail = TAIL.search(folded)
    return tail.start() if tail else len(folded)


def _whole(sentence: Parted, run: Run, values: tuple[Value, ...]) -> bool:
    """The run holds the figure that is asked for, and nothing that would turn it round is left out."""
    text, parts = sentence.folded, sentence.phrases
    words = text[run.start : run.end]
    if any(not run.start <= one.start < one.end <= run.end for one in values) or _open(words):
        return False
    if run.ending == "value":
        if LEADS.match(text, run.end) or parts[run.last].role == "condition":  # 終了から10日以内|に求めたとき
            return False
        until = next((one.end for one in parts[run.last :] if one.role == "statement"), len(text))
        return not TURNS.search(text[run.end : until])
    return run.end > run.start and not HANGS.search(text[parts[_since(sentence, run)].start : run.start])


def _cases(sentence: Parted) -> int:
    """How many conditions lead to a figure of their own: 前日のときは5割、当日のときは全額."""
    parts = sentence.phrases
    here = [
        any(one.kind in FIGURES for one in find(sentence.folded[right.start : right.end]))
        for left, right in pairwise(parts)
        if left.role == "condition"
    ]
    return sum(here)


def _heard(sentence: Parted, run: Run) -> bool:
    """The first statement of the run says of what it says something: more than its verb."""
    ends = (one.end for one in sentence.phrases[run.first : run.last] if one.role == "statement")
    said = words(sentence.folded[run.start : next(ends, run.end)])
    return len({word.form for word in said} - SAYS_NOTHING) >= HEARD


def _since(sentence: Parted, run: Run) -> int:
    """The first phrase of the statement in which a run begins."""
    return max((at + 1 for at in range(run.first) if sentence.phrases[at].role == "statement"), default=0)


def _headless(sentence: Parted, run: Run) -> bool:
    """The run leaves out whom its statement speaks of."""
    return any(sentence.phrases[at].role == "topic" for at in range(_since(sentence, run), run.first))


def _defines(sentence: Parted, run: Run) -> bool:
    """The run says all that 「X」とは is said to be."""
    said = [at for at, one in enumerate(sentence.phrases) if sentence.folded[one.start : one.end].endswith("とは、")]
    return not said or (run.first <= said[0] + 1 and run.ending == "last")


def _open(words: str) -> bool:
    """A bracket is left open."""
    return sum(map(words.count, OPEN)) != sum(map(words.count, CLOSE))
