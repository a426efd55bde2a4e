"""What one step of the training sees: batches of pairs, and the loss that tells right from wrong.

In: general pairs, written facets, a glossary. Out: losses. It refuses to know how long or how fast to learn.

Every loss is the in-batch contrast of van den Oord et al. 2018 (InfoNCE): the right text among all others drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .bags import Bags, Ints, Vocabulary, bags, words_and_pairs
from .general import Spelt
from .model import Table
from .written import Facet

SHARP = 0.05  # temperature between law and caption: one right answer
SOFT = 0.08  # between question and clause: several clauses may answer
SOFTER = 0.12  # between clauses of one topic, which share most of their words
LOOSE = 0.1  # between an everyday wording and a legal word
DROPPED = 0.3  # tokens left out of every text, so that no single word is relied on
PAIRS_DROPPED = 0.6  # and of its pairs of neighbours: they learn by heart what words have to carry
NEVER = -1e4  # the logit of a text that is no negative, because it may well answer too
SISTERS = 5  # clauses of the same topic that a question is held against
LIKE = 0.7  # glossary entries closer than this mean the same


class Drawn:
    """A source of batches, with its own dice."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.dice = np.random.default_rng(0)
        self._words = vocabulary.words

    def throw(self, seed: int) -> None:
        """Start the dice afresh."""
        self.dice = np.random.default_rng(seed)

    def thinned(self, texts: Bags) -> Bags:
        """The texts with some of their tokens left out."""
        kept = self.dice.random(len(texts.weights)) >= np.where(texts.rows < self._words, DROPPED, PAIRS_DROPPED)
        return Bags(texts.starts, texts.rows, np.where(kept, texts.weights, 0).astype(np.float32))


class General(Drawn):
    """Captions and articles, questions and answers of the statutes and the tax authority."""

    def __init__(self, pairs: Sequence[Spelt], vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self.anchors = bags(vocabulary.number(pair.anchor) for pair in pairs)
        self.positives = bags(vocabulary.number(pair.positive) for pair in pairs)
        drawn = np.array([pair.drawn for pair in pairs]) * self.anchors.filled() * self.positives.filled()
        self.often = drawn / drawn.sum()

    def loss(self, table: Table, size: int) -> Tensor:
        """Each anchor finds its positive among the batch, and each positive its anchor."""
        chosen = self.dice.choice(len(self.often), size, p=self.often, replace=False)
        left, right = (table(self.thinned(side.take(chosen))) for side in (self.anchors, self.positives))
        scores, truth = left @ right.T / SHARP, torch.arange(size)
        return (F.cross_entropy(scores, truth) + F.cross_entropy(scores.T, truth)) / 2


class Glossary(Drawn):
    """Everyday wordings and the words of a clause."""

    def __init__(self, terms: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        left, right = (bags(vocabulary.number(words_and_pairs(term[side])) for term in terms) for side in (0, 1))
        chosen = np.flatnonzero(left.filled() & right.filled())
        self.everyday, self.legal = left.take(chosen), right.take(chosen)

    def loss(self, table: Table, size: int) -> Tensor:
        """Each wording finds its legal word among the batch; words that mean the same do not compete."""
        chosen = self.dice.choice(len(self.everyday), size, replace=False)
        left, right = table(self.everyday.take(chosen)), table(self.legal.take(chosen))
        alike = ((right @ right.T).detach() > LIKE).float() - torch.eye(size)
        return F.cross_entropy(left @ right.T / LOOSE + NEVER * alike.clamp(min=0), torch.arange(size))


class Questions(Drawn):
    """Everyday questions against clauses: composed into articles, with near misses as extra negatives."""

    def __init__(self, facets: Sequence[Facet], vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)

        def number(texts: Sequence[str]) -> list[Ints]:
            return [vocabulary.number(words_and_pairs(text)) for text in texts]

        topics = sorted({topic for facet in facets for topic in (facet.topic, *facet.also)})
        belongs = [[topic == facet.topic or topic in facet.also for topic in topics] for facet in facets]
        self.topics = np.array(belongs, dtype=np.float32)
        self.clauses = [number(facet.clauses) for facet in facets]
        self.near = [number(facet.near) for facet in facets]
        self.headings = [number(facet.headings) for facet in facets]
        self.queries = bags(vocabulary.number(words_and_pairs(query)) for facet in facets for query in facet.queries)
        self.facet = np.repeat(np.arange(len(facets)), [len(facet.queries) for facet in facets])
        by_topic: dict[str, list[int]] = defaultdict(list)
        for at, facet in enumerate(facets):
            by_topic[facet.topic].append(at)
        self.siblings = [[other for other in by_topic[facet.topic] if other != at] for at, facet in enumerate(facets)]
        self.waiting: list[int] = []

    def loss(self, table: Table, size: int) -> Tensor:
        """Each question finds an article of its facet among the batch and the near misses."""
        if len(self.waiting) < size:
            self.waiting = self.dice.permutation(len(self.facet)).tolist()
        chosen, self.waiting = np.array(self.waiting[:size]), self.waiting[size:]
        asked = self.facet[chosen]
        near = [self._one(self.near[at]) for at in asked if self.near[at]]
        texts = bags([*(self._article(at) for at in asked), *near])
        scores = table(self.thinned(self.queries.take(chosen))) @ table(self.thinned(texts)).T / SOFT
        topics = torch.from_numpy(self.topics[asked])
        same = (topics @ topics.T).clamp(max=1) - torch.eye(size)  # siblings may stand in one article: no negatives
        truth, padding = torch.arange(size), torch.zeros(size, len(near))
        forward = F.cross_entropy(scores + NEVER * torch.cat([same, padding], dim=1), truth)
        return forward + 0.5 * F.cross_entropy(scores[:, :size].T + NEVER * same, truth)

    def apart(self, table: Table, size: int) -> Tensor:
        """Each question finds its clause among its near misses and other clauses of its topic: the right 項 of an article."""
        chosen = self.dice.choice(len(self.facet), size, replace=False)
        groups = [self._group(at) for at in self.facet[chosen]]
        owner = np.repeat(np.arange(size), [len(group) for group in groups])
        texts = bags(text for group in groups for text in group)
        scores = table(self.thinned(self.queries.take(chosen))) @ table(self.thinned(texts)).T / SOFTER
        strange = torch.from_numpy((owner != np.arange(size)[:, None]).astype(np.float32))
        return F.cross_entropy(scores + NEVER * strange, torch.from_numpy(np.flatnonzero(np.diff(owner, prepend=-1))))

    def _group(self, facet: int) -> list[Ints]:
        """A clause of the facet, its near misses, and one clause each of some sibling facets."""
        sisters = self.dice.permutation(self.siblings[facet])[:SISTERS].astype(np.int64)
        return [self._one(self.clauses[facet]), *self.near[facet], *(self._one(self.clauses[at]) for at in sisters)]

    def _one(self, texts: list[Ints]) -> Ints:
        return texts[self.dice.integers(len(texts))]

    def _article(self, facet: int) -> Ints:
        """A clause of the facet; half the time under a heading, half the time among clauses of sibling facets."""
        found = [self._one(self.clauses[facet])]
        if self.headings[facet] and self.dice.random() < 0.5:
            found.append(self._one(self.headings[facet]))
        if self.siblings[facet] and self.dice.random() < 0.5:
            company = self.dice.permutation(self.siblings[facet])[: int(self.dice.integers(1, 3))]
            found.extend(self._one(self.clauses[at]) for at in company)
        return np.concatenate(found)
