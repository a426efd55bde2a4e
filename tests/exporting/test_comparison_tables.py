"""The comparison as sheets: every document has its column, and an empty cell says 規定なし."""

from __future__ import annotations

from indexer import Document, read_text
from indexer.exporting.comparison_tables import key_terms_sheet, matrix_sheet, missing_sheet

DOCUMENTS = (read_text("第1条（目的）\n目的です。\n", "a"), read_text("第1条（目的）\n別の目的です。\n", "b"))
CELL = {"citation": "第1条第1項", "value": "年6%", "quote": "年6％の割合\nとする。"}


def names(documents: tuple[Document, ...]) -> list[str]:
    return [document.id for document in documents]


def test_a_matrix_has_a_column_for_each_document() -> None:
    made = matrix_sheet([{"name": "目的", "difference": "", "clauses": {"a": [CELL], "b": []}}], DOCUMENTS)
    assert list(made.header[2:]) == names(DOCUMENTS)
    assert made.rows[0][2] == "第1条第1項【年6%】\n年6％の割合とする。"
    assert made.rows[0][3] == "規定なし"


def test_equivalents_stand_beside_the_clause_they_are_like() -> None:
    asked = {"id": "a#a1", "citation": "第1条", "value": None, "quote": "目的です。"}
    made = matrix_sheet([{"like": "a#a1", "asked": asked, "clauses": {"b": [CELL]}}], DOCUMENTS)
    assert made.rows[0][2:] == ("第1条\n目的です。", "第1条第1項【年6%】\n年6％の割合とする。")


def test_missing_topics_name_the_peers() -> None:
    made = missing_sheet([{"name": "目的", "count": 1, "peers": ["b"]}], DOCUMENTS)
    assert made.rows == (("目的", 1, "b"),)


def test_key_terms_are_cited() -> None:
    made = key_terms_sheet([{"name": "遅延損害金の年率", "values": {"a": CELL, "b": None}}], DOCUMENTS)
    assert made.rows == (("遅延損害金の年率", "年6%（第1条第1項）", "規定なし"),)
