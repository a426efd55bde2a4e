"""The labels name what exists; a label that does not is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval import check_labels
from eval.questions import LABELS, of_many_documents, of_one_document
from eval.shelf import folders
from indexer import Corpus, Document

Row = dict[str, Any]


@pytest.fixture(scope="module")
def here() -> list[Document]:
    return [document for folder in folders().values() for document in Corpus(folder).documents()]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LABELS, tmp_path / "labels"))


def changed(folder: Path, file: str, change: Callable[[Row], object], which: Callable[[Row], bool]) -> None:
    rows = [json.loads(line) for line in (folder / file).read_text(encoding="utf-8").splitlines()]
    change(next(row for row in rows if which(row)))
    (folder / file).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_the_labels_fit(here: list[Document]) -> None:
    assert list(check_labels.problems(LABELS, here)) == []


def test_there_are_enough_questions() -> None:
    single = of_one_document()
    assert len(single) + len(of_many_documents()) >= 300
    assert {one.half for one in single} == {"dev", "test"}


WRONG: list[tuple[str, Callable[[Row], object], Callable[[Row], bool], str]] = [
    ("dev-questions.jsonl", lambda row: row["relevant"].update({"a999.p1": 3}), lambda row: bool(row["doc"]), "a999.p1"),
    ("dev-questions.jsonl", lambda row: row["relevant"].update(dict.fromkeys(row["relevant"], 4)), lambda row: bool(row["doc"]), "grades"),
    ("dev-questions.jsonl", lambda row: row["relevant"].update(dict.fromkeys(row["relevant"], 1)), lambda row: bool(row["doc"]), "no clause has the grade 3"),
    ("dev-questions.jsonl", lambda row: row.update(id="dev-0002"), lambda row: row["id"] == "dev-0001", "given twice"),
    ("dev-unanswerable.jsonl", lambda row: row.update(near="a888"), lambda row: bool(row["near"]), "a888"),
    ("cross-provider.jsonl", lambda row: row["cells"].update({"minato-helpdesk": ["a777.p1"]}), lambda row: "minato-helpdesk" in row["cells"], "a777.p1"),
    ("clauses.jsonl", lambda row: row.update(sha256="0" * 16), lambda row: row["doc"] == "kawasemi-net" and "id" in row, "another wording"),
    ("clauses.jsonl", lambda row: row.update(sha256="0" * 64), lambda row: row["doc"] == "kawasemi-net" and "id" not in row, "another than the one"),
    ("quotes.jsonl", lambda row: row["spans"][0].update(end=row["spans"][0]["end"] - 1), lambda row: row["doc"] == "tsubaki-rental", "where other words stand"),
    ("keyterms.jsonl", lambda row: row.update(key="no-such-key"), lambda row: bool(row["key"]), "no-such-key"),
    ("alignment.jsonl", lambda row: row.update(topic="no-such-topic"), lambda row: bool(row["topic"]), "no-such-topic"),
    ("providers-references.jsonl", lambda row: row.update(to="a666"), lambda row: row["status"] == "ok", "a666"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "which", "said"), WRONG, ids=[f"{each[0]} {each[3]}" for each in WRONG])
def test_a_wrong_label_is_told(
    copied: Path, file: str, change: Callable[[Row], object], which: Callable[[Row], bool], said: str
) -> None:
    changed(copied, file, change, which)
    samples = Corpus(folders()["samples"]).documents()
    assert [line for line in check_labels.problems(copied, samples) if said in line]


def test_one_question_in_both_halves_is_told(copied: Path) -> None:
    one, other = (next(each for each in of_one_document() if each.half == half) for half in ("dev", "test"))
    changed(copied, "dev-questions.jsonl", lambda row: row.update(question=other.text), lambda row: row["id"] == one.id)
    assert [line for line in check_labels.problems(copied) if "both halves" in line]


def test_the_command_fails_on_a_wrong_label(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_labels.main([str(copied)]) == 0
    changed(copied, "cross-provider.jsonl", lambda row: row["cells"].update({"nowhere": ["a1"]}), bool)
    assert check_labels.main([str(copied)]) == 1
    assert "nowhere#a1" in capsys.readouterr().err
