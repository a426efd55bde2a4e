"""Where defined terms are used, and which definition is in force there.

In: a document and its terms. Out: each use with its place and its definition: the innermost scope
wins, then the nearest definition before. It refuses to find definitions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..normalize import is_blank, normalize
from ..types import Clause, Document, Span, Term
from .neighbours import Neighbours
from .passages import Passage, passages


class Use(NamedTuple):
    """One use of a term: the term, the clause it stands in, the very words, its definition."""

    term: str
    clause: str
    span: Span
    definition: Term


def uses(document: Document, terms: tuple[Term, ...]) -> tuple[Use, ...]:
    """Every use of a term outside its own definition, linked to the definition in force there."""
    near = Neighbours(document)
    finder = _Finder(terms)
    own = {term.span for term in terms}
    found = []
    for passage in passages(document):
        scopes = _scopes_over(passage.clause, near)
        for name, start, end in finder.occurrences(passage):
            span = passage.source(start, end)
            if span not in own and (definition := finder.in_force(name, span, scopes)):
                found.append(Use(definition.term, passage.clause.id, span, definition))
    return tuple(sorted(found, key=lambda use: use.span))


def _scopes_over(clause: Clause, near: Neighbours) -> dict[str, int]:
    """The clause and all above it, each with its depth: a larger number lies further in."""
    chain: list[str] = []
    at: Clause | None = clause
    while at is not None:
        chain.append(at.id)
        at = near.parent(at)
    return {clause_id: len(chain) - index for index, clause_id in enumerate(chain)}


class Lexicon:
    """Names looked up at a place of a text: by their first character, then by each length there is."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name for name in names if name}
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[0], set()).add(len(name))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def at(self, text: str, place: int) -> list[str]:
        """The names that begin here, the longest first."""
        lengths = self._lengths.get(text[place], ())
        return [name for length in lengths if (name := text[place : place + length]) in self._names]


class _Finder:
    """Finds the terms of a passage and the definition in force."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._by_name: dict[str, list[Term]] = {}
        for term in sorted(terms, key=lambda term: term.span):
            self._by_name.setdefault(normalize(term.term).text, []).append(term)
        self._lexicon = Lexicon(self._by_name)

    def occurrences(self, passage: Passage) -> Iterator[tuple[str, int, int]]:
        """The terms in a passage with their offsets, blanks ignored, none inside another."""
        offsets = [at for at, char in enumerate(passage.text) if not is_blank(char)]
        text = "".join(passage.text[at] for at in offsets)
        at = 0
        while at < len(text):
            name = next((n for n in self._lexicon.at(text, at) if _stands_alone(text, at, at + len(n))), None)
            if name:
                yield name, offsets[at], offsets[at + len(name) - 1] + 1
            at += len(name) if name else 1

    def in_force(self, name: str, span: Span, scopes: dict[str, int]) -> Term | None:
        """The definition that holds at a place: innermost scope, then the nearest before, then the first."""
        candidates = [term for term in self._by_name[name] if term.scope is None or term.scope in scopes]
        if not candidates:
            return None
        deepest = max(scopes.get(term.scope or "", 0) for term in candidates)
        inner = [term for term in candidates if scopes.get(term.scope or "", 0) == deepest]
        before = bisect_right([term.span for term in inner], span)
        return inner[max(0, before - 1)]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False inside a longer katakana or Latin word, or where 者 makes another word of it."""
    if end < len(text) and (_same_word(text[end - 1], text[end]) or text[end] == "者"):
        return False
    return start == 0 or not _same_word(text[start - 1], text[start])


def _same_word(left: str, right: str) -> bool:
    return (_is_katakana(left) and _is_katakana(right)) or (_is_latin(left) and _is_latin(right))


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
