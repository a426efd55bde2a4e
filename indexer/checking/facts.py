"""What every lint rule asks of a document, worked out once.

In: a read document. Out: its tree, links, definitions and words, each when first asked for. It refuses
to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from ..normalize import is_blank, normalize
from ..reading.definitions import Definition
from ..reading.definitions import trace as trace_definitions
from ..reading.neighbours import Neighbours
from ..reading.passages import Passage, passages
from ..reading.references import Link
from ..reading.references import trace as trace_references
from ..reading.term_uses import Lexicon
from ..types import Document, Span, Term

_RUN = re.compile(r"[一-龥々〆ァ-ヺーA-Za-z0-9]{2,40}")


class Word:
    """A run of kanji, katakana and Latin letters with the places where it stands."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.places: list[tuple[str, Span]] = []


class Facts:
    """A document with what reading it further gives."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.near = Neighbours(document)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The document's references."""
        return trace_references(self.document)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The document's definitions."""
        return trace_definitions(self.document)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The words of the document."""
        return tuple(passages(self.document))

    @cached_property
    def plain(self) -> str:
        """All words in one, without blanks, each passage on its line."""
        return "\n".join(normalize(passage.text).text for passage in self.passages)

    @cached_property
    def words(self) -> dict[str, Word]:
        """Every run of kanji, katakana and Latin letters, blanks ignored, with its places."""
        found: dict[str, Word] = {}
        for passage in self.passages:
            offsets = [at for at, char in enumerate(passage.text) if not is_blank(char)]
            text = "".join(passage.text[at] for at in offsets)
            for run in _RUN.finditer(text):
                span = passage.source(offsets[run.start()], offsets[run.end() - 1] + 1)
                found.setdefault(run[0], Word(run[0])).places.append((passage.clause.id, span))
        return found

    @cached_property
    def terms(self) -> dict[str, list[Definition]]:
        """Definitions by the term as it is compared."""
        found: dict[str, list[Definition]] = {}
        for definition in self.definitions:
            found.setdefault(plain_term(definition.term), []).append(definition)
        return found

    @cached_property
    def heads(self) -> set[str]:
        """What terms open with before their first kana: 本件貸出 of 本件貸出し業務."""
        return {match[0] for term in self.terms if (match := _RUN.match(term))}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each term occurs in all, its definitions included."""
        lexicon = Lexicon(self.terms)
        return Counter(term for at in range(len(self.plain)) for term in lexicon.at(self.plain, at))


def plain_term(term: Term) -> str:
    """A term as terms are compared: one width, no blanks."""
    return normalize(term.term).text
