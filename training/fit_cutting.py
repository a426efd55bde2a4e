"""Fits which run of a sentence's phrases is quoted, and writes the weights as data.

In: labelled quotations (eval/labels) of the development questions on the sample terms, on other trades and, where
YAKKAN_PROVIDERS names them, on the real texts. Out: answering/cutting.toml. Learnt from the even half of the families; the odd
half is only reported, beside the whole sentence and a rule. Each sentence that holds expected words is given, so that nothing
depends on the search.

    python -m training.fit_cutting [--write]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.answering import cutting
from indexer.answering.clues import Asked, Reader
from indexer.answering.quoting import values_of
from indexer.answering.runs import Parted, Run, read, runs
from indexer.answering.sentences import Sentence
from indexer.indexing import store
from indexer.indexing.encoders import open_embedder
from indexer.indexing.index import Index
from indexer.reading.corpus import Corpus
from indexer.searching.query import parse
from indexer.types import Document

from .cases import ROOT, Floats, half, lines
from .fit_quoting import PARTS, Case, fit
from .fit_refusal import written

LABELS = (
    ("dev-questions.jsonl", "quotes.jsonl"),
    ("others-questions.jsonl", "others-quotes.jsonl"),
    ("second-questions.jsonl", "second-quotes.jsonl"),
    ("second-others.jsonl", "second-quotes.jsonl"),
)
DECAYS = (0.01, 0.03, 0.1, 0.3)
LEAST = 0.001  # of a run that does not fit: none is impossible
BEFORE: dict[str, float] = {}  # what is learnt starts from


@dataclass(frozen=True)
class Cut:
    """A question, the sentence that holds its answer, the runs that may be quoted, and how well each fits the labelled words."""

    case: Case
    shelf: str
    sentence: Parted
    runs: list[Run]
    fits: list[tuple[float, float, float]]  # inside or around, precision, recall


def cuts(folder: Path, documents: Path, labels: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> list[Cut]:
    """The sentences of a folder of documents that hold expected words, each with its question."""
    embedder = open_embedder()
    store.update_index(folder / documents.name, Corpus(documents).documents(), embedder)
    with Index(folder / documents.name) as index:
        reader = Reader(index, embedder)
        found = []
        for row, quotes in labels:
            if row["doc"] in index.entries:
                asked = reader.question(row["question"], parse(row["question"], index.entries, [row["doc"]]))
                document = index.document(row["doc"])
                spans = [(one["start"], one["end"]) for one in quotes["spans"]]
                for sentence in holding(reader, document, spans):
                    found.append(_cut(row, documents.name, asked, sentence, spans))
    return found


def holding(reader: Reader, document: Document, spans: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences that hold a whole labelled run, each once."""
    for clause in document.clauses:
        if any(clause.span.start <= start and end <= clause.span.end for start, end in spans):
            for sentence in reader.sentences(document).own(clause):
                place = sentence.span()
                if any(place.start <= start and end <= place.end for start, end in spans):
                    yield sentence


def _cut(row: dict[str, Any], shelf: str, asked: Asked, sentence: Sentence, spans: list[tuple[int, int]]) -> Cut:
    ready = read(asked, sentence.text, values_of(asked, sentence.text))
    found = runs(asked, ready)
    fits = [fitting(sentence, run.start, run.end, spans) for run in found]
    worth = [inside * _f1(precision, recall) + LEAST for inside, precision, recall in fits]
    return Cut(Case(row, [cutting.noticed(ready, run) for run in found], np.array(worth)), shelf, ready, found, fits)


