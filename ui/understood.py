"""One uploaded file before it is kept: what was understood of it, and fields to correct that.

In: an `Upload`, and the documents there. Out: a card, and what the person has chosen as an `Incoming`. It refuses to add anything.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indexer import Clause, Document, Incoming, Notice, cite, counts
from ui.paper import Safe, lay, tag
from ui.uploads import Upload
from ui.words import say

HEADINGS, NOTICES, EXCERPT = 6, 30, 40  # how many are shown, and how many characters of the words a notice is about
NAMES = ("title", "provider", "edition")


def bad(upload: Upload) -> None:
    """A file that cannot be read, with the reason."""
    lay(tag("section", _head(upload, "bad"), tag("p", upload.trouble, role="alert"), class_="upload bad"))


def twin(upload: Upload, other: str) -> None:
    """A file that says what another says already."""
    lay(tag("section", _head(upload, "same"), tag("p", say("shelve.twin", other=other)), class_="upload"))


def good(upload: Upload, document: Document, free_id: str, held: Mapping[str, Document]) -> Incoming | None:
    """A file that was understood: the card, the fields, and what is chosen; None where it shall not be added."""
    with st.container(border=True):
        left, right = st.columns([5, 4], gap="large")
        with left:
            lay(tag("section", _head(upload, "good"), *_understood(document), class_="upload"))
            _notices(document)
        with right:
            _editions(document, held)
            return _fields(upload, document, free_id, held)


def _head(upload: Upload, verdict: str) -> Safe:
    said = tag("b", say(f"shelve.{verdict}"), class_="severity error" if verdict == "bad" else "severity")
    return tag("p", said, "　", tag("span", upload.name, class_="filename"), class_="where")


def _understood(document: Document) -> list[Safe]:
    """Title, counts and the first headings."""
    names = [document.provider or say("shelve.no_provider"), document.edition or say("shelve.no_edition")]
    articles = [clause for clause in document.clauses if clause.level == "article"]
    first = articles[:HEADINGS] or document.clauses[:HEADINGS]
    more = [tag("li", say("shelve.more", count=len(articles) - HEADINGS))] if len(articles) > HEADINGS else []
    return [
        tag("h3", document.title or say("shelve.no_title"), class_="booktitle"),
        tag("p", "　".join(names), class_="small"),
        tag("dl", *_counts(document), class_="counts"),
        tag("ol", *(tag("li", _heading(clause)) for clause in first), *more, class_="headings"),
    ]


def _counts(document: Document) -> list[Safe]:
    chapters = sum(clause.level == "chapter" for clause in document.clauses)
    found = {"chapters": chapters} | counts(document) | {"tables": len(document.tables)}
    return [tag("div", tag("dt", say(f"shelve.{name}")), tag("dd", f"{count:,}")) for name, count in found.items()]


def _heading(clause: Clause) -> str:
    return f"{cite(clause)}　{clause.heading or clause.text[:EXCERPT]}"


def _notices(document: Document) -> None:
    """What was odd, each with its place."""
    if not document.notices:
        return
    with st.expander(say("shelve.notices", count=len(document.notices))):
        lay(tag("ul", *(tag("li", *_notice(document, each)) for each in document.notices[:NOTICES]), class_="notices"))
        if len(document.notices) > NOTICES:
            lay(tag("p", say("shelve.more_notices", count=len(document.notices) - NOTICES), class_="small"))


def _notice(document: Document, notice: Notice) -> list[str]:
    page = document.page(notice.span.start)
    over = [clause for clause in document.clauses if clause.span.contains(notice.span)]
    place = [say("ask.page", page=page)] if page else []
    place += [cite(over[-1])] if over else []
    words = document.text[notice.span.start : notice.span.end].strip()
    excerpt = f"「{words[:EXCERPT]}{'…' if len(words) > EXCERPT else ''}」" if words else ""
    return [
        tag("b", "　".join(place) or say("shelve.whole")),
        f"　{notice.message}　",
        tag("span", excerpt, class_="small"),
    ]


def _editions(document: Document, held: Mapping[str, Document]) -> None:
    """Says where a document with this title is there already: it may be another edition."""
    for other in held.values():
        if document.title and (other.title, other.provider) == (document.title, document.provider):
            lay(tag("p", say("shelve.edition_of", edition=other.edition or say("shelve.no_edition")), class_="notes"))
            return


def _fields(upload: Upload, document: Document, free_id: str, held: Mapping[str, Document]) -> Incoming | None:
    key = upload.key
    title = st.text_input(say("shelve.title_field"), document.title, max_chars=200, key=f"title-{key}")
    provider = st.text_input(say("shelve.provider_field"), document.provider, max_chars=120, key=f"provider-{key}")
    edition = st.text_input(say("shelve.edition_field"), document.edition, max_chars=80, key=f"edition-{key}")
    doc_id = st.text_input(say("shelve.id_field"), free_id, max_chars=60, key=f"id-{key}", help=say("shelve.id_help"))
    old = None
    if held:
        old = st.selectbox(
            say("shelve.replace_field"),
            list(held),
            index=None,
            format_func=lambda doc: (
                "　".join(filter(None, (held[doc].provider, held[doc].title, held[doc].edition))) or doc
            ),
            placeholder=say("shelve.replace_none"),
            help=say("shelve.replace_help"),
            key=f"replace-{key}",
        )
    if not st.checkbox(say("shelve.wanted"), value=True, key=f"wanted-{key}"):
        return None
    names = dict(zip(NAMES, (title, provider, edition), strict=True))
    return Incoming(upload.path, old or doc_id.strip(), names, over=old is not None)
