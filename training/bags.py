"""Texts as bags of token rows, and the vocabulary that numbers the tokens.

In: texts. Out: ragged arrays of token numbers with damped counts. It refuses to know what a vector is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.indexing.tokenize import BESIDE, pairs, tokens

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts in one ragged array: the tokens of text i are `rows[starts[i]:starts[i + 1]]`."""

    starts: Ints
    rows: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def filled(self) -> NDArray[np.bool_]:
        """Which texts have any token at all."""
        filled: NDArray[np.bool_] = np.diff(self.starts) > 0
        return filled

    def take(self, chosen: Ints) -> Bags:
        """The bags of the chosen texts, in that order."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        starts = offsets(lengths)
        at = np.repeat(self.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
        return Bags(starts, self.rows[at], self.weights[at])


def offsets(lengths: Ints) -> Ints:
    """Where each run begins, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def bags(texts: Iterable[Ints]) -> Bags:
    """Texts given as token numbers (a number for each occurrence), counted and damped: 1 + ln(times)."""
    counted = [np.unique(text, return_counts=True) for text in texts]
    starts = offsets(np.array([len(rows) for rows, _ in counted], dtype=np.int64))
    rows = np.concatenate([rows for rows, _ in counted]).astype(np.int64)
    weights = np.concatenate([1 + np.log(times) for _, times in counted]).astype(np.float32)
    return Bags(starts, rows, weights)


class Vocabulary:
    """Tokens and their numbers, with how many texts hold each: words, then pairs of neighbours that `least` written texts hold."""

    def __init__(
        self, written: Iterable[Sequence[str]], general: Iterable[Sequence[str]], size: int, least: int = 1
    ) -> None:
        ours, theirs = _texts_with(written), _texts_with(general)
        common = [token for token, times in theirs.most_common() if times > 1]
        said = [token for token, _ in ours.most_common() if BESIDE not in token]
        beside = [token for token, times in ours.most_common() if BESIDE in token and times >= least]
        single = list(dict.fromkeys([*said, *common]))[:size]
        self.words = len(single)  # how many of the tokens are no pairs: the first
        self.tokens = [*single, *beside]
        self.numbers = {token: number for number, token in enumerate(self.tokens)}
        self.texts_with = np.array([1 + ours[token] + theirs[token] for token in self.tokens], dtype=np.float32)

    def __len__(self) -> int:
        return len(self.tokens)

    def number(self, words: Sequence[str]) -> Ints:
        """The numbers of the known words of a text, in order."""
        return np.array([self.numbers[word] for word in words if word in self.numbers], dtype=np.int64)


def _texts_with(texts: Iterable[Sequence[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(list(dict.fromkeys(text)))  # a set has another order in every process
    return found


def words(text: str) -> list[str]:
    """The tokens of a text, as the index and the search see them."""
    return tokens(text)


def words_and_pairs(text: str) -> list[str]:
    """The tokens of a text, and those of its neighbours that stand side by side."""
    return [*tokens(text), *pairs(text)]
