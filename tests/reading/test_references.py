"""The golden cases of references: a source, `---`, and every link as a lawyer would write it down."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.numbering import cite
from indexer.reading import read_text, references
from indexer.types import Reference

CASES = sorted((Path(__file__).parent.parent / "cases" / "references").glob("*.txt"))
STATUS = {"ok": "", "title_mismatch": " ×見出し違い", "dangling": " ×参照先なし", "external": " ※他の文書"}


def written(reference: Reference) -> str:
    """A link as one line: 第4条第1項「前二条」→ 第2条〜第3条 [range]."""
    to = cite(reference.to) if reference.to else "なし"
    to += f"〜{cite(reference.to_end)}" if reference.to_end else ""
    words = "".join(reference.text.split())
    return f"{cite(reference.clause)}「{words}」→ {to} [{reference.kind}]{STATUS[reference.status]}"


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden_case(case: Path) -> None:
    source, _, expected = case.read_text(encoding="utf-8").partition("---\n")
    found = references.find(read_text(source))
    assert [written(reference) for reference in found] == expected.strip().splitlines()


def test_message_says_whose_title_it_is() -> None:
    text = "第1条（目的）\n目的です。\n第2条（料金）\n料金です。\n第3条（適用）\n第1条（料金）に従います。\n"
    (reference,) = references.find(read_text(text))
    assert "「料金」は第2条の見出しです" in reference.message


def test_message_says_how_far_the_numbers_go() -> None:
    text = "第1条（目的）\n1. 目的です。\n2. 第1条第5項及び第7条に従います。\n"
    first, second = references.find(read_text(text))
    assert "第2項まで" in first.message
    assert "第1条まで" in second.message


def test_former_editions_are_not_linked() -> None:
    text = "第1条（目的）\n目的です。\n\n改定履歴\n2024年4月1日改定\n第1条（目的）を改めました。\n"
    assert references.find(read_text(text)) == ()


def test_empty_document() -> None:
    assert references.find(read_text("")) == ()
