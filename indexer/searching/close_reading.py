"""The words of single units, for evidence that reads the head of a list: each unit's fields, as they were indexed.

In: an open index and numbers of units. Out: fields. It refuses to read a document before one of its units is asked for.
"""

from __future__ import annotations

from ..indexing.index import Index
from ..indexing.units import Fields, Unit
from ..indexing.units import units as units_of

HEAD = 20  # of the best units, how many are read: enough for the right one to be among them
LIBRARY, FEW = 20_000, 10  # in an index of more units only so many: each may be of a document not opened yet
KEPT = 50_000  # units remembered before starting afresh


class Closely:
    """The units of an index, read when they are asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.head = HEAD if index.size <= LIBRARY else FEW
        self._units: dict[str, list[Unit]] = {}
        self._held = 0

    def fields(self, unit: int) -> Fields:
        """The words that speak for a unit."""
        doc = self.index.clause(unit)[0]
        if doc not in self._units:
            if self._held > KEPT:
                self._units, self._held = {}, 0
            self._units[doc] = units_of(self.index.document(doc))
            self._held += len(self._units[doc])
        return self._units[doc][unit - self.index.entries[doc].first].fields
