"""What the lint found as a sheet: one finding a row, with its place and its words.

In: findings with their documents. Out: a sheet. It refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..numbering import cite
from ..types import Document, Finding
from .lines import SEVERITY
from .sheet import Sheet, sheet

HEADER = ("文書", "重さ", "条項", "内容", "文言", "ページ")
WIDTHS = (28, 8, 22, 70, 36, 8)


def findings_sheet(found: Iterable[tuple[Document, Finding]]) -> Sheet:
    """The findings of one document or of several."""
    return sheet("点検の結果", HEADER, (_row(document, finding) for document, finding in found), WIDTHS)


def _row(document: Document, finding: Finding) -> tuple[str | int | None, ...]:
    span = finding.span
    words = "".join(document.text[span.start : span.end].split())
    where = cite(document.by_id[finding.clause])
    name = document.title or document.id
    return name, SEVERITY[finding.severity], where, finding.message, words, document.page(span.start)
