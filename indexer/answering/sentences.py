"""A clause becomes sentences, each with its way back to the source.

In: a read document. Out: the sentences of a clause and of all that stands below it, tables row by row. It refuses to judge them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..reading.passages import Passage, passages
from ..types import Clause, Document, Span

OPEN, CLOSE = "(「『[{", ")」』]}"
LONGEST = 2_000  # characters after which a sentence without 。 is cut
MOST = 120  # sentences of one clause that are read


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage."""

    text: str
    passage: Passage
    start: int

    @property
    def clause(self) -> Clause:
        """The clause it stands in."""
        return self.passage.clause

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where in the source a part of it stands."""
        return self.passage.source(self.start + start, self.start + (len(self.text) if end is None else end))


class Sentences:
    """The sentences of one document, by clause."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, tuple[Sentence, ...]] = {}

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in passages(self._document):
            if passage.kind != "heading":
                found.setdefault(passage.clause.id, []).append(passage)
        return found

    def of(self, clause: Clause) -> tuple[Sentence, ...]:
        """The sentences of a clause and of the clauses below it, in reading order."""
        known = self._known.get(clause.id)
        if known is None:
            known = self._known[clause.id] = tuple(self._read(clause))[:MOST]
        return known

    def own(self, clause: Clause) -> tuple[Sentence, ...]:
        """The sentences of a clause without those below it."""
        return tuple(one for one in self.of(clause) if one.clause.id == clause.id)

    def _read(self, clause: Clause) -> Iterator[Sentence]:
        for passage in self._passages.get(clause.id, ()):
            for start, end in split(passage.text):
                yield Sentence(passage.raw[start:end], passage, start)
        for child in self._document.children.get(clause.id, ()):
            yield from self.of(child)


def split(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a folded text begin and end, blanks around them left out; 。 inside brackets ends none."""
    start = depth = 0
    for at, char in enumerate(text):
        depth = depth + 1 if char in OPEN else max(0, depth - 1) if char in CLOSE else depth
        if (char == "\n" or (char == "。" and not depth)) or at - start >= LONGEST:
            yield from _trimmed(text, start, at + 1)
            start, depth = at + 1, 0
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
