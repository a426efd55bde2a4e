"""読む: a document like a law book, at the place that the address names.

In: the document and the place, from the address. Out: its outline and its text. It refuses to read, resolve or define.
"""

from __future__ import annotations

import streamlit as st

from ui import shelf
from ui.clauses import words
from ui.paper import lay, tag
from ui.words import say


def page() -> None:
    """The page."""
    st.title(say("read.title"))
    if not shelf.ready():
        return
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    doc = st.selectbox(say("read.doc"), list(names), format_func=names.__getitem__, key="doc", bind="query-params")
    document = shelf.session().index.document(doc)
    for clause in document.clauses:
        lay(tag("div", words(clause, document), class_="clause"))


page()
