"""What was measured of one run, before it is a figure: tallies, and each question's outcome in short.

In: nothing. Out: `Measured`. It refuses to know how a result is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eval.metrics.tally import Tally

Outcomes = dict[str, Any]  # question id to something short enough to be kept for each commit


class Plain(NamedTuple):
    """A figure that is no ratio of sums, such as an area under a curve, with its interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Measured:
    """One run in one area; `baseline` names the run it is compared with."""

    area: str
    run: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    plain: dict[str, Plain] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)  # named sets of units, beside "all"
    grouped: tuple[str, ...] = ()  # the measures that are given for each group too
    outcomes: Outcomes = field(default_factory=dict)
    curve: tuple[tuple[float, float], ...] = ()
    baseline: str | None = None
