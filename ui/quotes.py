"""引用チェック: a text that was pasted or uploaded, and each of its quotations verified or not.

In: any text; it stays in this session and out of the address, which holds the documents to look in. Out: what was found. It refuses
to locate anything itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from indexer import Checked, Checker, Sheet, YakkanError, load_bytes, quotation_record
from ui import choices, downloads, quoted, shelf
from ui.paper import lay, tag, tell
from ui.uploads import bare_name
from ui.words import say

PASTE, FILE = "paste", "file"
SHEET = ("title", "number", "quote", "verdict", "provider", "document", "citation", "difference")
MOST = 500  # quotations shown; a text with more is better checked in parts


@st.cache_resource(max_entries=4, show_spinner=False)
def _checker(_docs: Sequence[str], key: str) -> Checker:  # noqa: ARG001  # the key says which documents, and which words they have
    index = shelf.session().index
    return Checker([index.document(doc) for doc in _docs])


@st.cache_data(max_entries=16, show_spinner=False)
def _checked(_checker_: Checker, key: str, text: str) -> list[Checked]:  # noqa: ARG001  # as above
    found: list[Checked] = _checker_.verify(text)
    return found


def page() -> None:
    """The page."""
    st.title(say("quotes.title"))
    lay(tag("p", say("quotes.lead"), class_="small"))
    if not shelf.ready():
        return
    docs = _chosen()
    text = _given()
    if not text.strip():
        return
    index = shelf.session().index
    key = " ".join(f"{doc}:{index.entries[doc].segment}" for doc in docs)
    with st.spinner(say("quotes.checking")):
        found = _checked(_checker(docs, key), key, text)
    if not found:
        st.info(say("quotes.none"))
        return
    _result(text, found[:MOST], len(found))


def _chosen() -> list[str]:
    """The documents to look in: those chosen, else all."""
    names = {document.id: shelf.short(document) for document in shelf.documents()}
    return choices.several(say("quotes.docs"), names, "docs") or list(names)


def _given() -> str:
    """The text to check: pasted, or from a file."""
    ways = {PASTE: say("quotes.paste"), FILE: say("quotes.file")}
    way = st.segmented_control(
        say("quotes.way"), list(ways), default=PASTE, format_func=ways.__getitem__, key="way", required=True
    )
    return _uploaded() if way == FILE else _pasted()


def _pasted() -> str:
    if "pasted" not in st.session_state:  # a widget's own state goes when another page is opened
        st.session_state["pasted"] = st.session_state.get("pasted_text", "")
    with st.form("quotes", border=False):
        given: str = st.text_area(say("quotes.box"), height=220, placeholder=say("quotes.hint"), key="pasted")
        st.form_submit_button(say("quotes.go"), type="primary")
    st.session_state["pasted_text"] = given
    return given


def _uploaded() -> str:
    given = st.file_uploader(say("quotes.upload"), key="quotes_file")
    if given is None:
        return ""
    try:
        text: str = load_bytes(bare_name(given.name), given.getvalue()).text
    except YakkanError as error:
        tell(error)
        return ""
    return text


def _result(text: str, found: Sequence[Checked], total: int) -> None:
    """The verdict, the text with its quotations marked, and each quotation with its place."""
    records = [quotation_record(each) for each in found]
    lost = sum(not each["found"] for each in records)
    st.subheader(say("quotes.counts", all=len(found), found=len(found) - lost, lost=lost))
    if total > len(found):
        lay(tag("p", say("quotes.most", shown=len(found), all=total), class_="notes"))
    lay(quoted.text(text, records))
    sheet = _sheet(records)
    downloads.offer("yakkan-quotes", None, lambda: [sheet], (".xlsx", ".csv"))
    _list(records)


def _sheet(records: Sequence[dict[str, Any]]) -> Sheet:
    held = {document.id: document for document in shelf.documents()}
    header = tuple(say(f"quotes.sheet_{name}") for name in SHEET)
    return quoted.table(records, held, header, (say("quotes.found"), say("quotes.lost")))


def _list(records: Sequence[dict[str, Any]]) -> None:
    only = choices.flag(say("quotes.only_lost"), "lost")
    shown = [(number, each) for number, each in enumerate(records, start=1) if not (only and each["found"])]
    if not shown:
        st.success(say("quotes.all_found"))
    for number, each in shown:
        quoted.card(number, each)


page()
