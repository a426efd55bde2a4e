"""Ranked clauses under the answer: the words that matched, and what the score is made of.

In: a question and filters. Out: a list on the page. It refuses to rank.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indexer import Hit, cite
from ui import shelf
from ui.address import link
from ui.clauses import words
from ui.paper import lay, tag
from ui.words import say


def show(question: str, docs: Sequence[str], most: int) -> None:
    """The best clauses for the question."""
    st.subheader(say("ask.clauses"))
    found = shelf.session().search(question, most, list(docs) or None)
    if not found:
        st.info(say("ask.none"))
    for rank, hit in enumerate(found, start=1):
        _row(rank, hit)


def _row(rank: int, hit: Hit) -> None:
    document = shelf.session().index.document(hit.doc)
    lay(
        tag("p", tag("span", shelf.short(document), class_=f"provider {shelf.hue(hit.doc)}"), "　", tag("b", cite(hit.clause.id))),
        tag("div", tag("span", str(rank), class_="margin"), words(hit.clause, document), class_="clause lawbook"),
    )  # fmt: skip
    with st.container(horizontal=True):
        link("read", say("ask.open"), doc=hit.doc, at=hit.clause.id.partition("#")[2])
        with st.popover(say("ask.why"), type="tertiary"):
            st.caption(say("ask.score", score=hit.score))
            for name, value in hit.parts.items():
                st.progress(min(max(value, 0.0), 1.0), text=say(f"ask.part_{name}"))
