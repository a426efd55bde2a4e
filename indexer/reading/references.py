"""Every pointer of a document as a link: from the very words to the clause they mean.

In: a read document. Out: references in text order. It refuses to judge: what is wrong with a link is
told by its status and message, and weighed in checking/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ..types import Clause, Document, Reference, Span
from .external import REACH, OtherTexts, is_other_number, is_own_name
from .neighbours import Neighbours, plain_title
from .passages import Passage, passages
from .pointer_words import DELETED
from .pointers import Pointer, scan
from .resolution import Missing, Resolver, Target, inherited

Status = Literal["ok", "title_mismatch", "dangling", "external"]
_WORSE: tuple[Status, ...] = ("ok", "title_mismatch", "dangling", "external")


@dataclass(frozen=True, slots=True)
class Link:
    """A reference, and what is missing where it leads nowhere."""

    reference: Reference
    missing: Missing = ""


def find(document: Document) -> tuple[Reference, ...]:
    """Every pointer in the document, in text order, resolved or external or with what is wrong."""
    return tuple(link.reference for link in trace(document))


def trace(document: Document) -> tuple[Link, ...]:
    """The references with what is missing at the end of those that dangle."""
    tracer = _Tracer(document)
    links = [link for passage in passages(document) for link in tracer.links(passage)]
    return tuple(sorted(links, key=lambda link: link.reference.span))


@dataclass(slots=True)
class _Run:
    """The pointer before, while one passage is read: what the next one may hang on."""

    pointer: Pointer | None = None
    target: Target = Target()  # noqa: RUF009 - an empty target never changes
    outside: str | None = None


class _Tracer:
    """Follows the pointers of one document in reading order, with the little memory that 同条 needs."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._near = Neighbours(document)
        self._others = OtherTexts(document)
        self._resolver = Resolver(self._near)
        self._article: Clause | None = None
        self._named: Clause | str | None = None  # the clause last named, or the other text

    def links(self, passage: Passage) -> list[Link]:
        """The links of one passage."""
        article = self._near.up(passage.clause, "article") or passage.clause
        if article is not self._article:
            self._article, self._named = article, None
        found: list[Link] = []
        run = _Run()
        for pointer in _pointers(passage, self._is_title):
            before, run = run, self._follow(passage, pointer, run)
            if run.pointer is None:
                continue
            link = self._link(passage, pointer, run)
            if pointer.join == "to" and before.pointer and found:
                found[-1] = self._range(found[-1], link)
            else:
                found.append(link)
        return found

    def _follow(self, passage: Passage, pointer: Pointer, run: _Run) -> _Run:
        """Where a pointer leads; an empty run where the words are no pointer after all."""
        if pointer.steps[0].unit == "item" and is_other_number(passage.text, pointer.start):
            return _Run()
        outside = self._outside(passage.text, pointer, run.outside)
        target = Target()
        if outside is None:
            joined = run.pointer is not None and pointer.join != ""
            base = inherited(pointer, run.pointer, run.target.first, self._near) if joined and run.pointer else None
            last = self._named if isinstance(self._named, Clause) else None
            target = self._resolver.resolve(pointer, passage.clause, base, last)
            if target.first is None and not target.message:
                return _Run()  # ① that labels nothing here
        if pointer.steps[0].word not in ("次の各", "各"):
            self._named = outside or target.last or target.first
        return _Run(pointer, target, outside)

    def _is_title(self, words: str) -> bool:
        return plain_title(words) in self._near.headings

    def _outside(self, text: str, pointer: Pointer, run: str | None) -> str | None:
        """The other text this pointer belongs to, by the words before it or by the run it stands in."""
        step = pointer.steps[0]
        if step.word == "同":
            return self._named if isinstance(self._named, str) else None
        if step.word or step.unit == "mark":
            return None
        named = self._others.named_before(text, pointer.start)
        if named or not pointer.join or run is None:
            return named
        return None if is_own_name(text[max(0, pointer.start - REACH) : pointer.start]) else run

    def _link(self, passage: Passage, pointer: Pointer, run: _Run) -> Link:
        target = run.target
        span = passage.source(pointer.start, pointer.end)
        status: Status = "title_mismatch" if target.mismatch else "ok"
        message = target.mismatch
        if run.outside:
            status, message = "external", f"「{run.outside}」への参照です。この文書の外にあります。"
        elif target.first is None:
            status, message = "dangling", f"参照先がありません: {target.message}。"
        reference = Reference(
            clause=passage.clause.id,
            span=span,
            text=self._text[span.start : span.end],
            to=target.first.id if target.first else None,
            to_end=target.last.id if target.last else None,
            kind=_kind(pointer),
            status=status,
            message=message,
        )
        return Link(reference, target.missing)

    def _range(self, first: Link, last: Link) -> Link:
        """One link over both ends of 第4項乃至第7項, the まで after it included."""
        one, two = first.reference, last.reference
        span = Span(one.span.start, two.span.end + 2 * self._text.startswith("まで", two.span.end))
        worst = max(one, two, key=lambda reference: _WORSE.index(reference.status))
        whole = one.to is not None and two.to is not None
        merged = replace(
            one,
            span=span,
            text=self._text[span.start : span.end],
            to=one.to if whole else None,
            to_end=(two.to_end or two.to) if whole else None,
            kind="range",
            status=worst.status,
            message=worst.message,
        )
        return Link(merged, first.missing or last.missing)


def _pointers(passage: Passage, is_title: Callable[[str], bool]) -> list[Pointer]:
    """The pointers of a passage without those of 「第5条から第7条まで 削除」, which point nowhere."""
    deleted = [match.span() for match in DELETED.finditer(passage.text)]
    found = scan(passage.text.replace("\n", " "), is_title)
    return [pointer for pointer in found if not any(start <= pointer.start < end for start, end in deleted)]


def _kind(pointer: Pointer) -> str:
    first, last = pointer.steps[0], pointer.steps[-1]
    if last.word in ("各", "次の各"):
        return "enumeration"
    if first.unit == "annex":
        return "special" if first.label in ("特約", "附則") else "annex"
    if first.word == "前各" or (first.word == "前" and first.number != 1):
        return "range"
    if first.word in ("前", "次", "同") or first.unit == "mark":
        return "relative"
    if first.word == "本":
        return "self"
    return "item" if last.unit == "mark" else last.unit
