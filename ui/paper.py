"""HTML from words: everything that is not built here is escaped, so that a document can show nothing but text.

In: strings of any origin, and tags with attributes of ours. Out: `Safe` HTML, shown by `lay`. It refuses to know documents,
and to pass any string through unescaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st


class Safe(str):
    """HTML that was built here."""

    __slots__ = ()


BREAK = Safe("<br>")


def tag(name: str, *inside: str, **attributes: str | None) -> Safe:
    """An element; `class_` is class, `data_x` is data-x, an attribute that is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Safe(f"<{name}{given}>{join(inside)}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Safe:
    """Parts one after another: strings are escaped, what was built here stays."""
    return Safe(escape(between).join(part if isinstance(part, Safe) else escape(part) for part in parts))


def lay(*parts: str) -> None:
    """Shows the parts on the page."""
    st.html(join(parts))
