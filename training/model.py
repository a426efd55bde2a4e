"""The model while it is trained: a row for each token, shared with the tokens it looks like.

In: bags of tokens. Out: unit vectors, and in the end one plain table of rows. It refuses to know texts and files.

A row is the token's own vector plus those of its parts: character pairs, single kanji, Sudachi synonym groups. So
解約金 learns from 解約, and a rare synonym from a common one; the sum is folded into the table: later it costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from indexer.indexing.tokenize import BESIDE, synonyms

from .bags import Bags, Floats, Ints, offsets

START = 0.3  # the length of a first row for each unit of idf: long enough to survive, short enough to move
SLICE = 5_000  # rows composed at once when the table is written


class Parts:
    """What each token shares with others, as numbers in one ragged array."""

    def __init__(self, tokens: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        found = [[numbers.setdefault(part, len(numbers)) for part in _parts(token)] for token in tokens]
        self.starts = offsets(np.array([len(parts) for parts in found], dtype=np.int64))
        self.parts = np.array([number for parts in found for number in parts], dtype=np.int64)
        self.size = len(numbers)


def _parts(token: str) -> list[str]:
    if BESIDE in token:  # its two sides are in the same text
        return []
    pairs = {token[at : at + 2] for at in range(len(token) - 1)}
    kanji = {char for char in token if "一" <= char <= "鿿"}
    return sorted(pairs | kanji | set(synonyms(token)))


class Table(nn.Module):
    """Token rows and part rows; both are sparse, so that a step touches only the tokens it saw."""

    def __init__(self, lengths: Floats, parts: Parts, dimension: int, generator: np.random.Generator) -> None:
        super().__init__()
        first = generator.standard_normal((len(lengths), dimension)).astype(np.float32)
        first *= lengths[:, None] / np.linalg.norm(first, axis=1, keepdims=True)
        self.own = nn.Embedding(len(lengths), dimension, sparse=True, _weight=torch.from_numpy(first))
        self.shared = nn.Embedding(parts.size, dimension, sparse=True)
        nn.init.zeros_(self.shared.weight)
        self.parts = parts

    def rows(self, chosen: Ints) -> Tensor:
        """The rows of the chosen tokens, their parts added."""
        lengths = self.parts.starts[chosen + 1] - self.parts.starts[chosen]
        starts = offsets(lengths)
        at = np.repeat(self.parts.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
        share = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
        shared = _summed(self.parts.parts[at], self.shared.weight, starts, share, sparse=True)
        own: Tensor = self.own(torch.from_numpy(chosen))
        return own + shared

    def forward(self, texts: Bags) -> Tensor:
        """One unit vector for each text."""
        chosen, rows = np.unique(texts.rows, return_inverse=True)
        return F.normalize(_summed(rows, self.rows(chosen), texts.starts, texts.weights), dim=1)

    @torch.no_grad()
    def folded(self) -> Floats:
        """The table as one array: what is written to disk."""
        count = self.own.num_embeddings
        slices = [np.arange(start, min(start + SLICE, count)) for start in range(0, count, SLICE)]
        table: Floats = torch.cat([self.rows(chosen) for chosen in slices]).numpy()
        return table


def _summed(rows: Ints, table: Tensor, starts: Ints, weights: Floats, sparse: bool = False) -> Tensor:
    return F.embedding_bag(
        torch.from_numpy(np.ascontiguousarray(rows, dtype=np.int64)),
        table,
        torch.from_numpy(starts[:-1]),
        mode="sum",
        per_sample_weights=torch.from_numpy(weights),
        sparse=sparse,
    )
