"""The command line as scripts see it: the JSON contract, the exit status, one line on stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer import cli

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
DOC = "yukishiro-forms"
TEXT = "倉庫利用約款\n東西倉庫株式会社\n\n第1条（目的）\n本約款は、倉庫の利用の条件を定めます。\n\n第3条（料金）\n料金は、別に定めます。\n"
LISTING = {"doc", "title", "provider", "edition", "articles", "paragraphs", "items"}
CLAUSE = {"id", "level", "number", "label", "heading", "text", "start", "end", "page", "parent"}
REFERENCE = {"from", "text", "start", "end", "to", "to_end", "kind", "status", "message"}


@pytest.fixture(autouse=True)
def samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_CORPUS", str(SAMPLES))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def given(*words: str, status: int = 0) -> Any:
        assert cli.main([*words, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return given


def fails(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The line on stderr of a command that states why it fails."""
    assert cli.main(words) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err.endswith("\n")) == ("", 1, True)
    assert "Traceback" not in err
    return err


def test_list(run: Any) -> None:
    found = run("list")
    assert [each["doc"] for each in found] == sorted(path.stem for path in SAMPLES.glob("*.txt"))
    assert all(set(each) == LISTING for each in found)
    assert [each["doc"] for each in run("list", "--docs", f"{DOC},kawasemi-net")] == [DOC, "kawasemi-net"]


def test_outline(run: Any) -> None:
    found = run("outline", DOC)
    assert set(found) == {"doc", "title", "provider", "edition", "clauses", "tables", "notices", "furniture"}
    assert all(set(each) == CLAUSE for each in found["clauses"])
    text = (SAMPLES / f"{DOC}.txt").read_text(encoding="utf-8")
    ids = {each["id"] for each in found["clauses"]}
    for each in found["clauses"]:
        assert 0 <= each["start"] < each["end"] <= len(text)
        assert each["parent"] is None or each["parent"] in ids
    assert {"id", "clause", "citation", "text", "rows", "start", "end", "page"} == set(
        run("outline", "kawasemi-net")["tables"][0]
    )
    assert all(set(each) == {"kind", "text", "start", "end", "page"} for each in found["furniture"])
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found["furniture"])


def test_notices_say_where(run: Any, tmp_path: Path) -> None:
    (tmp_path / "soko.txt").write_text(TEXT, encoding="utf-8")
    found = run("outline", "soko", "--corpus", str(tmp_path))["notices"]
    assert [each["code"] for each in found] == ["number_gap"]
    assert set(found[0]) == {"code", "message", "text", "start", "end", "page"}
    assert found[0]["text"].startswith("第3条")


@pytest.mark.parametrize(
    "ref", ["yukishiro-forms#a2.p1.i5", "ユキシロフォームズ 第2条第1項第5号", "雪白ソフトウェア 第二条第１項五号"]
)
def test_show(run: Any, ref: str) -> None:
    found = run("show", ref)
    assert set(found) == CLAUSE | {
        "doc", "title", "provider", "article", "paragraph", "item", "citation", "children", "tables", "references", "terms",
    }  # fmt: skip
    assert (found["id"], found["article"], found["paragraph"], found["item"]) == (f"{DOC}#a2.p1.i5", 2, 1, "5")
    assert [each["label"] for each in found["children"]] == ["イ", "ロ", "ハ"]
    assert [each["term"] for each in found["terms"]] == ["回答データ"]


def test_show_narrowed_by_docs(run: Any) -> None:
    assert run("show", "第1条第1項", "--docs", DOC)["doc"] == DOC


def test_refs_terms_and_lint(run: Any) -> None:
    refs, terms, lint = (run(name, "tsubaki-rental") for name in ("refs", "terms", "lint"))
    assert all(set(each) == REFERENCE for each in refs)
    assert {each["status"] for each in refs} <= {"ok", "title_mismatch", "dangling", "external"}
    assert all(set(each) == {"term", "clause", "scope", "quote"} for each in terms)
    assert all(set(each["quote"]) == {"start", "end"} for each in terms)
    assert all(set(each) == {"rule", "clause", "start", "end", "message", "severity"} for each in lint)
    text = (SAMPLES / "tsubaki-rental.txt").read_text(encoding="utf-8")
    assert all(text[each["start"] : each["end"]] == each["text"] for each in refs)


