"""要点 as a table: the figure of each document with its citation, and the words it stands in on demand.

In: the comparison. Out: one table. It refuses to read figures.
"""

from __future__ import annotations

import streamlit as st

from indexer import Document, Span
from ui import rows
from ui.clauses import Layer, excerpt
from ui.compared import Compared, Record
from ui.paper import Safe, lay, tag
from ui.words import say


def show(found: Compared) -> None:
    """The figures that any document gives, then the names of those that none gives."""
    given = [each for each in found.terms if any(each["values"].values())]
    head = tag("thead", tag("tr", tag("th", say("compare.col_term"), scope="col"), *rows.names(found.documents)))
    body = [
        tag(
            "tr", tag("th", each["name"], scope="row"), *(_cell(one, each["values"][one.id]) for one in found.documents)
        )
        for each in given
    ]
    table = tag("table", head, tag("tbody", *body), class_="book terms")
    lay(tag("div", table, class_="scroll tall", role="region", aria_label=say("compare.view_terms"), tabindex="0"))
    silent = [each["name"] for each in found.terms if not any(each["values"].values())]
    if silent:
        with st.expander(say("compare.nobody_terms", count=len(silent))):
            lay(tag("p", "、".join(silent), class_="small"))


def _cell(document: Document, figure: Record | None) -> Safe:
    if figure is None:
        return tag("td", say("compare.absent"), class_="none")
    span = Span(figure["start"], figure["end"])
    words = tag("p", excerpt(document, span, [Layer(span)]), class_="clause")
    quote = tag("details", tag("summary", say("compare.quote")), words)
    return tag("td", tag("p", figure["value"], class_="value"), tag("p", rows.place(figure), class_="where"), quote)
