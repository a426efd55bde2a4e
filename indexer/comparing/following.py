"""Pointers across two editions: which follow a renumbering, and which it broke.

In: two documents and the renumbering map. Out: a clause's words with where each pointer stands in them, the
words with pointers made comparable, and the broken ones. It refuses to judge any other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..normalize import is_blank, normalize
from ..numbering import cite
from ..reading import references
from ..types import Clause, Document, Reference, Span, Table
from .wording import WordChange

Fault = Literal["stale", "changed", "deleted", "dangling", "title"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference with its place in the words of its clause."""

    at: Span
    reference: Reference


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference of the new edition that no longer leads where it led, and what it should be."""

    fault: Fault
    old: Reference
    new: Reference
    expected: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a clause says: heading, own words and tables, each on its line, and the pointers in them."""

    text: str
    heading: int  # how many characters the heading takes, its line end included
    pointers: tuple[Pointer, ...] = ()


class Sayings:
    """The words of every clause of one edition."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._tables: dict[str, list[Table]] = {}
        for table in document.tables:
            self._tables.setdefault(table.clause, []).append(table)

    @cached_property
    def _references(self) -> dict[str, list[Reference]]:
        found: dict[str, list[Reference]] = {}
        for reference in references.find(self.document):
            found.setdefault(reference.clause, []).append(reference)
        return found

    def text(self, clause: Clause) -> str:
        """Heading, own words and tables of a clause, each on its line."""
        return "\n".join(words for words, _ in self._parts(clause))

    def of(self, clause: Clause) -> Words:
        """The words of one clause with the pointers in them."""
        found: list[Pointer] = []
        at = 0
        for words, places in self._parts(clause):
            for reference in self._references.get(clause.id, ()):
                start, end = places.get(reference.span.start), places.get(reference.span.end - 1)
                if start is not None and end is not None and start <= end:
                    found.append(Pointer(Span(at + start, at + end + 1), reference))
            at += len(words) + 1
        text = self.text(clause)
        return Words(text, min(len(text), len(clause.heading) + 1) if clause.heading else 0, tuple(found))

    def _parts(self, clause: Clause) -> list[tuple[str, dict[int, int]]]:
        """The parts of a clause's words that are not empty, each with the way from the source into it."""
        tables = self._tables.get(clause.id, ())
        parts = [(clause.heading, dict[int, int]()), (clause.text, _places(clause))]
        parts += [(table.text, _table_places(self.document.text, table)) for table in tables]
        return [part for part in parts if part[0]]


def _places(clause: Clause) -> dict[int, int]:
    """Source offsets to offsets in the clause's text."""
    found: dict[int, int] = {}
    at = 0
    for piece in clause.pieces:
        at += len(piece.joiner)
        found.update(zip(range(piece.start, piece.end), range(at, at + piece.end - piece.start), strict=True))
        at += piece.end - piece.start
    return found


def _table_places(source: str, table: Table) -> dict[int, int]:
    """Source offsets to offsets in a table's text, which is the source but for blanks; {} where it is not."""
    found: dict[int, int] = {}
    offsets = (at for at in range(table.span.start, table.span.end) if not is_blank(source[at]))
    for at, char in enumerate(table.text):
        if not is_blank(char):
            place = next(offsets, None)
            if place is None or source[place] != char:
                return {}
            found[place] = at
    return found


def together(old: Words, new: Words, changes: Sequence[WordChange]) -> list[tuple[Pointer, Pointer]]:
    """The pointers of two wordings that stand at the same place of the sentence."""
    found = []
    free = list(new.pointers)
    for pointer in old.pointers:
        image = _image(pointer.at, changes)
        best = max(free, key=lambda other: _shared(image, other.at), default=None)
        if best is not None and _shared(image, best.at) > 0:
            free.remove(best)
            found.append((pointer, best))
    return found


def _image(at: Span, changes: Sequence[WordChange]) -> Span:
    """Where a range of the old wording stands in the new one, replaced ends taken whole."""
    start = end = None
    shift = 0
    for change in changes:
        if start is None and at.start < change.old.end:
            start = at.start + shift if at.start < change.old.start else change.new.start
        if end is None and at.end <= change.old.end:
            end = at.end + shift if at.end <= change.old.start else change.new.end
        shift = change.new.end - change.old.end
    return Span(at.start + shift if start is None else start, at.end + shift if end is None else end)


def _shared(one: Span, two: Span) -> int:
    return min(one.end, two.end) - max(one.start, two.start)


