"""The documents that are kept: their list, their names, and how one is taken away and put back.

In: the person's own documents. Out: a changed folder and a fresh index. It refuses to touch the samples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from indexer import Corpus, Document, YakkanError, counts, default_folder, own_folder, samples_folder
from ui import choices, shelf
from ui.address import link
from ui.paper import Safe, lay, tag, tell
from ui.words import say

COLUMNS = ("provider", "document", "edition", "articles", "paragraphs", "items", "id")


def show(held: Mapping[str, Document]) -> None:
    """The documents on show; those of the person can be named anew and removed."""
    st.subheader(say("shelve.kept" if held else "shelve.samples_shown"))
    if not held:
        lay(tag("p", say("shelve.samples_kept"), class_="small"))
    if not shelf.ready():
        return
    _table(shelf.documents())
    for note in shelf.session().notes:
        tell(note)
    if not held:
        return
    names = {doc: "　".join(filter(None, (document.provider, document.title))) or doc for doc, document in held.items()}
    chosen = choices.one(say("shelve.edit"), names, "edit")
    if chosen:
        _edit(held[chosen])


def renew() -> None:
    """Makes the index fresh and shows how far that is."""
    bar = st.progress(0.0, say("shelve.indexing"))

    def shown(done: int, all_: int, _units: int, _left: float) -> None:
        bar.progress(done / all_, say("shelve.indexed", done=done, all=all_))

    try:
        shelf.renew(shown)
    except YakkanError as error:
        tell(error)
        lay(tag("p", say("shelve.kept_unindexed"), class_="small"))
        st.stop()
    bar.empty()


def told(what: str, words: Sequence[str]) -> None:
    """What was done to a document, and the way back from its removal."""
    for each in words:
        tell(each)
    if what and not words:
        lay(tag("p", say(f"shelve.{what}"), class_="done", role="status"))
    if what == "removed" and default_folder() == samples_folder():
        lay(tag("p", say("shelve.samples_again"), class_="notes"))
    if "taken" in st.session_state:
        st.button(say("shelve.undo"), on_click=_restore)


def _table(documents: tuple[Document, ...]) -> None:
    head = tag("tr", *(tag("th", say(f"shelve.col_{name}"), scope="col") for name in COLUMNS))
    lay(
        tag(
            "div",
            tag("table", tag("thead", head), tag("tbody", *map(_row, documents)), class_="book kept"),
            class_="scroll",
        )
    )


def _row(document: Document) -> Safe:
    provider = tag("span", document.provider or document.id, class_=f"provider {shelf.hue(document.id)}")
    numbers = [tag("td", f"{count:,}", class_="figure") for count in counts(document).values()]
    names = [tag("td", document.title), tag("td", document.edition)]
    return tag("tr", tag("td", provider), *names, *numbers, tag("td", tag("code", document.id)))


def _edit(document: Document) -> None:
    """One document's names, and its removal."""
    with st.form(f"names-{document.id}"):
        title = st.text_input(say("shelve.title_field"), document.title, max_chars=200)
        provider = st.text_input(say("shelve.provider_field"), document.provider, max_chars=120)
        edition = st.text_input(say("shelve.edition_field"), document.edition, max_chars=80)
        if st.form_submit_button(say("shelve.save"), type="primary"):
            _change(
                "named", lambda folder: folder.describe(document.id, title=title, provider=provider, edition=edition)
            )
    with st.container(horizontal=True):
        link("read", say("shelve.read"), doc=document.id)
        with st.popover(say("shelve.remove")):
            lay(tag("p", say("shelve.remove_really", title=document.title or document.id)))
            if st.button(say("shelve.remove_yes"), type="primary", key=f"remove-{document.id}"):
                _change("removed", lambda folder: _take(folder, document.id))


def _change(done: str, work: Callable[[Corpus], object]) -> None:
    """Changes the folder, makes the index fresh, and shows the page anew."""
    st.session_state.pop("taken", None)
    try:
        work(Corpus(own_folder()))
    except YakkanError as error:
        tell(error)
        return
    renew()
    st.session_state["told"] = (done, [])
    st.rerun()


def _take(folder: Corpus, doc: str) -> None:
    """Removes a document; its files stay with this session, so that it can be put back."""
    st.session_state["taken"] = folder.remove(doc)


def _restore() -> None:
    taken = st.session_state.pop("taken")
    try:
        Corpus(own_folder()).restore(taken)
        st.session_state["told"] = ("restored", [])
    except YakkanError as error:
        st.session_state["told"] = ("restored", [str(error)])
