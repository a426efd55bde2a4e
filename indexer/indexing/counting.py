"""The words of one document's units, counted: what an update of another document never has to redo.

In: the fields of units. Out: for each word and unit, how often the word stands in each field.
It refuses to know how words are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .tokenize import words
from .units import Fields

WIDTH = len(Fields._fields)
GROUP = "syn:"  # how the name of a synonym group begins
MOST = 255  # a count is a byte: BM25 hardly tells 255 from more


class Counts(NamedTuple):
    """One document's words: in the order of (token, unit), `counts` is how often the word stands in each field."""

    words: list[str]
    tokens: NDArray[np.int32]
    units: NDArray[np.int32]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.int32]
    links: NDArray[np.int32]  # (synonym group, word) for each word of a group


class _Numbers:
    """The numbered words of every different text of a document: headings and lead words are read many times."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.links: set[tuple[str, str]] = set()
        self._known: dict[str, tuple[list[int], int]] = {}

    def read(self, text: str) -> tuple[list[int], int]:
        """The numbers of the words and groups of a text, and how many of them are words."""
        known = self._known.get(text)
        if known is None:
            read, of = words(text), self.of
            links = [(group, word.form) for word in read for group in word.groups]
            self.links.update(links)
            names = [word.form for word in read] + [group for group, _ in links]
            known = self._known[text] = [of.setdefault(name, len(of)) for name in names], len(read)
        return known


def count(units: Sequence[Fields]) -> Counts:
    """The counted words of units, words sorted and pairs in the order of word, then unit."""
    numbers = _Numbers()
    read = [numbers.read(text) for fields in units for text in fields]
    lengths = np.array([total for _, total in read], dtype=np.int32).reshape(-1, WIDTH)
    flat = np.fromiter((number for found, _ in read for number in found), dtype=np.int64)
    cells = np.repeat(np.arange(len(read), dtype=np.int64), [len(found) for found, _ in read])
    names = sorted(numbers.of)
    rank = np.empty(len(names), dtype=np.int64)
    rank[[numbers.of[name] for name in names]] = np.arange(len(names))
    keys, times = np.unique(rank[flat] * len(read) + cells, return_counts=True)
    pairs, row = np.unique(keys // WIDTH, return_inverse=True)
    counts = np.zeros((len(pairs), WIDTH), dtype=np.uint8)
    counts[row, keys % WIDTH] = np.minimum(times, MOST)
    tokens, places = np.divmod(pairs, max(1, len(units)))
    links = [(int(rank[numbers.of[group]]), int(rank[numbers.of[form]])) for group, form in sorted(numbers.links)]
    linked = np.array(links, dtype=np.int32).reshape(-1, 2)
    return Counts(names, tokens.astype(np.int32), places.astype(np.int32), counts, lengths, linked)


def merged_words(parts: Iterable[Sequence[str]]) -> list[str]:
    """The words of all documents, each once, in order."""
    found: set[str] = set()
    for part in parts:
        found.update(part)
    return sorted(found)
