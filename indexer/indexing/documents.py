"""A document as JSON and back, exactly.

In: a `Document`, or the JSON of one. Out: the other. It refuses to know where either is kept.
"""

from __future__ import annotations

from typing import Any

from ..types import Clause, Document, Furniture, Notice, Piece, Span, Table

PLAIN = ("id", "title", "provider", "edition", "text", "sha256", "path")


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain lists, strings and numbers."""
    return {name: getattr(document, name) for name in PLAIN} | {
        "clauses": [_clause(clause) for clause in document.clauses],
        "tables": [[table.id, table.clause, *_span(table.span), table.text, table.rows] for table in document.tables],
        "furniture": [[one.kind, *_span(one.span)] for one in document.furniture],
        "notices": [[one.code, one.message, *_span(one.span)] for one in document.notices],
        "page_starts": document.page_starts,
        "aliases": document.aliases,
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document that was made into this JSON."""
    return Document(
        **{name: data[name] for name in PLAIN},
        clauses=tuple(_to_clause(row) for row in data["clauses"]),
        tables=tuple(
            Table(own, clause, Span(start, end), text, tuple(map(tuple, rows)))
            for own, clause, start, end, text, rows in data["tables"]
        ),
        furniture=tuple(Furniture(kind, Span(start, end)) for kind, start, end in data["furniture"]),
        notices=tuple(Notice(code, message, Span(start, end)) for code, message, start, end in data["notices"]),
        page_starts=tuple(data["page_starts"]),
        aliases=tuple(data["aliases"]),
    )


def _span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _clause(clause: Clause) -> list[Any]:
    named = [clause.id, clause.level, clause.number, clause.label, clause.heading, *_span(clause.span), clause.parent]
    pieces = [(piece.start, piece.end, piece.joiner) for piece in clause.pieces]
    return [*named, clause.text, pieces, [_span(mark) for mark in clause.marks], clause.annex]


def _to_clause(row: list[Any]) -> Clause:
    own, level, number, label, heading, start, end, parent, text, pieces, marks, annex = row
    kept, printed = tuple(Piece(*piece) for piece in pieces), tuple(Span(*mark) for mark in marks)
    return Clause(own, level, number, label, heading, Span(start, end), parent, text, kept, printed, annex)
