"""Where exactly a quotation stands in a document, and what comes nearest where it stands nowhere.

In: documents and quoted words. Out: a clause and a span of the source, or the nearest real wording with the difference. Width,
blanks and line breaks do not matter; a changed word does. It refuses to decide what is a quotation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple

from ..normalize import normalize
from ..types import Clause, Document, Span
from .passages import Passage, passages

GRAM = 3  # characters of the runs by which the nearest wording is looked for
COMPARED = 4  # passages of each document that are compared character by character
LONGEST = 3_000  # characters of a quotation that is not found that are compared


class Found(NamedTuple):
    """A place where the words stand."""

    clause: Clause
    span: Span


class Change(NamedTuple):
    """A piece of a difference: the same in both, only in the quotation, or only in the source."""

    kind: Literal["same", "quoted", "source"]
    text: str


class Nearest(NamedTuple):
    """The real wording that comes nearest: where it stands, how near it is (0 to 1), and the difference."""

    clause: Clause
    span: Span
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Run:
    """A passage in its place in the joined text."""

    passage: Passage
    start: int
    offsets: tuple[int, ...]


class Locator:
    """The words of one document made ready for looking up: passages one after another, without blanks and widths."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._runs: list[_Run] = []
        joined: list[str] = []
        at = 0
        for passage in passages(document):
            found = normalize(passage.raw)
            if found.text:
                self._runs.append(_Run(passage, at, found.offsets))
                joined.append(found.text)
                at += len(found.text)
        self._text = "".join(joined)
        self._starts = [run.start for run in self._runs]

    @cached_property
    def _source(self) -> tuple[str, tuple[int, ...]]:
        """The whole source without page numbers and footers: numbers, titles and headings stand in it as printed."""
        text = list(self.document.text)
        for one in self.document.furniture:
            if one.kind in ("page", "footer"):
                text[one.span.start : one.span.end] = " " * (one.span.end - one.span.start)
        whole = normalize("".join(text))
        return whole.text, whole.offsets

    def find(self, quoted: str) -> Found | None:
        """The first place where the words stand: within clauses, over several of them, or anywhere in the source."""
        wanted = normalize(quoted).text
        if not wanted:
            return None
        at = self._text.find(wanted)
        if at >= 0:
            return self._place(at, at + len(wanted))
        text, offsets = self._source
        at = text.find(wanted)
        if at < 0:
            return None
        span = Span(offsets[at], offsets[at + len(wanted) - 1] + 1)
        clause = self._clause_at(span.start)
        return Found(clause, span) if clause else None

    def find_all(self, quoted: str) -> Iterator[Found]:
        """Every place within clauses where the words stand."""
        wanted = normalize(quoted).text
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            yield self._place(at, at + len(wanted))
            at = self._text.find(wanted, at + 1)

    def _place(self, start: int, end: int) -> Found:
        """The source range of a stretch of the joined text, and the clause it begins in."""
        first, last = self._run_at(start), self._run_at(end - 1)
        begin = first.offsets[start - first.start]
        close = last.offsets[end - 1 - last.start]
        left = first.passage.source(begin, begin + 1).start
        right = last.passage.source(close, close + 1).end
        return Found(first.passage.clause, Span(left, max(left, right)))

    def _run_at(self, at: int) -> _Run:
        return self._runs[bisect_right(self._starts, at) - 1]

    def _clause_at(self, offset: int) -> Clause | None:
        """The innermost clause around an offset."""
        around = [clause for clause in self.document.clauses if clause.span.start <= offset < clause.span.end]
        return min(around, key=lambda clause: clause.span.end - clause.span.start, default=None)

    @cached_property
    def _grams(self) -> dict[str, set[int]]:
        """The passages that hold each run of characters."""
        found: dict[str, set[int]] = {}
        for number, run in enumerate(self._runs):
            text = self._text[run.start : run.start + len(run.offsets)]
            for gram in _grams(text):
                found.setdefault(gram, set()).add(number)
        return found

    def nearest(self, quoted: str) -> Nearest | None:
        """The wording of this document that comes nearest to words that stand nowhere; None where nothing is alike."""
        wanted = normalize(quoted[:LONGEST]).text
        shared: Counter[int] = Counter()
        for gram in _grams(wanted):
            for number in self._grams.get(gram, ()):
                shared[number] += 1
        found = [self._compare(wanted, self._runs[number]) for number, _ in shared.most_common(COMPARED)]
        return max(found, key=lambda one: one.likeness, default=None)

    def _compare(self, wanted: str, run: _Run) -> Nearest:
        """The stretch of a passage that covers what it shares with the quotation, and the difference."""
        text = self._text[run.start : run.start + len(run.offsets)]
        blocks = [
            one for one in SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks() if one.size > 1
        ]
        if not blocks:
            blocks = SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()[:1]
        first, last = blocks[0], blocks[-1]
        start = max(0, first.b - first.a)
        end = max(start + 1, min(len(text), last.b + last.size + len(wanted) - last.a - last.size))
        start, end = _to_marks(text, start, end, first.b, last.b + last.size)
        matcher = SequenceMatcher(None, wanted, text[start:end], autojunk=False)
        place = self._place(run.start + start, run.start + end)
        return Nearest(place.clause, place.span, round(matcher.ratio(), 4), _changes(wanted, text[start:end], matcher))


def _grams(text: str) -> set[str]:
    size = min(GRAM, len(text))
    return {text[at : at + size] for at in range(len(text) - size + 1)} if size else set()


def _to_marks(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The stretch cut at the 。 around what is shared, so that no other sentence is shown as changed."""
    mark = text.rfind("。", start, first)
    stop = text.find("。", max(last, 1) - 1, end)
    return (mark + 1 if mark >= 0 else start), (stop + 1 if stop >= 0 else end)


def _changes(quoted: str, source: str, matcher: SequenceMatcher[str]) -> tuple[Change, ...]:
    found: list[Change] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Change("same", quoted[i:j]))
            continue
        found += [Change("quoted", quoted[i:j])] if j > i else []
        found += [Change("source", source[k:m])] if m > k else []
    return tuple(found)


def find(document: Document, quoted: str) -> Found | None:
    """Where in a document the words stand."""
    return Locator(document).find(quoted)


def nearest(locators: Iterable[Locator], quoted: str) -> tuple[Locator, Nearest] | None:
    """The nearest wording in any of the documents."""
    found = [(locator, near) for locator in locators if (near := locator.nearest(quoted))]
    return max(found, key=lambda one: one[1].likeness, default=None)


def first(locators: Sequence[Locator], quoted: str) -> tuple[Locator, Found] | None:
    """The first document in which the words stand, and where."""
    return next(((locator, place) for locator in locators if (place := locator.find(quoted))), None)
