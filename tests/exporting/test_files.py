"""Files open again and hold what was put in; no cell is a formula; fonts are named for Japanese."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from indexer.exporting import markdown, plain_tables, word_tables, workbooks
from indexer.exporting.sheet import Cell, Run, Sheet, is_dangerous, plain, sheet
from indexer.exporting.source_sheets import sources_sheet
from indexer.reading import read_text

TABLE = sheet(
    "比較",
    ("項目", "甲社", "乙社"),
    [
        ("解約予告", "30日前\n（第8条第1項）", Cell((Run("翌月末日の"), Run("60日前", True)))),
        ("遅延損害金", 14.6, None),
        ("記号", "a|b <c> & \"d\"", "=1+1"),
        ("短い行",),
    ],
    (10, 40),
)  # fmt: skip
FORMULAS = ["=1+1", "+81-3", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "=cmd|' /C calc'!A0", "－1", "\n=1"]


def words_of(table: Sheet) -> list[list[str]]:
    return [list(table.header), *([plain(value) for value in row] for row in table.rows)]


def test_rows_have_the_header_length() -> None:
    assert {len(row) for row in TABLE.rows} == {3}
    assert TABLE.shares() == (10, 40, 20)


def test_xlsx_opens_again() -> None:
    book = load_workbook(io.BytesIO(workbooks.write([TABLE])), rich_text=True)
    page = book["比較"]
    found = [["" if cell.value is None else str(cell.value) for cell in row] for row in page.iter_rows()]
    assert found == words_of(TABLE)
    assert page["B3"].value == 14.6
    assert [getattr(part.font, "u", None) for part in page["C2"].value] == [None, "single"]
    assert page.freeze_panes == "A2"
    assert page["A2"].alignment.wrap_text
    assert page["A2"].font.name == workbooks.FONT
    assert page.column_dimensions["B"].width == 40
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words: str) -> None:
    table = sheet("表", ("語", "run"), [(words, Cell((Run(words, True),)))])
    page = load_workbook(io.BytesIO(workbooks.write([table]))).worksheets[0]
    for cell in page[2]:
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert str(cell.value).replace("\r", "") == words.replace("\r", "")
    for value in list(csv.reader(io.StringIO(plain_tables.write(table).decode("utf-8-sig"), newline="")))[1]:
        assert value == "'" + words


def test_a_number_is_no_formula() -> None:
    table = sheet("表", ("値",), [(-5,)])
    assert not is_dangerous(-5)
    assert load_workbook(io.BytesIO(workbooks.write([table]))).worksheets[0]["A2"].value == -5
    assert plain_tables.write(table).decode("utf-8-sig") == "値\r\n-5\r\n"


def test_sheet_names_are_what_excel_accepts() -> None:
    long, odd = "長い名前" * 20, "出典:[2026/04]"
    names = load_workbook(io.BytesIO(workbooks.write([sheet(t, ("a",), []) for t in (long, long, odd, "")]))).sheetnames
    assert len(set(names)) == 4
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)
    assert load_workbook(io.BytesIO(workbooks.write([]))).worksheets[0]["A1"].value == "表はありません"


def test_a_cell_too_long_for_excel_goes_on_in_the_next_row() -> None:
    words = "約款" * 40_000
    for value in (words, Cell((Run(words[:50_000]), Run(words[50_000:], True)))):
        page = load_workbook(io.BytesIO(workbooks.write([sheet("表", ("a", "b"), [(value, "x")])]))).worksheets[0]
        assert "".join(str(page.cell(row, 1).value) for row in range(2, page.max_row + 1)) == words
        assert [page.cell(row, 2).value for row in range(2, page.max_row + 1)].count("x") == 1


def test_docx_opens_again() -> None:
    document = open_docx(io.BytesIO(word_tables.write([TABLE, TABLE])))
    assert len(document.tables) == 2
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == words_of(TABLE)
    runs = document.tables[0].rows[1].cells[2].paragraphs[0].runs
    assert [(run.text, bool(run.underline)) for run in runs] == [("翌月末日の", False), ("60日前", True)]
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == word_tables.FONT
    assert document.tables[0].rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None


def test_csv_opens_in_excel_and_reads_back() -> None:
    made = plain_tables.write(TABLE)
    assert made.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    expected = words_of(TABLE)
    expected[3][2] = "'=1+1"
    assert found == expected
    assert b"\r\n" in made


def test_markdown_holds_no_markup_of_the_cells() -> None:
    made = markdown.write([TABLE])
    assert "| 解約予告 | 30日前<br>（第8条第1項） | 翌月末日の<u>60日前</u> |" in made
    assert r'a\|b &lt;c&gt; &amp; "d"' in made
    assert made.startswith("## 比較\n\n| 項目 | 甲社 | 乙社 |\n| --- | --- | --- |\n")


def test_sources_say_edition_and_sha256() -> None:
    document = read_text("会議室利用規約\n2026年4月1日版\n第1条（目的）\n目的です。\n", "kaigi")
    table = sources_sheet([document])
    row = dict(zip(table.header, table.rows[0], strict=True))
    assert row["sha256"] == document.sha256
    assert row["版"] == "2026年4月1日版"
    assert row["条数"] == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=4))
def test_any_words_can_be_written(rows: list[list[str]]) -> None:
    table = sheet("表", ("a", "b"), rows)
    page = load_workbook(io.BytesIO(workbooks.write([table]))).worksheets[0]
    for number, row in enumerate(table.rows, start=2):
        for cell, value in zip(page[number], row, strict=True):
            assert _lines(str(cell.value or "")) == _lines(plain(value))
    document = open_docx(io.BytesIO(word_tables.write([table])))
    assert len(document.tables[0].rows) == 1 + len(rows)
    assert len(list(csv.reader(io.StringIO(plain_tables.write(table).decode("utf-8-sig"), newline="")))) == 1 + len(
        rows
    )
    markdown.write([table])


def _lines(words: str) -> str:
    """The words with every line end the same: XML has one, and a lone carriage return is one too."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize(("name", "write"), [("t.xlsx", workbooks.write), ("t.docx", word_tables.write)])
def test_opens_in_libreoffice(tmp_path: Path, name: str, write: Callable[[list[Sheet]], bytes]) -> None:
    (tmp_path / name).write_bytes(write([TABLE]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "t.pdf").stat().st_size > 1_000
