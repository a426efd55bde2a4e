"""What people read cites an annex by the name it is printed with; the records keep the ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import cli, read_text
from indexer.checking import lint
from indexer.comparing import editions
from indexer.exporting.edition_tables import references_sheet, renumbering_sheet
from indexer.exporting.finding_tables import findings_sheet

TERMS = """凧貸出約款

第1条（貸出し）
1. 凧を貸し出します。料金は、別表第１のとおりとします。
2. 会員は、別表第２第1項に従います。

別表第１　料金
1　基本料は、月額500円とします。
2　初期費用は、前項に含みます（以下「初期費用」といいます。）。

別表第２　作法
1　電線の近くでは揚げません。
2　初期費用（以下「初期費用」といいます。）は、第9条に従い返しません。
"""
LATER = TERMS.replace("500円", "700円").replace(
    "1　電線の近くでは揚げません。\n2", "1　雨の日は休みます。\n2　電線の近くでは揚げません。\n3"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(TERMS, encoding="utf-8")
    (tmp_path / "new.txt").write_text(LATER, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], corpus: Path, *words: str) -> str:
    assert cli.main([*words, "--corpus", str(corpus)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (("refs", "old"), ["\t別表第１\tok\t別表第１\n", "\t別表第２第1項\tok\t別表第２第1項\n", "別表第１第2項\t前項\tok\t別表第１第1項\n"]),
        (("terms", "old"), ["初期費用\t別表第１第2項"]),
        (("lint", "old"), ["別表第２第2項\tdefined_twice\t「初期費用」は別表第１第2項で", "別表第２第2項\tdangling"]),
        (("show", "old#a1"), ["→ 別表第２第1項: 別表第２第1項\n"]),
        (("diff", "old", "new"), ["実質\t別表第１第1項 → 別表第１第1項\n", "別表第２第1項 → 別表第２第2項\n", "新版では別表第２第2項です"]),
    ],
)  # fmt: skip
def test_an_annex_is_cited_as_printed(
    capsys: pytest.CaptureFixture[str], corpus: Path, command: tuple[str, ...], wanted: list[str]
) -> None:
    lines = said(capsys, corpus, *command)
    assert [each for each in wanted if each not in lines] == []
    assert "別紙" not in lines


@pytest.mark.parametrize("command", [("refs", "old"), ("terms", "old"), ("lint", "old"), ("diff", "old", "new")])
def test_the_records_keep_the_ids(capsys: pytest.CaptureFixture[str], corpus: Path, command: tuple[str, ...]) -> None:
    assert "#appendix" in said(capsys, corpus, *command, "--json")


def test_tables_cite_as_printed() -> None:
    old, new = read_text(TERMS, "old"), read_text(LATER, "new")
    compared = editions.compare(old, new)
    found = [findings_sheet((old, each) for each in lint.check(old)), references_sheet(compared)]
    for sheet in (*found, renumbering_sheet(compared)):
        assert "別紙" not in repr(sheet.rows)
    assert "別表第２第2項" in repr(found[0].rows)
