"""Which texts a table was made from.

In: documents. Out: a sheet. It refuses to show where the files lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from ..types import Document
from .sheet import Sheet, sheet

HEADER = ("文書", "表題", "提供者", "版", "条数", "sha256", "ファイル")
WIDTHS = (18, 34, 24, 18, 8, 68, 28)


def sources_sheet(documents: Iterable[Document]) -> Sheet:
    """The documents with edition and sha256, so that a reader can tell which text was compared."""
    rows = (
        (each.id, each.title, each.provider, each.edition, _articles(each), each.sha256, PurePath(each.path).name)
        for each in documents
    )
    return sheet("出典", HEADER, rows, WIDTHS)


def _articles(document: Document) -> int:
    return sum(clause.level == "article" for clause in document.clauses)
