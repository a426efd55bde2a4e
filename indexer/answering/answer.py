"""A question becomes the very words that answer it, or 規定なし with what was searched.

In: an open index and a question. Out: an `Answer`. A quote is cut from the source by its offsets, so that none can be shown
that is not there. It refuses to print, and to answer from anything but the clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import QueryError
from ..indexing.encoders import Embedder
from ..indexing.index import Index
from ..searching.beyond import beyond
from ..searching.evidence import Evidence
from ..searching.query import Query, parse
from ..searching.search import Asked as Put
from ..searching.search import search_many
from ..searching.session import Session
from ..searching.topics import all_topics, topics_of_question
from ..types import Clause, Document, Hit, Span
from . import ranking, refusal
from .clues import Asked, Reader, notice
from .nearest import expansions, nearest
from .outcome import Answer, Answered, Considered
from .provenance import fingerprint
from .quoting import quote
from .ranking import Ranked
from .support import Dependencies, Support

POOL = 20  # candidates of each document that are ordered anew
JUMPS = 200  # clauses that one jump may show
TOPICS = 3  # topics that are named as searched


class Asker:
    """Answers questions from one index; what it has read it keeps. `evidence` may be what search has worked out already."""

    def __init__(self, index: Index, embedder: Embedder | None, evidence: Sequence[Evidence] | None = None) -> None:
        self.index, self._given = index, embedder
        self._embedder = embedder if embedder is not None and index.model == embedder.name else None
        self._reader = Reader(index, self._embedder)
        self._evidence = beyond(index, self._embedder) if evidence is None else evidence
        self._fingerprint = fingerprint(index)
        self._leans: dict[str, Dependencies] = {}

    def serves(self, index: Index, embedder: Embedder | None) -> bool:
        """Whether this is who answers from that very index with that model."""
        return self.index is index and self._given is embedder

    def ask(self, question: str, docs: Sequence[str] | None = None) -> Answer:
        """The answer to one question, put to the documents it names, to `docs`, or to all."""
        query = parse(question, self.index.entries, docs)
        asked = list(self.index.entries if query.docs is None else query.docs)
        if query.citation:
            return self._jump(question, asked)
        ready = self._reader.question(question, query)
        hits = search_many(self.index, [Put(query.words, [doc], POOL) for doc in asked], self._embedder, self._evidence)
        return self._answer(ready, query, dict(zip(asked, hits, strict=True)))

    def ask_many(self, asked: Iterable[tuple[str, Sequence[str] | None]]) -> list[Answer]:
        """The answers to many questions."""
        return [self.ask(question, docs) for question, docs in asked]

    def _jump(self, question: str, asked: Sequence[str]) -> Answer:
        """The clause that the question cites, whole."""
        hits = search_many(self.index, [Put(question, asked, JUMPS)], None)[0]
        answers = tuple(self._shown(hit) for hit in hits if hit.clause.pieces)
        absent = tuple(doc for doc in asked if doc not in {one.doc for one in answers})
        return Answer(question, "jump" if answers else "absent", answers, absent, fingerprint=self._fingerprint)

    def _shown(self, hit: Hit) -> Answered:
        document, clause = self.index.document(hit.doc), hit.clause
        span = clause.source_span(0, len(clause.text))
        support = self._dependencies(document).of(clause, span)
        return _answered(document, clause, span, clause.text, None, 1.0, support)

    def _answer(self, asked: Asked, query: Query, found: dict[str, list[Hit]]) -> Answer:
        ranked = {doc: self._ranked(asked, doc, hits) for doc, hits in found.items()}
        considered = [_considered(asked, doc, one) for doc, one in ranked.items()]
        point = refusal.least([one.confidence for one in considered])
        best = [(one, self._best(asked, one, ranked[one.doc])) for one in considered if one.confidence >= point]
        answers = sorted((answer for _, answer in best if answer), key=lambda answer: -answer.confidence)
        absent = tuple(doc for doc in found if doc not in {answer.doc for answer in answers})
        return Answer(
            asked.text,
            "answered" if answers else "absent",
            tuple(answers),
            absent,
            expansions(asked, found.values()),
            self._topic_names(query),
            tuple(near for doc in absent for near in nearest(asked, doc, ranked[doc])),
            tuple(considered),
            self._fingerprint,
        )

    def _ranked(self, asked: Asked, doc: str, hits: Sequence[Hit]) -> list[Ranked]:
        return ranking.rank(notice(asked, hits, self._reader, self.index.document(doc)))

    def _best(self, asked: Asked, considered: Considered, ranked: Sequence[Ranked]) -> Answered | None:
        """The words of the best clause that answer, with the clauses they depend on."""
        document, clues = self.index.document(considered.doc), ranked[0].clues
        quoted = quote(asked, clues, self._reader.around(document, clues.hit.clause))
        if quoted is None:
            return None
        clause, around = quoted.sentence.clause, quoted.sentence.span()
        leaning = Span(min(around.start, quoted.span.start), max(around.end, quoted.span.end))
        support = self._dependencies(document).of(clause, leaning)
        return _answered(
            document, clause, quoted.span, quoted.sentence.text, quoted.value, considered.confidence, support
        )

    def _dependencies(self, document: Document) -> Dependencies:
        return self._leans.setdefault(document.id, Dependencies(document))

    def _topic_names(self, query: Query) -> tuple[str, ...]:
        weights = topics_of_question(query.words, self._embedder)
        names = {topic.id: topic.name for topic in all_topics()}
        return tuple(names[topic] for topic in list(weights)[:TOPICS])


_latest: list[Asker] = []  # who answered last: one at most, so that no more than one index is kept in memory


def asker(session: Session) -> Asker:
    """One who answers from an open session, with the evidence that its searches work out too; who asks again keeps it."""
    return Asker(session.index, session.embedder, session.evidence)


def ask(index: Index, question: str, docs: Sequence[str] | None = None, embedder: Embedder | None = None) -> Answer:
    """The answer to one question from an open index; who asks the same index again is answered from what was read."""
    known = next((one for one in _latest if one.serves(index, embedder)), None)
    if known is None:
        known = Asker(index, embedder)
        _latest[:] = [known]
    return known.ask(question, docs)


def _considered(asked: Asked, doc: str, ranked: Sequence[Ranked]) -> Considered:
    """What a document had to offer, and how likely its first clause answers."""
    if not ranked:
        return Considered(doc, (), (), {}, 0.0)
    found = refusal.evidence(asked, ranked)
    hits, scores = tuple(one.clues.hit for one in ranked), tuple(round(one.score, 6) for one in ranked)
    return Considered(doc, hits, scores, found, round(refusal.confidence(found), 6))


def _answered(
    document: Document,
    clause: Clause,
    span: Span,
    sentence: str,
    value: str | None,
    confidence: float,
    support: tuple[Support, ...],
) -> Answered:
    words = document.text[span.start : span.end]
    if not words.strip():
        raise QueryError(
            "引用する文言",
            f"{clause.id} の {span.start}〜{span.end} は空です",
            "yakkan index で索引を作り直してください",
        )
    return Answered(document.id, clause, span, words, sentence, value, confidence, document.page(span.start), support)
