"""What a question and a clause have in common beyond the search: words one by one, sentences, values, who acts.

In: a question and hits of one document. Out: named numbers for each hit, about 0 to 1. It refuses to weigh them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..indexing.counting import GROUP
from ..indexing.encoders import Embedder, StaticEmbedder
from ..indexing.index import Index
from ..indexing.tokenize import Word, words
from ..numbering import article_of
from ..searching.english import as_typed, words_of
from ..searching.kinds import Wanted, fits, turns, wanted
from ..searching.query import Query
from ..searching.values import Value, find
from ..types import Clause, Document, Hit
from .actors import asked_of, subject_of
from .sentences import Sentence, Sentences

Floats = NDArray[np.float32]
SYNONYM = 0.9  # how well a word is covered by another of its synonym group
# What search made of a hit, and what it is called among the clues
PARTS = {name: name for name in ("words", "heading", "synonyms", "dense", "topic")} | {
    "met": "closely",
    "value": "holds",
}
ODD = frozenset({"history", "preamble", "supplement"})


class Asked(NamedTuple):
    """A question made ready: its words with what each is worth, its vector, what it wants."""

    text: str
    words: tuple[Word, ...]
    shown: tuple[str, ...]  # the words for a reader: English ones as they were typed
    worth: Floats
    turning: Floats  # the worth of the words that the question turns on, 0 for the others
    importance: Floats  # of each word in general, from 0 to 1: a word never seen has 1
    vectors: Floats
    vector: Floats
    wanted: Wanted
    actor: int


@dataclass(frozen=True)
class Read:
    """A clause made ready: its words with their vectors, its sentences with theirs."""

    forms: frozenset[str]
    groups: frozenset[str]
    vectors: Floats
    heading: Floats
    sentences: tuple[Sentence, ...]
    sentence_vectors: Floats
    sentence_words: tuple[frozenset[str], ...]
    sentence_rows: tuple[tuple[int, ...], ...]  # which of `vectors` are of its words
    values: tuple[tuple[Value, ...], ...]  # of each sentence
    subjects: tuple[int, ...]


@dataclass
class Clues:
    """Everything that was noticed about one hit: numbers by name, and for each sentence how well it answers."""

    hit: Hit
    read: Read
    values: dict[str, float] = field(default_factory=dict)
    covered: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))  # each word of the question
    sentences: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    in_document: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))  # each word, in all its clauses


class Reader:
    """Reads questions and clauses of one index, each clause once."""

    def __init__(self, index: Index, embedder: Embedder | None) -> None:
        self._index, self._embedder = index, embedder
        self._words: dict[str, Floats] = {}
        self._clauses: dict[str, Read] = {}
        self._sentences: dict[str, Sentences] = {}

    def question(self, text: str, query: Query) -> Asked:
        """A question made ready, as it is understood."""
        said = tuple({word.form: word for word in words_of(query.said)}.values())
        worth = np.array([self._index.lexical.idf(word.form) for word in said], dtype=np.float32)
        vectors = self._vectors([_meaning(word) for word in said])
        typed = as_typed(query.said)
        turning = worth * np.array([turns(word.form, typed.get(word.form, "")) for word in said], dtype=np.float32)
        general = self._importance([word.form for word in said], worth)
        shown = tuple(typed.get(word.form, word.form) for word in said)
        vector = self._encode([query.words])[0]
        return Asked(text, said, shown, worth, turning, general, vectors, vector, wanted(text), asked_of(text))

    def _importance(self, forms: Sequence[str], worth: Floats) -> Floats:
        """By the model that ships, which has read more than these documents; else how rare each word is here."""
        if isinstance(self._embedder, StaticEmbedder):
            return self._embedder.importance(forms)
        return worth / max(self._index.lexical.idf(""), 1e-6)

    def in_document(self, asked: Asked, doc: str) -> Floats:
        """Whether a document has each word of the question anywhere, or a synonym of it."""
        entry, lexical = self._index.entries[doc], self._index.lexical

        def stands(term: str) -> bool:
            return lexical.stands(term, entry.first, entry.last)

        found = [1.0 if stands(word.form) else SYNONYM * any(map(stands, word.groups)) for word in asked.words]
        return np.array(found, dtype=np.float32)

    def sentences(self, document: Document) -> Sentences:
        """The sentences of a document."""
        return self._sentences.setdefault(document.id, Sentences(document))

    def clause(self, document: Document, clause: Clause) -> Read:
        """A clause made ready."""
        known = self._clauses.get(clause.id)
        if known is None:
            known = self._clauses[clause.id] = self._read(document, clause)
        return known

    def around(self, document: Document, clause: Clause) -> Read | None:
        """The paragraph that a clause is an item of, made ready; None for a paragraph itself."""
        while clause.level in ("item", "subitem") and clause.parent is not None:
            clause = document.by_id[clause.parent]
            if clause.level not in ("item", "subitem"):
                return self.clause(document, clause)
        return None

    def _read(self, document: Document, clause: Clause) -> Read:
        sentences = self.sentences(document).of(clause)
        heading = heading_over(document, clause)
        said = [words(one.text) for one in (*sentences,)] + [words(heading)]
        forms = list(dict.fromkeys(word.form for line in said for word in line))
        rows = {form: row for row, form in enumerate(forms)}
        return Read(
            frozenset(forms),
            frozenset(group for line in said for word in line for group in word.groups),
            self._vectors(forms),
            self._encode([heading])[0],
            sentences,
            self._encode([one.text for one in sentences]),
            tuple(map(terms, said)),
            tuple(tuple({rows[word.form]: None for word in line}) for line in said[: len(sentences)]),
            tuple(find(one.text) for one in sentences),
            tuple(subject_of(one.text, document.provider + document.title) for one in sentences),
        )

    def _encode(self, texts: Sequence[str]) -> Floats:
        if self._embedder is None:
            return np.zeros((len(texts), 1), dtype=np.float32)
        return self._embedder.encode_queries(texts) if texts else np.zeros((0, self._embedder.dimension), np.float32)

    def _vectors(self, forms: Sequence[str]) -> Floats:
        new = [form for form in forms if form not in self._words]
        self._words.update(zip(new, self._encode(new), strict=True))
        return np.stack([self._words[form] for form in forms]) if forms else self._encode([])


def _meaning(word: Word) -> str:
    """What a word is laid beside the words of clauses by: an English one by its Japanese words, where it has any."""
    return " ".join(meant(word)) or word.form


def meant(word: Word) -> tuple[str, ...]:
    """The Japanese words of an English one, which stand among its synonym groups."""
    return tuple(group for group in word.groups if not group.startswith(GROUP))


def heading_over(document: Document, clause: Clause) -> str:
    """The clause's own heading, or that of the nearest clause above it that has one."""
    at: Clause | None = clause
    while at is not None and not at.heading:
        at = document.by_id.get(at.parent) if at.parent else None
    return at.heading if at else ""


