"""Which sentence of a clause answers: what is noticed about each, weighed.

In: a question, the sentences of a clause, and those of the paragraph it is an item of. Out: the sentence that answers best. The
weights are data (operative.toml), learnt by training/fit_quoting.py from labelled quotations. It refuses to cut.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..normalize import fold
from .clues import Asked, Clues, Read, answers, share
from .sentences import Sentence

WEIGHTS = Path(__file__).with_name("operative.toml")
LONG = 300  # characters of a sentence that counts as long
# 準用する, 本条は…定める, 前項の規定は: words about words
ABOUT = re.compile(r"準用|本条(?:は|の規定は)|適用(?:しない|されない|する)|同様とし")
DEFINES = re.compile(r"といい|をいい|をいう|とは、|を指し|以下「|以下、「|定義")


class Chosen(NamedTuple):
    """A sentence, and the one that follows it in its clause."""

    sentence: Sentence
    follower: Sentence | None


@cache
def weights() -> dict[str, float]:
    """What each thing noticed is worth."""
    found: dict[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return found


def choose(asked: Asked, clues: Clues, around: Read | None) -> Chosen | None:
    """The sentence that answers best, of a clause or, where it is an item, of the paragraph around it."""
    found = candidates(clues, around)
    if not found:
        return None
    worth = weights()
    scores = [sum(worth.get(name, 0.0) * value for name, value in noticed(asked, *one, clues).items()) for one in found]
    read, at = found[int(np.argmax(scores))]
    follower = read.sentences[at + 1] if at + 1 < len(read.sentences) else None
    return Chosen(read.sentences[at], follower)


def candidates(clues: Clues, around: Read | None) -> list[tuple[Read, int]]:
    """The sentences of the clause, then those of the paragraph around it that stand in no item."""
    own = [(clues.read, at) for at in range(len(clues.read.sentences))]
    if around is None:
        return own
    lead = [at for at, one in enumerate(around.sentences) if one.clause.level not in ("item", "subitem")]
    return own + [(around, at) for at in lead]


def noticed(asked: Asked, read: Read, at: int, clues: Clues) -> dict[str, float]:
    """What speaks for and against a sentence."""
    sentence, values = read.sentences[at], read.values[at]
    text, outside = fold(sentence.text), read is not clues.read
    named = any(answers(asked, value) for value in values)
    return {
        "cosine": float(read.sentence_vectors[at] @ asked.vector),
        "held": share(asked, read.sentence_words[at]),
        "soft": _soft(asked, read, at),
        "named": float(named),
        "suits": float(any(value.kind in asked.wanted.suits for value in values)),
        "acts": float(asked.actor * read.subjects[at]),
        "around": float(outside),
        "around_named": float(outside and named),
        "about": float(bool(ABOUT.search(text))),
        "defines": float(asked.wanted.kind == "definition" and bool(DEFINES.search(text))),
        "long": min(len(text), LONG) / LONG,
    }


def _soft(asked: Asked, read: Read, at: int) -> float:
    """How well the words of the question are met by the likest words of one sentence."""
    rows = read.sentence_rows[at]
    if not len(rows) or not len(asked.words):
        return 0.0
    met = np.clip((asked.vectors @ read.vectors[list(rows)].T).max(axis=1), 0, 1)
    return float(met @ asked.worth / max(float(asked.worth.sum()), 1e-6))
