"""Ranked clauses under the answer: the words that matched, and what the score is made of.

In: a question and filters. Out: a list on the page. It refuses to rank.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indexer import Document, Hit, cite, heading_over, matched_words, narrowed, score_shares
from ui import shelf
from ui.address import link
from ui.clauses import Layer, words
from ui.paper import Safe, lay, tag
from ui.words import say

MOST, POOL = 10, 200  # clauses that are listed, and that are looked through where the list is narrowed


def show(question: str, docs: Sequence[str], chapters: Sequence[str], kinds: Sequence[str]) -> None:
    """The best clauses for the question."""
    st.subheader(say("ask.clauses"), anchor=False)
    session = shelf.session()
    found = session.search(question, POOL if chapters or kinds else MOST, list(docs) or None)
    if chapters or kinds:
        kept = [
            hit
            for doc in session.index.entries
            for hit in narrowed(session.index.document(doc), found, chapters, kinds)
        ]
        found = [hit for hit in found if hit in kept][:MOST]
    if not found:
        st.info(say("ask.none"))
    for rank, hit in enumerate(found, start=1):
        with st.container(key=f"hit-{rank}", gap=None):
            _row(question, rank, hit)


def _row(question: str, rank: int, hit: Hit) -> None:
    document = shelf.session().index.document(hit.doc)
    heading = heading_over(document, hit.clause)
    lay(
        tag(
            "article",
            tag(
                "p",
                tag("span", shelf.short(document), class_=f"provider {shelf.hue(hit.doc)}"),
                tag("b", cite(hit.clause)),
                tag("span", f"（{heading}）") if heading else "",
                class_="facts",
            ),
            tag(
                "div",
                tag("span", str(rank), class_="margin"),
                _marked(question, hit, document),
                class_="clause lawbook",
            ),
            _why(hit),
            class_="hit",
        )
    )
    link("read", say("ask.open"), doc=hit.doc, at=hit.clause.id.partition("#")[2])


def _marked(question: str, hit: Hit, document: Document) -> Safe:
    """The clause with the question's words marked; its table where it has no words of its own."""
    clause = hit.clause
    found = [clause.source_span(span.start, span.end) for span in matched_words(question, clause.text)]
    shown = words(clause, document, [Layer(span, kind="word") for span in found])
    if shown:
        return shown
    tables = [table.text for table in document.tables if table.clause == clause.id]
    return tag("span", "\n".join(tables) or clause.heading, class_="lines")


def _why(hit: Hit) -> Safe:
    """What matched, and the parts of the score: their sum is the score."""
    shares = score_shares(hit)
    most = max(shares.values(), default=1.0)
    rows = [
        tag(
            "tr",
            tag("th", say(f"ask.part_{name}"), scope="row"),
            tag("td", tag("i", style=f"width:{100 * max(share, 0) / most:.0f}%"), class_="bar"),
            tag("td", f"{share:.2f}", class_="figure"),
        )
        for name, share in shares.items()
    ]
    total = tag("tr", tag("th", say("ask.sum"), scope="row"), tag("td"), tag("td", f"{hit.score:.2f}", class_="figure"))
    return tag(
        "details",
        tag("summary", say("ask.why")),
        tag("p", "　".join(hit.why) or say("ask.no_words"), class_="small"),
        tag("table", *rows, total, class_="shares"),
    )
