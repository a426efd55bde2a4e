"""The questions that order and refusal are learnt from, each put to its document and read.

In: questions written on the sample terms and on the terms of data/terms (data/answer-pairs*.jsonl), and the labelled questions
on the samples, on other trades and, where YAKKAN_PROVIDERS names them, on the five real texts. Out: cases. It refuses to fit anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.answering.clues import Asked, Clues, Reader, notice
from indexer.indexing import store
from indexer.indexing.encoders import Embedder, open_embedder
from indexer.indexing.index import Index
from indexer.numbering import article_of, paragraph_of, split_id
from indexer.reading.corpus import Corpus
from indexer.searching.beyond import beyond
from indexer.searching.query import parse
from indexer.searching.search import Asked as Query
from indexer.searching.search import search_many

Floats = NDArray[np.float64]
ROOT = Path(__file__).parent.parent
PAIRS = tuple(ROOT / "training/data" / name for name in ("answer-pairs.jsonl", "answer-pairs-services.jsonl"))
TERMS = ROOT / "training/data/terms"  # sixteen contracts, so that an unseen word is not only a matter of clouds
LABELS = (
    "dev-questions.jsonl",
    "dev-unanswerable.jsonl",
    "others-questions.jsonl",
    "others-unanswerable.jsonl",
    "second-questions.jsonl",
    "second-others.jsonl",
    "third-questions.jsonl",
    "third-others.jsonl",
)
POOL = 20  # candidates that are ordered anew


@dataclass(frozen=True)
class Case:
    """A question put to one document, what was noticed about its candidates, and how good each of them is."""

    row: dict[str, Any]
    asked: Asked
    clues: list[Clues]
    grades: Floats

    @property
    def answerable(self) -> bool:
        """Something answers it."""
        return bool(self.row["relevant"])


def cases(rows: Iterable[dict[str, Any]], index: Index, embedder: Embedder) -> list[Case]:
    """The questions that are put to one document of the index, read."""
    reader, evidence = Reader(index, embedder), beyond(index, embedder)
    found = []
    for row in rows:
        if row["doc"] not in index.entries:
            continue
        hits = search_many(index, [Query(row["question"], [row["doc"]], POOL)], embedder, evidence)[0]
        asked = reader.question(row["question"], parse(row["question"], index.entries, [row["doc"]]))
        grades = np.array([_grade(row["relevant"], hit.clause.id) for hit in hits], dtype=np.float64)
        found.append(Case(row, asked, notice(asked, hits, reader, index.document(row["doc"])), grades))
    return found


def _grade(relevant: dict[str, int], clause_id: str) -> float:
    """1 for a clause of a paragraph that answers, a half for one that completes, else 0."""
    local = split_id(clause_id)[1]
    best = max((grade for wanted, grade in relevant.items() if place(wanted) == place(local)), default=0)
    return {3: 1.0, 2: 0.5}.get(best, 0.0)


def place(local: str) -> str:
    """The paragraph of an id; an appendix is one place."""
    if local.startswith(("appendix", "preamble")):
        return local.split(".")[0]
    article = article_of(local)
    return f"{article}.{paragraph_of(local)}" if article is not None else local.split(".i")[0]


def half(row: dict[str, Any]) -> int:
    """Which half of the development families a question belongs to: 0 chooses, 1 is only reported."""
    return int(hashlib.sha256(row["family"].encode()).hexdigest(), 16) % 2


def read(folder: Path, rows: Iterable[dict[str, Any]], documents: Path) -> list[Case]:
    """The cases of a folder of documents, indexed for the purpose."""
    embedder = open_embedder()
    store.update_index(folder, Corpus(documents).documents(), embedder)
    with Index(folder) as index:
        return cases(rows, index, embedder)


def development(folder: Path) -> list[Case]:
    """The development questions on the sample terms and, where YAKKAN_PROVIDERS names them, on the real texts."""
    rows = [row for name in LABELS for row in lines(ROOT / "eval/labels" / name) if row["doc"]]
    found = read(folder / "samples", rows, ROOT / "corpus/samples")
    found += read(folder / "others", rows, ROOT / "eval/documents")
    if providers := os.environ.get("YAKKAN_PROVIDERS"):
        found += read(folder / "providers", rows, Path(providers))
    return found


def lines(*paths: Path) -> list[dict[str, Any]]:
    """The rows of JSON lines files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
