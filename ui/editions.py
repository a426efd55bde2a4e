"""改定: two editions against each other, from the shelf or from files that stay in this session.

In: two documents; those of the shelf are named in the address, uploaded ones are forgotten with the session. Out: what changed, and
the 新旧対照表 to take away. It refuses to compare.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

import streamlit as st

from indexer import (
    SUFFIXES,
    Comparison,
    Document,
    Sheet,
    YakkanError,
    compare_editions,
    edition_sheet,
    read_document,
    references_sheet,
    renumbering_sheet,
)
from ui import choices, downloads, edition_views, shelf
from ui.paper import lay, tag, tell
from ui.words import say

VIEWS = ("changes", "table", "numbers", "references")
FILES = (".docx", ".xlsx", ".csv", ".md")
SIDES = ("old", "new")


def page() -> None:
    """The page."""
    st.title(say("editions.title"))
    lay(tag("p", say("editions.lead"), class_="small"))
    if not shelf.ready():
        return
    columns = st.columns(2)
    sides = []
    for side, column in zip(SIDES, columns, strict=True):
        with column:
            sides.append(_side(side))
    (old, uploaded_old), (new, uploaded_new) = sides
    if old is None or new is None:
        st.info(say("editions.choose"))
        return
    if not (uploaded_old or uploaded_new):
        st.button(say("editions.swap"), type="tertiary", on_click=_swap)
    kept = [document.id for document, uploaded in sides if document and not uploaded]
    _show(_compared(old, new), kept)


def _swap() -> None:
    st.session_state["old"], st.session_state["new"] = st.session_state["new"], st.session_state["old"]


def _side(side: str) -> tuple[Document | None, bool]:
    """One edition, and whether it was uploaded: a file is taken before a document of the shelf."""
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    st.subheader(say(f"editions.{side}"))
    chosen = choices.one(say("editions.from_shelf"), names, side)
    given = st.file_uploader(say("editions.from_file"), type=sorted(SUFFIXES), key=f"file_{side}")
    if given is not None:
        return _read(side, given.file_id, given.name, given.getvalue()), True
    return (shelf.session().index.document(chosen) if chosen else None), False


def _read(side: str, file_id: str, name: str, data: bytes) -> Document | None:
    """An uploaded file as a document of this session alone, read once; says why it cannot be read."""
    held = st.session_state.get(f"edition.{side}")
    if held is not None and held[0] == file_id:
        document: Document = held[1]
        return document
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{side}{PurePath(name).suffix.lower()}"
            path.write_bytes(data)
            document = read_document(path, side)
    except YakkanError as error:
        tell(f"{name}: {error}")
        return None
    st.session_state[f"edition.{side}"] = (file_id, document)
    return document


def _compared(old: Document, new: Document) -> Comparison:
    """The comparison that this session looks at, kept until it looks at another."""
    key = (old.id, old.sha256, new.id, new.sha256)
    held = st.session_state.get("edition.comparison")
    if held is None or held[0] != key:
        with st.spinner(say("editions.comparing")):
            held = (key, compare_editions(old, new))
        st.session_state["edition.comparison"] = held
    found: Comparison = held[1]
    return found


def _show(found: Comparison, kept: Sequence[str]) -> None:
    st.subheader(say("editions.found"))
    edition_views.effect(found)
    if not found.changes:
        st.success(say("editions.same"))
        return
    view = choices.switch(say("editions.view"), {name: _view(name, found) for name in VIEWS}, "view")
    if view == "changes":
        edition_views.changes(found, _kinds(found), kept)
    elif view == "table":
        edition_views.table(found)
    elif view == "numbers":
        edition_views.numbers(found)
    else:
        edition_views.references(found)
    downloads.offer(say("editions.file"), None, lambda: _sheets(found), FILES)


def _view(name: str, found: Comparison) -> str:
    count = f" {len(found.broken)}" if name == "references" and found.broken else ""
    return say(f"editions.view_{name}") + count


def _kinds(found: Comparison) -> list[str]:
    """The kinds of change to show, each with how often it came."""
    counts = Counter(change.kind for change in found.changes)
    names = {english: f"{say(f'editions.{english}')} {counts[kind]}" for kind, english in edition_views.KINDS.items()}
    chosen = choices.marked(say("editions.kinds"), names, "kinds")
    return [kind for kind, english in edition_views.KINDS.items() if english in chosen]


def _sheets(found: Comparison) -> list[Sheet]:
    return [edition_sheet(found), references_sheet(found), renumbering_sheet(found)]


page()
