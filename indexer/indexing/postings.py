"""Counted words become postings: the arrays that BM25 reads.

In: the counted words of documents. Out: for each word its units, its counts by field, and what it adds to a score.
It refuses to know queries.

The formula is Lucene's (Kamphuis, de Vries, Boytsov, Lin: Which BM25 do you mean?, ECIR 2020), one saturated count
for each field: idf(t) * sum over fields of weight * tf / (tf + k1 * (1 - b + b * length / average length)).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .counting import GROUP, WIDTH, Counts, merged_words
from .vocabulary import pack

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each field counts, how strongly its length is held against it, and what a synonym is worth.

    Chosen on the development questions: a low k1 and b, because a clause says a thing once and long clauses answer too.
    """

    fields: tuple[float, ...] = (1.0, 0.3, 0.3, 1.5, 0.1)
    b: tuple[float, ...] = (0.2, 0.2, 0.2, 0.75, 0.75)
    synonym: float = 0.6
    k1: float = 0.4


WEIGHTS = Weights()


def assemble(
    sizes: Sequence[int], parts: Callable[[int], Counts], weights: Weights = WEIGHTS
) -> dict[str, NDArray[Any]]:
    """The postings over all documents; `parts(i)` gives the counts of the document that has `sizes[i]` units."""
    every = range(len(sizes))
    names = merged_words(parts(at).words for at in every)
    number = {name: at for at, name in enumerate(names)}
    starts = np.cumsum([0, *sizes], dtype=np.int64)
    frequency = np.zeros(len(names), dtype=np.int64)
    lengths = np.zeros((int(starts[-1]), WIDTH), dtype=np.int32)
    links = np.zeros((0, 2), dtype=np.int32)
    for at in every:
        part = parts(at)
        known = _global(part, number)
        frequency[known] += np.bincount(part.tokens, minlength=len(known))
        lengths[starts[at] : starts[at + 1]] = part.lengths
        links = np.unique(np.concatenate([links, known[part.links].astype(np.int32)]), axis=0)
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(frequency)])
    units = np.empty(offsets[-1], dtype=np.int32)
    counts = np.empty((offsets[-1], WIDTH), dtype=np.uint8)
    free = offsets[:-1].copy()
    for at in every:
        _scatter(parts(at), number, free, units, counts, int(starts[at]))
    block, edges = pack(names)
    arrays: dict[str, NDArray[Any]] = {"words": block, "word_edges": edges, "offsets": offsets, "units": units}
    return arrays | {"counts": counts, "links": links} | _scores(names, offsets, units, counts, lengths, weights)


def _global(part: Counts, number: Mapping[str, int]) -> NDArray[np.int64]:
    return np.fromiter((number[word] for word in part.words), dtype=np.int64, count=len(part.words))


def _scatter(
    part: Counts,
    number: Mapping[str, int],
    free: NDArray[np.int64],
    units: NDArray[np.int32],
    counts: NDArray[np.uint8],
    start: int,
) -> None:
    """Put one document's pairs behind those already there, word by word, without sorting anything."""
    if not len(part.tokens):
        return
    names = _global(part, number)
    times = np.bincount(part.tokens, minlength=len(names))
    first = np.cumsum(times) - times
    place = free[names][part.tokens] + np.arange(len(part.tokens)) - first[part.tokens]
    units[place], counts[place] = part.units + start, part.counts
    free[names] += times


def _scores(
    names: Sequence[str],
    offsets: NDArray[np.int64],
    units: NDArray[np.int32],
    counts: NDArray[np.uint8],
    lengths: NDArray[np.int32],
    weights: Weights,
) -> dict[str, NDArray[Any]]:
    """What each pair adds to a score, and the most that a word can add."""
    frequency = np.diff(offsets)
    idf = np.log(1 + (len(lengths) - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    idf *= np.where([name.startswith(GROUP) for name in names], weights.synonym, 1.0).astype(np.float32)
    norms = _norms(lengths, weights)
    scores = np.zeros(len(units), dtype=np.float32)
    for field, weight in enumerate(weights.fields):
        tf = counts[:, field].astype(np.float32)
        scores += np.float32(weight) * tf / (tf + norms[units, field])
    scores *= np.repeat(idf, frequency)
    most = np.maximum.reduceat(scores, offsets[:-1]) if len(names) else np.zeros(0, dtype=np.float32)
    return {"idf": idf, "norms": norms, "scores": scores, "most": most}


def _norms(lengths: NDArray[np.int32], weights: Weights) -> Floats:
    """k1 * (1 - b + b * length / average) of each unit and field; the average is over units that have the field."""
    filled = np.maximum((lengths > 0).sum(axis=0), 1)
    average = np.maximum(lengths.sum(axis=0) / filled, 1e-9)
    b = np.array(weights.b)
    norms: Floats = (weights.k1 * (1 - b + b * lengths / average)).astype(np.float32)
    return np.maximum(norms, np.float32(1e-9))  # an empty field must not divide nothing by nothing
