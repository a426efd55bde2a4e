"""The words of single units, for evidence that reads the head of a list: each unit's fields, as they were indexed.

In: an open index and numbers of units. Out: fields. It refuses to read more of a document than the article around a unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

import numpy as np

from ..indexing.index import Index
from ..indexing.units import HEADED, Fields, units
from ..types import Clause, Document
from .evidence import Integers, Question, Ranges

HEAD = 20  # of the best units, how many are read: enough for the right one to be among them
LIBRARY, FEW = 20_000, 10  # in an index of more units only so many: each may be of a document not opened yet
KEPT = 50_000  # units remembered before starting afresh
Made = TypeVar("Made")


class Closely:
    """The units of an index, read when they are asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.head = HEAD if index.size <= LIBRARY else FEW
        self._known: dict[str, Fields] = {}

    def fields(self, unit: int) -> Fields:
        """The words that speak for a unit."""
        doc, clause = self.index.clause(unit)
        if clause.id not in self._known:
            if len(self._known) > KEPT:
                self._known.clear()
            around = _around(self.index.document(doc), int(self.index.clauses[unit]))
            self._known |= {around.clauses[one.clause].id: one.fields for one in units(around)}
        return self._known[clause.id]


class CloseEvidence(Generic[Made]):
    """The common part of evidence that reads the head of a list: what it makes of a unit's words is made once."""

    def __init__(self, closely: Closely, make: Callable[[Fields], Made]) -> None:
        self._closely, self._make = closely, make
        self.head: int | None = closely.head
        self._made: dict[int, Made] = {}

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:  # noqa: ARG002  # the protocol's
        """None of its own: it reads what the others have found."""
        return np.zeros(0, dtype=np.int64)

    def _read(self, units: Integers) -> Sequence[Made]:
        return [self._of(int(unit)) for unit in units]

    def _of(self, unit: int) -> Made:
        made = self._made.get(unit)
        if made is None:
            if len(self._made) > KEPT:
                self._made.clear()
            made = self._made[unit] = self._make(self._closely.fields(unit))
        return made  # not looked up again: another thread may have cleared what is kept


def _around(document: Document, place: int) -> Document:
    """The document as if it had only the article (or 附則, 別紙, …) that holds a clause, and the headings above."""
    clauses, found = document.clauses, document.clauses[place]
    above = list(_ancestors(document, found))
    below = [one for one in above if one.level not in HEADED]
    top = below[-1] if below else found
    first = last = place
    while clauses[first].id != top.id:
        first -= 1
    while last < len(clauses) and clauses[last].id.startswith(top.id):
        last += 1
    chapters = [one for one in reversed(above) if one.level in HEADED]
    held = (*chapters, *(one for one in clauses[first:last] if one.id == top.id or one.id.startswith(f"{top.id}.")))
    there = {one.id for one in held}
    return replace(document, clauses=held, tables=tuple(table for table in document.tables if table.clause in there))


def _ancestors(document: Document, clause: Clause) -> Iterator[Clause]:
    """The clauses around a clause, nearest first."""
    while clause.parent is not None and clause.parent in document.by_id:
        clause = document.by_id[clause.parent]
        yield clause
