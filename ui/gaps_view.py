"""不足条項: what other documents have and one document has not, those that most have first.

In: the comparison and the document in question. Out: one table. It refuses to say whether a gap matters.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indexer import Document
from ui import shelf
from ui.address import Parameter, url
from ui.compared import Compared, Record
from ui.paper import Safe, lay, tag
from ui.words import say


def show(found: Compared, own: Document | None, carried: Mapping[str, Parameter]) -> None:
    """The table, or what is needed for one."""
    if len(found.documents) < 2:
        st.info(say("compare.missing_alone"))
        return
    if own is None:
        st.info(say("compare.missing_choose"))
        return
    given = found.missing(own.id)
    if not given:
        st.success(say("compare.missing_none"))
        return
    lay(tag("p", say("compare.missing_lead", name=shelf.short(own))))
    columns = ("compare.col_topic", "compare.col_count", "compare.col_peers")
    head = tag("thead", tag("tr", *(tag("th", say(key), scope="col") for key in columns)))
    names = {each.id: each for each in found.documents}
    table = tag("table", head, tag("tbody", *(_row(each, names, carried) for each in given)), class_="book gaps")
    lay(tag("div", table, class_="scroll", role="region", aria_label=say("compare.view_missing"), tabindex="0"))
    lay(tag("p", say("compare.missing_note"), class_="small"))


def _row(each: Record, names: Mapping[str, Document], carried: Mapping[str, Parameter]) -> Safe:
    where = url("compare", **{**carried, "view": "rows", "topics": each["topic"]})
    count = say("compare.of", count=each["count"], all=len(names) - 1)
    peers = [tag("span", shelf.short(names[peer]), class_=f"provider {shelf.hue(peer)}") for peer in each["peers"]]
    return tag(
        "tr",
        tag("th", tag("a", each["name"], href=where), scope="row"),
        tag("td", count),
        tag("td", *peers, class_="peers"),
    )
