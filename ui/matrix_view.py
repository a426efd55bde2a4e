"""The overview: topics down, documents across, how sure each match is as depth of colour and as a figure; what fits no topic below.

In: the comparison and the state that links carry on. Out: one table, in which every cell opens its row. It refuses to judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from indexer import Document
from ui import rows, shelf
from ui.address import Parameter, url
from ui.compared import Compared, Record
from ui.paper import Safe, lay, tag
from ui.words import say

# in the order in which terms of service are usually written
GROUPS = (
    "contract", "service", "fees", "equipment", "lease", "work", "conduct", "liability", "data", "rights", "consumer", "ending",
    "general",
)  # fmt: skip
DEPTHS = 6  # shades of the accent; look.css has so many


def show(found: Compared, chosen: Sequence[Record], carried: Mapping[str, Parameter]) -> None:
    """The table over the chosen rows, then what no document has, then what fits no topic."""
    lay(tag("p", say("compare.heat"), class_="small"))
    parts: list[Safe] = []
    for group in GROUPS:
        inside = [row for row in chosen if row["group"] == group]
        if inside:
            title = tag("th", tag("div", say(f"compare.group_{group}"), class_="held"), scope="rowgroup", colspan="99")
            parts.append(
                tag("tbody", tag("tr", title, class_="topic"), *(_row(row, found.documents, carried) for row in inside))
            )
    head = tag("thead", tag("tr", tag("th", say("compare.col_topic"), scope="col"), *rows.names(found.documents)))
    table = tag("table", head, *parts, class_="book heat")
    lay(tag("div", table, class_="scroll tall", role="region", aria_label=say("compare.table"), tabindex="0"))
    _nobody(found)
    _unplaced(found)


def _row(row: Record, documents: Sequence[Document], carried: Mapping[str, Parameter]) -> Safe:
    where = url("compare", **{**carried, "view": "rows", "topics": row["topic"]})
    head = tag("th", tag("a", row["name"], href=where), scope="row")
    return tag("tr", head, *(_cell(row, each.id, where) for each in documents))


def _cell(row: Record, doc: str, where: str) -> Safe:
    cells = row["clauses"][doc]
    if not cells:
        return tag("td", say("compare.absent"), class_="none")
    best = max(cell["confidence"] for cell in cells)
    value = row["values"][doc] if any(cell["value"] for cell in cells) else say("compare.present")
    depth = min(int(best * DEPTHS), DEPTHS - 1)
    inside = tag("a", tag("span", value), " ", tag("span", f"{best:.0%}", class_="figure"), href=where)
    return tag("td", inside, class_=f"depth{depth}")


def _nobody(found: Compared) -> None:
    silent = [row["name"] for row in found.rows if not any(row["clauses"].values())]
    if silent:
        with st.expander(say("compare.nobody", count=len(silent))):
            lay(tag("p", "、".join(silent), class_="small"))


def _unplaced(found: Compared) -> None:
    """Nothing is dropped: the clauses that no topic took, each with its place."""
    given = found.unplaced()
    count = sum(map(len, given.values()))
    if not count:
        return
    with st.expander(say("compare.unplaced", count=count)):
        for document in found.documents:
            if given[document.id]:
                name = tag("span", shelf.short(document), class_=f"provider {shelf.hue(document.id)}")
                lay(tag("p", name), *(_outside(document, each) for each in given[document.id]))


def _outside(document: Document, each: Record) -> Safe:
    where = url("read", doc=document.id, at=each["id"].partition("#")[2])
    return tag(
        "div", tag("p", tag("a", each["citation"], href=where), class_="where"), tag("p", each["text"], class_="clause")
    )
