"""The comparison of all documents, worked out once for a state of the folder and shared by all sessions.

In: the open index. Out: rows, figures and the matrix, for the documents that a person has chosen. It refuses to compare anything itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from indexer import (
    Document,
    Embedder,
    Matrix,
    compare_all,
    key_terms,
    matrix,
    missing_topics,
    narrowed_row,
    unplaced,
)
from ui import shelf
from ui.words import say

Record = dict[str, Any]
MOST = 12  # documents compared where none is named


@dataclass(frozen=True)
class Compared:
    """What is known of some documents side by side."""

    documents: tuple[Document, ...]
    rows: tuple[Record, ...]  # every topic
    terms: tuple[Record, ...]
    matrix: Matrix

    @property
    def spoken(self) -> tuple[Record, ...]:
        """The rows of topics that any document speaks of."""
        return tuple(row for row in self.rows if any(row["clauses"].values()))

    def missing(self, own: str) -> list[Record]:
        """不足条項 of one of the documents."""
        found: list[Record] = missing_topics(self.matrix, own)
        return found

    def unplaced(self) -> dict[str, list[Record]]:
        """The clauses that fit no topic, by document."""
        found: dict[str, list[Record]] = unplaced(self.matrix)
        return found

    def of(self, docs: Sequence[str]) -> Compared:
        """The same for some of the documents."""
        documents = tuple(each for each in self.documents if each.id in docs)
        rows = tuple(narrowed_row(row, documents) for row in self.rows)
        kept = [each.id for each in documents]
        terms = tuple(each | {"values": {doc: each["values"][doc] for doc in kept}} for each in self.terms)
        return Compared(documents, rows, terms, self.matrix.narrowed(kept))


@st.cache_resource(max_entries=4, show_spinner=False)
def _compared(_documents: tuple[Document, ...], _embedder: Embedder | None, state: str) -> Compared:  # noqa: ARG001  # `state` is the key
    rows, terms = compare_all(_documents, _embedder), key_terms(_documents, _embedder)
    return Compared(_documents, tuple(rows), tuple(terms), matrix(_documents, _embedder))


def state(documents: Sequence[Document]) -> str:
    """What a comparison hangs on: the texts and the names of the documents."""
    return "\n".join(f"{one.id} {one.sha256} {one.provider} {one.title} {one.edition}" for one in documents)


def compared(docs: Sequence[str]) -> Compared:
    """The documents that are named side by side; where none is, all of them, or as many as a table has room for."""
    session, everything = shelf.session(), shelf.documents()
    few = len(everything) <= MOST
    taken = everything if few else [one for one in everything if one.id in docs] or everything[:MOST]
    with st.spinner(say("compare.reading")):
        found = _compared(tuple(taken), session.embedder, state(taken))
    return found.of(docs) if docs and few else found
