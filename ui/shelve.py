"""取り込み: files are read, shown as understood, corrected, and only then kept; the documents there are named and removed.

In: uploaded files and what the person chooses; nothing of it stands in the address. Out: a changed folder of documents and a fresh
index. It refuses to read or write files itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indexer import Corpus, Document, Incoming, YakkanError, default_folder, own_folder, samples_folder
from ui import keeping, shelf, understood
from ui.address import link
from ui.paper import lay, tag, tell
from ui.uploads import Desk, Upload, free_ids, twins
from ui.words import say


def page() -> None:
    """The page."""
    st.title(say("shelve.title"))
    lay(tag("p", say("shelve.lead"), class_="small"))
    held = _held()
    _told()
    uploads = _uploaded()
    if uploads:
        _preview(uploads, held)
    else:
        keeping.show(held)


def _held() -> dict[str, Document]:
    """The person's own documents; none while the samples are on show."""
    if default_folder() != own_folder() or not own_folder().is_dir():
        return {}
    try:
        return {document.id: document for document in shelf.documents()}
    except YakkanError as error:
        tell(error)
        return {}


def _uploaded() -> list[Upload]:
    """The files on the desk of this session, read."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    desk: Desk = st.session_state["desk"]
    batch = st.session_state.setdefault("batch", 0)  # another number empties the widget
    given = st.file_uploader(say("shelve.files"), accept_multiple_files=True, key=f"files-{batch}")
    bar = st.empty()

    def shown(done: int, all_: int) -> None:
        bar.progress(done / all_, say("shelve.reading", done=done + 1, all=all_))

    uploads = desk.lay_out(given or [], shown)
    bar.empty()
    return uploads


def _preview(uploads: Sequence[Upload], held: dict[str, Document]) -> None:
    """What was understood of each file, and one button that adds what is chosen."""
    same, ids = twins(uploads, held.values()), free_ids(uploads, held)
    good = [one for one in uploads if one.document is not None and one.key not in same]
    st.subheader(say("shelve.understood"))
    lay(tag("p", say("shelve.counted", good=len(good), all=len(uploads))))
    for upload in uploads:
        if upload.document is None:
            understood.bad(upload)
        elif upload.key in same:
            understood.twin(upload, same[upload.key])
    if not good:
        return
    with st.form("adding", border=False, enter_to_submit=False):
        chosen = [understood.good(one, one.document, ids[one.key], held) for one in good if one.document is not None]
        along = _samples_along(held)
        pressed = st.form_submit_button(say("shelve.add"), type="primary")
    wanted = [one for one in chosen if one is not None]
    if pressed and not wanted:
        st.info(say("shelve.nothing_chosen"))
    elif pressed:
        _add(wanted, along)


def _samples_along(held: dict[str, Document]) -> bool:
    """Whether the samples shall stay beside the person's first documents."""
    if held or default_folder() != samples_folder():
        return False
    lay(tag("p", say("shelve.samples"), class_="notes"))
    return st.checkbox(say("shelve.samples_along"), key="along")


def _add(wanted: Sequence[Incoming], along: bool) -> None:
    """Puts the files into the folder, all or none, and makes the index fresh."""
    samples = [Incoming(path) for path in sorted(samples_folder().glob("*.txt"))] if along else []
    with st.spinner(say("shelve.adding", count=len(wanted))):
        try:
            added = Corpus(own_folder()).add_all([*wanted, *samples])
        except YakkanError as error:
            tell(error)
            lay(tag("p", say("shelve.untouched"), class_="small"))
            return
    st.session_state.pop("taken", None)
    keeping.renew()
    st.session_state["told"] = ("added", [document.id for document in added[: len(wanted)]])
    st.session_state["batch"] += 1
    st.rerun()


def _told() -> None:
    """What the last step did, said once more after the page was made anew."""
    what, docs = st.session_state.pop("told", ("", []))
    if what != "added":
        keeping.told(what, docs)
        return
    held = {document.id: document for document in shelf.documents()}
    lay(
        tag(
            "p",
            say("shelve.added", count=len(docs), all=len(held), clauses=f"{shelf.session().index.size:,}"),
            class_="done",
            role="status",
        )
    )
    for doc in docs:
        if doc in held:
            _newcomer(held[doc])
    link("ask", say("shelve.ask"))


def _newcomer(document: Document) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        provider = tag("span", document.provider or document.id, class_=f"provider {shelf.hue(document.id)}")
        lay(tag("p", provider, "　", document.title, class_="newcomer"))
        link("read", say("shelve.read"), doc=document.id)


page()
