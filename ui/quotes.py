"""引用チェック: a pasted text, and each of its quotations verified or not.

In: any text; it stays in this session and out of the address. Out: what was found. It refuses to locate anything itself.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from indexer import quotation_record, verify
from ui import shelf
from ui.address import link
from ui.paper import Safe, lay, tag
from ui.words import say


def page() -> None:
    """The page."""
    st.title(say("quotes.title"))
    lay(tag("p", say("quotes.lead"), class_="small"))
    if not shelf.ready():
        return
    with st.form("quotes", border=False):
        st.text_area(say("quotes.box"), key="pasted", height=220, placeholder=say("quotes.hint"))
        st.form_submit_button(say("quotes.go"), type="primary")
    pasted = st.session_state.get("pasted", "")
    if not pasted.strip():
        return
    found = [quotation_record(each) for each in verify(pasted, shelf.documents())]
    if not found:
        st.info(say("quotes.none"))
        return
    good = sum(each["found"] for each in found)
    st.subheader(say("quotes.counts", all=len(found), found=good, lost=len(found) - good))
    for each in found:
        _show(each)


def _show(record: dict[str, Any]) -> None:
    """One quotation with its verdict."""
    place, near = record if record["found"] else None, record["nearest"]
    verdict = say("quotes.found" if place else "quotes.lost")
    parts: list[str] = [tag("p", tag("b", verdict, class_="severity" if place else "severity error"), class_="where")]
    parts.append(tag("p", record["quote"], class_="clause"))
    if place:
        parts.append(_where(place))
    elif near:
        parts += [tag("p", say("quotes.near"), class_="small"), _difference(near), _where(near)]
    lay(tag("section", *parts, class_="finding"))
    target = place or near
    if target:
        link(
            "read", say("quotes.open"), doc=target["doc"], at=target["id"].partition("#")[2], start=target["start"],
            end=target["end"],
        )  # fmt: skip


def _where(place: dict[str, Any]) -> Safe:
    name = shelf.short(shelf.session().index.document(place["doc"]))
    provider = tag("span", name, class_=f"provider {shelf.hue(place['doc'])}")
    return tag("p", provider, "　", tag("b", place["citation"]), class_="where")


def _difference(near: dict[str, Any]) -> Safe:
    """The quotation against the real wording: what is only in the one, what is only in the other."""
    names = {"quoted": ("del", say("quotes.removed")), "source": ("ins", say("quotes.added"))}
    parts = [
        tag(names[change["kind"]][0], change["text"], title=names[change["kind"]][1])
        if change["kind"] in names
        else change["text"]
        for change in near["changes"]
    ]
    return tag("p", *parts, class_="clause")


page()
