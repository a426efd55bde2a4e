"""`yakkan topics`, `compare` and `keyterms` as JSON, field by field: the contract of the command line.

In: alignments, equivalents and figures with their documents. Out: dicts and lists. It refuses to decide what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..indexing.encoders import Embedder
from ..numbering import place
from ..searching.topic_list import all_topics
from ..types import Clause, Document
from . import keyterms
from .align import Alignment, by_topic
from .called import called
from .differences import Cell, Reader, cells, line, operative, reader, said
from .like import Equivalent, like
from .matrix import Matrix, matrix, missing

Record = dict[str, Any]


def topics() -> list[Record]:
    """`yakkan topics`."""
    return [{"topic": one.id, "name": one.name, "description": one.description} for one in all_topics()]


def compare_topic(documents: Sequence[Document], topic: str, embedder: Embedder | None = None) -> Record:
    """`yakkan compare --topic T`."""
    readers = [reader(document, embedder) for document in documents]
    return _row(by_topic(documents, topic, embedder), readers)


def compare_all(documents: Sequence[Document], embedder: Embedder | None = None) -> list[Record]:
    """`yakkan compare --all`: every topic, those that no document speaks of with empty cells."""
    readers = [reader(document, embedder) for document in documents]
    return rows(matrix(documents, embedder), readers)


def rows(given: Matrix, readers: Sequence[Reader]) -> list[Record]:
    """All rows of a matrix."""
    return [_row(row, readers) for row in given.rows]


def _row(alignment: Alignment, readers: Sequence[Reader]) -> Record:
    found = cells(alignment, readers)
    values = {doc: said(row) for doc, row in found.items()}
    return {
        "topic": alignment.topic.id,
        "name": alignment.topic.name,
        "group": alignment.topic.group,
        "difference": line(alignment.topic.name, values, called(one.document for one in readers)),
        "values": values,
        "clauses": {doc: [_cell(cell) for cell in row] for doc, row in found.items()},
    }


def narrowed(row: Record, documents: Sequence[Document]) -> Record:
    """A row of a topic for some of its documents."""
    clauses = {one.id: row["clauses"][one.id] for one in documents}
    values = {one.id: row["values"][one.id] for one in documents}
    told = {"difference": line(row["name"], values, called(documents))}
    return row | told | {"values": values, "clauses": clauses}


def _cell(cell: Cell) -> Record:
    """A clause of a row; cited to the 項 or 号 of the quotation where the clause meant is no wider than that."""
    whole = cell.match.clause.level == "article"
    cited = cell.match.clause if whole else cell.clause
    return (
        {"id": cited.id}
        | place(cited)
        | {"quote": cell.text, "start": cell.span.start, "end": cell.span.end, "value": cell.value}
        | {"confidence": cell.match.confidence, "why": list(cell.match.why)}
    )


def compare_like(
    documents: Sequence[Document], document: Document, clause_id: str, embedder: Embedder | None = None
) -> Record:
    """`yakkan compare --like REF`."""
    shelf = {each.id: each for each in documents}
    found = like(documents, document, clause_id, embedder)
    return {
        "topic": None,
        "like": clause_id,
        "asked": _quoted(document, document.by_id[clause_id]),
        "clauses": {doc: [] if one is None else [_equivalent(shelf[doc], one)] for doc, one in found.items()},
    }


def _equivalent(document: Document, one: Equivalent) -> Record:
    scores = {"confidence": one.score, "mutual": one.mutual, "why": list(one.why), "parts": one.parts}
    return _quoted(document, one.clause) | scores


def _quoted(document: Document, clause: Clause) -> Record:
    """A clause with all that stands below it, from its first operative word to the last."""
    span = operative(document, clause)
    quote = document.text[span.start : span.end]
    given = {"quote": quote, "start": span.start, "end": span.end, "value": None}
    return {"id": clause.id} | place(clause) | given


def missing_topics(given: Matrix, doc: str) -> list[Record]:
    """他社にあって自社にない条項, those that most peers have first."""
    return [
        {"topic": one.topic.id, "name": one.topic.name, "peers": list(one.peers), "count": len(one.peers)}
        for one in missing(given, doc)
    ]


def unplaced(given: Matrix) -> dict[str, list[Record]]:
    """The clauses that fit no topic, by document."""
    return {
        doc: [{"id": clause.id} | place(clause) | {"text": clause.text} for clause in found]
        for doc, found in given.unplaced.items()
    }


def key_terms(documents: Iterable[Document], embedder: Embedder | None = None) -> list[Record]:
    """`yakkan keyterms`."""
    shelf = {document.id: document for document in documents}
    names: Mapping[str, str] = {term.key: term.name for term in keyterms.key_terms()}
    return [
        {"key": key, "name": names[key], "values": {doc: _figure(shelf[doc], one) for doc, one in found.items()}}
        for key, found in keyterms.table(shelf.values(), embedder).items()
    ]


def _figure(document: Document, figure: keyterms.Figure | None) -> Record | None:
    if figure is None:
        return None
    span = figure.span
    return (
        {"value": figure.value, "quote": document.text[span.start : span.end], "id": figure.clause.id}
        | place(figure.clause)
        | {"start": span.start, "end": span.end, "confidence": figure.confidence}
    )
