"""The figures we stand by: what falls below them fails, and so does a ranking without one of its kinds of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import eval.__main__ as program
from eval import check_labels, expected, measuring, report, results
from eval.areas import searching
from eval.results import Result
from eval.runs import ours
from eval.shelf import Shelf, folders, opened
from indexer.searching import fusion

from .made import figure, result

FILE = """# why
tolerance = 0.01

[least.samples.search."fused (ships)"]
"条 hit@1" = 0.8

[most.samples.ask.ask]
"false refusals" = 0.1

[least.providers.search."fused (ships)"]
"条 hit@1" = 0.9
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "expected.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def refusals(value: float) -> results.Figure:
    return figure(value, "false refusals", "ask", "ask")


def test_what_reaches_it_passes(file: Path) -> None:
    assert expected.shortfalls(result(figure(0.795), refusals(0.105)), file) == []


def test_what_is_worse_is_told(file: Path) -> None:
    (first, second) = expected.shortfalls(result(figure(0.78), refusals(0.2)), file)
    assert "条 hit@1: 0.78 (n=10); expected at least 0.8" in first
    assert "false refusals: 0.2" in second


def test_what_was_not_measured_is_told_for_the_shelves_that_were(file: Path) -> None:
    (line,) = expected.shortfalls(result(refusals(0)), file)
    assert "not measured" in line


def test_what_is_better_could_be_raised_and_is(file: Path) -> None:
    better = result(figure(0.9), refusals(0.1))
    assert expected.surpluses(better, file) == ["samples: search, fused (ships), 条 hit@1: 0.9; expected 0.8"]
    file.write_text(expected.raised(better, file), encoding="utf-8")
    assert expected.surpluses(better, file) == []
    assert file.read_text(encoding="utf-8") == FILE.replace('@1" = 0.8', '@1" = 0.9')


def test_the_file_that_ships_holds_both_shelves() -> None:
    every, tolerance = expected.wanted()
    assert {one.shelf for one in every} == {"samples", "others", "providers"}
    assert {one.sign for one in every} == {1, -1}
    assert 0 < tolerance <= 0.02


def quiet(monkeypatch: pytest.MonkeyPatch, measured: Result) -> None:
    monkeypatch.setattr(check_labels, "main", lambda _arguments: 0)
    monkeypatch.setattr(measuring, "everything", lambda **_options: measured)


@pytest.mark.parametrize(("value", "status"), [(0.8, 0), (0.7, 1)])
def test_the_command_fails_below_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, file: Path, capsys: pytest.CaptureFixture[str], value: float, status: int
) -> None:
    quiet(monkeypatch, result(figure(value), refusals(0.1)))
    reached = expected.shortfalls
    monkeypatch.setattr(expected, "shortfalls", lambda given: reached(given, file))
    assert program.main(["--quick"]) == status
    assert ("below what is expected" in capsys.readouterr().out) is bool(status)


def test_the_command_fails_on_a_wrong_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_labels, "main", lambda _arguments: 1)
    monkeypatch.setattr(measuring, "everything", pytest.fail)
    assert program.main([]) == 1


def test_only_a_clean_commit_is_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    quiet(monkeypatch, result())
    monkeypatch.setattr(measuring, "clean", lambda: False)
    monkeypatch.setattr(results, "write", pytest.fail)
    monkeypatch.setattr(report, "write", pytest.fail)
    assert program.main(["--write"]) == 1
    assert "clean commit" in capsys.readouterr().err


@pytest.fixture(scope="module")
def samples() -> Iterator[Shelf]:
    with opened("samples", folders()["samples"]) as shelf:
        yield shelf


def shortfalls(shelf: Shelf) -> set[str]:
    """What the rankings that are fused from evidence fall short of now."""
    runs = {"BM25 + synonyms": ours.words, searching.SHIPS: ours.fused}
    measured = [
        searching.of_run(area, name, asked, run(shelf, asked))
        for area, asked in searching.questions(shelf).items()
        for name, run in runs.items()
    ]
    figures = measuring.figures("samples", measured)
    short = expected.shortfalls(Result("", "", "", {"samples": ""}, 0, (), tuple(figures), {}, {}))
    return {line.partition(": ")[2].rpartition(": ")[0] for line in short if "not measured" not in line}


@pytest.mark.parametrize("evidence", ["dense", "topic", "synonyms"])
def test_a_ranking_without_one_kind_of_evidence_fails(
    samples: Shelf, monkeypatch: pytest.MonkeyPatch, evidence: str
) -> None:
    before = shortfalls(samples)
    assert fusion.WEIGHTS[evidence] > 0
    monkeypatch.setitem(fusion.WEIGHTS, evidence, 0.0)
    assert shortfalls(samples) - before
