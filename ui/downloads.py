"""Tables to take away: a button for each kind of file, the file made when it is asked for.

In: a name, what the tables hang on, and how they are made. Out: buttons. It refuses to know what stands in a table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from indexer import Sheet, sheet_bytes
from ui.paper import lay, tag
from ui.words import say

KINDS = (".xlsx", ".docx", ".csv")
Made = Callable[[], Sequence[Sheet]]


@st.cache_data(max_entries=16, show_spinner=False)
def _kept(key: str, kind: str, _tables: Made) -> bytes:  # noqa: ARG001  # the key says what the tables hang on
    return _made(kind, _tables)


def _made(kind: str, tables: Made) -> bytes:
    made: bytes = sheet_bytes(kind, tables())
    return made


def offer(name: str, key: str | None, made: Made, kinds: Sequence[str] = KINDS) -> None:
    """A button for each kind; `key` must differ wherever the tables do, and files without a key are not kept."""
    with st.container(horizontal=True, vertical_alignment="center"):
        lay(tag("span", say("nav.download"), class_="small"), width="content")
        for kind in kinds:
            st.download_button(
                say(f"nav.download_{kind.removeprefix('.')}"),
                partial(_made, kind, made) if key is None else partial(_kept, key, kind, made),
                file_name=f"{name}{kind}",
                on_click="ignore",
                key=f"download{kind}",
            )
