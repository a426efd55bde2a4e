"""The 新旧対照表 as a legal department reads it: new beside old, changed words underlined, the rest （略）."""

from __future__ import annotations

from indexer.comparing.editions import compare
from indexer.exporting.edition_tables import edition_sheet, references_sheet, renumbering_sheet
from indexer.exporting.sheet import Cell, Value, plain
from indexer.reading import read_text

OLD = """会議室利用規約
2025年4月1日版
第1条（目的）
本規約は、会議室の利用を定めます。
第2条（料金）
1. 料金は、月額とします。
2. 料金は、翌月末日までに支払うものとします。
3. 料金は、返しません。
第3条（禁止）
次の行為を禁じます。
(1) 騒音を立てること。
(2) 火を使うこと。
第4条（鍵）
鍵は、受付で渡します。
第5条（返却）
鍵は、前条の受付に返します。
"""
NEW = """会議室利用規約
2026年4月1日版
第1条（目的）
本規約は、会議室の利用を定めます。
第2条（定義）
受付とは、一階の窓口をいいます。
第3条（料金）
1. 料金は、月額とします。
2. 料金は、当月末日までに支払うものとします。
3. 料金は、返しません。
第4条（禁止）
次の行為を禁じます。
(1) 騒音を立てること。
第5条（鍵）
鍵は、受付で渡します。
第6条（返却）
鍵は、前条の受付に返します。
"""


def marked(value: Value) -> str:
    """A cell's words, the underlined ones in braces."""
    if not isinstance(value, Cell):
        return plain(value)
    return "".join(f"{{{run.text}}}" if run.marked else run.text for run in value.runs)


def test_the_table() -> None:
    table = edition_sheet(compare(read_text(OLD, "old"), read_text(NEW, "new")))
    assert table.title == "会議室利用規約 新旧対照表"
    assert table.header == ("新（2026年4月1日版）", "旧（2025年4月1日版）", "備考")
    assert [tuple(map(marked, row)) for row in table.rows] == [
        ("{第2条（定義）}", "（新設）", "新設"),
        ("{受付とは、一階の窓口をいいます。}", "", ""),
        ("{第3条}（料金）", "{第2条}（料金）", "番号の変更"),
        ("1　（略）", "1　（略）", ""),
        (
            "2.　料金は、{当月末日}までに支払うものとします。",
            "2.　料金は、{翌月末日}までに支払うものとします。",
            "実質\n語句: 翌月 → 当月",
        ),
        ("3　（略）", "3　（略）", ""),
        ("{第4条}（禁止）", "{第3条}（禁止）", "番号の変更"),
        ("次の行為を禁じます。", "次の行為を禁じます。", ""),
        ("(1)　（略）", "(1)　（略）", ""),
        ("（削除）", "{(2)　火を使うこと。}", "削除"),
        ("{第5条}（鍵）から{第6条}（返却）まで　（略）", "{第4条}（鍵）から{第5条}（返却）まで　（略）", "番号の変更"),
    ]
    assert table.notes[0] == "施行日: 2026年4月1日"
    assert table.notes[1] == "変更の数: 新設 1、削除 1、実質 1、文言 0、移動 0、番号のみ 4"


def test_nothing_changed_is_said() -> None:
    document = read_text(OLD, "old")
    found = compare(document, document)
    assert [marked(cell) for cell in edition_sheet(found).rows[0]] == ["（変更なし）", "（変更なし）", ""]
    assert references_sheet(found).rows == ()


def test_a_paragraph_that_went_elsewhere_is_shown_at_both_places() -> None:
    moved = "備品を壊した利用者は、その修理に要する費用のすべてを負担します。"
    old = f"第1条（料金）\n1. 料金は、月額とします。\n2. {moved}\n第2条（備品）\n1. 備品は、受付で渡します。\n"
    new = f"第1条（料金）\n料金は、月額とします。\n第2条（備品）\n1. 備品は、受付で渡します。\n2. {moved}\n"
    table = edition_sheet(compare(read_text(old, "old"), read_text(new, "new")))
    assert [tuple(map(marked, row)) for row in table.rows] == [
        ("第1条（料金）", "第1条（料金）", ""),
        ("第1項　（略）", "1　（略）", ""),
        ("（第2条第2項へ移動）", "2.　（略）", "第2条第2項へ移動"),
        ("第2条（備品）", "第2条（備品）", ""),
        ("1　（略）", "1　（略）", ""),
        (f"2.　{moved}", f"2.　{moved}", "旧第1条第2項から移動"),
    ]


def test_references_left_behind_have_a_sheet_of_their_own() -> None:
    old = "第1条（鍵）\n鍵は、受付で渡します。\n第2条（返却）\n第1条の鍵は、受付に返します。\n"
    new = "第1条（定義）\n受付とは、窓口をいいます。\n第2条（鍵）\n鍵は、受付で渡します。\n第3条（返却）\n第1条の鍵は、受付に返します。\n"
    found = compare(read_text(old, "old"), read_text(new, "new"))
    (row,) = references_sheet(found).rows
    assert row[:4] == ("第3条第1項", "第1条", "第1条", "第2条")
    assert "参照「第1条」を確認してください" in {plain(row[2]) for row in edition_sheet(found).rows}


def test_the_renumbering_map() -> None:
    found = compare(read_text(OLD, "old"), read_text(NEW, "new"))
    rows = [(row[0], row[2], row[4]) for row in renumbering_sheet(found).rows]
    assert ("第2条", "第3条", "番号のみ") in rows
    assert ("（新設）", "第2条", "新設") in rows
