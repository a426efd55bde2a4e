"""What is shown where nothing answers: the words that were searched, the nearest clauses, and why they are not the answer.

In: a question and ranked clauses. Out: words and reasons for a reader. It refuses to decide whether something answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..types import Hit
from .clues import Asked, Clues, answers, meant
from .outcome import Near
from .ranking import Ranked

SHOWN = 3  # clauses of each document
WORDS, MISSING = 16, 3  # words searched, and words said to be missing, at most
UNMET = 0.6  # a word of the question that is covered less is said to be missing
SYNONYMS = "同義「"
NAMES = {
    "deadline": "期限", "period": "期間", "hours": "時間", "clock": "時刻", "promptness": "時期", "amount": "金額",
    "rate": "率", "multiple": "倍率", "count": "数", "court": "裁判所", "arbitration": "仲裁機関", "law": "準拠法",
    "bearer": "負担者・帰属先", "refund": "返金の定め", "liability": "責任の定め", "permission": "可否",
}  # fmt: skip


def expansions(asked: Asked, found: Iterable[Sequence[Hit]]) -> tuple[str, ...]:
    """The words that were searched, and the synonyms by which clauses were met (キャンセル=解約)."""
    said = [
        form
        for word, shown, worth in zip(asked.words, asked.shown, asked.turning, strict=True)
        if worth
        for form in (shown, *meant(word))
    ]
    pairs = [
        pair for hits in found for hit in hits for why in hit.why if why.startswith(SYNONYMS) for pair in _pairs(why)
    ]
    return tuple(dict.fromkeys([*said, *pairs]))[:WORDS]


def _pairs(why: str) -> list[str]:
    return why.removeprefix(SYNONYMS).rstrip("」").split("・")


def nearest(asked: Asked, doc: str, ranked: Sequence[Ranked]) -> list[Near]:
    """The clauses of a document that come nearest."""
    return [Near(doc, one.clues.hit.clause, round(one.score, 6), why_not(asked, one.clues)) for one in ranked[:SHOWN]]


def why_not(asked: Asked, clues: Clues) -> str:
    """What a clause lacks: words the question turns on, or the value it asks for."""
    order = sorted(range(len(asked.words)), key=lambda at: -float(asked.turning[at]))
    lost = [asked.shown[at] for at in order if asked.turning[at] and clues.covered[at] < UNMET][:MISSING]
    reasons = [f"「{'」「'.join(lost)}」に当たる言葉がない"] if lost else []
    held = any(answers(asked, value) for values in clues.read.values for value in values)
    if asked.wanted.asks and not held:
        reasons.append(f"求められた{NAMES.get(asked.wanted.asks[0], '値')}が書かれていない")
    return "、".join(reasons) or "この事柄に触れるが、問いには答えていない"
