"""How far a figure may be off: paired bootstrap intervals, families of questions drawn whole.

In: tallies. Out: 95% intervals of a figure and of its difference to a baseline on the same units (Efron & Tibshirani 1993,
percentile method). It refuses to draw paraphrases apart: they are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .tally import Tally

RESAMPLES = 2_000
SEED = 20_261_121
Floats = NDArray[np.float64]
Pair = tuple[float, float]


def interval(tally: Tally) -> Pair:
    """The interval of a figure."""
    return _bounds(_draws(tally, _order(tally)))


def of_gain(tally: Tally, baseline: Tally) -> Pair:
    """The interval of the difference to a baseline, the same families drawn for both."""
    order = _order(tally)
    return _bounds(_draws(tally, order) - _draws(baseline, order))


def of_statistic(statistic: Callable[[NDArray[np.int64]], float], size: int, resamples: int = 500) -> Pair:
    """The interval of any statistic of units that are drawn one by one."""
    chance = np.random.default_rng(SEED)
    return _bounds(np.array([statistic(chance.integers(0, size, size)) for _ in range(resamples)]))


def _order(tally: Tally) -> list[str]:
    return sorted({tally.families[unit] for unit in tally.parts})


def _draws(tally: Tally, order: Sequence[str]) -> Floats:
    """The figure in each resample; two tallies with one order have the same families drawn."""
    sums = {family: [0.0, 0.0] for family in order}
    for unit, (got, whole) in tally.parts.items():
        sums[tally.families[unit]][0] += got
        sums[tally.families[unit]][1] += whole
    if not order:
        return np.zeros(RESAMPLES)
    drawn = _weights(len(order)) @ np.array([sums[family] for family in order], dtype=np.float64)
    figures: Floats = np.divide(drawn[:, 0], drawn[:, 1], out=np.zeros(RESAMPLES), where=drawn[:, 1] > 0)
    return figures


@lru_cache(maxsize=32)
def _weights(families: int) -> Floats:
    """How often each family is drawn in each resample."""
    drawn = np.random.default_rng(SEED).integers(0, families, (RESAMPLES, families))
    return np.stack([np.bincount(row, minlength=families) for row in drawn]).astype(np.float64)


def _bounds(draws: Floats) -> Pair:
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))
