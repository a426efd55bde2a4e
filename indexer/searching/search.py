"""A query becomes ranked clauses, and every hit says why it is there.

In: an open index and a question. Out: hits, best first, with the parts of their scores. It refuses to answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from ..indexing.encoders import Embedder
from ..indexing.index import Index
from ..numbering import cite
from ..types import Clause, Document, Hit
from .evidence import Evidence, Floats, Integers, Question, VectorEvidence, WordEvidence
from .fusion import fuse
from .query import Query, parse

POOL, DEEPER = 100, 5  # candidates that each kind of evidence may name: so many, or so many times k
JUMP = "jump"


class Asked(NamedTuple):
    """One line of a batch."""

    query: str
    docs: Sequence[str] | None = None
    k: int = 10


def search(
    index: Index,
    query: str,
    k: int = 10,
    docs: Sequence[str] | None = None,
    embedder: Embedder | None = None,
    more: Sequence[Evidence] = (),
) -> list[Hit]:
    """The best clauses for a query, put to all documents or to some; `more` is evidence beyond words and vectors."""
    return search_many(index, [Asked(query, docs, k)], embedder, more)[0]


def search_many(
    index: Index, asked: Sequence[Asked], embedder: Embedder | None = None, more: Sequence[Evidence] = ()
) -> list[list[Hit]]:
    """The best clauses for each of many queries, their questions encoded together."""
    queries = [parse(one.query, index.entries, one.docs) for one in asked]
    pool = max([POOL, *(DEEPER * one.k for one in asked)])
    questions = _questions(index, queries, embedder, pool)
    ranker = Ranker(index, more)
    return [
        list(islice(_jump(index, query), max(one.k, 0)))
        if query.citation
        else ranker.rank(query, question, one.k, pool)
        for one, query, question in zip(asked, queries, questions, strict=True)
    ]


def _questions(index: Index, queries: Sequence[Query], embedder: Embedder | None, pool: int) -> list[Question]:
    """The questions with their vectors: none for a jump, and none where the index was built with another model."""
    found = [Question(query.words) for query in queries]
    needed = [at for at, query in enumerate(queries) if not query.citation]
    if embedder is None or index.dense is None or index.model != embedder.name or not needed:
        return found
    vectors = dict(zip(needed, embedder.encode_queries([queries[at].words for at in needed]), strict=True))
    for at, vector in vectors.items():
        found[at] = Question(queries[at].words, vector)
    whole = [at for at in needed if queries[at].docs is None]
    if len(whole) > 1:  # one question is faster alone, many are faster together
        nearest = index.dense.top_many(np.stack([vectors[at] for at in whole]), pool)[0]
        for at, units in zip(whole, nearest, strict=True):
            found[at] = replace(found[at], nearest=units)
    return found


class Ranker:
    """The kinds of evidence an index offers, and the order they give together."""

    def __init__(self, index: Index, more: Sequence[Evidence] = ()) -> None:
        self._index = index
        self._words = WordEvidence(index.lexical)
        vectors = [VectorEvidence(index.dense)] if index.dense is not None else []
        self._evidence: list[Evidence] = [self._words, *vectors, *(one for one in more if one.head is None)]
        self._closer = [one for one in more if one.head is not None]

    def rank(self, query: Query, question: Question, k: int, pool: int) -> list[Hit]:
        """The best units, one for each paragraph: the paragraph itself or the one of its items that answers best."""
        ranges = None if query.docs is None else self._index.ranges(query.docs)
        named = [one.candidates(question, pool, ranges) for one in self._evidence]
        units: Integers = np.unique(np.concatenate(named)).astype(np.int64)
        if not len(units) or k < 1:
            return []
        parts = {name: value for one in self._evidence for name, value in one.parts(question, units).items()}
        scores, order = self._closely(question, units, parts)
        best = self._distinct(units, order, k)
        reasons = self._words.reasons(question, units[best])
        return [self._hit(units, scores, parts, at, why) for at, why in zip(best, reasons, strict=True)]

    def _closely(self, question: Question, units: Integers, parts: dict[str, Floats]) -> tuple[Floats, Integers]:
        """The scores and the order of the units; to `parts` comes what is said only of the head of the list."""
        scores = fuse(parts, self._index.levels[units])
        order = np.lexsort((units, -scores))
        for one in self._closer:
            head = order[: one.head]
            for name, value in one.parts(question, units[head]).items():
                parts[name] = np.zeros(len(units), dtype=np.float32)
                parts[name][head] = value
            scores = fuse(parts, self._index.levels[units])
            order = np.lexsort((units, -scores))
        return scores, order

    def _distinct(self, units: Integers, order: Integers, k: int) -> list[int]:
        """The first k places of the order, each paragraph and its items only once."""
        seen: dict[int, int] = {}
        for at in order.tolist():
            seen.setdefault(self._index.family(int(units[at])), at)
            if len(seen) == k:
                break
        return list(seen.values())

    def _hit(self, units: Integers, scores: Floats, parts: Mapping[str, Floats], at: int, why: tuple[str, ...]) -> Hit:
        doc, clause = self._index.clause(int(units[at]))
        kept = {name: round(float(value[at]), 6) for name, value in parts.items() if value[at]}
        return Hit(clause, doc, round(float(scores[at]), 6), kept, why)


def _jump(index: Index, query: Query) -> Iterator[Hit]:
    """The clause that a query cites in each document that has it, with the clauses that hold its words."""
    for doc in index.entries if query.docs is None else query.docs:
        document = index.document(doc)
        for cited in _cited(document, query.citation or ""):
            for clause in _operative(document.children, cited):
                yield Hit(clause, doc, 1.0, {JUMP: 1.0}, (f"番号「{cite(clause)}」",))


def _cited(document: Document, local: str) -> list[Clause]:
    """The clause of a local id; where 条 are counted anew in each chapter, every clause it may mean."""
    exact = document.by_id.get(f"{document.id}#{local}")
    if exact or not local.startswith("a"):
        return [exact] if exact else []
    return [clause for clause in document.clauses if clause.id.endswith(f".{local}")]


def _operative(children: Mapping[str, tuple[Clause, ...]], clause: Clause) -> list[Clause]:
    """The clause itself where it has words of its own, else the clauses below it that have."""
    if clause.text.strip():
        return [clause]
    return [one for child in children.get(clause.id, ()) for one in _operative(children, child)]
