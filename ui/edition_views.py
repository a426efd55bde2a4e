"""Two editions on the page: the changes one by one, the 新旧対照表, the numbers, the references to look at.

In: a comparison. Out: tables. It refuses to compare or to class changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from indexer import Change, Comparison, Document, Span, cite, edition_sheet, references_sheet, renumbering_sheet
from ui import sheets
from ui.address import url
from ui.paper import Safe, join, lay, tag
from ui.words import say

# the words of a kind are data; what the page calls it is in words/editions.toml
KINDS = {
    "新設": "added",
    "削除": "deleted",
    "実質": "substance",
    "文言": "wording",
    "移動": "moved",
    "番号のみ": "renumbered",
}


def changes(found: Comparison, kinds: Sequence[str], kept: Sequence[str]) -> None:
    """The changes of the chosen kinds, new beside old; `kept` are the documents that the reader can open."""
    given = [change for change in found.changes if change.kind in kinds]
    if not given:
        st.info(say("editions.filtered"))
        return
    names = ("editions.col_place", "editions.col_new", "editions.col_old", "editions.col_note")
    rows = tag("tbody", *(_change(found, change, kept) for change in given))
    table = tag("table", sheets.head(say(name) for name in names), rows, class_="book edition")
    sheets.scrolled(say("editions.view_changes"), table)


def _change(found: Comparison, change: Change, kept: Sequence[str]) -> Safe:
    kind = tag("span", say(f"editions.{KINDS[change.kind]}"), class_="severity")
    places = [_place(found.old, change.old, kept), _place(found.new, change.new, kept)]
    where = join(places[1:] if _unmoved(found, change) else [place for place in places if place], " → ")
    return tag(
        "tr",
        tag("th", kind, tag("div", where), scope="row"),
        tag("td", *_marked(change.new_text, [each.new for each in change.changes], "ins", whole=change.kind == "新設")),
        tag("td", *_marked(change.old_text, [each.old for each in change.changes], "del", whole=change.kind == "削除")),
        tag("td", "\n".join(change.why), class_="note"),
    )


def _unmoved(found: Comparison, change: Change) -> bool:
    """Whether both editions have it, and cite it alike."""
    if change.old is None or change.new is None:
        return False
    alike: bool = cite(found.old.by_id[change.old]) == cite(found.new.by_id[change.new])
    return alike


def _place(document: Document, clause: str | None, kept: Sequence[str]) -> Safe:
    if clause is None:
        return join([])
    words = cite(document.by_id[clause])
    if document.id not in kept:
        return tag("span", words)
    return tag("a", words, href=url("read", doc=document.id, at=clause.partition("#")[2]))


def _marked(words: str, spans: Iterable[Span], name: str, whole: bool) -> list[str]:
    """Words with the changed runs as elements."""
    if whole:
        return [tag(name, words)] if words else []
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [words[at : span.start], tag(name, words[span.start : span.end]) if span.start < span.end else ""]
        at = span.end
    return [*parts, words[at:]]


def table(found: Comparison) -> None:
    """The 新旧対照表 as it leaves in a file."""
    sheets.show(edition_sheet(found), ("ins", "del"), "edition")


def numbers(found: Comparison) -> None:
    """What became of every article."""
    sheets.show(renumbering_sheet(found), kind="numbers")


def references(found: Comparison) -> None:
    """The references that the new edition broke."""
    if found.broken:
        sheets.show(references_sheet(found))
    else:
        st.success(say("editions.references_fine"))


def effect(found: Comparison) -> None:
    """When the new edition takes effect, in its own words, where it says so."""
    if found.effective is None:
        lay(tag("p", say("editions.no_date"), class_="small"))
        return
    clause = found.effective.clause
    place = cite(found.new.by_id[clause]) if clause else found.new.edition
    date = tag("b", found.effective.date)
    lay(tag("p", say("editions.effective"), "　", date, "　", tag("span", place, class_="small")))
