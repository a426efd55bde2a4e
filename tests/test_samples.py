"""The sample documents, clause by clause, against outlines written by hand beside the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer import Clause, Corpus, read_document
from indexer.normalize import normalize

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"
TRUTH = sorted((ROOT / "tests" / "cases" / "truth").glob("*.json"))


def facts(clause: Clause, size: tuple[int, int]) -> tuple[str, ...]:
    """What an outline says of a clause, with as many first and last characters as it gives."""
    words, (first, last) = normalize(clause.text).text, size
    named = (clause.id.partition("#")[2], clause.level, normalize(clause.label).text, normalize(clause.heading).text)
    return (*named, words[:first] if first else "", words[-last:] if last else "")


def test_every_sample_has_its_outline() -> None:
    assert {path.stem for path in TRUTH} == {path.stem for path in SAMPLES.glob("*.txt")}
    assert len(TRUTH) == 5


@pytest.mark.parametrize("path", TRUTH, ids=lambda path: path.stem)
def test_every_clause_is_as_written_by_hand(path: Path) -> None:
    written = json.loads(path.read_text(encoding="utf-8"))
    clauses = read_document(SAMPLES / f"{path.stem}.txt").clauses
    assert [clause.id.partition("#")[2] for clause in clauses] == [fact["id"] for fact in written]
    wrong = []
    for clause, fact in zip(clauses, written, strict=True):
        print_of = [normalize(fact[name]).text for name in ("label", "heading", "first", "last")]
        expected = (fact["id"], fact["level"], *print_of)
        found = facts(clause, (len(print_of[2]), len(print_of[3])))
        if found != expected:
            wrong.append((found, expected))
    assert wrong == []


def test_the_samples_are_in_order() -> None:
    corpus = Corpus(SAMPLES)
    assert [document.notices for document in corpus.documents()] == [()] * 5
    assert corpus.problems == []
    for document in corpus.documents():
        assert all((document.title, document.provider, document.edition))
        assert sum(clause.level == "article" for clause in document.clauses) >= 35
