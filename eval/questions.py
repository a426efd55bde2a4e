"""The labelled questions, and the halves they are split into.

In: `labels/dev-questions.jsonl`. Out: `Labelled` values. It refuses to search.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

LABELS = Path(__file__).parent / "labels"


@dataclass(frozen=True)
class Labelled:
    """One question put to one document, and the clauses that answer it: local id to grade, 3 best."""

    id: str
    family: str
    doc: str
    question: str
    style: str
    relevant: dict[str, int]

    @property
    def half(self) -> str:
        """dev or test; all wordings of one question are in one half."""
        return "test" if int(hashlib.sha256(self.family.encode()).hexdigest(), 16) % 2 else "dev"

    def best(self, depth: int) -> set[str]:
        """The ids that answer, cut to 条 (depth 1) or 項 (depth 2)."""
        answers = [local for local, grade in self.relevant.items() if grade == max(self.relevant.values())]
        return {cut(local, depth) for local in answers}


def cut(clause_id: str, depth: int) -> str:
    """A local id down to its first parts: a12.p2.i3 at depth 1 is a12."""
    return ".".join(
        clause_id.partition("#")[2].split(".")[:depth] if "#" in clause_id else clause_id.split(".")[:depth]
    )


def answered(path: Path = LABELS / "dev-questions.jsonl") -> list[Labelled]:
    """The questions that one document answers."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    fields = ("id", "family", "doc", "question", "style", "relevant")
    return [Labelled(*(row[name] for name in fields)) for row in rows if row["doc"] and row["relevant"]]
