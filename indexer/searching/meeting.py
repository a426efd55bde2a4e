"""How well each word of a question is met by some word of a clause: what one vector for a long clause blurs.

In: a question and the best units of an index. Out: the part `met`, about 0 to 1. It refuses to know how an embedding
model reads words: a model that has no vectors for single words is done without.

The sum over the question's words of the best likeness in the clause, each word as loud as its vector is long (the
late interaction of Khattab and Zaharia 2020, over vectors that know no neighbours).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

import numpy as np

from ..indexing.encoders import Embedder
from ..indexing.index import Index
from ..indexing.units import Unit, passage
from ..indexing.units import units as units_of
from .evidence import Floats, Integers, Question, Ranges

HEAD = 30  # of the best units, how many are read: enough for the right one to be among them
LIBRARY, FEW = 20_000, 10  # in an index of more units only so many: each may be of a document not opened yet
KEPT = 50_000  # units remembered before starting afresh


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

    def __init__(self, index: Index, embedder: Embedder | None) -> None:
        same = embedder is not None and index.model == embedder.name
        self._embedder = embedder if same and isinstance(embedder, WordEmbedder) else None
        self._index = index
        self.head: int | None = HEAD if index.size <= LIBRARY else FEW
        self._rows: dict[int, Integers] = {}
        self._units: dict[str, list[Unit]] = {}

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
        vectors, loud = self._embedder.row_vectors(asked)
        likeness = vectors @ self._embedder.row_vectors(words)[0].T
        met = np.zeros(len(units), dtype=np.float32)
        lengths = np.array([len(rows) for rows in held])
        full = np.flatnonzero(lengths)
        starts = (np.cumsum(lengths) - lengths)[full]
        met[full] = loud @ np.maximum.reduceat(likeness[:, places], starts, axis=1) / loud.sum()
        return {"met": np.maximum(met, 0)}

    def _read(self, unit: int, embedder: WordEmbedder) -> Integers:
        """The words of a unit, read once."""
        rows = self._rows.get(unit)
        if rows is None:
            if len(self._rows) > KEPT:
                self._rows.clear()
                self._units.clear()
            rows = self._rows[unit] = embedder.rows(passage(self._unit(unit).fields))
        return rows

    def _unit(self, unit: int) -> Unit:
        doc, _ = self._index.clause(unit)
        if doc not in self._units:
            self._units[doc] = units_of(self._index.document(doc))
        return self._units[doc][unit - self._index.entries[doc].first]
