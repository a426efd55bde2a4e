"""Hits in the order in which they answer: a weighted sum of what was noticed about each.

In: clues. Out: the clues best first, with a score each. The weights are data (ranking.toml), learnt by
training/fit_refusal.py from written questions. It refuses to say whether the best one answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .clues import Clues

WEIGHTS = Path(__file__).with_name("ranking.toml")


class Ranked(NamedTuple):
    """A hit with what was noticed about it, and how well it answers."""

    clues: Clues
    score: float


@cache
def weights() -> dict[str, float]:
    """What each clue is worth."""
    found: dict[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return found


def rank(found: Sequence[Clues], worth: Mapping[str, float] | None = None) -> list[Ranked]:
    """The clues, best first; equal ones in the order of the search."""
    worth = weights() if worth is None else worth
    scored = [
        Ranked(clues, sum(worth.get(name, 0.0) * value for name, value in clues.values.items())) for clues in found
    ]
    return sorted(scored, key=lambda one: -one.score)
