"""Measures a model on labelled questions: `python -m training.measure --questions FILE --docs FOLDER …`.

In: labelled questions, the documents they ask about, a model. Out: how often the right clause comes first, by style,
beside rank-bm25 on the same words. It refuses to show a question: what is measured must not be learnt from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rank_bm25 import BM25Okapi

from indexer.indexing.encoders import StaticEmbedder
from indexer.indexing.units import passage, units
from indexer.numbering import article_of, paragraph_of, split_id
from indexer.reading import read_file

from .bags import Floats, words

RIGHT = 2  # the lowest grade that counts as an answer
Place = tuple[str, str]  # article, or what stands for one, and paragraph
Scorer = Callable[[str], Floats]


class Question(NamedTuple):
    """A labelled question."""

    doc: str
    style: str
    text: str
    right: frozenset[Place]


class Outcome(NamedTuple):
    """Whether the right article came first, among the first five, and the right paragraph first."""

    first: bool
    five: bool
    paragraph: bool


def half(family: str) -> str:
    """The half a family of questions belongs to: "dev" to choose by, "test" to report."""
    return "test" if hashlib.sha256(family.encode()).digest()[-1] % 2 else "dev"


def questions(path: Path, wanted: str) -> list[Question]:
    """The questions of one half that name a document and have an answer in it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [_question(row) for row in rows if row["doc"] and half(row["family"]) == wanted]
    return [question for question in found if question.right]


def _question(row: dict[str, Any]) -> Question:
    right = frozenset(place(clause) for clause, grade in row["relevant"].items() if grade >= RIGHT)
    return Question(row["doc"], row["style"], row["question"], right)


def place(clause: str) -> Place:
    """The article and paragraph of a clause id; an unnumbered opening body is 第1項."""
    local = split_id(clause)[1]
    return str(article_of(clause) or local.split(".")[0]), str(paragraph_of(clause) or 1)


class Shelf(NamedTuple):
    """A document's units: where each stands, and its words as one text."""

    places: list[Place]
    texts: list[str]


def shelf(path: Path) -> tuple[str, Shelf]:
    """A document's id and its units."""
    document = read_file(path)
    found = units(document)
    return document.id, Shelf(
        [place(document.clauses[unit.clause].id) for unit in found], [passage(unit.fields) for unit in found]
    )


def outcome(question: Question, places: Sequence[Place], scores: Floats) -> Outcome:
    """What a ranking of the units gives: articles and paragraphs stand where their best unit stands."""
    ranked = [places[at] for at in np.argsort(-scores, kind="stable")]
    articles = list(dict.fromkeys(article for article, _ in ranked))
    right = {article for article, _ in question.right}
    return Outcome(articles[0] in right, bool(right & set(articles[:5])), ranked[0] in question.right)


def by_bm25(texts: Sequence[str]) -> Scorer:
    """rank-bm25 on the words the index uses."""
    scorer = BM25Okapi([words(text) for text in texts])
    return lambda question: scorer.get_scores(words(question)).astype(np.float32)


def by_vectors(model: StaticEmbedder, texts: Sequence[str]) -> Scorer:
    """Cosines of the model's vectors."""
    clauses = model.encode_clauses(texts)
    return lambda question: clauses @ model.encode_queries([question])[0]


def measure(
    asked: Iterable[Question], shelves: dict[str, Shelf], scorer: Callable[[Sequence[str]], Scorer]
) -> dict[str, list[Outcome]]:
    """The outcomes of every question, by style and under "all"."""
    scorers = {doc: scorer(found.texts) for doc, found in shelves.items()}
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for question in asked:
        if question.doc in shelves:
            found = outcome(question, shelves[question.doc].places, scorers[question.doc](question.text))
            outcomes["all"].append(found)
            outcomes[question.style].append(found)
    return outcomes


def table(name: str, outcomes: dict[str, list[Outcome]]) -> list[str]:
    """Rows of a Markdown table: evidence, style, n, and the three shares."""
    rows = []
    for style, found in sorted(outcomes.items()):
        shares = " | ".join(f"{share:.3f}" for share in np.mean(np.array(found, dtype=float), axis=0))
        rows.append(f"| {name} | {style} | {len(found)} | {shares} |")
    return rows


def main() -> None:
    """Print the table for rank-bm25 and for the models named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--docs", type=Path, nargs="+", required=True, help="folders of .txt documents")
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("models", type=Path, nargs="*", help="model folders")
    arguments = parser.parse_args()
    shelves = dict(shelf(path) for folder in arguments.docs for path in sorted(folder.glob("*.txt")))
    asked = questions(arguments.questions, arguments.half)
    print("| evidence | style | n | article first | first five | paragraph first |\n|---|---|---:|---:|---:|---:|")
    rows = table("rank-bm25", measure(asked, shelves, by_bm25))
    for folder in arguments.models:
        rows += table(folder.name, measure(asked, shelves, partial(by_vectors, StaticEmbedder(folder))))
    print("\n".join(rows))


if __name__ == "__main__":
    main()
