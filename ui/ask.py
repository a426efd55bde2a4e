"""質問・検索: one box; the answer first, then the ranked clauses; before any question, the documents there are.

In: the question and the filters, kept in the address. Out: answer cards, 規定なし, hits. It refuses to answer or rank.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from indexer import KINDS, Answer, YakkanError, ask_phrased, chapters, llm_endpoint
from ui import answers, choices, hits, holdings, shelf
from ui.paper import lay, tag, tell
from ui.words import say

EXAMPLES = ("ask.example1", "ask.example2", "ask.example3")
LONGEST = 1_000  # characters of a question


class Filters(NamedTuple):
    """What the person has narrowed the question to; empty is everything."""

    docs: list[str]
    chapters: list[str]
    kinds: list[str]


def page() -> None:
    """The page."""
    st.title(say("ask.title"), anchor=False)
    if not shelf.ready():
        return
    lay(tag("p", say("ask.lead", count=len(shelf.documents())), class_="small"))
    question, filters = _box(), _filters()
    if not question:
        _examples()
        holdings.show()
        return
    try:
        answer = _answer(question, filters.docs)
        answers.show(answer)
        if answer.status != "jump":
            hits.show(question, *filters)
    except YakkanError as error:
        tell(error)


def _box() -> str:
    """The question as typed, sent by Enter or by the button."""
    with st.form("ask", border=False):
        box, button = st.columns([6, 1], vertical_alignment="bottom")
        asked = box.text_input(
            say("ask.box"), key="q", bind="query-params", placeholder=say("ask.hint"), max_chars=LONGEST
        )
        button.form_submit_button(say("ask.go"), type="primary", width="stretch")
    return (asked or "").strip()


def _examples() -> None:
    """Questions to begin with; one click asks."""
    with st.container(horizontal=True, vertical_alignment="center", key="examples"):
        lay(tag("span", say("ask.examples"), class_="small"), width="content")
        for key in EXAMPLES:
            st.button(say(key), key=key, on_click=_put, args=(say(key),), type="tertiary")


def _put(question: str) -> None:
    st.session_state["q"] = question


def _filters() -> Filters:
    """The filters at the side: documents for all, chapters and kinds for the list of clauses."""
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    with st.sidebar:
        docs = choices.several(say("ask.docs"), names, "docs", say("ask.all"))
        within = choices.several(say("ask.chapters"), _chapters(docs), "chapters", say("ask.all"))
        kinds = choices.some(say("ask.kinds"), {kind: say(f"ask.{kind}") for kind in KINDS}, "kinds")
    return Filters(docs, within, kinds)


def _chapters(docs: list[str]) -> dict[str, str]:
    """The chapters of the chosen documents, or of all, by id."""
    index = shelf.session().index
    return {
        clause.id: f"{shelf.short(document)}　{clause.label}　{clause.heading}"
        for document in map(index.document, docs or index.entries)
        for clause in chapters(document)
    }


def _answer(question: str, docs: list[str]) -> Answer:
    """The answer, asked once for as long as question, filters and folder stay the same."""
    asked = (question, tuple(docs), shelf.state())
    held: tuple[object, Answer] | None = st.session_state.get("answer")
    endpoint = llm_endpoint()
    if endpoint:
        lay(tag("p", say("ask.remote", host=endpoint.host), class_="small"))
    if held is None or held[0] != asked:
        with st.spinner(say("ask.waiting")):
            held = (asked, ask_phrased(shelf.answerer(), question, docs or None, endpoint))
        st.session_state["answer"] = held
    return held[1]


page()
