"""Whether a system knows when it does not know: refusals, the area under the curve, risk against coverage.

In: for each question its confidence, whether anything answers it, and whether the answer was right. Out: tallies, plain
figures and the curve (El-Yaniv and Wiener, 2010). It refuses to choose an operating point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.measured import Plain

from .intervals import of_statistic
from .tally import Tally, mean

REFUSAL = 0.8  # false refusals are told at this share of refused unanswerable questions
POINTS = 20  # of the curve
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class Judged(NamedTuple):
    """One question with what was said to it."""

    id: str
    family: str
    confidence: float
    answerable: bool
    answered: bool
    right: bool  # what it would cite first answers, were it answered


def tallies(judged: Sequence[Judged]) -> dict[str, Tally]:
    """Refusals as shipped."""
    families = {one.id: one.family for one in judged}
    return {
        "refused unanswerable": mean({one.id: not one.answered for one in judged if not one.answerable}, families),
        "false refusals": mean({one.id: not one.answered for one in judged if one.answerable}, families),
    }


def plain(judged: Sequence[Judged]) -> dict[str, Plain]:
    """Figures over all operating points; none where one kind of question is missing."""
    answerable = np.array([one.answerable for one in judged])
    if answerable.all() or not answerable.any():
        return {}
    confidence = np.array([one.confidence for one in judged])
    wrong = np.array([not (one.answerable and one.right) for one in judged], dtype=np.float64)

    def figure(statistic: str) -> Plain:
        def of(places: Places) -> float:
            return STATISTICS[statistic](confidence[places], answerable[places], wrong[places])

        return Plain(of(np.arange(len(judged))), *of_statistic(of, len(judged)), len(judged))

    return {name: figure(name) for name in STATISTICS}


def curve(judged: Sequence[Judged]) -> tuple[tuple[float, float], ...]:
    """Coverage and risk: of the share of questions answered with most confidence, the share answered wrongly."""
    ranked = sorted(judged, key=lambda one: -one.confidence)
    wrong = np.cumsum([not (one.answerable and one.right) for one in ranked])
    sizes = sorted({max(1, round(len(ranked) * step / POINTS)) for step in range(1, POINTS + 1)}) if ranked else []
    return tuple((round(size / len(ranked), 4), round(float(wrong[size - 1]) / size, 4)) for size in sizes)


def _auc(confidence: Floats, answerable: NDArray[np.bool_], _wrong: Floats) -> float:
    """How often an answerable question is given more than an unanswerable one."""
    yes, no = confidence[answerable], confidence[~answerable]
    if not len(yes) or not len(no):
        return 0.5
    return float((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())


def _false_refusals(confidence: Floats, answerable: NDArray[np.bool_], _wrong: Floats) -> float:
    """The share of answerable questions refused where so many unanswerable ones are."""
    no = np.sort(confidence[~answerable])
    if not len(no) or not answerable.any():
        return 1.0
    least = no[min(len(no) - 1, int(np.ceil(REFUSAL * len(no))) - 1)]  # refusing up to here refuses enough
    return float((confidence[answerable] <= least).mean())


def _risk(confidence: Floats, _answerable: NDArray[np.bool_], wrong: Floats) -> float:
    """The area under the risk-coverage curve: 0 is best."""
    ranked = wrong[np.argsort(-confidence, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1)).mean())


STATISTICS = {"AUC": _auc, "false refusals at 80% refusal": _false_refusals, "risk-coverage area": _risk}
