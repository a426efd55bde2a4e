"""点検: what the lint found in each document, and the place of each finding.

In: a document and the severities to show, kept in the address. Out: a table of all documents, or one document's findings, and both as
files. It refuses to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from indexer import Document, Finding, cite, findings_sheet, lint
from ui import choices, downloads, sheets, shelf
from ui.address import link, url
from ui.clauses import Layer, words
from ui.paper import Safe, lay, tag
from ui.words import say

SEVERITIES = ("error", "warning", "hint")
FILES = (".xlsx", ".csv")
Findings = Mapping[str, Sequence[Finding]]


@st.cache_data(max_entries=200, show_spinner=False)
def _findings(_document: Document, sha256: str, doc: str) -> tuple[Finding, ...]:  # noqa: ARG001  # the key of the cache
    return tuple(lint(_document))


def page() -> None:
    """The page."""
    st.title(say("check.title"))
    lay(tag("p", say("check.lead"), class_="small"))
    if not shelf.ready():
        return
    documents = shelf.documents()
    with st.spinner(say("check.reading")):
        found = {document.id: _findings(document, document.sha256, document.id) for document in documents}
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        chosen = choices.one(say("check.doc"), {document.id: shelf.short(document) for document in documents}, "doc")
    with right:
        severities = {name: say(f"check.{name}") for name in SEVERITIES}
        shown = choices.marked(say("check.severities"), severities, "severity")
    if chosen:
        documents = tuple(document for document in documents if document.id == chosen)
        _list(documents[0], found[chosen], shown)
    else:
        _overview(documents, found, shown)
    _offer(documents, found, shown)


def _overview(documents: Sequence[Document], found: Findings, severities: Sequence[str]) -> None:
    """How many findings each document has, and a way to them."""
    columns = [say("check.col_document"), say("check.col_title"), *(say(f"check.{name}") for name in severities)]
    rows = (_row(document, found[document.id], severities) for document in documents)
    table = tag("table", sheets.head(columns), tag("tbody", *rows), class_="book counts")
    sheets.scrolled(say("check.all"), table, "scroll")


def _row(document: Document, findings: Sequence[Finding], severities: Sequence[str]) -> Safe:
    counts = Counter(finding.severity for finding in findings)
    link_to = tag("a", shelf.short(document), href=url("check", doc=document.id))
    name = tag("th", tag("span", link_to, class_=f"provider {shelf.hue(document.id)}"), scope="row")
    figures = (
        tag("td", tag("a", str(counts[each]), href=url("check", doc=document.id, severity=each)), class_="figure")
        if counts[each]
        else tag("td", "0", class_="figure zero")
        for each in severities
    )
    return tag("tr", name, tag("td", document.title), *figures)


def _list(document: Document, findings: Sequence[Finding], severities: Sequence[str]) -> None:
    """One document's findings, in the order of its text."""
    count = Counter(finding.severity for finding in findings)
    said = say("check.counts", errors=count["error"], warnings=count["warning"], hints=count["hint"])
    lay(tag("p", tag("span", document.title, class_=f"provider {shelf.hue(document.id)}"), "　", tag("b", said)))
    if not findings:
        st.success(say("check.clean"))
        return
    shown = [finding for finding in findings if finding.severity in severities]
    if not shown:
        st.info(say("check.filtered"))
    for at, finding in enumerate(shown):
        with st.container(key=f"finding-{at}"):
            _finding(document, finding)


def _finding(document: Document, finding: Finding) -> None:
    """What is wrong, where, and the words themselves."""
    clause = document.by_id[finding.clause]
    severity = tag("b", say(f"check.{finding.severity}"), class_=f"severity {finding.severity}")
    said = words(clause, document, [Layer(finding.span, kind="word")])
    lay(
        tag("p", severity, tag("b", cite(clause)), clause.heading, class_="where"),
        tag("p", finding.message),
        tag("p", said, class_="clause short") if clause.text else "",
    )
    at = clause.id.partition("#")[2]
    link("read", say("check.open"), doc=document.id, at=at, start=finding.span.start, end=finding.span.end)


def _offer(documents: Sequence[Document], found: Findings, severities: Sequence[str]) -> None:
    """What is on show, as files."""
    shown = [(document, each) for document in documents for each in found[document.id] if each.severity in severities]
    if shown:
        key = f"check {[(document.id, document.sha256) for document in documents]} {list(severities)}"
        downloads.offer(say("check.file"), key, lambda: [findings_sheet(shown)], FILES)


page()
