"""The outside check on a small set of the same form, and the command that runs it."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from eval import command, law_set, lawqa
from eval.shelf import ROOT
from indexer import YakkanError, cli

RECORDS = [
    {
        "ファイル名": "貸舟法_問1",
        "コンテキスト": "## 貸舟法\n### 第3条\n#### 第1項\n貸舟業を営もうとする者は、湖長の許可を受ける。\n### 第4条\n許可の有効期間は、五年とする。",
        "指示": "1つ選んでください。",
        "問題文": "貸舟業の許可の有効期間について、正しいものを教えてください。",
        "選択肢": "a 三年\nb 五年\nc 七年\nd 十年",
        "output": "b",
        "references": [],
    },
    {
        "ファイル名": "貸舟法_問2",
        "コンテキスト": "## 貸舟法\n### 第３条\n#### 第1項\n貸舟業を営もうとする者は、湖長の許可を受ける。\n#### 第2項\n湖長は、意見を聴く。\n"
        "## 貸舟Q&A\n### (問1)\n雨の日はどうしますか。\n### (答)\n休みます。\n### (問2)\n風の日はどうしますか。\n### (答)\n漕ぎます。",
        "指示": "1つ選んでください。",
        "問題文": "次のうち、正しいものを教えてください。",
        "選択肢": "a 湖長は意見を聴かない\nb 雨の日は休む\nc 許可は要らない\nd 風の日は休む",
        "output": "b",
        "references": [],
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    held = json.dumps({"samples": RECORDS}, ensure_ascii=False)
    (tmp_path / "data" / "selection.json").write_text(held, encoding="utf-8")
    return tmp_path


def test_excerpts_of_one_article_are_joined(folder: Path) -> None:
    found = law_set.read(folder)
    third = found.articles[law_set.Place("貸舟法", "第3条")]
    assert third == {"第1項": ["貸舟業を営もうとする者は、湖長の許可を受ける。"], "第2項": ["湖長は、意見を聴く。"]}


def test_answers_of_two_questions_are_not_taken_for_one_article(folder: Path) -> None:
    headings = [place.heading for place in law_set.read(folder).articles if place.law == "貸舟Q&A"]
    assert headings == ["(問1)", "(答)", "(問2)", "(答)"]


def test_the_right_articles_are_those_of_the_context(folder: Path) -> None:
    given = law_set.read(folder)
    made, ids = lawqa.documents(given)
    asked = lawqa.questions(given, (law_set.ASKED,), ids, [document.id for document in made])
    assert [len(one.relevant) for one in asked] == [2, 5]
    assert all(clause in {each.id for document in made for each in document.clauses} for clause in asked[1].relevant)


def test_it_is_measured_beside_the_baseline(folder: Path) -> None:
    found = lawqa.measure(folder)
    assert set(found) == {(setting, run) for setting in lawqa.SETTINGS for run in ("rank-bm25", "Yakkan")}
    assert {tally.n for tallies in found.values() for tally in tallies.values()} == {2}
    assert found["問題文+選択肢", "Yakkan"]["条 hit@5"].value == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "その下の data にもありません"),
        ("{", "JSON"),
        ('{"samples": []}', "問題文"),
        ('[{"問題文": "x", "選択肢": "y"}]', "コンテキスト"),
        ("3", "コンテキスト"),
    ],
)
def test_a_bad_folder_is_told(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "selection.json").write_text(text, encoding="utf-8")
    with pytest.raises(YakkanError, match=said):
        law_set.read(tmp_path)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command as it is once the project is installed."""
    named = EntryPoint("eval", "eval.command", "yakkan.commands")
    monkeypatch.setattr(cli, "entry_points", lambda group: [named] if group == named.group else [])


def test_the_command_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"][cli.OTHERS] == {"eval": command.__name__}


@pytest.mark.usefixtures("added")
def test_the_command_measures_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", "--lawqa", str(folder), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 12
    assert {"setting", "run", "measure", "n", "value", "low", "high", "gain", "gain_low", "gain_high"} == rows[0].keys()


@pytest.mark.usefixtures("added")
def test_the_command_says_what_is_wrong_with_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", "--lawqa", str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "selection.json" in line


@pytest.mark.usefixtures("added")
def test_the_command_shows_the_latest_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval"]) == 0
    assert "検索: 正しい条が1位" in capsys.readouterr().out
