"""What documents are called where several stand side by side.

In: documents. Out: a name for each, no two alike. It refuses to shorten what the documents say of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..types import Document


def called(documents: Iterable[Document]) -> dict[str, str]:
    """By id, the provider (the title, where none is known), and as much more as tells a document from the others."""
    shelf = tuple(documents)
    groups: dict[str, list[Document]] = {}
    for one in shelf:
        groups.setdefault(_short(one), []).append(one)
    return {one.id: _told_apart(one, groups[_short(one)]) for one in shelf}


def _short(document: Document) -> str:
    return document.provider or document.title or document.id


def _told_apart(document: Document, group: list[Document]) -> str:
    """甲社, 甲社（約款）, 甲社（2025年版）, 甲社（2025年版　約款）; the id where all that is the same."""
    if len(group) == 1:
        return _short(document)
    same = [one for one in group if one.title == document.title]
    editions = [one.edition for one in same]
    edition = document.edition if document.edition and editions.count(document.edition) == 1 else document.id
    title = document.title if document.provider and len(same) < len(group) else ""
    more = "　".join(part for part in (edition if len(same) > 1 else "", title) if part)
    return f"{_short(document)}（{more}）" if more else _short(document)
