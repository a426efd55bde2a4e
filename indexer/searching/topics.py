"""What questions and clauses are about: the topics of terms of service, as evidence in search and for comparison.

In: a question; or the heading, chapter and words of a clause that nobody has seen. Out: topics and their weights, which add
up to at most 1. It refuses to know any document: a clause is judged by what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from ..indexing.encoders import Embedder
from ..indexing.index import Index
from ..indexing.units import Fields, Unit, passage
from ..indexing.units import units as units_of
from .evidence import Floats, Integers, Question, Ranges
from .topic_list import Topic, all_topics
from .topic_matching import ASKED_SAID, Matcher, plain, times

__all__ = ["Topic", "TopicEvidence", "all_topics", "find_topic", "topics_of_clause", "topics_of_question", "weights_of"]

SHELF = 20_000  # units of an index up to which headings and words are read; in a library, vectors alone decide
KNOWN = 1_000  # names of topics, and questions, that are remembered
_questions: dict[tuple[str, str | None], Floats] = {}


@lru_cache(maxsize=KNOWN)
def find_topic(words: str) -> Topic | None:
    """The topic of that id, name or heading, else the one the words are most likely about; None where there is none."""
    wanted = plain(words)
    for one in all_topics():
        if wanted and wanted in (one.id, plain(one.name)):
            return one
    headed = [one for one in all_topics() if wanted and wanted in map(plain, one.headings)]
    weights = topics_of_question(words)
    best = sorted(headed or all_topics(), key=lambda one: -weights.get(one.id, 0.0))[0]
    return best if headed or best.id in weights else None


def topics_of_question(words: str, embedder: Embedder | None = None, vector: Floats | None = None) -> dict[str, float]:
    """The topics a question is likely to be about, heaviest first; with a model also where no word is shared."""
    return _matcher().named(_asked(words, embedder, vector))


def topics_of_clause(heading: str, chapter: str, text: str, embedder: Embedder | None = None) -> dict[str, float]:
    """The topics a clause deals with, heaviest first: by its headings, its words and, with a model, its likeness."""
    return _matcher().named(weights_of([Fields(text, "", "", heading, chapter)], embedder)[0])


def weights_of(fields: Sequence[Fields], embedder: Embedder | None = None, vectors: Floats | None = None) -> Floats:
    """One row a clause, one column a topic, in the order of `all_topics`; `vectors` where the clauses have theirs."""
    matcher = _matcher()
    if embedder is None:
        scores = matcher.none(len(fields))
    else:
        known = embedder.encode_clauses([passage(one) for one in fields]) if vectors is None else vectors
        scores = matcher.alike(known @ matcher.described(embedder).T)
    for row, one in zip(scores, fields, strict=True):
        row += matcher.read(one)
    return matcher.weights(scores)


class TopicEvidence:
    """Whether a unit deals with what the question is about, as the part `topic`, 0 to 1."""

    head: int | None = None

    def __init__(self, index: Index, embedder: Embedder | None = None) -> None:
        self._index = index
        self._embedder = embedder if embedder is not None and index.model == embedder.name else None
        self._known: dict[str, Floats] = {}

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:  # noqa: ARG002  # the protocol's
        """None of its own: topics order what words and vectors have found."""
        return np.zeros(0, dtype=np.int64)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """How far the topics of the question and of each unit agree (Bhattacharyya coefficient of their weights)."""
        asked = _asked(question.text, self._embedder, question.vector)
        return {"topic": times(np.sqrt(self._weights(units)), np.sqrt(asked))}

    def _weights(self, units: Integers) -> Floats:
        matcher = _matcher()
        if self._index.size > SHELF:
            return matcher.weights(self._alike(units))
        found = matcher.none(len(units))
        for entry in self._index.entries.values():
            inside = (units >= entry.first) & (units < entry.last)
            if inside.any():
                found[inside] = self._document(entry.id)[units[inside] - entry.first]
        return found

    def _document(self, doc: str) -> Floats:
        """The topics of all units of a document, worked out once."""
        if doc not in self._known:
            entry = self._index.entries[doc]
            scores = self._alike(np.arange(entry.first, entry.last))
            self._known[doc] = _weighed(scores, units_of(self._index.document(doc)))
        return self._known[doc]

    def _alike(self, units: Integers) -> Floats:
        matcher = _matcher()
        if self._embedder is None or self._index.dense is None:
            return matcher.none(len(units))
        # many questions at once: one column for each vector of each topic
        return matcher.alike(self._index.dense.cosines(matcher.described(self._embedder).T, units))


def _weighed(scores: Floats, found: Sequence[Unit]) -> Floats:
    for row, unit in zip(scores, found, strict=True):
        row += _matcher().read(unit.fields)
    return _matcher().weights(scores)


def _asked(words: str, embedder: Embedder | None, vector: Floats | None) -> Floats:
    """The weights of a question, remembered: it is put to each document in turn."""
    known = (words, embedder.name if embedder else None)
    weights = _questions.get(known)
    if weights is None:
        if len(_questions) > KNOWN:
            _questions.clear()
        weights = _questions[known] = _weights_of_question(words, embedder, vector)
    return weights


def _weights_of_question(words: str, embedder: Embedder | None, vector: Floats | None) -> Floats:
    matcher = _matcher()
    scores = ASKED_SAID * matcher.said(words)
    if embedder is not None:
        scores = scores + matcher.asked(embedder, embedder.encode_queries([words])[0] if vector is None else vector)
    weights: Floats = matcher.weights(scores[None])[0]
    return weights


@cache
def _matcher() -> Matcher:
    return Matcher(all_topics())
