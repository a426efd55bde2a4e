"""A table of the library on the page, as it leaves in a file: marked words underlined, everything else plain.

In: sheets. Out: one table each. It refuses to know what a table is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer import Sheet
from ui.paper import Safe, lay, tag

UNMARKED = "u"


def show(sheet: Sheet, marks: Sequence[str] = (), kind: str = "") -> None:
    """A sheet with its notes; `marks` are the elements for marked words, column by column."""
    if sheet.notes:
        lay(*(tag("p", note, class_="small") for note in sheet.notes))
    scrolled(sheet.title, tag("table", head(sheet.header), body(sheet, marks), class_=f"book {kind}".strip()))


def scrolled(name: str, table: Safe, kind: str = "scroll tall") -> None:
    """A table that scrolls inside itself, by keyboard too."""
    lay(tag("div", table, class_=kind, role="region", aria_label=name, tabindex="0"))


def head(names: Iterable[str]) -> Safe:
    """The head of a table."""
    return tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))


def body(sheet: Sheet, marks: Sequence[str]) -> Safe:
    """The rows of a sheet."""
    padded = (*marks, *(UNMARKED for _ in sheet.header))
    rows = (tag("tr", *(_cell(value, mark) for value, mark in zip(row, padded, strict=False))) for row in sheet.rows)
    return tag("tbody", *rows)


def _cell(value: object, mark: str) -> Safe:
    runs = getattr(value, "runs", None)
    if runs is None:
        return tag("td", "" if value is None else str(value))
    return tag("td", *(tag(mark, run.text) if run.marked else run.text for run in runs))
