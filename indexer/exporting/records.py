"""The command line's JSON, field by field: the contract that scripts outside the project depend on.

In: documents and what was found in them. Out: dicts and lists. It refuses to decide what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..numbering import cite, place
from ..types import Clause, Document, Finding, Furniture, Hit, Notice, Reference, Span, Table, Term

Record = dict[str, Any]


def counts(document: Document) -> dict[str, int]:
    """How many 条, 項 and 号 the main body has; 附則, 別紙 and 特約 are not counted."""
    outside = ("supplement", "appendix", "special", "preamble")
    main = [clause for clause in document.clauses if not clause.id.partition("#")[2].startswith(outside)]
    return {name: sum(clause.level == name[:-1] for clause in main) for name in ("articles", "paragraphs", "items")}


def listing(document: Document) -> Record:
    """One line of `yakkan list`."""
    return {
        "doc": document.id,
        "title": document.title,
        "provider": document.provider,
        "edition": document.edition,
    } | counts(document)


def clause(document: Document, given: Clause) -> Record:
    """One clause of `yakkan outline`."""
    return {
        "id": given.id,
        "level": given.level,
        "number": given.number if given.number != "" else None,
        "label": given.label,
        "heading": given.heading,
        "text": given.text,
        "start": given.span.start,
        "end": given.span.end,
        "page": document.page(given.span.start),
        "parent": given.parent,
    }


def table(document: Document, given: Table) -> Record:
    """One table of `yakkan outline`."""
    return {
        "id": given.id,
        "clause": given.clause,
        "citation": f"{cite(document.by_id[given.clause])}の表",
        "text": given.text,
        "rows": [list(row) for row in given.rows],
        "start": given.span.start,
        "end": given.span.end,
        "page": document.page(given.span.start),
    }


def notice(document: Document, given: Notice) -> Record:
    """One notice, with the words it is about."""
    return {"code": given.code, "message": given.message} | _words(document, given.span)


def furniture(document: Document, given: Furniture) -> Record:
    """One piece of page furniture, with its words."""
    return {"kind": given.kind} | _words(document, given.span)


def _words(document: Document, span: Span) -> Record:
    return {
        "text": document.text[span.start : span.end],
        "start": span.start,
        "end": span.end,
        "page": document.page(span.start),
    }


def outline(document: Document) -> Record:
    """`yakkan outline DOC`."""
    return {
        "doc": document.id,
        "title": document.title,
        "provider": document.provider,
        "edition": document.edition,
        "clauses": [clause(document, each) for each in document.clauses],
        "tables": [table(document, each) for each in document.tables],
        "notices": [notice(document, each) for each in document.notices],
        "furniture": [furniture(document, each) for each in document.furniture],
    }


def shown(document: Document, given: Clause, references: Iterable[Reference], terms: Iterable[Term]) -> Record:
    """`yakkan show REF`: a clause with all that stands below it, its references and the terms it defines."""
    below = [each for each in document.clauses if each.id.startswith(f"{given.id}.") or _inside(document, each, given)]
    inside = {given.id, *(each.id for each in below)}
    return (
        clause(document, given)
        | place(given)
        | {
            "doc": document.id,
            "title": document.title,
            "provider": document.provider,
            "children": [clause(document, each) for each in below],
            "tables": [table(document, each) for each in document.tables if each.clause in inside],
            "references": [reference(each) for each in references if each.clause in inside],
            "terms": [term(each) for each in terms if each.clause in inside],
        }
    )


def _inside(document: Document, given: Clause, above: Clause) -> bool:
    parent = given.parent
    while parent is not None:
        if parent == above.id:
            return True
        parent = document.by_id[parent].parent
    return False


def reference(given: Reference) -> Record:
    """One line of `yakkan refs`."""
    return {
        "from": given.clause,
        "text": given.text,
        "start": given.span.start,
        "end": given.span.end,
        "to": given.to,
        "to_end": given.to_end,
        "kind": given.kind,
        "status": given.status,
        "message": given.message,
    }


def term(given: Term) -> Record:
    """One line of `yakkan terms`."""
    return {
        "term": given.term,
        "clause": given.clause,
        "scope": given.scope,
        "quote": {"start": given.span.start, "end": given.span.end},
    }


def finding(given: Finding) -> Record:
    """One line of `yakkan lint`."""
    return {
        "rule": given.rule,
        "clause": given.clause,
        "start": given.span.start,
        "end": given.span.end,
        "message": given.message,
        "severity": given.severity,
    }


def hit(document: Document, given: Hit, rank: int) -> Record:
    """One line of `yakkan search`."""
    return (
        {
            "rank": rank,
            "score": round(given.score, 6),
            "parts": {name: round(value, 6) for name, value in given.parts.items()},
        }
        | {"id": given.clause.id, "doc": given.doc}
        | place(given.clause)
        | {"heading": heading_over(document, given.clause), "text": given.clause.text, "why": list(given.why)}
    )


def heading_over(document: Document, given: Clause) -> str:
    """The clause's own heading, or that of the nearest clause above it that has one."""
    while not given.heading and given.parent is not None:
        given = document.by_id[given.parent]
    return given.heading