def fitting(sentence: Sentence, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """How well a run of a sentence fits the labelled words: inside or around, precision, recall; blanks do not count."""
    solid = [at for at, char in enumerate(sentence.text) if not char.isspace()]
    places = {at: sentence.span(at, at + 1).start for at in solid}
    wanted = [{at for at in solid if left <= places[at] < right} for left, right in spans]
    got, every = {at for at in solid if start <= at < end}, set().union(*wanted)
    nested = any(one and (one <= got or got <= one) for one in wanted)
    shared = len(got & every)
    return float(nested), shared / max(len(got), 1), shared / max(len(every), 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def whole(given: Cut) -> int:
    """The whole sentence."""
    return max(range(len(given.runs)), key=lambda at: given.runs[at].end - given.runs[at].start)


def rule(given: Cut) -> int:
    """The rule that was tried: the last statement without what it speaks of and its conditions."""
    parts, before = given.sentence.phrases, ("topic", "condition", "despite", "about")
    first = max((at + 1 for at in range(len(parts) - 1) if parts[at].role in (*before, "statement")), default=0)
    return min(range(len(given.runs)), key=lambda at: (-given.runs[at].last, abs(given.runs[at].first - first)))


def learnt(worth: dict[str, float]) -> Callable[[Cut], int]:
    """What the weights choose."""

    def chosen(given: Cut) -> int:
        scores = [sum(worth.get(name, 0.0) * value for name, value in one.items()) for one in given.case.noticed]
        return cutting.likeliest(given.runs, np.array(scores))

    return chosen


def measured(given: Sequence[Cut], chosen: Callable[[Cut], int]) -> Floats:
    """The means over sentences: inside or around, precision, recall, F1."""
    found = [one.fits[chosen(one)] for one in given]
    means: Floats = np.mean([(*one, _f1(*one[1:])) for one in found], axis=0)
    return means


def crossed(given: Sequence[Cut], decay: float) -> Floats:
    """The means where each fifth of the families is judged by weights learnt without it."""
    parts = [sum(one.case.row["family"].encode()) % PARTS for one in given]
    total = np.zeros(4)
    for which in range(PARTS):
        known = [one.case for one, part in zip(given, parts, strict=True) if part != which]
        judged = [one for one, part in zip(given, parts, strict=True) if part == which]
        total += measured(judged, learnt(fit(known, decay, BEFORE))) * len(judged)
    return total / len(given)


def report(name: str, means: Floats, n: int) -> None:
    """One line of figures."""
    figures = zip(("inside or around", "precision", "recall", "F1"), means, strict=True)
    print(f"{name:28}", "  ".join(f"{one} {mean:.3f}" for one, mean in figures), f"n={n}")


def main() -> None:
    """Fits, reports, and with --write saves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="save the weights")
    options = parser.parse_args()
    folders = [ROOT / "corpus/samples", ROOT / "eval/documents"]
    folders += [Path(named)] if (named := os.environ.get("YAKKAN_PROVIDERS")) else []
    with tempfile.TemporaryDirectory() as folder:
        given = [one for documents in folders for one in cuts(Path(folder), documents, _labels())]
    known, unseen = [[one for one in given if half(one.case.row) == which] for which in (0, 1)]
    tried = {decay: crossed(known, decay) for decay in DECAYS}
    for decay, means in tried.items():
        report(f"each fifth, decay {decay}", means, len(known))
    weights = fit([one.case for one in known], max(tried, key=lambda decay: tried[decay][0] + tried[decay][3]), BEFORE)
    for name, cases in (("learnt from", known), ("never seen", unseen)):
        for way, chosen in (("whole", whole), ("rule", rule), ("learnt", learnt(weights))):
            report(f"{name}: {way}", measured(cases, chosen), len(cases))
    if options.write:
        made = "# Made by training/fit_cutting.py from labelled quotations; do not edit\n"
        cutting.WEIGHTS.write_text(made + written(weights), encoding="utf-8")


def _labels() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Questions with their labelled words."""
    found = []
    for questions, quotes in LABELS:
        named = {one["id"]: one for one in lines(ROOT / "eval/labels" / quotes) if one.get("spans")}
        found += [(row, named[row["id"]]) for row in lines(ROOT / "eval/labels" / questions) if row["id"] in named]
    return found


if __name__ == "__main__":
    main()
