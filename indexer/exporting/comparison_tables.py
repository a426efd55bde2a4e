"""The comparison as sheets: topics × documents, and the table of key terms, every cell with its citation.

In: the records of comparing/. Out: sheets. It refuses to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..comparing.called import called
from ..types import Document
from .sheet import Sheet, sheet

NONE = "規定なし"
NAME_WIDTH, DIFFERENCE_WIDTH, CELL_WIDTH = 20, 40, 36
Record = dict[str, Any]


def matrix_sheet(rows: Iterable[Record], documents: Sequence[Document]) -> Sheet:
    """Topics down, documents across: value, words and citation, or 規定なし."""
    header = ("主題", "違い", *called(documents).values())
    body = (
        (
            row.get("name") or row.get("like"),
            row.get("difference", ""),
            *(_cells(_given(row, one.id)) for one in documents),
        )
        for row in rows
    )
    return sheet("条項の比較", header, body, (NAME_WIDTH, DIFFERENCE_WIDTH, *(CELL_WIDTH for _ in documents)))


def _given(row: Record, doc: str) -> list[Record]:
    """The clauses of one document; those of a row of equivalents stand beside the clause that was asked for."""
    asked = row.get("asked")
    own = [asked] if asked and asked["id"].startswith(f"{doc}#") else []
    found: list[Record] = row["clauses"].get(doc, own)
    return found


def missing_sheet(found: Iterable[Record], documents: Sequence[Document]) -> Sheet:
    """不足条項: what peers have and one document has not, with who has it."""
    names = called(documents)
    header = ("主題", "定めのある数", "定めのある提供者")
    body = ((each["name"], each["count"], "、".join(names[peer] for peer in each["peers"])) for each in found)
    return sheet("不足条項", header, body, (36, 14, 80))


def key_terms_sheet(found: Iterable[Record], documents: Sequence[Document]) -> Sheet:
    """Key terms down, documents across: the value with its citation, or 規定なし."""
    header = ("項目", *called(documents).values())
    body = ((each["name"], *(_figure(each["values"][one.id]) for one in documents)) for each in found)
    return sheet("主な条件", header, body, (NAME_WIDTH, *(CELL_WIDTH for _ in documents)))


def _cells(cells: Sequence[Record]) -> str:
    return "\n".join(_cell(each) for each in cells) or NONE


def _cell(each: Record) -> str:
    value = f"【{each['value']}】" if each["value"] else ""
    return f"{each['citation']}{value}\n{''.join(each['quote'].splitlines())}"


def _figure(figure: Record | None) -> str:
    return f"{figure['value']}（{figure['citation']}）" if figure else NONE
