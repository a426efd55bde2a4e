"""HTML from words: everything that is not built here is escaped, so that a document can show nothing but text.

In: strings of any origin, and tags with attributes of ours. Out: `Safe` HTML, shown by `lay`; `label` for the labels of widgets.
It refuses to know documents, and to pass any string through unescaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import punctuation
from typing import Literal

import streamlit as st

JOINER = (
    "\u2060"  # no width and no meaning: it parts what Streamlit would read as :icon:, a www. address or a mail address
)


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


def lay(*parts: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Shows the parts on the page."""
    st.html(join(parts), width=width)


def tip(words: str) -> str:
    """Words for the attribute that is shown on hover and focus: the browser's sanitizer drops an attribute that looks like markup."""
    return words.replace("<", f"<{JOINER}").replace(">", f"{JOINER}>")


def tell(words: object) -> None:
    """Shows a message that may hold words of a document or of the person, such as an error."""
    lay(tag("p", str(words), class_="tell", role="alert"))


def label(words: str) -> str:
    """Words for the label of a widget, where Streamlit reads Markdown: every sign stands for itself."""
    return "".join(f"\\{sign}{JOINER if sign in ':.@' else ''}" if sign in punctuation else sign for sign in words)
