"""Answers as cards: the quote large, its value, where it stands, what to read with it; 規定なし with what was searched.

In: an `Answer`. Out: cards. It refuses to choose among answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

import streamlit as st

from indexer import Answer, Answered, Clause, Document, Span, cite, heading_over
from ui import shelf
from ui.address import link
from ui.citing import citation, copyable
from ui.clauses import Layer, quoted, words
from ui.paper import Safe, lay, tag
from ui.words import say

Parts = list[str]


def show(answer: Answer) -> None:
    """All that is known about a question."""
    if answer.note:
        lay(tag("p", answer.note, class_="small"))
    if answer.phrased:
        _phrased(answer)
    if answer.status == "jump":
        st.subheader(say("ask.jump"), anchor=False)
        for doc, given in groupby(answer.answers, lambda one: one.doc):
            _jumped(doc, list(given))
    elif answer.answers:
        st.subheader(
            say("ask.answer" if len(answer.answers) == 1 else "ask.answers", count=len(answer.answers)), anchor=False
        )
        _grid(answer.answers)
    if answer.absent:
        _absent(answer)


def _grid(given: Sequence[Answered]) -> None:
    """One answer across the page; several two by two, one under another where the page is narrow."""
    if len(given) == 1:
        _card(given[0], 0, "wide")
        return
    for at in range(0, len(given), 2):
        columns = st.columns(2, gap="medium")
        for column, one, place in zip(columns, given[at : at + 2], (at, at + 1), strict=False):
            with column:
                _card(one, place, "compact")


def _card(given: Answered, place: int, size: str) -> None:
    document = shelf.session().index.document(given.doc)
    height: Literal["content", "stretch"] = "stretch" if size == "compact" else "content"
    with st.container(key=f"card-{size}-{shelf.hue(given.doc)}-{place}", gap="small", height=height):
        lay(
            tag(
                "section",
                tag("p", given.value, class_="value") if given.value else "",
                tag("blockquote", quoted(given.clause, document, given.span)),
                _around(given, document),
                tag("p", *_where(document, given.clause, given.page), class_="where"),
                class_="answer",
                aria_label=f"{shelf.short(document)} {cite(given.clause)}",
            )
        )
        _actions(document, given.clause, given.span)
        if given.support:
            with st.expander(say("ask.support", count=len(given.support)), type="compact"):
                for each in given.support:
                    _clause(document, each.clause, each.why)


def _actions(document: Document, clause: Clause, span: Span) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        at = clause.id.partition("#")[2]
        link("read", say("ask.open"), doc=document.id, at=at, start=span.start, end=span.end)
        copyable(citation(document, clause, span))


def _around(given: Answered, document: Document) -> Safe | str:
    """The sentence that the quote was cut from, with the quote marked in it; nothing where the quote is all of it."""
    start = given.clause.text.find(given.sentence)
    if start < 0 or not given.sentence:
        return ""
    span = given.clause.source_span(start, start + len(given.sentence))
    if given.span.contains(span):
        return ""
    return tag("p", words(given.clause, document, [Layer(given.span)], span), class_="around")


def _where(document: Document, clause: Clause, page: int | None) -> Parts:
    heading = heading_over(document, clause)
    return [
        tag("span", shelf.short(document), class_="provider"),
        tag("b", cite(clause)),
        tag("span", f"（{heading}）") if heading else "",
        tag("span", say("ask.page", page=page)) if page else "",
    ]


def _clause(document: Document, clause: Clause, why: str, name: Safe | str = "") -> None:
    """A clause beside an answer, why it is there, and the way to it."""
    with st.container(gap=None):
        lay(
            tag("p", name, tag("b", cite(clause)), tag("span", why), class_="facts small"),
            tag("p", words(clause, document) or clause.heading, class_="clause short"),
        )
        link("read", say("ask.open"), doc=document.id, at=clause.id.partition("#")[2])


def _jumped(doc: str, given: Sequence[Answered]) -> None:
    """The clauses that the question cites, in one document."""
    document = shelf.session().index.document(doc)
    first = given[0].clause
    cited = document.by_id[first.parent] if len(given) > 1 and first.parent else first
    with st.container(key=f"card-jump-{shelf.hue(doc)}-{doc}", gap="small"):
        lay(tag("p", *_where(document, cited, given[0].page), class_="where"))
        rows = (
            tag(
                "div",
                tag("span", cite(one.clause), class_="margin"),
                words(one.clause, document),
                class_="clause lawbook",
            )
            for one in given
        )
        lay(*rows)
        _actions(document, first, Span(first.pieces[0].start, given[-1].clause.pieces[-1].end))


def _phrased(answer: Answer) -> None:
    """What a language model made of the answer, each sentence with the clauses it cites."""
    st.subheader(say("ask.phrased"), anchor=False)
    for one in answer.phrased:
        cited = "、".join(cite(clause) for clause in one.clauses)
        lay(tag("p", one.text, tag("span", f"（{cited}）", class_="small"), class_="phrased"))


def _absent(answer: Answer) -> None:
    """規定なし: for which documents, what was searched, and what comes near."""
    documents = [shelf.session().index.document(doc) for doc in answer.absent]
    names = [tag("span", shelf.short(document), class_=f"provider {shelf.hue(document.id)}") for document in documents]
    lay(
        tag(
            "section",
            tag("p", tag("b", say("ask.absent")), *names, class_="facts"),
            "" if answer.answers else tag("p", say("ask.absent_all"), class_="small"),
            tag("p", say("ask.searched", words="、".join(answer.expansions)), class_="small")
            if answer.expansions
            else "",
            tag("p", say("ask.topics", topics="、".join(answer.topics)), class_="small") if answer.topics else "",
            class_="absent",
            aria_label=say("ask.absent"),
        )
    )
    if answer.nearest:
        with st.expander(say("ask.nearest"), expanded=not answer.answers, type="compact"):
            for near in answer.nearest:
                document = shelf.session().index.document(near.doc)
                name = tag("span", shelf.short(document), class_=f"provider {shelf.hue(near.doc)}")
                _clause(document, near.clause, near.why, name)
