"""The labelled questions, and the halves they are split into.

In: the JSON lines in `labels/`. Out: `Question` values. It refuses to search.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABELS = Path(__file__).parent / "labels"
# Written later, by others, when search and model stood; the dev half of each has been used since (labels/README.md)
LATER = {
    "second set": ("second-questions.jsonl", "second-others.jsonl"),
    "third set": ("third-questions.jsonl", "third-others.jsonl"),
}
ONE_DOCUMENT = (
    "dev-questions.jsonl",
    "dev-unanswerable.jsonl",
    "others-questions.jsonl",
    "others-unanswerable.jsonl",
    *(name for names in LATER.values() for name in names),
)
QUOTES = ("quotes.jsonl", "others-quotes.jsonl", "second-quotes.jsonl")
SIDE_BY_SIDE = ("cross-provider.jsonl", "second-cross.jsonl")
ANSWERS, COMPLETES, HELPS = 3, 2, 1  # the scale of relevance; labels/README.md has it in words


@dataclass(frozen=True)
class Question:
    """A question put to documents; `relevant` grades full clause ids, and a document in `absent` has no such clause."""

    id: str
    family: str
    docs: tuple[str, ...]
    text: str
    style: str
    relevant: dict[str, int] = field(hash=False)
    absent: tuple[str, ...] = ()
    later: str = ""  # the later set it was written for

    @property
    def half(self) -> str:
        """dev or test; all wordings of one question are in one half."""
        return "test" if int(hashlib.sha256(self.family.encode()).hexdigest(), 16) % 2 else "dev"

    def graded(self, least: int = ANSWERS) -> list[str]:
        """The clauses of at least that grade."""
        return [clause for clause, grade in self.relevant.items() if grade >= least]


def lines(name: str, folder: Path = LABELS) -> list[dict[str, Any]]:
    """The rows of one label file; none where it is not there."""
    path = folder / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def of_one_document(folder: Path = LABELS) -> list[Question]:
    """The questions put to one document, those that nothing answers included."""
    return [_single(row, _later(name)) for name in ONE_DOCUMENT for row in lines(name, folder) if row["doc"]]


def of_many_documents(folder: Path = LABELS) -> list[Question]:
    """The questions put to all documents of a shelf at once."""
    found = [_shared(row) for name in ONE_DOCUMENT for row in lines(name, folder) if not row["doc"]]
    return found + [_crossed(row) for name in SIDE_BY_SIDE for row in lines(name, folder)]


def _later(name: str) -> str:
    return next((each for each, names in LATER.items() if name in names), "")


def _single(row: dict[str, Any], later: str) -> Question:
    relevant = {f"{row['doc']}#{local}": grade for local, grade in row["relevant"].items()}
    absent = () if relevant else (row["doc"],)
    return Question(row["id"], row["family"], (row["doc"],), row["question"], row["style"], relevant, absent, later)


def _shared(row: dict[str, Any]) -> Question:
    found = dict.fromkeys(clause.partition("#")[0] for clause in row["relevant"])
    docs = (*found, *row["absent"])
    return Question(
        row["id"], row["family"], docs, row["question"], row["style"], row["relevant"], tuple(row["absent"])
    )


def _crossed(row: dict[str, Any]) -> Question:
    cells: dict[str, list[str]] = row["cells"]
    relevant = {f"{doc}#{local}": ANSWERS for doc, found in cells.items() for local in found}
    absent = tuple(doc for doc, found in cells.items() if not found)
    return Question(row["id"], row["family"], tuple(cells), row["question"], row["style"], relevant, absent)


def put_to(questions: Iterable[Question], docs: Iterable[str]) -> list[Question]:
    """The questions whose documents are all there."""
    there = set(docs)
    return [one for one in questions if there.issuperset(one.docs)]
