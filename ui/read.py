"""読む: a document like a law book, at the place that the address names.

In: the document and the place, from the address. Out: its outline and its text. It refuses to read, resolve or define.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from indexer import Clause, Document, Notice, Span, YakkanError, cite, listing_record
from ui import choices, shelf
from ui.address import got, got_all, keep
from ui.book import Book, aside, outline
from ui.citing import citation, copyable, whose
from ui.paper import Safe, lay, tag, tell
from ui.words import language, say

SCRIPT = Path(__file__).with_name("reader.js").read_text(encoding="utf-8")  # fixed: no word of a document is in it


def page() -> None:
    """The page."""
    title, choice = st.columns([1, 5], vertical_alignment="bottom")
    title.title(say("read.title"), anchor=False)
    if not shelf.ready():
        return
    try:
        with choice:
            document = _chosen()
        _read(document)
    except YakkanError as error:
        tell(error)


def _chosen() -> Document:
    """The document that the address names, or that the person chooses."""
    names = {document.id: f"{document.title or document.id}　{document.provider}" for document in shelf.documents()}
    for asked in got_all("doc"):
        if asked not in names:
            tell(say("read.no_document", doc=asked))
    doc = choices.one(say("read.doc"), names, "doc", next(iter(names)), _leave)
    return shelf.session().index.document(doc)


def _leave() -> None:
    """Another document is opened at its beginning."""
    keep(at="", start="", end="")


def _read(document: Document) -> None:
    with st.spinner(say("read.setting")):
        book = _book(document, f"{document.id} {document.sha256} {whose(document)} {language()}")
    at, quote = _place(document)
    _head(document, at, quote)
    contents = outline(document)
    with st.sidebar:
        lay(contents)
    lay(tag("details", tag("summary", say("read.outline")), contents, class_="narrow"))
    lay(book.page(at, quote), aside(document))
    # the number makes it run again for another view, and only then
    st.html(f"<script>/* {_view(document.id, at, quote)} */\n{SCRIPT}</script>", unsafe_allow_javascript=True)


@st.cache_resource(max_entries=64, show_spinner=False)
def _book(_document: Document, state: str) -> Book:  # noqa: ARG001  # `state` is the key
    return Book(_document)


def _place(document: Document) -> tuple[str, Span | None]:
    """The clause and the words that the address names, where this document has them."""
    at = got("at")
    if at and f"{document.id}#{at}" not in document.by_id:
        tell(say("read.no_place", at=at))
        return "", None
    start, end = (int(got(name)) if got(name).isdecimal() and len(got(name)) < 10 else 0 for name in ("start", "end"))
    return at, Span(start, end) if start < end <= len(document.text) else None


def _head(document: Document, at: str, quote: Span | None) -> None:
    """What is being read, its odd places, and the place that is open."""
    counts = listing_record(document)
    lay(
        tag("p", document.title or document.id, class_="booktitle"),
        tag(
            "p",
            tag("span", document.provider, class_=f"provider {shelf.hue(document.id)}") if document.provider else "",
            tag("span", document.edition),
            tag("span", say("shelf.counts", **{name: counts[name] for name in ("articles", "paragraphs", "items")})),
            class_="facts small",
        ),
        tag("p", say("read.hint"), class_="small"),
        _notices(document),
    )
    if at:
        clause = document.by_id[f"{document.id}#{at}"]
        with st.container(horizontal=True, vertical_alignment="center"):
            lay(tag("p", say("read.opened", citation=cite(clause)), class_="small"), width="content")
            copyable(citation(document, clause, quote))


def _notices(document: Document) -> Safe | str:
    """What was odd about the text, each with the way to its place."""
    if not document.notices:
        return ""
    lines = [tag("li", notice.message, " ", _way(document, notice)) for notice in document.notices]
    return tag("details", tag("summary", say("read.notices", count=len(lines))), tag("ul", *lines, class_="small"))


def _way(document: Document, notice: Notice) -> Safe | str:
    inside: list[Clause] = [clause for clause in document.clauses if clause.span.contains(notice.span)]
    return tag("a", cite(inside[-1]), href=f"#{inside[-1].id.partition('#')[2]}") if inside else ""


def _view(*opened: object) -> int:
    """A number for what is open, another one whenever something else was opened."""
    last, number = st.session_state.get("view", (None, 0))
    if last != opened:
        st.session_state["view"] = (opened, number + 1)
    return int(st.session_state["view"][1])


page()
