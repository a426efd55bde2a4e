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
    Matrix,
    Session,
    compare_all,
    default_folder,
    key_terms,
    matrix,
    missing_topics,
    narrowed,
    unplaced,
)
from ui import shelf
from ui.words import say

Record = dict[str, Any]


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
        rows = tuple(narrowed(row, documents) for row in self.rows)
        kept = [each.id for each in documents]
        terms = tuple(each | {"values": {doc: each["values"][doc] for doc in kept}} for each in self.terms)
        return Compared(documents, rows, terms, self.matrix.narrowed(kept))


@st.cache_resource(max_entries=2, show_spinner=False)
def _compared(_session: Session, state: str) -> Compared:  # noqa: ARG001  # `state` is the key
    documents, embedder = shelf.documents(), _session.embedder
    rows = compare_all(documents, embedder)
    return Compared(documents, tuple(rows), tuple(key_terms(documents, embedder)), matrix(documents, embedder))


def state() -> str:
    """What the comparison hangs on: the folder and its files."""
    folder = default_folder()
    return f"{folder} {shelf.signature(folder)}"


def compared(docs: Sequence[str]) -> Compared:
    """The documents of the shelf side by side, or those of them that are named."""
    with st.spinner(say("compare.reading")):
        whole = _compared(shelf.session(), state())
    return whole.of(docs) if docs else whole
