"""比較: topics and documents side by side, as an overview, as rows to read, as key terms, and what one document lacks.

In: the choices of the person, kept in the address. Out: one of four views, and tables to take away. It refuses to align or judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from indexer import (
    Document,
    Sheet,
    YakkanError,
    cite,
    compare_like,
    key_terms_sheet,
    matrix_sheet,
    missing_sheet,
    sources_sheet,
)
from ui import choices, downloads, gaps_view, matrix_view, rows, shelf, terms_view
from ui.address import Parameter, got, keep, url
from ui.compared import Compared, Record, compared, state
from ui.paper import join, lay, tag, tell
from ui.words import say

VIEWS = ("matrix", "rows", "terms", "missing")
SET_AGAINST = ("rows", "missing")  # views in which one document is set against the others
SUGGESTED = 6  # topics offered where none is chosen


def page() -> None:
    """The page."""
    st.title(say("compare.title"))
    if not shelf.ready():
        return
    lay(tag("p", say("compare.lead", count=len(shelf.documents())), class_="small"))
    view = choices.switch(say("compare.view"), {name: say(f"compare.view_{name}") for name in VIEWS}, "view")
    try:
        found, own = _documents(view)
    except YakkanError as error:
        tell(error)
        return
    carried: dict[str, Parameter] = {"docs": choices.chosen("docs"), "own": got("own")}
    if view == "rows":
        _rows(found, own)
    elif view == "terms":
        terms_view.show(found)
        _offer(found, lambda: [key_terms_sheet(found.terms, found.documents), sources_sheet(found.documents)])
    elif view == "missing":
        _missing(found, own, carried)
    else:
        _matrix(found, carried)


def _documents(view: str) -> tuple[Compared, Document | None]:
    """The documents that were chosen, and the one that the others are set against where the view has use for it."""
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    left, right = st.columns([2, 1])
    with left:
        docs = choices.several(say("compare.docs"), names, "docs")
        found = compared(docs)
    if not docs and len(names) > len(found.documents):
        st.info(say("compare.many", count=len(found.documents), all=len(names)))
    if view not in SET_AGAINST:
        return found, None
    with right:
        own = choices.one(say("compare.own"), {each.id: names[each.id] for each in found.documents}, "own")
    return found, next((each for each in found.documents if each.id == own), None)


def _matrix(found: Compared, carried: Mapping[str, Parameter]) -> None:
    differing = choices.flag(say("compare.differ"), "differ")
    chosen = [row for row in found.spoken if not differing or len(set(row["values"].values())) > 1]
    if not chosen:
        st.info(say("compare.none_differ"))
        return
    matrix_view.show(found, chosen, carried)
    _offer(found, lambda: _sheets(found, chosen))


def _rows(found: Compared, own: Document | None) -> None:
    names = {row["topic"]: row["name"] for row in found.rows}
    topics = choices.several(say("compare.topics"), names, "topics", say("compare.topics_hint"))
    chosen = [*_like(found), *(row for topic in topics for row in found.rows if row["topic"] == topic)]
    if not chosen:
        _suggest(found)
        return
    lay(tag("p", say("compare.marks"), class_="small"))
    rows.show(chosen, found.documents, own.id if own else got("like").partition("#")[0] or found.documents[0].id)
    _offer(found, lambda: _sheets(found, chosen))


def _suggest(found: Compared) -> None:
    """The topics on which most documents say something of their own, where none is chosen yet."""
    st.info(say("compare.choose"))
    ranked = sorted(found.spoken, key=lambda row: -len(set(row["values"].values())))
    docs, own = choices.chosen("docs"), got("own")
    links = [
        tag("a", row["name"], href=url("compare", view="rows", topics=row["topic"], docs=docs, own=own))
        for row in ranked[:SUGGESTED]
    ]
    lay(tag("p", join(links, "　")))


def _like(found: Compared) -> list[Record]:
    """The row of the clauses that are like a chosen one; no row where none is chosen."""
    with st.expander(say("compare.like"), expanded=bool(got("like"))):
        clause = _clause(found.documents)
    if clause is None:
        return []
    document = next(each for each in found.documents if each.id == clause.partition("#")[0])
    row = compare_like(found.documents, document, clause, shelf.session().embedder)
    title = f"{shelf.short(document)} {cite(clause)}"
    return [
        row
        | {"name": say("compare.like_row", citation=title), "clauses": {document.id: [row["asked"]], **row["clauses"]}}
    ]


def _clause(documents: Sequence[Document]) -> str | None:
    """The clause that equivalents are wanted for: its document first, then its number or heading."""
    names = {each.id: shelf.short(each) for each in documents}
    asked = got("like").partition("#")[0]
    left, right = st.columns(2)
    with left:
        doc = choices.one(say("compare.like_doc"), names, "like_doc", asked if asked in names else None)
    document = next((each for each in documents if each.id == doc), None)
    if document is None:
        keep(like="")
        return None
    options = {
        each.id: f"{cite(each)}　{each.heading}".strip()
        for each in document.clauses
        if each.level in ("article", "paragraph")
    }
    with right:
        return choices.one(say("compare.like_clause"), options, "like")


def _missing(found: Compared, own: Document | None, carried: Mapping[str, Parameter]) -> None:
    gaps_view.show(found, own, carried)
    if own is not None and found.missing(own.id):
        _offer(found, lambda: [missing_sheet(found.missing(own.id), found.documents), sources_sheet(found.documents)])


def _sheets(found: Compared, chosen: Sequence[Record]) -> list[Sheet]:
    tables = [matrix_sheet(chosen, found.documents), key_terms_sheet(found.terms, found.documents)]
    return [*tables, sources_sheet(found.documents)]


def _offer(found: Compared, made: downloads.Made) -> None:
    """The view as files; what they hold hangs on the folder and on the whole address."""
    key = f"{state(found.documents)}\n{sorted(st.query_params.items())}"
    downloads.offer(say("compare.file"), key, made)


page()
