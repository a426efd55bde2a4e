"""点検: what the lint found in each document, and the place of each finding.

In: a document and the severities to show, kept in the address. Out: a list. It refuses to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from indexer import Document, Finding, cite, lint
from ui import choices, shelf
from ui.address import link
from ui.clauses import Layer, words
from ui.paper import lay, tag
from ui.words import say

SEVERITIES = ("error", "warning", "hint")


@st.cache_data(max_entries=200, show_spinner=False)
def _findings(_document: Document, sha256: str, doc: str) -> tuple[Finding, ...]:  # noqa: ARG001  # the key of the cache
    return tuple(lint(_document))


def page() -> None:
    """The page."""
    st.title(say("check.title"))
    lay(tag("p", say("check.lead"), class_="small"))
    if not shelf.ready():
        return
    found = {document.id: _findings(document, document.sha256, document.id) for document in shelf.documents()}
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        chosen = choices.one(say("check.doc"), names, "doc")
    with right:
        severities = {name: say(f"check.{name}") for name in SEVERITIES}
        shown = choices.marked(say("check.severities"), severities, "severity")
    if chosen:
        _list(shelf.session().index.document(chosen), found[chosen], shown)
    else:
        _overview(found)


def _overview(found: dict[str, tuple[Finding, ...]]) -> None:
    """How many findings each document has, and a way to them."""
    st.subheader(say("check.all"))
    for document in shelf.documents():
        count = Counter(finding.severity for finding in found[document.id])
        said = say("check.counts", errors=count["error"], warnings=count["warning"], hints=count["hint"])
        lay(
            tag("p", tag("span", shelf.short(document), class_=f"provider {shelf.hue(document.id)}"), "　", document.title),
            tag("p", said, class_="small"),
        )  # fmt: skip
        link("check", say("check.open"), doc=document.id)


def _list(document: Document, findings: Sequence[Finding], severities: Sequence[str]) -> None:
    """One document's findings, in the order of its text."""
    if not findings:
        st.success(say("check.clean"))
        return
    shown = [finding for finding in findings if finding.severity in severities]
    if not shown:
        st.info(say("check.filtered"))
    for finding in shown:
        _finding(document, finding)


def _finding(document: Document, finding: Finding) -> None:
    clause = document.by_id[finding.clause]
    lay(
        tag(
            "section",
            tag("p", tag("b", say(f"check.{finding.severity}"), class_=f"severity {finding.severity}"), "　", tag("b", cite(clause.id)), class_="where"),
            tag("p", finding.message),
            tag("p", words(clause, document, [Layer(finding.span, kind="word")]), class_="clause") if clause.text else "",
            class_="finding",
        )
    )  # fmt: skip
    at = clause.id.partition("#")[2]
    link("read", say("check.open"), doc=document.id, at=at, start=finding.span.start, end=finding.span.end)


page()
