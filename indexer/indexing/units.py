"""A document becomes the units that are indexed: what can be a hit, and which words speak for it.

In: a `Document`. Out: one `Unit` for each paragraph, item and unnumbered block, with its words in fields.
It refuses to know how words are segmented, weighed or stored.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from ..types import Clause, Document

HEADED = frozenset({"part", "chapter", "section", "subsection"})
OWN = frozenset({"paragraph", "item"})  # cited for themselves even where all their words stand in a table or below


class Fields(NamedTuple):
    """The words that speak for a unit, by where they stand."""

    body: str  # its own words, the イ/① below it and its table
    inner: str  # the items of a paragraph
    lead: str  # the paragraph an item belongs to
    heading: str  # the headings of its article, 別紙 or 附則
    chapter: str  # the headings above the article


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause that can be a hit: its place among the document's clauses, its paragraph's unit, its words."""

    clause: int
    family: int
    level: str
    fields: Fields


def units(document: Document) -> list[Unit]:
    """The units of a document in reading order; an item's family is the unit of its paragraph."""
    tables = _tables(document)
    chosen = [at for at, clause in enumerate(document.clauses) if _stands_alone(clause, tables)]
    ordinal = {document.clauses[at].id: number for number, at in enumerate(chosen)}
    body, inner = _bodies(document, tables, ordinal)
    found = []
    for number, at in enumerate(chosen):
        clause = document.clauses[at]
        above = _ancestors(document, clause)
        paragraph = next((parent for parent in above if parent.id in ordinal), None) if clause.level == "item" else None
        family = ordinal[paragraph.id] if paragraph else number
        fields = Fields(
            body="\n".join(body[clause.id]),
            inner="\n".join(inner[clause.id]),
            lead=paragraph.text if paragraph else "",
            heading=_headings([clause, *above], inside=False),
            chapter=_headings(above, inside=True),
        )
        found.append(Unit(at, family, clause.level, fields))
    return found


def passage(fields: Fields) -> str:
    """The words of a unit as one text, headings first: what an embedding model is given."""
    return "\n".join(part for part in (fields.heading, fields.lead, fields.body, fields.inner) if part)


def _stands_alone(clause: Clause, tables: dict[str, list[str]]) -> bool:
    if clause.level in OWN:
        return True
    return clause.level != "subitem" and bool(clause.text.strip() or clause.id in tables)


def _tables(document: Document) -> dict[str, list[str]]:
    """The text of the tables, by the clause they follow."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in document.tables:
        found[table.clause].append(table.text)
    return found


def _bodies(
    document: Document, tables: dict[str, list[str]], ordinal: dict[str, int]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The words of each unit, and of the items below it, by clause id."""
    body: dict[str, list[str]] = defaultdict(list)
    inner: dict[str, list[str]] = defaultdict(list)
    for clause in document.clauses:
        words = [text for text in (clause.text, *tables.get(clause.id, ())) if text.strip()]
        owners = [one.id for one in (clause, *_ancestors(document, clause)) if one.id in ordinal]
        if owners:
            body[owners[0]] += words
        if len(owners) > 1:
            inner[owners[1]] += words
    return body, inner


def _ancestors(document: Document, clause: Clause) -> list[Clause]:
    """The clauses around a clause, nearest first."""
    found: list[Clause] = []
    while clause.parent is not None and clause.parent in document.by_id:
        clause = document.by_id[clause.parent]
        found.append(clause)
    return found


def _headings(clauses: list[Clause], *, inside: bool) -> str:
    """The headings of the chapters (inside) or of everything below them, outermost first."""
    kept = [one.heading for one in reversed(clauses) if one.heading and (one.level in HEADED) is inside]
    return "\n".join(kept)
