"""Rows side by side: a column for each document, its value on top, the operative words below, each cell leading to its place.

In: rows of the comparison and the document that the others are set against. Out: one table. It refuses to find differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from indexer import Document, Span, contrast
from ui import shelf
from ui.address import url
from ui.clauses import Layer, excerpt
from ui.paper import Safe, join, lay, tag
from ui.words import say

Record = dict[str, Any]
DOUBTFUL = 0.5  # below this a person should look for themselves


def show(rows: Iterable[Record], documents: Sequence[Document], base: str) -> None:
    """All rows under one head that stays in sight."""
    bodies = [_body(row, documents, base) for row in rows]
    table = tag("table", tag("thead", tag("tr", *names(documents, base))), *bodies, class_="book side")
    lay(tag("div", table, class_="scroll tall", role="region", aria_label=say("compare.table"), tabindex="0"))


def names(documents: Sequence[Document], base: str = "") -> list[Safe]:
    """The heads of the documents' columns, one of them marked as what the others are set against."""
    return [
        tag(
            "th",
            tag("span", shelf.short(each), class_="provider"),
            tag("span", say("compare.base"), class_="base") if each.id == base and len(documents) > 1 else "",
            class_=shelf.hue(each.id),
            scope="col",
        )
        for each in documents
    ]


def place(cell: Record) -> Safe:
    """Where a cell's words stand, as a link that opens the reader at them."""
    doc, _, at = cell["id"].partition("#")
    return tag("a", cell["citation"], href=url("read", doc=doc, at=at, start=cell["start"], end=cell["end"]))


def _body(row: Record, documents: Sequence[Document], base: str) -> Safe:
    runs = contrast(row, _against(row, base))
    told = tag("p", row["difference"], class_="small told") if row.get("difference") else ""
    title = tag("div", tag("b", row["name"]), tag("span", row.get("about", ""), class_="small"), told, class_="held")
    parts = [tag("tr", tag("th", title, colspan=str(len(documents)), scope="rowgroup"), class_="topic")]
    valued = "values" in row
    if valued:
        parts.append(tag("tr", *(_value(row, each.id) for each in documents), class_="values"))
    parts.append(tag("tr", *(_words(row, each, runs[each.id], valued) for each in documents), class_="words"))
    return tag("tbody", *parts)


def _against(row: Record, base: str) -> str:
    """The document that a row is set against: that of the clause asked for, else the base, else the first that has a clause."""
    if row.get("like"):
        return str(row["like"]).partition("#")[0]
    return base if row["clauses"].get(base) else next((doc for doc, found in row["clauses"].items() if found), base)


def _value(row: Record, doc: str) -> Safe:
    """The value over the words; where there is no clause, one cell says so in place of both."""
    cells = row["clauses"][doc]
    if not cells:
        return tag("td", say("compare.absent"), class_="none", rowspan="2")
    plain = None if any(cell["value"] for cell in cells) else "plain"
    return tag("td", row["values"][doc] if plain is None else say("compare.present"), class_=plain)


def _words(row: Record, document: Document, runs: Sequence[Record], valued: bool) -> Safe:
    """The clauses of one document; nothing where the cell above has said that there is none."""
    cells = row["clauses"][document.id]
    if not cells:
        return join([]) if valued else tag("td", say("compare.absent"), class_="none")
    return tag("td", *(_clause(document, cell, run) for cell, run in zip(cells, runs, strict=True)))


def _clause(document: Document, cell: Record, differing: Record) -> Safe:
    layers = [
        Layer(Span(run["start"], run["end"]), kind="word", tip=_tip(run))
        for run in differing["runs"]
    ]  # fmt: skip
    said = excerpt(document, Span(cell["start"], cell["end"]), layers)
    apart = tag("p", say("compare.apart"), class_="small") if differing["apart"] else ""
    return tag("div", tag("p", place(cell), sure(cell), class_="where"), tag("p", said, class_="clause"), apart)


def _tip(run: Record) -> str:
    """What a differing word is about, and what stands in its place in the base."""
    against = "".join(run["against"].splitlines()) or say("compare.nothing")
    return say("compare.tip", about=run["about"], against=against)


def sure(cell: Record) -> Safe:
    """How sure the alignment is, in figures; a word where it is not."""
    if "confidence" not in cell:
        return join([])
    percent = f"{cell['confidence']:.0%}"
    doubt = tag("b", say("compare.doubtful")) if cell["confidence"] < DOUBTFUL else ""
    return tag("span", say("compare.sure", percent=percent), " ", doubt, class_="small")
