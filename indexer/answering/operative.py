"""Which sentence of a clause answers: what is noticed about each, weighed.

In: a question, the sentences of a clause, and those of the paragraph it is an item of. Out: the sentence that answers best. The
weights are data (operative.toml), learnt by training/fit_quoting.py from labelled quotations. It refuses to cut.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..normalize import fold
from .clues import Asked, Clues, Read, answers, share
from .sentences import Sentence

WEIGHTS = Path(__file__).with_name("operative.toml")
ITEMS = ("item", "subitem")
LONG = 300  # characters of a sentence that counts as long
# 準用する, 本条は…定める, 前項の規定は: words about words
ABOUT = re.compile(r"準用|本条(?:は|の規定は)|適用(?:しない|されない|する)|同様とし")
DEFINES = re.compile(r"といい|をいい|をいう|とは、|を指し|以下「|以下、「|定義")

ANNOUNCES = re.compile(r"次|以下|下記|左記|各号|とおり|通り")  # 次の各号のいずれかに該当する場合

# ただし、…この限りではない: it lifts what the sentence before says
EXCEPTION = re.compile(r"^(?:ただし|但し).{0,400}(?:この限りで|適用しな|適用しま|適用されな)")
CLOSE, LIFTED = 0.6, 2.0  # how much worse a neighbour may be: chosen on the dev half (docs/DECISIONS.md)


class Chosen(NamedTuple):
    """A sentence, those around it, the items it announces, and a neighbour that answers about as well."""

    sentence: Sentence
    before: Sentence | None  # in the same passage
    follower: Sentence | None
    announced: tuple[Sentence, ...]
    beside: Sentence | None


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
    best = int(np.argmax(scores))
    read, at = found[best]
    follower = read.sentences[at + 1] if at + 1 < len(read.sentences) else None
    before = read.sentences[at - 1] if at and read.sentences[at - 1].passage is read.sentences[at].passage else None
    return Chosen(read.sentences[at], before, follower, _announced(read, at), _beside(found, scores, best))


def _beside(found: Sequence[tuple[Read, int]], scores: Sequence[float], best: int) -> Sentence | None:
    """The sentence before or after, in the same passage, that is nearly as good; an exception sooner than another."""
    read, at = found[best]
    near = []
    for (other, place), score in zip(found, scores, strict=True):
        one = other.sentences[place]
        if other is read and abs(place - at) == 1 and one.passage is read.sentences[at].passage:
            lifts = place > at and bool(EXCEPTION.search(fold(one.text)))
            if scores[best] - score <= (LIFTED if lifts else CLOSE):
                near.append((score, one))
    return max(near, key=lambda one: one[0])[1] if near else None


def _announced(read: Read, at: int) -> tuple[Sentence, ...]:
    """The sentences of the items that stand right under a sentence which says that they follow."""
    lead, after = read.sentences[at], read.sentences[at + 1 :]
    if lead.clause.level in ITEMS or not after or after[0].clause.level not in ITEMS or not ANNOUNCES.search(lead.text):
        return ()
    return tuple(takewhile(lambda one: one.clause.level in ITEMS, after))


def candidates(clues: Clues, around: Read | None) -> list[tuple[Read, int]]:
    """The sentences of the clause, then those of the paragraph around it that stand in no item."""
    own = [(clues.read, at) for at in range(len(clues.read.sentences))]
    if around is None:
        return own
    lead = [at for at, one in enumerate(around.sentences) if one.clause.level not in ITEMS]
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
