"""Every topic beside every document: what each says, what peers have that one has not, what fits no topic.

In: documents. Out: a `Matrix` of alignments. It refuses to judge whether a missing clause matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..indexing.encoders import Embedder
from ..searching.topic_list import Topic, all_topics
from ..types import Clause, Document
from .align import Alignment, aligned
from .profiles import Profile, matcher, profile_of

FITS = 0.0  # a paragraph whose best topic is less likely than not fits none
NO_CLAUSE = frozenset({"supplement", "history", "preamble"})


@dataclass(frozen=True)
class Missing:
    """A topic that a document is silent on, and the peers that speak of it."""

    topic: Topic
    peers: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """Topics by documents, and the clauses that no topic took."""

    rows: tuple[Alignment, ...]
    documents: tuple[str, ...]
    unplaced: dict[str, tuple[Clause, ...]]

    def narrowed(self, docs: Sequence[str]) -> Matrix:
        """The same for some of the documents: what one says of a topic does not hang on the others."""
        rows = (Alignment(row.topic, {doc: row.cells[doc] for doc in docs}) for row in self.rows)
        return Matrix(tuple(rows), tuple(docs), {doc: self.unplaced[doc] for doc in docs})


def matrix(documents: Iterable[Document], embedder: Embedder | None = None) -> Matrix:
    """All topics, in the order of the topic files."""
    profiles = [profile_of(document, embedder) for document in documents]
    rows = tuple(aligned(profiles, topic) for topic in all_topics())
    unplaced = {profile.document.id: _unplaced(profile, rows) for profile in profiles}
    return Matrix(rows, tuple(profile.document.id for profile in profiles), unplaced)


def _unplaced(profile: Profile, rows: Iterable[Alignment]) -> tuple[Clause, ...]:
    """The paragraphs that stand in no cell and that no topic is likely to cover, in reading order."""
    doc = profile.document.id
    placed = {match.clause.id for row in rows for match in row.cells[doc]}
    likely = profile.scores.max(axis=1) if profile.size and matcher().topics else ()
    return tuple(
        clause
        for clause, best in zip(profile.clauses, likely, strict=True)
        if best < FITS and clause.id not in placed and clause.parent not in placed and clause.level not in NO_CLAUSE
    )


def missing(given: Matrix, doc: str) -> tuple[Missing, ...]:
    """他社にあって自社にない条項: the topics a document is silent on, those that most peers have first."""
    found = [
        Missing(row.topic, tuple(peer for peer, cell in row.cells.items() if cell and peer != doc))
        for row in given.rows
        if not row.cells[doc]
    ]
    return tuple(sorted((one for one in found if one.peers), key=lambda one: -len(one.peers)))