def follows(old: Reference, new: Reference, renumbered: dict[str, str]) -> bool:
    """True when the new reference leads to what became of the old one's target."""
    if old.to is None or new.to is None:
        return False
    ends = [(old.to, new.to), (old.to_end, new.to_end)]
    return all((renumbered.get(one) if one else None) == two for one, two in ends)


def masked(words: Words, aligned: Iterable[tuple[Pointer, str]]) -> str:
    """The words with pointers replaced by what they are compared by."""
    text, at = "", 0
    for pointer, mark in sorted(aligned, key=lambda each: each[0].at):
        if pointer.at.start >= at:
            text += words.text[at : pointer.at.start] + mark
            at = pointer.at.end
    return text + words.text[at:]


@dataclass(frozen=True, slots=True)
class Comparable:
    """Two wordings whose pointers are made equal, and the pointers that lead elsewhere now by other words."""

    old: str
    new: str
    redirected: tuple[tuple[Reference, Reference], ...]


def comparable(
    old: Words, new: Words, placed: Sequence[tuple[Pointer, Pointer]], renumbered: dict[str, str]
) -> Comparable:
    """Both wordings for judging: a pointer that follows a renumbering is no difference."""
    left, right, redirected = [], [], []
    for count, (one, two) in enumerate(placed):
        mark = chr(0xE000 + count % 6000)  # a private character: no wording holds it
        left.append((one, mark))
        right.append((two, mark))
        same = printed(one.reference) == printed(two.reference)
        if not same and not follows(one.reference, two.reference, renumbered):
            redirected.append((one.reference, two.reference))
    return Comparable(masked(old, left), masked(new, right), tuple(redirected))


def printed(reference: Reference) -> str:
    """The words of a reference as they are compared."""
    return normalize(reference.text).text


def broken(
    placed: Iterable[tuple[Pointer, Pointer]], renumbered: dict[str, str], old: Document, new: Document
) -> Iterable[Broken]:
    """The references of a pair of clauses that the new edition broke."""
    judge = _Judge(old, new, renumbered)
    found = (judge.fault(one.reference, two.reference) for one, two in placed)
    return [each for each in found if each]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says of a reference in two editions what is wrong with the new one."""

    old: Document
    new: Document
    renumbered: dict[str, str]

    def fault(self, old: Reference, new: Reference) -> Broken | None:
        """What is wrong, or None where it leads where it led."""
        if old.to is None or old.status in ("dangling", "external"):
            return None
        expected = self.renumbered.get(old.to)
        if follows(old, new, self.renumbered) or _grown_list(old, new, expected):
            if new.status == "title_mismatch" and old.status == "ok":
                return Broken("title", old, new, expected, f"参照先の見出しが変わりました。{new.message}")
            return None
        return self._lost(old, new, expected)

    def _lost(self, old: Reference, new: Reference, expected: str | None) -> Broken | None:
        """What is wrong with a reference that does not lead to what became of its old target."""
        words = f"{cite(self.new.by_id[new.clause])}の「{''.join(new.text.split())}」"
        target, before = _cite(self.new, new.to, new.to_end), _cite(self.old, old.to, old.to_end)
        if expected is None:
            now = f"新版の{target}は別の規定です。" if new.to else ""
            return Broken("deleted", old, new, None, f"{words}が旧版で指していた旧{before}は、新版にありません。{now}")
        wanted = _cite(self.new, expected, self.renumbered.get(old.to_end) if old.to_end else None)
        moved = f"旧版で指していた規定は、新版では{wanted}です。"
        if new.to is None:
            if printed(old) == printed(new) and "条" not in new.text and _last(expected) == _last(old.to):
                return None  # 第3号又は第6号 where 第3号 is gone: 第6号 is right, only the run before it is not
            return Broken("dangling", old, new, expected, f"{words}の参照先が新版にありません。{moved}")
        if printed(old) == printed(new):
            return Broken("stale", old, new, expected, f"{words}は新版では別の規定（{target}）を指します。{moved}")
        message = f"{words}は旧版の「{''.join(old.text.split())}」と別の規定（{target}）を指します。{moved}意図した変更か確認してください。"
        return Broken("changed", old, new, expected, message)


def _last(clause_id: str | None) -> str:
    return (clause_id or "").rpartition(".")[2]


def _cite(document: Document, first: str | None, last: str | None) -> str:
    ends = [cite(document.by_id[each]) for each in (first, last) if each]
    return "から".join(ends) + "まで" * (len(ends) > 1)


def _grown_list(old: Reference, new: Reference, expected: str | None) -> bool:
    """True for 「前各号」 and 「前各項」, which mean all that stand before, however many."""
    return printed(old) == printed(new) and printed(old).startswith("前各") and expected is not None
