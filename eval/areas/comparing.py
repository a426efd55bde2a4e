"""How well documents are set side by side: equivalents by topic, and key terms with their values.

In: a shelf. Out: one `Measured` for the matrix, one for the figures. It refuses to know how a topic is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eval.measured import Measured
from eval.metrics import cells
from eval.metrics.tally import ratio
from eval.places import within
from eval.questions import lines
from eval.shelf import Shelf
from indexer import compare_all, key_terms

ALIGNMENT, KEY_TERMS, RUN = "compare", "keyterms", "ships"
Row = dict[str, Any]


def measure(shelf: Shelf) -> Iterator[Measured]:
    """The matrix and the key terms."""
    documents, embedder = list(shelf.documents.values()), shelf.session.embedder
    yield _alignment(compare_all(documents, embedder))
    yield _key_terms(key_terms(documents, embedder))


def _alignment(rows: list[Row]) -> Measured:
    found = {
        f"{row['topic']} {doc}": [cell["id"] for cell in row_cells]
        for row in rows
        for doc, row_cells in row["clauses"].items()
    }
    wanted, families = {}, {}
    for label in lines("alignment.jsonl"):
        for doc, locals_ in label["clauses"].items():
            cell = f"{label['topic']} {doc}"
            if cell in found:
                wanted[cell] = [f"{doc}#{local}" for local in locals_]
                families[cell] = label["topic"]
    return Measured(ALIGNMENT, RUN, cells.tallies(found, wanted, families))


def _key_terms(rows: list[Row]) -> Measured:
    found: dict[str, Row | None] = {f"{row['key']} {doc}": got for row in rows for doc, got in row["values"].items()}
    value, citation, empty, families = {}, {}, {}, {}
    for label in lines("keyterms.jsonl"):
        for doc, want in label["values"].items():
            cell = f"{label['key']} {doc}"
            if cell not in found:
                continue
            got, families[cell] = found[cell], label["key"]
            if want is None:
                empty[cell] = (float(got is None), 1.0)
            else:
                value[cell] = (float(got is not None and got["value"] == want["value"]), 1.0)
                citation[cell] = (float(got is not None and _cites(doc, got["id"], want["clauses"])), 1.0)
    measures = {"value accuracy": value, "citation accuracy": citation, "empty accuracy": empty}
    return Measured(KEY_TERMS, RUN, {name: ratio(parts, families) for name, parts in measures.items()})


def _cites(doc: str, clause: str, right: list[str]) -> bool:
    return any(within(clause, f"{doc}#{local}") for local in right)
