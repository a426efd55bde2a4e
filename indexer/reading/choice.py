"""Whether the digits at the start of a line are a number of this document, and which.

In: a line, the line before it, what is open, and the lines below. Out: the `Marker` to believe, or None. A number is
believed when it is the next of something open; the same digits inside a wrapped sentence are not.
It refuses to change anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lines import Line
from .markers import STRONG, Marker, is_counted, is_marker_tail, markers
from .open_lists import OpenLists

AHEAD = 60  # lines looked at to see whether a list goes on


@dataclass(frozen=True)
class Place:
    """Line `at` of a body, with the line before it and the source text."""

    lines: Sequence[Line]
    at: int
    before: Line | None
    words: str

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.at]

    @property
    def in_sentence(self) -> bool:
        """True when the line before it is unfinished, so that this one goes on with it."""
        return self.before is not None and self.before.open and self.before.end <= self.line.start

    def below(self) -> Iterator[Line]:
        """The next lines, as far as a list is looked for."""
        return iter(self.lines[self.at + 1 : self.at + 1 + AHEAD])

    def second_follows(self, style: str) -> bool:
        """True when a line below carries the second number of a list."""
        return any(other.style == style and other.rank == (2,) for line in self.below() for other in markers(line.text))


def choose(place: Place, lists: OpenLists) -> Marker | None:
    """The reading of the line's number that fits what is open, or None."""
    found = [marker for marker in markers(place.line.text) if not _vetoed(marker, place, lists)]
    for fits in (_continues, _is_next_paragraph, _is_first, _is_slip):
        for marker in found:
            if fits(marker, place, lists):
                return marker
    return None


def _vetoed(marker: Marker, place: Place, lists: OpenLists) -> bool:
    """True when what stands around the number shows that it is none."""
    rest = place.line.text[marker.size :]
    if marker.is_bullet:
        return _no_bullet(marker, rest, place)
    if marker.style in ("space", "bare") and is_counted(rest) and not _fresh(place):
        return True
    if marker.style == "ordinal":
        return True  # 第1　目的 is a heading, where it is one at all
    glued = marker.size == len(marker.label)
    if marker.is_tier and ((glued and is_counted(rest)) or not _of_this_article(marker, lists)):
        return True  # ２．2倍に相当する額
    if marker.style == "bare" and place.words[place.line.start] in "0123456789":
        return True  # 2段階: only fullwidth digits stand before a word without a blank
    if is_marker_tail(rest) or (rest[:1].isdigit() and place.in_sentence):
        return True
    return marker.is_weak and place.in_sentence and not (lists.stack and lists.expects_paragraph(marker))


def _no_bullet(marker: Marker, rest: str, place: Place) -> bool:
    quoted = rest.startswith("「") and place.before is not None and place.before.text.endswith("」")  # 「A」／・「B」
    return quoted or place.in_sentence or (marker.label in "-*" and marker.size == len(marker.label))


def _fresh(place: Place) -> bool:
    """True when a sentence has ended before the margin, so that this line begins something."""
    return place.before is not None and place.before.ended and not place.before.full


def _of_this_article(marker: Marker, lists: OpenLists) -> bool:
    """True when 3.2 stands under article 3, or under none."""
    return lists.owner.level != "article" or re.split(r"[.-]", marker.label)[0].strip() == str(lists.owner.value)


def _continues(marker: Marker, _place: Place, lists: OpenLists) -> bool:
    return lists.continues(marker)


def _is_next_paragraph(marker: Marker, place: Place, lists: OpenLists) -> bool:
    if not lists.expects_paragraph(marker) or (place.in_sentence and not lists.stack):
        return False
    if marker.rank == (1,):
        return lists.paragraph is None
    return True


def _is_first(marker: Marker, place: Place, lists: OpenLists) -> bool:
    """True for 1, イ, ① or a bullet that opens a list under what is open."""
    if marker.is_bullet:
        return marker.rank == (1,) and lists.depth_of(marker.style) is None
    if marker.rank != (1,) or marker.style in ("space", "bare", "dai"):
        return False
    if lists.depth_of(marker.style) is not None:
        nested = lists.stack[-1].style != marker.style  # (1) イ (1): the same marks again, one level down
        return (nested or _list_restarts(place)) and not place.in_sentence and place.second_follows(marker.style)
    if marker.style == "dot" and lists.style == "dot" and lists.stack:
        return False
    return (not place.in_sentence and not marker.is_weak) or place.second_follows(marker.style)


def _list_restarts(place: Place) -> bool:
    """True when words of the 項 stand between a list and this first number, so that a second list begins."""
    return place.before is not None and place.before.ended


def _is_slip(marker: Marker, place: Place, lists: OpenLists) -> bool:
    """True for a number that skips or repeats, where nothing else explains it."""
    last = lists.last_number(marker)
    if place.in_sentence or last is None or (marker.style not in STRONG and not marker.branches):
        return False
    return marker.value == last[0] if marker.branches else 0 <= marker.value - last[0] <= 3


def list_that_goes_on(place: Place, lists: OpenLists) -> int | None:
    """The depth of the open list whose next number comes below, before the next 項; None when all are over."""
    for line in place.below():
        for marker in markers(line.text):
            if lists.continues(marker):
                return lists.depth_of(marker.style)
            if lists.expects_paragraph(marker) and not is_counted(line.text[marker.size :]):
                return None
    return None
