"""A citation to copy: who says it, in which document and edition, where, and the very words.

In: a document, a clause of it, and words cut from it. Out: one line of text. It refuses to cut words itself.
"""

from __future__ import annotations

import streamlit as st

from indexer import Clause, Document, Span, cite
from ui.clauses import plain
from ui.words import say


def citation(document: Document, clause: Clause, span: Span | None = None) -> str:
    """株式会社〇〇『〇〇約款』（2025年4月1日改定）第10条第2項「…」."""
    words = f"「{plain(clause, document, span)}」" if span else ""
    return f"{whose(document)}{cite(clause)}{words}"


def whose(document: Document) -> str:
    """株式会社〇〇『〇〇約款』（2025年4月1日改定）."""
    edition = f"（{document.edition}）" if document.edition else ""
    return f"{document.provider}『{document.title or document.id}』{edition}"


def copyable(text: str) -> None:
    """A button that opens the text with another one that copies it; it shows as text, whatever it holds."""
    with st.popover(say("ask.copy"), type="tertiary"):
        st.code(text, language=None, wrap_lines=True)
