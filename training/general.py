"""The general pairs: captions of statutes with their articles, tax questions with their answers.

In: the folder that holds `pairs.jsonl.xz`. Out: the tokens of anchors and positives, and how often to draw each.
It refuses the share-alike pairs: the model that ships is made without them.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import NamedTuple

from .bags import words

PAIRS = "pairs.jsonl.xz"
LONGEST = 400  # characters of a positive: later paragraphs stray from the caption
# ministerial ordinances repeat one another; the tax authority's questions are the nearest to how people ask
DRAWN = {"law_caption_ministerial": 0.25, "nta": 3.0}


class Spelt(NamedTuple):
    """Two texts that belong together, as tokens, and how often to draw them."""

    anchor: list[str]
    positive: list[str]
    drawn: float


def pairs(folder: Path) -> list[Spelt]:
    """Every general pair of the folder, in the file's order."""
    with lzma.open(folder / PAIRS, "rt", encoding="utf-8") as lines:
        return [_spelt(json.loads(line)) for line in lines]


def _spelt(row: dict[str, str]) -> Spelt:
    source = row["source"]
    drawn = DRAWN.get(source, DRAWN.get(source.partition("_")[0], 1.0))
    return Spelt(words(row["anchor"]), words(row["positive"][:LONGEST]), drawn)
