"""The runs of words in which pointers and definitions stand: clause texts, headings, tables.

In: a read document. Out: passages in reading order, folded for patterns, each with its way back to the
source. It refuses to say what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ..normalize import fold
from ..types import Clause, Document, Span

_WRAP = re.compile(r"[ \t\u3000]*\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words of one clause; `text` is `raw` folded, character for character."""

    clause: Clause
    kind: Literal["text", "heading", "table"]
    raw: str
    text: str
    source: Callable[[int, int], Span]


def passages(document: Document) -> Iterator[Passage]:
    """The words of a document clause by clause; 改定履歴 speaks of former editions and is left out."""
    tables: dict[str, list[Span]] = {}
    for table in document.tables:
        tables.setdefault(table.clause, []).append(table.span)
    for clause in document.clauses:
        if clause.level == "history":
            continue
        if clause.heading:
            yield from _heading(document, clause)
        if clause.text:
            yield Passage(clause, "text", clause.text, fold(clause.text), clause.source_span)
        for span in tables.get(clause.id, ()):
            yield table_passage(document, clause, span)


def _heading(document: Document, clause: Clause) -> Iterator[Passage]:
    """The heading, where it is printed in one piece."""
    for mark in clause.marks:
        at = document.text.find(clause.heading, mark.start, mark.end)
        if at >= 0:
            yield Passage(clause, "heading", clause.heading, fold(clause.heading), partial(_shifted, at))
            return


def _shifted(by: int, start: int, end: int) -> Span:
    return Span(by + start, by + end)


def table_passage(document: Document, clause: Clause, span: Span) -> Passage:
    """A table's words with its wraps joined, as 第３章第１４ and 条 stand on two lines of a cell."""
    source = document.text[span.start : span.end]
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for wrap in (*_WRAP.finditer(source), None):
        stop = wrap.start() if wrap else len(source)
        kept.append(source[at:stop])
        offsets.extend(range(span.start + at, span.start + stop))
        at = wrap.end() if wrap else stop
    raw = "".join(kept)
    return Passage(clause, "table", raw, fold(raw), partial(_mapped, tuple(offsets)))


def _mapped(offsets: tuple[int, ...], start: int, end: int) -> Span:
    return Span(offsets[start], offsets[end - 1] + 1)
