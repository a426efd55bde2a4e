"""The open index over the folder of documents: shared by all sessions of the page, opened anew when the folder changes.

In: nothing but the folder that the environment names. Out: the session, its documents, a hue for each. It refuses to hold what one
person has chosen, and to let a folder that changes disturb a page that is being made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import streamlit as st

from indexer import Asker, Document, Session, YakkanError, asker, called, default_folder
from ui.paper import tell
from ui.words import say

HUES = 8  # quiet colours for providers; look.css has so many
PINNED = "shelf.session"  # no widget has a dot in its key
Signature = tuple[tuple[str, int, int], ...]
Progress = Callable[[int, int, int, float], None]  # documents done, documents, clauses so far, seconds left


class _Opened:
    """A folder as it was when it was opened: its session, and who answers from it, made when first asked."""

    def __init__(self, now: Signature, session: Session) -> None:
        self.signature = now
        self.session = session

    @cached_property
    def answerer(self) -> Asker:
        """Answers questions; searches and answers share what they work out."""
        return asker(self.session)


class _Shelf:
    """What stands open over one folder; one at a time opens it anew, and meanwhile the others keep what they have."""

    def __init__(self) -> None:
        self.opening = threading.Lock()
        self.held: _Opened | None = None

    def opened(self, folder: Path, wait: bool, progress: Progress | None) -> _Opened:
        """What is open over the folder as it is; as it was, where another is opening it and waiting is not asked for."""
        held = self.held
        if held is None or wait:
            with self.opening:
                return self._renewed(folder, progress)
        if held.signature != signature(folder) and self.opening.acquire(blocking=False):
            try:
                return self._renewed(folder, progress)
            finally:
                self.opening.release()
        return held

    def _renewed(self, folder: Path, progress: Progress | None) -> _Opened:
        now = signature(folder)
        if self.held is None or self.held.signature != now:
            self.held = _Opened(now, Session(folder, progress))
        return self.held


@st.cache_resource(max_entries=8, show_spinner=False)
def _shelf(_folder: Path, where: str) -> _Shelf:  # noqa: ARG001  # `where` is the key
    return _Shelf()


def signature(folder: Path) -> Signature:
    """The name, size and time of each file: enough to see that something changed."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # taken away since the folder was listed
            if path.is_file() and not path.name.startswith("."):
                found.append((path.name, path.stat().st_size, path.stat().st_mtime_ns))
    return tuple(found)


def begin() -> None:
    """A new run of a page: it shall see the folder as it is now, and the same to its end."""
    st.session_state.pop(PINNED, None)


def session() -> Session:
    """The session that this run of the page works on."""
    return _pinned().session


def renew(progress: Progress) -> Session:
    """The session over the folder as it is now, waited for: for the person who has changed the folder."""
    st.session_state[PINNED] = _opened(wait=True, progress=progress)
    return session()


def _pinned() -> _Opened:
    if PINNED not in st.session_state:
        st.session_state[PINNED] = _opened()
    held: _Opened = st.session_state[PINNED]
    return held


def _opened(wait: bool = False, progress: Progress | None = None) -> _Opened:
    folder = default_folder()
    return _shelf(folder, str(folder)).opened(folder, wait, progress)


def state() -> str:
    """The documents of this run as one word: what was worked out from them holds as long as it stays the same."""
    return " ".join(entry.segment for entry in session().index.entries.values())


def documents() -> tuple[Document, ...]:
    """All documents, in the order of the folder."""
    index = session().index
    return tuple(index.document(doc) for doc in index.entries)


def answerer() -> Asker:
    """Answers questions from the open index."""
    return _pinned().answerer


def hue(doc: str) -> str:
    """The class of a document's colour, the same on every page."""
    held = list(session().index.entries)
    return f"hue{held.index(doc) % HUES}" if doc in held else "hue0"


def short(document: Document) -> str:
    """What a document is called beside the others: its provider, and as much more as tells it from them."""
    names: dict[str, str] = called(documents())
    return names.get(document.id) or document.title or document.id


def ready() -> bool:
    """Whether there is anything to show; says what to do, otherwise."""
    try:
        with st.spinner(say("shelf.building"), show_time=True):
            held = documents()
    except YakkanError as error:
        tell(error)
        return False
    if not held:
        st.info(say("shelf.empty"))
    return bool(held)
