"""The values every room passes on: documents, clauses and what is said about them.

In: nothing. Out: frozen dataclasses. It refuses to know how any of them is made, stored or shown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Level = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "paragraph",
    "item",
    "subitem",
    "preamble",
    "supplement",
    "appendix",
    "special",
    "history",
]
Number = int | str  # 12, or "12_2" for 第12条の2
Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in a document's source text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """True when the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a clause's own words in the source, and what joins it to the run before."""

    start: int
    end: int
    joiner: str = ""  # "" inside a Japanese sentence, " " between Latin words, "\n" between blocks


@dataclass(frozen=True)
class Clause:
    """One 編/章/節/条/項/号, 前文, 附則, 別紙, 特約 or 改定履歴; `text` is its own words, children excluded."""

    id: str
    level: Level
    number: Number
    label: str
    heading: str
    span: Span
    parent: str | None
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Span, ...] = ()  # where its label and heading are printed, brackets included
    annex: str = ""  # what the 別紙, 別表 or 別記 it stands in is called in print, where that name is its alone

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for piece in self.pieces:
            at += len(piece.joiner)
            starts.append(at)
            at += piece.end - piece.start
        return tuple(starts)

    def source_offset(self, at: int) -> int:
        """The place in the source of the character `at` of `text` (a joiner maps to where it stands)."""
        index = max(0, bisect_right(self._starts, at) - 1)
        piece = self.pieces[index]
        return min(piece.start + max(0, at - self._starts[index]), piece.end)

    def source_span(self, start: int, end: int) -> Span:
        """The source range that holds `text[start:end]`."""
        first = self.source_offset(start)
        return Span(first, max(first, self.source_offset(end - 1) + 1) if end > start else first)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that belongs to the clause it follows; `rows` holds cells where the source gives them."""

    id: str
    clause: str
    span: Span
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Source text that is kept and shown but is no clause: titles, page numbers, 目次, 以上, dates."""

    kind: Literal["title", "page", "footer", "contents", "end", "date", "comment", "mark", "heading"]
    span: Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Odd text, with where it stands; reading went on."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True)
class Document:
    """One document as read: its source text, and the tree over it in reading order."""

    id: str
    title: str
    provider: str
    edition: str
    text: str
    sha256: str
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notices: tuple[Notice, ...] = ()
    page_starts: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    path: str = field(default="", compare=False)

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """Clauses by their full id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def children(self) -> dict[str, tuple[Clause, ...]]:
        """The direct children of each clause id, in reading order."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent is not None:
                found.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(below) for parent, below in found.items()}

    def page(self, offset: int) -> int | None:
        """The page number (from 1) that holds an offset, or None where the source has no pages."""
        return bisect_right(self.page_starts, offset) or None if self.page_starts else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer in the text; `to` and `to_end` are clause ids, both set for a range."""

    clause: str
    span: Span
    text: str
    to: str | None
    to_end: str | None
    kind: str
    status: Literal["ok", "title_mismatch", "dangling", "external"]
    message: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term, the clause that defines it, and the clause within which it holds (None: everywhere)."""

    term: str
    clause: str
    scope: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One drafting error or hint found by the lint."""

    rule: str
    clause: str
    span: Span
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause and the very words in it."""

    clause: str
    span: Span


@dataclass(frozen=True)
class Hit:
    """A ranked clause, its score, and the parts the score came from."""

    clause: Clause
    doc: str
    score: float
    parts: dict[str, float]
    why: tuple[str, ...] = ()
