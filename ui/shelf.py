"""The open index over the folder of documents: shared by all sessions of the page, opened anew when the folder changes.

In: nothing but the folder that the environment names. Out: the session, its documents, a hue for each. It refuses to hold what one
person has chosen.
"""

from __future__ import annotations

import threading
from pathlib import Path

import streamlit as st

from indexer import Asker, Document, Session, YakkanError, asker, default_folder
from ui.paper import tell
from ui.words import say

HUES = 8  # quiet colours for providers; look.css has so many
_OPENING = threading.Lock()  # two sessions that find the folder changed build its index once


def signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The name, size and time of each file: enough to see that something changed."""
    if not folder.is_dir():
        return ()
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(folder: Path, _signature: tuple[tuple[str, int, int], ...], state: str) -> Session:  # noqa: ARG001  # `state` is the key
    with _OPENING:
        return Session(folder)


def session() -> Session:
    """The session over the folder as it is now; those who hold the one before keep it."""
    folder = default_folder()
    now = signature(folder)
    return _opened(folder, now, str(now))


def state() -> str:
    """The folder and its files as one word: what was worked out from them holds as long as it stays the same."""
    folder = default_folder()
    return f"{folder} {signature(folder)}"


def documents() -> tuple[Document, ...]:
    """All documents, in the order of the folder."""
    index = session().index
    return tuple(index.document(doc) for doc in index.entries)


def answerer() -> Asker:
    """Answers questions from the open index."""
    held = session()
    return asker(held.index, held.embedder)


def hue(doc: str) -> str:
    """The class of a document's colour, the same on every page."""
    held = list(session().index.entries)
    return f"hue{held.index(doc) % HUES}" if doc in held else "hue0"


def short(document: Document) -> str:
    """What a document is called in a narrow place: its provider, and its title where the provider has several."""
    others = [other for other in documents() if other.provider == document.provider]
    name = document.provider or document.title or document.id
    return f"{name}（{document.title}）" if len(others) > 1 and document.provider else name


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
