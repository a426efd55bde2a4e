"""質問・検索: one box; the answer first, then the ranked clauses.

In: the question and the filters, kept in the address. Out: answer cards, 規定なし, hits. It refuses to answer or rank.
"""

from __future__ import annotations

import streamlit as st

from indexer import YakkanError
from ui import answers, hits, shelf
from ui.paper import lay, tag
from ui.words import say

EXAMPLES = ("ask.example1", "ask.example2", "ask.example3")
MOST = 10  # clauses listed under the answer


def page() -> None:
    """The page."""
    st.title(say("ask.title"))
    if not shelf.ready():
        return
    lay(tag("p", say("ask.lead", count=len(shelf.documents())), class_="small"))
    question, docs = _box(), _chosen()
    if not question.strip():
        return
    try:
        answers.show(shelf.answerer().ask(question, docs or None))
        hits.show(question, docs, MOST)
    except YakkanError as error:
        st.error(str(error))


def _box() -> str:
    """The question: typed, or one of the examples."""
    with st.form("ask", border=False):
        box, button = st.columns([6, 1], vertical_alignment="bottom")
        asked = box.text_input(say("ask.box"), key="q", bind="query-params", placeholder=say("ask.hint"))
        button.form_submit_button(say("ask.go"), type="primary", width="stretch")
    st.caption(say("ask.examples"))
    with st.container(horizontal=True):
        for key in EXAMPLES:
            st.button(say(key), key=key, on_click=_ask, args=(say(key),), type="tertiary")
    return asked or ""


def _ask(question: str) -> None:
    st.session_state["q"] = question


def _chosen() -> list[str]:
    """The documents that the person has chosen; none is all."""
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    with st.sidebar:
        return st.multiselect(
            say("ask.docs"), list(names), format_func=names.__getitem__, key="docs", bind="query-params"
        )


page()
