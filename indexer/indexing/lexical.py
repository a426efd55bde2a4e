"""BM25 over fields, on arrays that may be memory-mapped.

In: postings; then weighted query words. Out: the best units with their scores, and how much each word gave in each
field. It refuses to know clauses, files and languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .counting import WIDTH
from .postings import WEIGHTS, Weights
from .vocabulary import Vocabulary

Floats = NDArray[np.float32]
Integers = NDArray[np.integer[Any]]
Arrays = Mapping[str, NDArray[Any]]
HEAVY = 0.05  # a word in more than this share of the units is scored only where it can matter
SMALL = 20_000  # units below which nothing is worth skipping


class Lexical:
    """The postings of an index, asked for the best units and for the reasons."""

    def __init__(self, arrays: Arrays, weights: Weights = WEIGHTS) -> None:
        self.vocabulary = Vocabulary(arrays["words"], arrays["word_edges"])
        self._offsets, self._units, self._scores = arrays["offsets"], arrays["units"], arrays["scores"]
        self._counts, self._norms, self._idf, self._most = (
            arrays["counts"],
            arrays["norms"],
            arrays["idf"],
            arrays["most"],
        )
        self._fields = np.array(weights.fields, dtype=np.float32)
        self._links = arrays["links"]
        self._size = len(arrays["norms"])

    def idf(self, word: str) -> float:
        """How rare a word is here; a word never seen is as rare as can be."""
        number = self.vocabulary.number(word)
        return float(self._idf[number]) if number is not None else float(np.log(2 * self._size + 2))

    def top(
        self, terms: Mapping[str, float], limit: int, ranges: Sequence[tuple[int, int]] | None = None
    ) -> tuple[Integers, Floats]:
        """The best units (within `ranges`, ascending) and their scores, best first; only units that hold a word."""
        known = self._known(terms)
        heavy = [one for one in known if self._size > SMALL and one[2] - one[1] > HEAVY * self._size]
        light = [one for one in known if one not in heavy]
        total = np.zeros(self._size, dtype=np.float32)
        self._add(total, light, ranges)
        found: Integers = np.flatnonzero(total > 0)
        if heavy:
            found = self._settle(total, found, heavy, limit, ranges)
        return _best(found, total[found], limit)

    def contributions(self, terms: Mapping[str, float], units: Integers) -> Floats:
        """What each term (in order) gives each of the units in each field: terms x units x fields."""
        given = np.zeros((len(terms), len(units), WIDTH), dtype=np.float32)
        for row, (word, weight) in enumerate(terms.items()):
            number = self.vocabulary.number(word)
            if number is None:
                continue
            at, there = self._find(int(self._offsets[number]), int(self._offsets[number + 1]), units)
            tf = self._counts[at[there]].astype(np.float32)
            part = self._fields * tf / (tf + self._norms[units[there]])
            given[row, there] = np.float32(weight) * self._idf[number] * part
        return given

    def members(self, group: str, unit: int) -> list[str]:
        """The words of a synonym group that stand in a unit."""
        number = self.vocabulary.number(group)
        if number is None:
            return []
        first, last = np.searchsorted(self._links[:, 0], [number, number + 1])
        wanted = np.array([unit])
        return [
            self.vocabulary.word(word)
            for word in self._links[first:last, 1].tolist()
            if self._find(int(self._offsets[word]), int(self._offsets[word + 1]), wanted)[1][0]
        ]

    def stands(self, word: str, first: int, last: int) -> bool:
        """Whether any unit from `first` up to `last` holds a word."""
        number = self.vocabulary.number(word)
        if number is None:
            return False
        postings = self._units[int(self._offsets[number]) : int(self._offsets[number + 1])]
        at = int(np.searchsorted(postings, np.int32(first)))
        return at < len(postings) and int(postings[at]) < last

    def _known(self, terms: Mapping[str, float]) -> list[tuple[float, int, int, float]]:
        """Weight, first and last place of the postings, and the most it can add, of each term that is known."""
        found = []
        for word, weight in terms.items():
            number = self.vocabulary.number(word)
            if number is not None:
                most = weight * float(self._most[number])
                found.append((weight, int(self._offsets[number]), int(self._offsets[number + 1]), most))
        return found

    def _add(
        self,
        total: Floats,
        terms: Sequence[tuple[float, int, int, float]],
        ranges: Sequence[tuple[int, int]] | None,
    ) -> None:
        for weight, start, end, _ in terms:
            for first, last in self._slices(start, end, ranges):
                total[self._units[first:last]] += np.float32(weight) * self._scores[first:last]

    def _slices(self, start: int, end: int, ranges: Sequence[tuple[int, int]] | None) -> list[tuple[int, int]]:
        """The stretches of a posting list whose units lie within the ranges."""
        if ranges is None:
            return [(start, end)]
        edges = start + np.searchsorted(self._units[start:end], np.array(ranges, dtype=np.int32).ravel())
        return [(int(first), int(last)) for first, last in edges.reshape(-1, 2) if last > first]

    def _settle(
        self,
        total: Floats,
        found: Integers,
        heavy: Sequence[tuple[float, int, int, float]],
        limit: int,
        ranges: Sequence[tuple[int, int]] | None,
    ) -> Integers:
        """Add the frequent words, only to units that can still be among the best where that is certain (MaxScore)."""
        bound = sum(most for *_, most in heavy)
        if len(found) >= limit:
            least = float(np.partition(total[found], len(found) - limit)[len(found) - limit])
            if least > bound:
                found = found[total[found] >= least - bound]
                for weight, start, end, _ in heavy:
                    at, there = self._find(start, end, found)
                    total[found[there]] += np.float32(weight) * self._scores[at[there]]
                return found
        self._add(total, heavy, ranges)
        return np.flatnonzero(total > 0)

    def _find(self, start: int, end: int, units: Integers) -> tuple[Integers, NDArray[np.bool_]]:
        """Where in a posting list the units stand, and which of them do."""
        postings = self._units[start:end]
        at = np.searchsorted(postings, units.astype(np.int32))
        there = at < len(postings)
        there[there] = postings[at[there]] == units[there]
        return at + start, there


def _best(units: Integers, scores: Floats, limit: int) -> tuple[Integers, Floats]:
    """The highest scores first; equal scores in reading order."""
    if len(units) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = scores >= least
        units, scores = units[kept], scores[kept]
    order = np.lexsort((units, -scores))[:limit]
    return units[order], scores[order]
