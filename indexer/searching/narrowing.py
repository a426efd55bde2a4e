"""Hits narrowed to chapters and to kinds of clause.

In: documents, clauses and hits. Out: where a clause belongs, and the hits that belong where was asked. It refuses to rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from ..types import Clause, Document, Hit

Kind = Literal["main", "table", "outside"]
KINDS: tuple[Kind, ...] = (
    "main",
    "table",
    "outside",
)  # the articles; clauses with a table; 附則, 別紙, 特約, 前文, 改定履歴
OUTSIDE = frozenset({"supplement", "appendix", "special", "preamble", "history"})
CHAPTERS = frozenset({"part", "chapter"})


def chapters(document: Document) -> tuple[Clause, ...]:
    """What the contents of a document name first: its 編 and 章, and 前文, 附則, 別紙, 特約 and 改定履歴."""
    return tuple(clause for clause in document.clauses if clause.level in CHAPTERS | OUTSIDE)


def narrowed(document: Document, hits: Iterable[Hit], within: Collection[str], kinds: Collection[str]) -> list[Hit]:
    """The hits of one document that stand within one of the clauses and are of one of the kinds; nothing named is no bound."""
    return [
        hit
        for hit in hits
        if hit.doc == document.id
        and (not within or not _path(document, hit.clause).isdisjoint(within))
        and (not kinds or not kinds_of(document, hit.clause).isdisjoint(kinds))
    ]


def kinds_of(document: Document, clause: Clause) -> set[Kind]:
    """What kinds of clause a clause is."""
    levels = {document.by_id[one].level for one in _path(document, clause)}
    found: set[Kind] = {"outside" if levels & OUTSIDE else "main"}
    if any(table.clause == clause.id for table in document.tables):
        found.add("table")
    return found


def _path(document: Document, clause: Clause) -> set[str]:
    """The clause and all above it."""
    found = {clause.id}
    while clause.parent is not None and clause.parent in document.by_id:
        clause = document.by_id[clause.parent]
        found.add(clause.id)
    return found
