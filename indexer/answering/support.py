"""The clauses an answer depends on: what it refers to, what overrides it, and the definitions of its terms.

In: a document and the words that answer. Out: clauses, each with why it belongs to the answer. It refuses to search.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ..numbering import cite
from ..reading import definitions, references
from ..types import Clause, Document, Reference, Span, Term

MOST = 5  # clauses that complete an answer; more are not read
FIRST = (2, 2, 1)  # of those referred to, overriding and defining that come before any third of a kind
OVERRIDES = ("にかかわらず", "に関わらず", "に拘わらず", "に拘らず", "を除き", "の適用を妨げ")
AFTER = 30  # characters after a reference within which にかかわらず belongs to it


class Support(NamedTuple):
    """A clause that completes an answer, and why."""

    clause: Clause
    why: str


class Dependencies:
    """What the clauses of one document lean on, worked out once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _references(self) -> dict[str, list[Reference]]:
        found: dict[str, list[Reference]] = {}
        for one in references.find(self._document):
            if one.to is not None and one.status in ("ok", "title_mismatch"):
                found.setdefault(one.clause, []).append(one)
        return found

    @cached_property
    def _overriding(self) -> dict[str, list[Reference]]:
        """The references that set a clause aside, by the clause they set aside."""
        found: dict[str, list[Reference]] = {}
        for one in (one for ones in self._references.values() for one in ones):
            after = self._document.text[one.span.end : one.span.end + AFTER].partition("。")[0]
            if any(words in "".join(after.split()) for words in OVERRIDES):
                for target in filter(None, (one.to, one.to_end)):
                    found.setdefault(target, []).append(one)
        return found

    @cached_property
    def _uses(self) -> dict[str, list[tuple[Span, Term]]]:
        found: dict[str, list[tuple[Span, Term]]] = {}
        for use in definitions.uses(self._document, definitions.find(self._document)):
            found.setdefault(use.clause, []).append((use.span, use.definition))
        return found

    @cached_property
    def _frequency(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for _, term in (one for ones in self._uses.values() for one in ones):
            found[term.term] = found.get(term.term, 0) + 1
        return found

    def of(self, clause: Clause, span: Span) -> tuple[Support, ...]:
        """The clauses that the words of `span`, in that clause, depend on, the most useful first; never the clause itself."""
        kinds = (self._referred(clause, span), self._overrides(clause), self._defined(clause, span))
        found = [one for kind, most in zip(kinds, FIRST, strict=True) for one in kind[:most]]
        found += [one for kind, most in zip(kinds, FIRST, strict=True) for one in kind[most:]]
        chosen: dict[str, Support] = {}
        for one in found:
            if one.clause.id != clause.id:
                chosen.setdefault(one.clause.id, one)
        return tuple(chosen.values())[:MOST]

    def _referred(self, clause: Clause, span: Span) -> list[Support]:
        """What the words refer to, then what an earlier sentence of the clause leans on (前項の場合において、…。この場合、…)."""
        given = self._references.get(clause.id, ())
        inside = [one for one in given if span.contains(one.span)]
        before = [one for one in given if one.span.end <= span.start and one.text.startswith("前")]
        ends = [(end, one) for one in [*inside, *before] for end in (one.to, one.to_end) if end]
        return [Support(self._document.by_id[end], f"参照「{_plain(one.text)}」") for end, one in ends]

    def _overrides(self, clause: Clause) -> list[Support]:
        above = [clause.id, *_above(self._document, clause)]
        found = [one for target in above for one in self._overriding.get(target, ()) if one.clause not in above]
        return [
            Support(self._document.by_id[one.clause], f"{cite(self._document.by_id[one.to or clause.id])}より優先")
            for one in found
        ]

    def _defined(self, clause: Clause, span: Span) -> list[Support]:
        used = {term.term: term for at, term in self._uses.get(clause.id, ()) if span.contains(at)}
        rarest = sorted(used.values(), key=lambda term: (self._frequency[term.term], term.span))
        return [Support(self._document.by_id[one.clause], f"定義「{one.term}」") for one in rarest]


def _above(document: Document, clause: Clause) -> list[str]:
    """The paragraph and the article around a clause."""
    found = []
    while clause.parent is not None and clause.level not in ("article", "chapter"):
        clause = document.by_id[clause.parent]
        if clause.level in ("paragraph", "article", "item"):
            found.append(clause.id)
    return found


def _plain(text: str) -> str:
    return "".join(text.split())
