"""Words in a sorted block of bytes: found by bisection, never loaded, never unpacked.

In: words. Out: their numbers, from arrays that may be memory-mapped. It refuses to know what a word is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int64]
REMEMBERED = 50_000  # words asked for before starting afresh


def pack(words: Sequence[str]) -> tuple[Bytes, Offsets]:
    """Sorted words as one block of UTF-8 bytes and the offsets where each begins."""
    encoded = [word.encode() for word in words]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(word) for word in encoded], out=offsets[1:])
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets


def unpack(block: Bytes, offsets: Offsets) -> list[str]:
    """The words of a packed block, in order."""
    whole, at = block.tobytes(), offsets.tolist()
    return [whole[start:end].decode() for start, end in pairwise(at)]


class Vocabulary:
    """A sorted list of words over packed bytes; UTF-8 keeps the order of code points."""

    def __init__(self, block: Bytes, offsets: Offsets) -> None:
        self._block, self._offsets = block, offsets
        self._asked: dict[str, int | None] = {}

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def word(self, number: int) -> str:
        """The word that has a number."""
        return self._bytes(number).decode()

    def number(self, word: str) -> int | None:
        """The number of a word, or None where it was never seen."""
        if word not in self._asked:
            if len(self._asked) > REMEMBERED:
                self._asked.clear()
            self._asked[word] = self._search(word.encode())
        return self._asked[word]

    def _search(self, wanted: bytes) -> int | None:
        at = bisect_left(range(len(self)), wanted, key=self._bytes)
        return at if at < len(self) and self._bytes(at) == wanted else None

    def _bytes(self, number: int) -> bytes:
        return self._block[self._offsets[number] : self._offsets[number + 1]].tobytes()
