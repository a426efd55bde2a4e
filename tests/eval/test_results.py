"""The form of a result, what a page reads of it, and the tables that are made of the latest one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from eval import measuring, report, results
from eval.results import Figure

from .made import figure, result


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    made = result(figure(0.5)._replace(gain=0.1, gain_low=0.0, gain_high=0.2), outcomes={"q": [1, 2], "r": "wrong"})
    path = results.write(made, tmp_path)
    assert path.name == "2030-01-01-abc1234.json"
    assert results.read(path) == made
    data = json.loads(path.read_text(encoding="utf-8"))
    assert (data["form"], data["columns"]) == (results.FORM, list(Figure._fields))


def test_history_is_in_the_order_of_the_commits(tmp_path: Path) -> None:
    assert results.latest(tmp_path) is None
    for day, value in ((2, 0.6), (1, 0.5)):
        made = result(figure(value), date=f"2030-01-0{day}T00:00:00+09:00")
        results.write(made, tmp_path)
    points = results.trend(results.history(tmp_path), "samples", "search", "fused (ships)", "条 hit@1")
    assert [(point.date[:10], point.figure.value) for point in points] == [("2030-01-01", 0.5), ("2030-01-02", 0.6)]


def test_figures_of_other_labels_or_texts_are_not_comparable() -> None:
    now = result(figure(0.5))
    before = [replace(now, labels="others"), replace(now, shelves={"samples": "others"}), now]
    points = results.trend([*before, now], "samples", "search", "fused (ships)", "条 hit@1")
    assert [point.comparable for point in points] == [False, False, True, True]
    assert results.trend([], "samples", "search", "fused (ships)", "条 hit@1") == []


def test_views_of_a_result() -> None:
    made = result(figure(0.5), figure(0.7, "項 hit@1"), figure(0.4)._replace(group="legal"), figure(0.9, area="ask"))
    assert [one.value for one in results.overview(made, "samples", "search")] == [0.5, 0.7]
    assert [one.value for one in results.overview(made, "samples", "search", ["項 hit@1"])] == [0.7]
    assert [one.group for one in results.groups(made, "samples", "search", "fused (ships)", "条 hit@1")] == [
        "all",
        "legal",
    ]
    assert results.curve(made, "samples") == [(0.5, 0.0), (1.0, 0.25)]
    assert results.curve(made, "providers") == []


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        ([2, 3], [1, 3], True),
        ([1, 0], [1, 9], True),
        ([1, 1], [0, 0], False),
        ("wrong", "refused", True),
        ("right", "article", False),
    ],
)
def test_changes_say_which_question_and_whether_it_is_better(before: object, after: object, better: bool) -> None:
    (moved,) = results.changes(
        result(outcomes={"q": before, "r": "right"}), result(outcomes={"q": after, "r": "right"})
    )
    assert (moved.question, moved.before, moved.after, moved.better) == ("q", before, after, better)
    assert any("1 questions better" in line for line in report.told([moved])) is better


def test_what_moved_is_told_with_changed_labels() -> None:
    (head, nothing) = report.beside(result(), replace(result(), labels="others"))
    assert "labels have changed" in head
    assert nothing == "no question moved"


def test_committed_results_are_small_and_hold_no_sentence() -> None:
    every = sorted(results.FOLDER.glob("*.json"))
    assert every
    for path in every:
        text = path.read_text(encoding="utf-8")
        assert len(text) < 250_000
        assert not re.search(r"[ぁ-ん][^\"]{0,200}。", text)
        assert results.read(path).figures


def test_the_tables_are_of_the_latest_result() -> None:
    latest = results.latest()
    assert latest is not None
    for page, text in report.pages(latest).items():
        assert page.read_text(encoding="utf-8") == text, "python -m eval.report --write"


def test_a_table_gives_n_interval_and_baseline() -> None:
    shown = report.gist(result(figure(0.8)._replace(gain=0.3)), "en")
    assert "| search: the right 条 first | samples | 10 | 0.800 [0.70, 0.90] | 0.500 |" in shown


def test_the_commit_is_told_or_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(measuring, "ROOT", tmp_path)
    assert measuring.head() == ("", "")
    assert not measuring.clean()
