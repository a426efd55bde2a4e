"""Whether the best clause answers at all: evidence for and against, weighed to a confidence.

In: a question and its ranked clauses in one document. Out: a confidence from 0 to 1, with the evidence. The weights and the
operating point are data (refusal.toml), learnt by training/fit_refusal.py. It refuses to choose a clause.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .clues import Asked, answers
from .ranking import Ranked
from .unmet import unmet

MODEL = Path(__file__).with_name("refusal.toml")
# 見積書に定める, 別紙1のとおり, 別途定める: the clause answers by sending the reader elsewhere
ELSEWHERE = (
    "書に定め",
    "書にて定め",
    "書に記載",
    "定めるとおり",
    "別紙",
    "別記",
    "別表",
    "による",
    "別途定め",
    "別に定め",
)
FIGURES = frozenset({"deadline", "period", "hours", "clock", "amount", "rate", "multiple", "count"})
# A clause less like the question than this, with less of its words met, has nothing to do with it: of 2,701 answered questions it
# refuses none whose first clause is right, of 1,250 that nothing answers 57
STRANGE_LIKENESS, STRANGE_MET = 0.2, 0.4
FROM_CLUES = (
    "dense", "topic", "words", "synonyms", "heading", "covered", "met", "heading_like", "sentence_like", "sentence_held",
    "suits", "acts", "item", "odd", "near_value",
)  # fmt: skip


class Model(NamedTuple):
    """The classifier: what each piece of evidence is worth, and the confidence below which nothing is answered."""

    operating_point: float
    side_by_side: float  # share of the best document's confidence below which another document has no such clause
    bias: float
    weights: dict[str, float]


@cache
def model() -> Model:
    """The classifier that ships."""
    data = tomllib.loads(MODEL.read_text(encoding="utf-8"))
    return Model(data["operating_point"], data["side_by_side"], data["bias"], data["weights"])


def evidence(asked: Asked, ranked: Sequence[Ranked]) -> dict[str, float]:
    """What speaks for and against the best clause being an answer."""
    best = ranked[0].clues
    found = {name: best.values[name] for name in FROM_CLUES}
    held = any(answers(asked, value) for values in best.read.values for value in values)
    digits = any(value.kind in FIGURES for values in best.read.values for value in values)
    found["score"] = ranked[0].score
    found["margin"] = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.0
    found["asks"] = float(bool(asked.wanted.asks))
    found["missing"] = float(bool(asked.wanted.asks) and not held)
    found["number_missing"] = float(bool(asked.wanted.units) and not held)
    found["no_figure"] = float(bool(asked.wanted.units) and not digits)
    found["pool_topic"] = max(one.clues.values["topic"] for one in ranked)
    found["names"] = float(asked.wanted.names)
    found["closed"] = float(asked.wanted.closed)
    elsewhere = any(mark in sentence.text for sentence in best.read.sentences[:3] for mark in ELSEWHERE)
    found["elsewhere"] = float(elsewhere)
    found["elsewhere_asked"] = float(elsewhere and found["missing"])
    return found | _words(asked, ranked) | unmet(asked, [one.clues for one in ranked])


def _words(asked: Asked, ranked: Sequence[Ranked]) -> dict[str, float]:
    """How well the words that the question turns on are met, in the best clause and among all candidates."""
    best = ranked[0].clues.covered
    if not len(best):
        return {"key": 0.0, "pool": 0.0, "lost": 0.0, "held": 0.0, "size": 0.0}
    pool = np.max([one.clues.covered for one in ranked], axis=0)
    worth = asked.turning / max(float(asked.turning.max()), 1e-6)
    whole = max(float(worth.sum()), 1e-6)
    return {
        "key": float((worth * (1 - best)).max()),
        "pool": float(worth @ pool) / whole,
        "lost": float((worth * (1 - pool)).max()),
        "held": float(worth[best >= 0.9].sum()) / whole,
        "size": min(int((asked.turning > 0).sum()), 20) / 20,
    }


def confidence(found: dict[str, float], chosen: Model | None = None) -> float:
    """The evidence as a probability."""
    if _strange(found):
        return 0.0
    chosen = model() if chosen is None else chosen
    logit = chosen.bias + sum(chosen.weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _strange(found: dict[str, float]) -> bool:
    """Nothing ties the question to the clause; without a model there is no likeness to tell."""
    likeness = found.get("dense", 1.0)
    return likeness != 0.0 and likeness < STRANGE_LIKENESS and found.get("met", 1.0) < STRANGE_MET


def least(confidences: Sequence[float]) -> float:
    """The confidence that an answer needs, where several documents were asked the same question."""
    chosen = model()
    return max(chosen.operating_point, chosen.side_by_side * max(confidences, default=0.0))
