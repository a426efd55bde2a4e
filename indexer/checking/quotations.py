"""A pasted text's quotations against the documents: where each stands, or the nearest real wording with the difference.

In: any text (say, an answer of some other AI) and documents. Out: one `Checked` for each quoted run. It refuses to judge what is
said about a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..normalize import normalize
from ..numbering import cite
from ..reading.locate import Change, Found, Locator, Nearest, first, nearest
from ..types import Document, Span

PAIRS = {"「": "」", "『": "』", "“": "”", "｢": "｣", "〝": "〟", "«": "»"}
STRAIGHT = re.compile(r'["＂]([^"＂]{1,5000})["＂]')
LONGEST = 5_000  # characters of one quotation: a mark that is never closed quotes nothing
BLOCK = re.compile(r"^[ \t]{0,3}[>＞][ \t]?(.*)$", re.M)
# 契約者は、…通知する, （中略）: what is left out between two pieces that are quoted
ELLIPSIS = re.compile(r"[(（\[［]?(?:…{1,4}|\.{3,6}|・{3,6}|〔?中略〕?|略)[)）\]］]?")
GAP = 1_500  # characters that … may stand for
ALIKE = 0.3  # likeness below which no wording is near


@dataclass(frozen=True)
class Checked:
    """A quoted run, where it stands in the pasted text, and where in a document, if anywhere."""

    quote: str
    at: Span
    doc: str | None = None
    found: Found | None = None
    near_doc: str | None = None
    near: Nearest | None = None
    near_words: str = ""


def verify(text: str, documents: Sequence[Document]) -> list[Checked]:
    """Every quoted run of a text, looked up in the documents."""
    return Checker(documents).verify(text)


class Checker:
    """Documents made ready for checking quotations."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._locators = [Locator(document) for document in documents]

    def verify(self, text: str) -> list[Checked]:
        """Every quoted run of a text, looked up."""
        return [self.check(text[span.start : span.end], span) for span in quoted(text)]

    def check(self, words: str, at: Span) -> Checked:
        """One quotation, looked up."""
        plain = _plain(words)
        place = first(self._locators, plain) or self._with_gaps(plain)
        if place:
            locator, found = place
            return Checked(words, at, locator.document.id, found)
        near = nearest(self._locators, plain)
        if near is None or near[1].likeness < ALIKE:
            return Checked(words, at)
        locator, one = near
        source = locator.document.text[one.span.start : one.span.end]
        return Checked(words, at, near_doc=locator.document.id, near=one, near_words=source)

    def _with_gaps(self, words: str) -> tuple[Locator, Found] | None:
        """The first document in which the pieces around … stand one after another."""
        pieces = [piece for piece in ELLIPSIS.split(words) if normalize(piece).text]
        if len(pieces) < 2:
            return None
        for locator in self._locators:
            found = [
                places for start in locator.find_all(pieces[0]) if (places := _in_order(locator, start, pieces[1:]))
            ]
            if found:
                places = min(found, key=lambda one: one[-1].span.end - one[0].span.start)
                return locator, Found(places[0].clause, Span(places[0].span.start, places[-1].span.end))
        return None


def _in_order(locator: Locator, start: Found, pieces: Sequence[str]) -> list[Found]:
    """The pieces one after another from a start, no two of them far apart; none where one is missing."""
    found = [start]
    for piece in pieces:
        after = found[-1].span.end
        place = next((one for one in locator.find_all(piece) if after <= one.span.start < after + GAP), None)
        if place is None:
            return []
        found.append(place)
    return found


def quoted(text: str) -> Iterator[Span]:
    """Where the quoted runs of a text stand, marks excluded; of marks within marks only the outer ones quote."""
    blocks = list(_blocks(text))
    spans = [*blocks, *(span for span in _marked(text) if not any(block.contains(span) for block in blocks))]
    for span in sorted(spans):
        if normalize(_plain(text[span.start : span.end])).text:
            yield span


def _blocks(text: str) -> Iterator[Span]:
    """Lines that begin with > and follow one another."""
    begin = stop = -1
    for match in BLOCK.finditer(text):
        if begin >= 0 and match.start() > stop + 1:
            yield Span(begin, stop)
            begin = -1
        begin, stop = (match.start(1) if begin < 0 else begin), match.end(1)
    if begin >= 0:
        yield Span(begin, stop)


def _marked(text: str) -> Iterator[Span]:
    """The runs between quotation marks that are not inside others; a mark that is never closed quotes nothing."""
    found = [*_paired(text), *(Span(*match.span(1)) for match in STRAIGHT.finditer(text))]
    end = -1
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if span.start >= end:
            yield span
            end = span.end + 1


def _paired(text: str) -> Iterator[Span]:
    """The runs between an opening mark and its own closing one."""
    opened: dict[str, list[int]] = {close: [] for close in PAIRS.values()}
    for at, char in enumerate(text):
        if char in PAIRS:
            opened[PAIRS[char]].append(at)
        elif opened.get(char):
            start = opened[char].pop() + 1
            if at - start <= LONGEST:
                yield Span(start, at)


def _plain(words: str) -> str:
    """The words without the > of each line."""
    return re.sub(r"\n[ \t]{0,3}[>＞]", "\n", words)


def quotation_record(given: Checked) -> dict[str, Any]:
    """The JSON of `yakkan verify`."""
    found = given.found
    return {
        "quote": given.quote,
        "at": [given.at.start, given.at.end],
        "found": found is not None,
        "doc": given.doc,
        "id": found.clause.id if found else None,
        "citation": cite(found.clause) if found else None,
        "start": found.span.start if found else None,
        "end": found.span.end if found else None,
        "nearest": _nearest(given) if given.near else None,
    }


def _nearest(given: Checked) -> dict[str, Any] | None:
    near = given.near
    if near is None:
        return None
    return {
        "doc": given.near_doc,
        "id": near.clause.id,
        "citation": cite(near.clause),
        "start": near.span.start,
        "end": near.span.end,
        "quote": given.near_words,
        "likeness": near.likeness,
        "changes": [{"kind": change.kind, "text": change.text} for change in near.changes],
        "difference": difference(near.changes),
    }


def difference(changes: Sequence[Change]) -> str:
    """A difference in one line: [-what was quoted-] {+what the document says+}."""
    marks = {"same": "{}", "quoted": "[-{}-]", "source": "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in changes)
