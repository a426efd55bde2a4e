"""Topics found in texts: by heading, by the words a clause uses, by the vectors of an embedding model.

In: topics, then questions and clauses. Out: one score or weight for each topic. It refuses to know documents and indexes.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..indexing.encoders import Embedder, normalized
from ..indexing.tokenize import tokens
from ..indexing.units import Fields
from ..normalize import normalize
from .topic_list import Topic
from .topic_vectors import encoded

Floats = NDArray[np.float32]
KEPT = 4  # topics that a question or a clause may have
# 準拠法、管轄裁判所及び協議 names three matters
JOINED = re.compile(r"及び|および|並びに|ならびに|又は|または|[、・,]|(?<=[一-鿿])と(?=[一-鿿])")
FRAME = re.compile(
    r"^(?:本サービス|当社|契約者|利用者|本契約|利用契約)(?:の|における|に関する)|(?:について|に関する事項|等)$"
)
EXACT, ONE_OF_SEVERAL, PARTLY = 1.0, 0.9, 0.8  # how well a heading fits
# What each kind of evidence is worth: chosen on the development half of the questions, in wide steps
HEADED, CHAPTERED, SAID, ALIKE = 4.0, 0.3, 3.5, 8.0
ASKED_NEAREST, ASKED_MIDDLE, ASKED_SAID = 7.0, 4.0, 1.5
ENOUGH = 3.0  # words found at which half of the weight is given
UNKNOWN = 8.0  # the weight of a heading's word that no topic has


class Matcher:
    """All topics made ready for matching."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics
        self.place = {topic.id: place for place, topic in enumerate(topics)}
        self._exact = _inverted((plain(form), place) for place, one in enumerate(topics) for form in one.forms)
        self._forms = [(frozenset(tokens(form)), place) for place, one in enumerate(topics) for form in one.forms]
        self._holding = _inverted((token, at) for at, (held, _) in enumerate(self._forms) for token in held)
        self._words = self._worded(topics)
        self._beginning = _inverted((word[:2], at) for at, (word, _, _) in enumerate(self._words))
        rarity = Counter(token for held, _ in self._forms for token in held)
        self._idf = {token: math.log(1 + len(self._forms) / times) for token, times in rarity.items()}
        self._headings: dict[str, Floats] = {}
        self._asked: dict[str, tuple[Floats, NDArray[Any], Floats]] = {}
        self._described: dict[str, Floats] = {}

    @staticmethod
    def _worded(topics: Sequence[Topic]) -> list[tuple[str, NDArray[Any], float]]:
        """Each word, the topics it speaks for, and how loud: less where many share it; against a topic, below zero."""
        said = _inverted((plain(word), place) for place, one in enumerate(topics) for word in (*one.words, *one.forms))
        against = _inverted((plain(word), place) for place, one in enumerate(topics) for word in one.against)
        spoken = [(word, np.array(places), len(word) ** 0.5 / len(places)) for word, places in said.items()]
        return spoken + [(word, np.array(places), -1.0) for word, places in against.items()]

    def none(self, rows: int) -> Floats:
        """No topic at all, for so many texts."""
        return np.zeros((rows, len(self.topics)), dtype=np.float32)

    def weights(self, scores: Floats) -> Floats:
        """Scores as shares of one, the few best of each row; a row that says nothing keeps nothing."""
        least = np.partition(scores, -KEPT, axis=1)[:, -KEPT, None]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        kept: Floats = np.where((scores >= least) & (scores > 0), shares, 0).astype(np.float32)
        return kept

    def named(self, weights: Floats) -> dict[str, float]:
        """The topics that have weight, heaviest first."""
        there = np.flatnonzero(weights)
        return {self.topics[at].id: round(float(weights[at]), 4) for at in there[np.argsort(-weights[there])]}

    def read(self, fields: Fields) -> Floats:
        """What the headings and the words of a clause say of each topic."""
        text = "\n".join((fields.body, fields.lead, fields.inner))
        found: Floats = HEADED * self.headed(fields.heading) + CHAPTERED * self.headed(fields.chapter)
        found += SAID * self.said(text)
        return found

    def said(self, text: str) -> Floats:
        """How much of what each topic is usually said with stands in a text, 0 to 1."""
        whole, found = plain(text), np.zeros(len(self.topics), dtype=np.float32)
        beginnings = {first + second for first, second in pairwise(whole)}
        for at in [at for start in beginnings for at in self._beginning.get(start, ())]:
            word, places, loud = self._words[at]
            if word in whole:
                found[places] += loud
        heard: Floats = np.maximum(found, 0)
        heard /= heard + np.float32(ENOUGH)
        return heard

    def headed(self, heading: str) -> Floats:
        """How well each topic's headings fit the headings of a clause, 0 to 1."""
        found = self._headings.get(heading)
        if found is None:
            if len(self._headings) > 20_000:
                self._headings.clear()
            found = self._headings[heading] = np.zeros(len(self.topics), dtype=np.float32)
            for line in filter(None, heading.split("\n")):
                self._fit(line, found)
        return found

    def _fit(self, line: str, found: Floats) -> None:
        parts = [(FRAME.sub("", part), ONE_OF_SEVERAL) for part in JOINED.split(line)]
        for form, worth in [(line, EXACT), (FRAME.sub("", line), EXACT), *parts]:
            for place in self._exact.get(plain(form), ()):
                found[place] = max(found[place], worth)
        held = frozenset(tokens(line))
        whole = self._sum(held)
        for at in {at for token in held for at in self._holding.get(token, ())}:
            form_tokens, place = self._forms[at]
            shared = 2 * self._sum(held & form_tokens) / (whole + self._sum(form_tokens))  # Dice, by rarity
            found[place] = max(found[place], PARTLY * shared)

    def _sum(self, held: Iterable[str]) -> float:
        return sum(self._idf.get(token, UNKNOWN) for token in held)

    def asked(self, embedder: Embedder, vector: Floats) -> Floats:
        """The likeness of a question to the wordings of each topic: to the nearest, and to all together."""
        if embedder.name not in self._asked:
            self._asked[embedder.name] = self._wordings(embedder)
        wordings, starts, middles = self._asked[embedder.name]
        nearest = np.maximum.reduceat(times(wordings, vector), starts)
        scores: Floats = ASKED_NEAREST * nearest + ASKED_MIDDLE * times(middles, vector)
        return scores

    def _wordings(self, embedder: Embedder) -> tuple[Floats, NDArray[Any], Floats]:
        """The vectors of all wordings, where each topic's begin, and the middle of each topic's."""
        each = [(one.name, one.description, " ".join(one.headings), *one.everyday, *one.english) for one in self.topics]
        vectors, starts = encoded(embedder, list(chain(*each))), np.cumsum([0, *map(len, each[:-1])])
        return vectors, starts, normalized(np.add.reduceat(vectors, starts, axis=0))

    def described(self, embedder: Embedder) -> Floats:
        """Three vectors a topic: its description, its headings, its words."""
        if embedder.name not in self._described:
            each = [(one.description, " ".join(one.headings), "、".join(one.words)) for one in self.topics]
            self._described[embedder.name] = encoded(embedder, list(chain(*each)))
        return self._described[embedder.name]

    def alike(self, likeness: Floats) -> Floats:
        """The cosines of clauses and the vectors of `described`, as one score a topic."""
        scores: Floats = ALIKE * likeness.reshape(len(likeness), len(self.topics), 3).mean(axis=2)
        return scores


def times(rows: Floats, vector: Floats) -> Floats:
    """The rows times a vector, on this thread: waking a second one costs more than one question."""
    product: Floats = np.einsum("ij,j->i", rows, vector)
    return product


def plain(text: str) -> str:
    """A text in one width and one case, without blanks."""
    return normalize(text).text.lower()


def _inverted(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, place in pairs:
        if key and place not in found[key]:
            found[key].append(place)
    return {key: places for key, places in found.items() if places}
