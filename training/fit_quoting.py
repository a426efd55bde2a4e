"""Fits which sentence of a clause is quoted, and writes the weights as data.

In: labelled quotations (eval/labels/quotes.jsonl) of the development questions on the sample terms and, where YAKKAN_PROVIDERS
names them, on the real texts. Out: answering/operative.toml. Learnt from the samples and the even half of the families; the odd
half is only reported. Each clause that holds expected
words is given, with its items and its article, so that nothing depends on the search.

    python -m training.fit_quoting [--write]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.answering import operative
from indexer.answering.clues import Clues, Reader
from indexer.indexing import store
from indexer.indexing.encoders import open_embedder
from indexer.indexing.index import Index
from indexer.reading.corpus import Corpus
from indexer.searching.query import parse
from indexer.types import Document, Hit

from .cases import ROOT, Floats, half, lines
from .fit_refusal import written

QUESTIONS, QUOTES = ROOT / "eval/labels/dev-questions.jsonl", ROOT / "eval/labels/quotes.jsonl"
DECAYS = (0.03, 0.1, 0.3, 1.0)
STEPS, PACE, PARTS = 600, 0.1, 5
# Not learnt, and what is learnt starts from; a sentence of the lead was not looked at
BEFORE = {"cosine": 1.0, "held": 1.0, "named": 0.5, "suits": 0.15, "acts": 0.1, "around": -1.0}
SHARP = 5.0  # how far a difference of scores decides


@dataclass(frozen=True)
class Case:
    """A question, what was noticed about each of its choices, such as the sentences of a clause, and how right each is."""

    row: dict[str, Any]
    noticed: list[dict[str, float]]
    right: Floats


def cases(folder: Path, documents: Path, labels: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> list[Case]:
    """The questions on a folder of documents with their sentences."""
    embedder = open_embedder()
    store.update_index(folder, Corpus(documents).documents(), embedder)
    found = []
    with Index(folder) as index:
        reader = Reader(index, embedder)
        for row, quotes in labels:
            if row["doc"] in index.entries:
                document = index.document(row["doc"])
                spans = [(one["start"], one["end"]) for one in quotes["spans"]]
                for local in _clauses(document, quotes["spans"]):
                    found.append(_case(index, reader, row, document, local, spans))
    return [case for case in found if 0 < case.right.sum() < len(case.right)]


def _clauses(document: Document, spans: Iterable[dict[str, Any]]) -> list[str]:
    """The clauses that hold the expected words, and the items below them: the search may have found any of these."""
    held = dict.fromkeys(f"{document.id}#{one['clause']}" for one in spans)
    below = [one.id for one in document.clauses if one.level == "item" and one.parent in held]
    articles = dict.fromkeys(one.partition(".")[0] for one in held)  # more sentences to tell apart
    return [one for one in [*held, *below[:2], *articles] if one in document.by_id]


def _case(
    index: Index, reader: Reader, row: dict[str, Any], document: Document, clause_id: str, spans: list[tuple[int, int]]
) -> Case:
    clause = document.by_id[clause_id]
    asked = reader.question(row["question"], parse(row["question"], index.entries, [document.id]))
    clues = Clues(Hit(clause, document.id, 0.0, {}), reader.clause(document, clause))
    found = operative.candidates(clues, reader.around(document, clause))
    right = []
    for read, at in found:
        span = read.sentences[at].span()
        right.append(float(any(span.start <= start and end <= span.end for start, end in spans)))
    return Case(row, [operative.noticed(asked, read, at, clues) for read, at in found], np.array(right))


def fit(given: Sequence[Case], decay: float, before: Mapping[str, float] = BEFORE) -> dict[str, float]:
    """Weights that put what is right first, from `before`: softmax regression over the choices of each case."""
    names = sorted(given[0].noticed[0])
    rows = np.concatenate([[[one[name] for name in names] for one in case.noticed] for case in given])
    spread = rows.std(axis=0) + 1e-6
    scaled, right = rows / spread, np.concatenate([case.right for case in given])
    edges = np.cumsum([0, *(len(case.noticed) for case in given)])[:-1]
    of = np.repeat(np.arange(len(given)), [len(case.noticed) for case in given])
    start = np.array([before.get(name, 0.0) for name in names]) * spread * SHARP
    weights, pace = start.copy(), np.zeros(len(names))
    for _ in range(STEPS):
        scores = scaled @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, edges)[of])
        wanted = shares * right  # any of the right sentences will do
        wrong = shares / np.add.reduceat(shares, edges)[of] - wanted / np.add.reduceat(wanted, edges)[of]
        pace = 0.9 * pace + scaled.T @ wrong / len(given) + decay * (weights - start)
        weights = weights - PACE * pace
    return {name: round(float(value), 4) for name, value in zip(names, weights / spread, strict=True)}


def right(given: Sequence[Case], worth: dict[str, float]) -> list[float]:
    """For each case whether its first sentence holds expected words."""
    found = []
    for case in given:
        scores = [sum(worth.get(name, 0.0) * value for name, value in one.items()) for one in case.noticed]
        found.append(float(case.right[int(np.argmax(scores))]))
    return found


def crossed(given: Sequence[Case], decay: float) -> float:
    """The share that is right where each fifth of the families is judged by weights learnt without it."""
    parts = [sum(case.row["family"].encode()) % PARTS for case in given]
    found: list[float] = []
    for which in range(PARTS):
        known = [case for case, part in zip(given, parts, strict=True) if part != which]
        found += right([case for case, part in zip(given, parts, strict=True) if part == which], fit(known, decay))
    return float(np.mean(found))


def main() -> None:
    """Fits, reports, and with --write saves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="save the weights")
    parser.add_argument("--quotes", type=Path, default=QUOTES)
    options = parser.parse_args()
    quotes = {one["id"]: one for one in lines(options.quotes) if one.get("spans")}
    labels = [(row, quotes[row["id"]]) for row in lines(QUESTIONS) if row["id"] in quotes]
    with tempfile.TemporaryDirectory() as folder:
        samples = cases(Path(folder) / "samples", ROOT / "corpus/samples", labels)
        providers = os.environ.get("YAKKAN_PROVIDERS")
        real = cases(Path(folder) / "providers", Path(providers), labels) if providers else []
    known, unseen = [*samples, *_half(real, 0)], _half(real, 1)
    tried = {decay: crossed(known, decay) for decay in DECAYS}
    print("  ".join(f"decay {decay}: {share:.3f}" for decay, share in tried.items()), f"n={len(known)}")
    weights = fit(known, max(tried, key=lambda decay: tried[decay]))
    for name, given in (("learnt from", known), ("never seen", unseen)):
        if given:
            print(
                f"{name}: right sentence {np.mean(right(given, weights)):.3f}, before {np.mean(right(given, BEFORE)):.3f}, n={len(given)}"
            )
    if options.write:
        made = "# Made by training/fit_quoting.py from labelled quotations; do not edit\n"
        operative.WEIGHTS.write_text(made + written(weights), encoding="utf-8")


def _half(given: Sequence[Case], which: int) -> list[Case]:
    return [case for case in given if half(case.row) == which]


if __name__ == "__main__":
    main()
