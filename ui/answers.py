"""Answers as cards: the quote large, its value, where it stands, what to read with it; 規定なし with what was searched.

In: an `Answer`. Out: cards. It refuses to choose among answers.
"""

from __future__ import annotations

import streamlit as st

from indexer import Answer, Answered, cite
from ui import shelf
from ui.address import link
from ui.clauses import Layer, source
from ui.paper import Safe, lay, tag
from ui.words import say


def show(answer: Answer) -> None:
    """All that is known about a question."""
    if answer.answers:
        st.subheader(say("ask.jump" if answer.status == "jump" else "ask.answer"))
    for given in answer.answers:
        _card(given)
    if answer.absent:
        _absent(answer)


def _card(given: Answered) -> None:
    document = shelf.session().index.document(given.doc)
    lay(
        tag(
            "section",
            tag("p", given.value, class_="value") if given.value else "",
            tag("blockquote", source(document, given.span, [Layer(given.span)])),
            tag("p", *_where(given), class_="where"),
            class_=f"card {shelf.hue(given.doc)}",
            aria_label=say("ask.answer"),
        )
    )
    link(
        "read", say("ask.open"), doc=given.doc, at=given.clause.id.partition("#")[2], start=given.span.start,
        end=given.span.end,
    )  # fmt: skip
    if given.support:
        with st.expander(say("ask.support")):
            for each in given.support:
                lay(tag("p", tag("b", cite(each.clause.id)), f"　{each.why}", class_="small"), _plain(each.clause.text))


def _where(given: Answered) -> list[str]:
    document = shelf.session().index.document(given.doc)
    paged = f"　{say('ask.page', page=given.page)}" if given.page else ""
    name = tag("span", shelf.short(document), class_="provider")
    return [name, "　", tag("b", cite(given.clause.id)), paged]


def _plain(words: str) -> Safe:
    return tag("p", words, class_="clause")


def _absent(answer: Answer) -> None:
    """規定なし: for which documents, what was searched, and what comes near."""
    names = [shelf.short(shelf.session().index.document(doc)) for doc in answer.absent]
    said = [tag("b", say("ask.absent")), "　", "、".join(names)]
    if not answer.answers:
        said += [tag("br"), say("ask.absent_all")]
    lay(tag("section", tag("p", *said), class_="absent"))
    with st.expander(say("ask.nearest")):
        lay(tag("p", say("ask.searched", words="、".join(answer.expansions)), class_="small"))
        lay(tag("p", say("ask.topics", topics="、".join(answer.topics)), class_="small"))
        for near in answer.nearest:
            document = shelf.session().index.document(near.doc)
            lay(
                tag("p", tag("span", shelf.short(document), class_=f"provider {shelf.hue(near.doc)}"), "　", tag("b", cite(near.clause.id)), f"　{near.why}"),
                _plain(near.clause.text),
            )  # fmt: skip