def notice(asked: Asked, hits: Sequence[Hit], reader: Reader, document: Document) -> list[Clues]:
    """What is noticed about each hit of one document, in the order of the search."""
    if not hits:
        return []
    found = [_clues(asked, hit, reader.clause(document, hit.clause)) for hit in hits]
    articles = [str(article_of(hit.clause.id) or hit.clause.id) for hit in hits]
    top, stands = max(hits[0].score, 1e-6), reader.in_document(asked, document.id)
    for rank, (hit, clues) in enumerate(zip(hits, found, strict=True)):
        mates = [other.score for other, article in zip(hits, articles, strict=True) if article == articles[rank]]
        clues.in_document = stands
        clues.values |= {clue: hit.parts.get(part, 0.0) for part, clue in PARTS.items()}
        clues.values["rank"] = 1 / (1 + rank)
        clues.values["score"] = hit.score / top
        clues.values["mates"] = (max(mates) if len(mates) > 1 else 0.0) / top
    return found


def _clues(asked: Asked, hit: Hit, read: Read) -> Clues:
    covered = _covered(asked, read.forms | read.groups, read.vectors)
    cosines = read.sentence_vectors @ asked.vector if len(read.sentences) else np.zeros(0, dtype=np.float32)
    held = np.array([share(asked, one) for one in read.sentence_words[: len(read.sentences)]], dtype=np.float32)
    named = np.array([any(answers(asked, value) for value in one) for one in read.values], dtype=np.float32)
    suits = np.array([any(v.kind in asked.wanted.suits for v in one) for one in read.values], dtype=np.float32)
    acts = np.array([asked.actor * one for one in read.subjects], dtype=np.float32)
    sentences = cosines + held + 0.5 * named + 0.15 * suits + 0.1 * acts
    at = int(np.argmax(sentences)) if len(sentences) else -1
    likely = cosines + held
    values = {
        "near_value": float((likely * named).max(initial=0.0)) if asked.wanted.asks else float(likely.max(initial=0.0)),
        "met": float(covered @ asked.worth / max(float(asked.worth.sum()), 1e-6)),
        "covered": float(covered @ asked.turning / max(float(asked.turning.sum()), 1e-6)),
        "heading_like": float(read.heading @ asked.vector),
        "sentence_like": float(cosines.max(initial=0.0)),
        "sentence_held": float(held.max(initial=0.0)),
        "named": float(named.max(initial=0.0)) if asked.wanted.asks else 0.5,
        "suits": float(suits.max(initial=0.0)) if asked.wanted.suits else 0.5,
        "acts": float(acts[at]) if at >= 0 else 0.0,
        "item": float(hit.clause.level == "item"),
        "odd": float(hit.clause.level in ODD),
        "leans": float(hit.clause.text.lstrip().startswith(("前項", "前二項", "前各項", "前２項", "前2項"))),
    }
    return Clues(hit, read, values, covered, sentences)


def answers(asked: Asked, value: Value) -> bool:
    """The value is one that the question asks for."""
    return fits(asked.wanted, value)


def _covered(asked: Asked, held: frozenset[str], vectors: Floats) -> Floats:
    """How well each word of the question is met in a clause: itself, a synonym, or the likest word."""
    if not asked.words:
        return np.zeros(0, dtype=np.float32)
    likest = np.clip((asked.vectors @ vectors.T).max(axis=1, initial=0.0), 0, SYNONYM)
    exact = np.array(
        [1.0 if word.form in held else SYNONYM * (not held.isdisjoint(word.groups)) for word in asked.words]
    )
    found: Floats = np.maximum(likest, exact).astype(np.float32)
    return found


def terms(said: Iterable[Word]) -> frozenset[str]:
    """The words of a text and the synonym groups that they belong to."""
    return frozenset(term for word in said for term in (word.form, *word.groups))


def standing(asked: Asked, held: frozenset[str]) -> list[bool]:
    """Which words of the question stand among the terms of a text, themselves or by a synonym."""
    return [word.form in held or not held.isdisjoint(word.groups) for word in asked.words]


def share(asked: Asked, held: frozenset[str]) -> float:
    """The worth of the question's words that stand in a sentence, as a share of all."""
    met = np.array(standing(asked, held), dtype=np.float32)
    return float(met @ asked.worth / max(float(asked.worth.sum()), 1e-6)) if len(met) else 0.0
