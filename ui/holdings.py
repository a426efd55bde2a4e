"""The documents on the shelf as a quiet list, each leading to its text.

In: the shelf. Out: a list on the page. It refuses to count: the library does.
"""

from __future__ import annotations

import streamlit as st

from indexer import Document, listing_record
from ui import shelf
from ui.address import link
from ui.paper import label, lay, tag
from ui.words import say

MOST = 24  # documents that are listed; the reader has them all


def show() -> None:
    """The list."""
    held = shelf.documents()
    st.subheader(say("shelf.held"), anchor=False)
    with st.container(key="holdings", gap=None):
        for document in held[:MOST]:
            _row(document)
    if len(held) > MOST:
        link("read", say("shelf.more", count=len(held) - MOST))


def _row(document: Document) -> None:
    counts = listing_record(document)
    name, what = st.columns([3, 4], vertical_alignment="center")
    with name:
        link("read", label(document.title or document.id), doc=document.id)
    with what:
        lay(
            tag(
                "p",
                tag("span", document.provider, class_=f"provider {shelf.hue(document.id)}"),
                tag("span", document.edition),
                tag(
                    "span", say("shelf.counts", **{name: counts[name] for name in ("articles", "paragraphs", "items")})
                ),
                class_="small facts",
            )
        )
