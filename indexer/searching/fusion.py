"""Evidence added up: one number for each unit, and the weights that say what each kind is worth.

In: named parts of units. Out: their scores. It refuses to know where a part came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..indexing.segments import LEVELS, level_number
from ..types import Hit

Floats = NDArray[np.float32]
# Chosen on the development questions by measurement; a part not named here counts for nothing
WEIGHTS = {
    "words": 1.0,
    "heading": 1.0,
    "chapter": 1.0,
    "synonyms": 1.0,
    "dense": 4.0,
    "topic": 1.0,
    "met": 2.0,
    "value": 0.4,
    "verbatim": 1.0,
}
# A list of what was amended names every heading and answers nothing; what stands before 第1条 names services and parties
SELDOM = {"history": 0.5, "preamble": 0.7}
LEVEL_WEIGHTS = np.array([SELDOM.get(level, 1.0) for level in LEVELS], dtype=np.float32)


def fuse(parts: Mapping[str, Floats], levels: NDArray[Any]) -> Floats:
    """The weighted sum of the parts, less for levels that seldom answer."""
    total: Floats = np.zeros(len(levels), dtype=np.float32)
    for name, value in parts.items():
        total += np.float32(WEIGHTS.get(name, 0.0)) * value
    weighed: Floats = total * LEVEL_WEIGHTS[levels]
    return weighed


def shares(hit: Hit) -> dict[str, float]:
    """What each part adds to the score of a hit, the most first: they sum to the score."""
    level = float(LEVEL_WEIGHTS[level_number(hit.clause.level)])
    added = {name: WEIGHTS.get(name, 0.0) * value * level for name, value in hit.parts.items()}
    return dict(sorted(((name, share) for name, share in added.items() if share), key=lambda one: -one[1]))
