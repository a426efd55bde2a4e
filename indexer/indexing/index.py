"""An index opened for reading: units, documents, postings and vectors, each read from disk when it is asked for.

In: an index folder. Out: clauses by unit number, and the two searchers. It refuses to write, and to rank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import StoreError
from ..types import Clause, Document
from . import files, segments
from .dense import Dense
from .generations import COARSE, EXACT, MANIFEST, SEGMENTS, manifest_of
from .lexical import Lexical
from .store import rules

POSTINGS = ("words", "word_edges", "offsets", "units", "counts", "links", "scores", "norms", "idf", "most")
ATTEMPTS = 3


class Entry(NamedTuple):
    """What an index says of a document without opening it; its units are first to last, last excluded."""

    id: str
    title: str
    provider: str
    edition: str
    aliases: tuple[str, ...]
    sha256: str
    segment: str
    first: int
    last: int


class Index:
    """One generation of an index, held open: an update beside it changes nothing here."""

    def __init__(self, folder: Path) -> None:
        self._generation, manifest, self._held = _hold(folder)
        if manifest["rules"] != rules():
            found = f"{folder} の索引は別の版の辞書かプログラムで作られています"
            raise StoreError("今の版で作られた索引が要ります", found, "yakkan index で作り直してください")
        self.model: str = manifest["model"]
        self.entries = _entries(manifest["documents"])
        self._segments = folder / SEGMENTS
        self._documents: dict[str, Document] = {}

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the generation, so that a later update may remove it."""
        self._held.close()

    @property
    def size(self) -> int:
        """How many units there are."""
        return next((entry.last for entry in reversed(self.entries.values())), 0)

    def document(self, doc_id: str) -> Document:
        """A document of the index, as it was read."""
        found = self._documents.get(doc_id)
        if found is None:
            found = self._documents[doc_id] = segments.document_of(self._segments / self.entries[doc_id].segment)
        return found

    def clause(self, unit: int) -> tuple[str, Clause]:
        """The document and the clause of a unit."""
        entry = self._by_place[bisect_right(self._firsts, unit) - 1]
        return entry.id, self.document(entry.id).clauses[int(self.clauses[unit])]

    def ranges(self, doc_ids: Iterable[str]) -> list[tuple[int, int]]:
        """The units of some documents, in ascending order."""
        return sorted((self.entries[doc].first, self.entries[doc].last) for doc in set(doc_ids))

    @cached_property
    def clauses(self) -> Any:
        """For each unit, its clause's place in its document."""
        return self._array("clauses")

    @cached_property
    def levels(self) -> Any:
        """For each unit, its level as a place in `segments.LEVELS`."""
        return self._array("levels")

    @cached_property
    def families(self) -> Any:
        """For each unit, the unit of its paragraph, counted from its document's first."""
        return self._array("families")

    @cached_property
    def lexical(self) -> Lexical:
        """The postings."""
        return Lexical({name: self._array(name) for name in POSTINGS})

    @cached_property
    def dense(self) -> Dense | None:
        """The vectors, where the index was built with a model."""
        if not self.model:
            return None
        exact = self._generation / EXACT
        return Dense(files.load_array(exact)) if exact.exists() else Dense(None, self._generation / COARSE)

    def family(self, unit: int) -> int:
        """The unit of the paragraph that a unit belongs to (itself, unless it is an item)."""
        return self._by_place[bisect_right(self._firsts, unit) - 1].first + int(self.families[unit])

    @cached_property
    def _by_place(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.last > entry.first]

    @cached_property
    def _firsts(self) -> list[int]:
        return [entry.first for entry in self._by_place]

    def _array(self, name: str) -> Any:
        return files.load_array(self._generation / f"{name}.npy")


def _hold(folder: Path) -> tuple[Path, dict[str, Any], Any]:
    """The generation in use, its manifest, and the lock that keeps it: tried again where an update came between."""
    for attempt in range(ATTEMPTS):
        try:
            generation, manifest = manifest_of(folder)
            held = (generation / MANIFEST).open("rb")
        except (StoreError, OSError):
            if attempt == ATTEMPTS - 1:
                raise
            continue
        if files.lock(held, shared=True) and (generation / MANIFEST).exists():
            return generation, manifest, held
        held.close()
    raise StoreError("読める索引が要ります", f"{folder} の索引が続けて入れ替わりました", "もう一度実行してください")


def _entries(listed: Iterable[dict[str, Any]]) -> dict[str, Entry]:
    """The manifest's documents with the place of their units."""
    found: dict[str, Entry] = {}
    first = 0
    for one in listed:
        last = first + one["units"]
        named = {name: one[name] for name in ("id", "title", "provider", "edition", "sha256", "segment")}
        found[one["id"]] = Entry(**named, aliases=tuple(one["aliases"]), first=first, last=last)
        first = last
    return found
