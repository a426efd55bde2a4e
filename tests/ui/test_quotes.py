"""引用チェック: what stands in the documents is found and cited, what does not is said not to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indexer import Document, read_document
from tests.ui.conftest import Opened, laid
from ui import quoted


@pytest.fixture
def document(samples: Path) -> Document:
    return read_document(samples / "minato-helpdesk.txt")


@pytest.fixture
def sentence(document: Document) -> str:
    """A sentence of a 項, long enough to stand in one place only."""
    return next(
        clause.text for clause in document.clauses if clause.level == "paragraph" and 40 < len(clause.text.strip()) < 90
    )


def checked(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    next(button for button in at.button if button.label == "確かめる").click().run()
    assert not at.exception, at.exception
    return at


def test_empty(opened: Opened) -> None:
    at = opened("quotes")
    assert at.title[0].value == "引用を確かめる"
    assert not at.subheader


def test_found_and_not_found(opened: Opened, sentence: str, document: Document) -> None:
    wrong = sentence[:-6] + "宇宙で暮らす"
    at = checked(
        opened("quotes"), f"規約には「{sentence}」とあり、「{wrong}」ともあり、『猫は毎週水曜に踊る』ともある。"
    )
    assert at.subheader[0].value == "引用 3件のうち、原文にあるもの 1件、ないもの 2件"
    shown = laid(at)
    assert f'<span class="sound">{sentence}</span><sup class="sound">1 あり</sup>' in shown
    assert f'<span class="unsound">{wrong}</span><sup class="unsound">2 なし</sup>' in shown
    assert re.search(r"<del [^>]*>[^<]*宇宙", shown)
    assert "<ins " in shown
    assert document.provider in shown
    assert re.search(r"第\d+条", shown)


def test_only_what_was_not_found(opened: Opened, sentence: str) -> None:
    at = checked(opened("quotes", lost="1"), f"「{sentence}」と「猫は毎週水曜に踊る」")
    assert at.toggle[0].value is True
    cards = [section for section in laid(at).split("<section") if 'class="finding"' in section]
    assert len(cards) == 1
    assert "猫は毎週水曜に踊る" in cards[0]
    at = checked(at, f"「{sentence}」")
    assert at.success[0].value == "すべての引用が原文にあります。"


def test_narrowed_to_documents(opened: Opened, sentence: str) -> None:
    at = checked(opened("quotes", docs="tsubaki-rental"), f"「{sentence}」")
    assert at.subheader[0].value == "引用 1件のうち、原文にあるもの 0件、ないもの 1件"


def test_no_quotation(opened: Opened) -> None:
    at = checked(opened("quotes"), "引用のない文章です。")
    assert "引用が見つかりません" in at.info[0].value


def test_pasted_words_are_text(opened: Opened) -> None:
    at = checked(
        opened("quotes"),
        "<script>alert(1)</script>「<img src=x onerror=alert(2)>**太字**は禁止」![画像](http://x.invalid)",
    )
    shown = laid(at)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;img src=x" in shown
    assert not [each.value for each in at.markdown if "x.invalid" in each.value]


def from_file(opened: Opened, name: str, data: bytes) -> AppTest:
    at = opened("quotes")
    at.button_group(key="way").set_value("file").run()
    at.file_uploader[0].set_value((name, data, "text/plain")).run()
    assert not at.exception, at.exception
    return at


def test_a_file(opened: Opened, sentence: str) -> None:
    at = from_file(opened, "answer.md", f"# 答え\n\n「{sentence}」\n".encode())
    assert at.subheader[0].value == "引用 1件のうち、原文にあるもの 1件、ないもの 0件"


def test_a_file_that_cannot_be_read(opened: Opened) -> None:
    at = from_file(opened, "../<b>答え</b>.pdf", b"no pdf")
    assert "の中身は pdf ではありません" in laid(at)
    assert not at.subheader


def test_the_table_to_take_away(document: Document) -> None:
    near = {"doc": document.id, "citation": "第1条", "difference": "[-犬-]{+猫+}"}
    records = [
        {"quote": "甲", "found": True, "doc": document.id, "citation": "第2条第1項", "nearest": None},
        {"quote": "=乙", "found": False, "doc": None, "citation": None, "nearest": near},
        {"quote": "丙", "found": False, "doc": None, "citation": None, "nearest": None},
    ]
    made = quoted.table(records, {document.id: document}, tuple("TABCDEFG"), ("あり", "なし"))
    rows = [[str(value) for value in row] for row in made.rows]
    assert made.title == "T"
    assert [row[:3] for row in rows] == [["1", "甲", "あり"], ["2", "=乙", "なし"], ["3", "丙", "なし"]]
    assert rows[0][3:] == [document.provider, document.title, "第2条第1項", ""]
    assert rows[1][5:] == ["第1条", "[-犬-]{+猫+}"]
