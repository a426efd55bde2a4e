"""The numbers and bullets that HTML lists print.

In: list elements as the walk opens and closes them. Out: the mark before a line. It refuses to know
anything of a page but its lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .list_marks import BULLET, HTML_TYPES, circled, has_own_label, number_text

LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([^;]{1,200})", re.IGNORECASE)
INTEGER = re.compile(r"\s{0,9}([+-]?\d{1,9})")
LISTS = {"ol", "ul", "menu", "dir"}


@dataclass
class _List:
    """A list that is open: how it counts, and how deep it stands among numbered lists."""

    numbered: bool
    depth: int
    style: str
    next: int = 1
    step: int = 1


class ListMarks:
    """Follows the open lists; `take` gives the marks that wait for the line about to be printed."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._waiting: list[tuple[etree._Element, str]] = []

    def open(self, element: etree._Element) -> None:
        """A list or an item begins."""
        if element.tag in LISTS:
            self._open.append(self._list(element))
        elif element.tag == "li" and self._open:
            self._waiting.append((element, self._mark(self._open[-1], element)))

    def close(self, element: etree._Element) -> None:
        """A list or an item ends; an item without words takes its mark with it."""
        if element.tag in LISTS and self._open:
            self._open.pop()
        elif element.tag == "li":
            self._waiting = [entry for entry in self._waiting if entry[0] is not element]

    def take(self, words: str) -> str:
        """The marks before a line; none where its words begin with a number of their own."""
        marks = [mark for _, mark in self._waiting]
        self._waiting = []
        if marks and has_own_label(words):
            marks.pop()
        return "".join(marks)

    def _list(self, element: etree._Element) -> _List:
        if element.tag != "ol":
            return _List(False, 0, _style(element))
        depth = 1 + sum(one.numbered for one in self._open)
        down = "reversed" in element.attrib
        first = _integer(element.get("start"))
        if first is None:
            first = sum(1 for _ in element.iterfind("li")) if down else 1
        return _List(True, depth, _style(element), first, -1 if down else 1)

    def _mark(self, found: _List, item: etree._Element) -> str:
        style = _style(item) or found.style
        if not found.numbered:
            return "" if style == "none" else BULLET
        number = _integer(item.get("value"))
        number = found.next if number is None else number
        found.next = number + found.step
        if style == "none":
            return ""
        number_format = HTML_TYPES.get(style, "decimal")
        printed = number_text(number, number_format)
        if number_format != "decimal" or found.depth == 1:
            return f"{printed}. "
        # browsers print 1. at every depth; the inner numbers are told apart, so that they can be cited
        return f"({printed}) " if found.depth == 2 else f"{circled(number)} "


def _style(element: etree._Element) -> str:
    """The list's type, or what its style attribute says: the name of a counter, or "none"."""
    if declared := LIST_STYLE.search(element.get("style", "")):
        for word in declared[1].lower().split():
            if word == "none" or word in HTML_TYPES:
                return word
    return str(element.get("type", "")).strip()


def _integer(text: str | None) -> int | None:
    match = INTEGER.match(text) if text else None
    return int(match[1]) if match else None
