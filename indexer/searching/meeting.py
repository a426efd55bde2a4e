"""How well each word of a question is met by some word of a clause: what one vector for a long clause blurs.

In: a question and the best units of an index. Out: the part `met`, about 0 to 1. It refuses to know how an embedding
model reads words: a model that has no vectors for single words is done without.

The sum over the question's words of the best likeness in the clause (the late interaction of Khattab and Zaharia 2020, over
vectors that know no neighbours), each word as loud as its vector's length squared: what it would add to a product of sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import numpy as np

from ..indexing.encoders import Embedder
from ..indexing.units import passage
from .close_reading import KEPT, Closely
from .evidence import Floats, Integers, Question, Ranges


@runtime_checkable
class WordEmbedder(Protocol):
    """A model that has a vector for each word."""

    def rows(self, text: str) -> Integers:
        """The numbers of the words of a text that it knows, each once."""
        ...

    def row_vectors(self, rows: Integers) -> tuple[Floats, Floats]:
        """The unit vectors of words, and how loud each word is."""
        ...


class Meeting:
    """Whether every word of the question has its answer in the clause, as the part `met`."""

    def __init__(self, closely: Closely, embedder: Embedder | None) -> None:
        same = embedder is not None and closely.index.model == embedder.name
        self._embedder = embedder if same and isinstance(embedder, WordEmbedder) else None
        self._closely = closely
        self.head: int | None = closely.head
        self._rows: dict[int, Integers] = {}

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:  # noqa: ARG002  # the protocol's
        """None of its own: it reads what the others have found."""
        return np.zeros(0, dtype=np.int64)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """The share of the question that each unit meets."""
        asked = np.zeros(0, np.int64) if self._embedder is None else self._embedder.rows(question.text)
        if self._embedder is None or not len(asked):
            return {}
        held = [self._read(int(unit), self._embedder) for unit in units]
        words, places = np.unique(np.concatenate(held), return_inverse=True)
        vectors, lengths = self._embedder.row_vectors(asked)
        loud = lengths**2 / np.sum(lengths**2)
        likeness = vectors @ self._embedder.row_vectors(words)[0].T
        met = np.zeros(len(units), dtype=np.float32)
        counts = np.array([len(rows) for rows in held])
        full = np.flatnonzero(counts)
        starts = (np.cumsum(counts) - counts)[full]
        met[full] = loud @ np.maximum.reduceat(likeness[:, places], starts, axis=1)
        return {"met": np.maximum(met, 0)}

    def _read(self, unit: int, embedder: WordEmbedder) -> Integers:
        """The words of a unit, read once."""
        rows = self._rows.get(unit)
        if rows is None:
            if len(self._rows) > KEPT:
                self._rows.clear()
            rows = self._rows[unit] = embedder.rows(passage(self._closely.fields(unit)))
        return rows