def test_add(run: Any, tmp_path: Path) -> None:
    (tmp_path / "soko.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "kept"
    found = run("add", str(tmp_path / "soko.txt"), "--corpus", str(folder))
    assert set(found[0]) == LISTING | {"file", "notices"}
    assert [each["code"] for each in found[0]["notices"]] == ["number_gap"]
    assert [each["doc"] for each in run("list", "--corpus", str(folder))] == ["soko"]


def test_add_takes_the_good_and_explains_the_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, folder = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "kept"
    good.write_text(TEXT, encoding="utf-8")
    bad.touch()
    assert cli.main(["add", str(bad), str(good), "--corpus", str(folder), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [each["doc"] for each in json.loads(out)] == ["good"]
    assert err.startswith("yakkan: bad.txt: ")
    assert err.count("\n") == 1


def test_add_under_another_id_and_over_an_old_one(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, folder = tmp_path / "soko.txt", str(tmp_path / "kept")
    path.write_text(TEXT, encoding="utf-8")
    assert run("add", str(path), "--id", "azuma", "--corpus", folder)[0]["doc"] == "azuma"
    assert "同じ内容" in fails(capsys, "add", str(path), "--corpus", folder)
    path.write_text(TEXT.replace("別に", "申込書に"), encoding="utf-8")
    assert "--replace" in fails(capsys, "add", str(path), "--id", "azuma", "--corpus", folder)
    assert run("add", str(path), "--id", "azuma", "--replace", "--corpus", folder)[0]["doc"] == "azuma"
    assert cli.main(["add", str(path), str(path), "--id", "b", "--corpus", folder]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["outline", "nobody"],
        ["show", "解約"],
        ["show", f"{DOC}#a99"],
        ["show", "第1条第1項"],
        ["show", ""],
        ["list", "--docs", "nobody"],
        ["list", "--corpus", "no/such/folder"],
        ["add", "no-such-file.txt", "--corpus", "no/such/folder"],
    ],
)
def test_a_stated_failure_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, *words).startswith("yakkan: ")


@pytest.mark.parametrize("words", [[], ["nothing"], ["outline"], ["show"], ["add"], ["list", "--unknown"]])
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_read_is_told_of_and_the_rest_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "soko.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    assert cli.main(["list", "--corpus", str(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert [each["doc"] for each in json.loads(out)] == ["soko"]
    assert err.startswith("yakkan: empty.txt: ")


@pytest.mark.parametrize(
    "words", [["list"], ["outline", DOC], ["show", f"{DOC}#a1"], ["refs", DOC], ["terms", DOC], ["lint", DOC]]
)
def test_people_get_lines(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 0
    assert all(line.strip() for line in capsys.readouterr().out.splitlines())


def test_as_a_process() -> None:
    command = [sys.executable, "-m", "indexer.cli", "outline", DOC]
    done = subprocess.run([*command, "--json"], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["doc"] == DOC
    assert done.stderr == ""
    cut = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert cut.stdout is not None
    assert cut.stderr is not None
    cut.stdout.readline()
    cut.stdout.close()  # as `| head -1` does
    assert b"Traceback" not in cut.stderr.read()
    cut.stderr.close()
    cut.wait()


def test_an_answer_is_had_again_from_its_evidence(run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evidence.json"
    asked = run("ask", "解約は何日前まで？", "--docs", DOC, "--evidence", str(path))
    again = run("replay", str(path))
    assert again == {"same": True, "differs": [], "changed": [], "answer": asked}
    record = json.loads(path.read_text(encoding="utf-8"))
    record["answer"]["answers"] = []
    path.write_text(json.dumps(record), encoding="utf-8")
    assert cli.main(["replay", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("記録と違う答えです。")
    assert err.count("\n") == 1
    assert "証拠記録" in fails(capsys, "replay", str(tmp_path / "none.json"))
    assert cli.main(["ask", "--batch", str(path), "--evidence", str(path)]) == 2
