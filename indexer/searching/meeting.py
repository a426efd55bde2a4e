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
from ..indexing.units import Fields, passage
from .close_reading import CloseEvidence, Closely
from .evidence import Floats, Integers, Question


@runtime_checkable
class WordEmbedder(Protocol):
    """A model that has a vector for each word."""

    def rows(self, text: str) -> Integers:
        """The numbers of the words of a text that it knows, each once."""
        ...

    def row_vectors(self, rows: Integers) -> tuple[Floats, Floats]:
        """The unit vectors of words, and how loud each word is."""
        ...


class Meeting(CloseEvidence[Integers]):
    """Whether every word of the question has its answer in the clause, as the part `met`."""

    def __init__(self, closely: Closely, embedder: Embedder | None) -> None:
        same = embedder is not None and closely.index.model == embedder.name
        self._embedder = embedder if same and isinstance(embedder, WordEmbedder) else None
        super().__init__(closely, self._rows)

    def _rows(self, fields: Fields) -> Integers:
        """The words of a unit, by their numbers."""
        return np.zeros(0, np.int64) if self._embedder is None else self._embedder.rows(passage(fields))

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """The share of the question that each unit meets."""
        asked = np.zeros(0, np.int64) if self._embedder is None else self._embedder.rows(question.text)
        if self._embedder is None or not len(asked):
            return {}
        held = self._read(units)
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
