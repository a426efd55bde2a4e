"""Kinds of evidence that a unit answers a question: each names candidates, and values any unit it is asked about.

In: a question and an index. Out: units, and named numbers about them, about 0 to 1. It refuses to add them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..indexing.counting import GROUP
from ..indexing.dense import Dense
from ..indexing.lexical import Lexical
from ..indexing.tokenize import Word, words
from ..indexing.units import Fields

Floats = NDArray[np.float32]
Integers = NDArray[np.integer[Any]]
Ranges = Sequence[tuple[int, int]] | None
OWN = [Fields._fields.index(name) for name in ("body", "inner", "lead")]
HEADING, CHAPTER = Fields._fields.index("heading"), Fields._fields.index("chapter")


@dataclass(frozen=True)
class Question:
    """The words of a query, read once for every kind of evidence; `vector` where there is a model."""

    text: str
    vector: Floats | None = None
    nearest: Integers | None = None  # the units nearest to the vector, where a batch has looked for them already

    @cached_property
    def words(self) -> list[Word]:
        """The content words and their synonym groups."""
        return words(self.text)

    @cached_property
    def terms(self) -> dict[str, float]:
        """Every word and every group, once."""
        forms = dict.fromkeys((word.form for word in self.words), 1.0)
        return forms | dict.fromkeys((group for word in self.words for group in word.groups), 1.0)


class Evidence(Protocol):
    """A kind of evidence: of words, of vectors, of topics, of words met one by one."""

    head: int | None  # of how many of the best units so far it is asked; None: of all

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:
        """The units this evidence speaks for most, best first."""
        ...

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """What this evidence says of each of the units, by name."""
        ...


class WordEvidence:
    """The question's words and their synonyms, as a share of what a clause with all of them would have."""

    head: int | None = None

    def __init__(self, lexical: Lexical) -> None:
        self._lexical = lexical

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:
        """The best units by BM25."""
        return self._lexical.top(question.terms, limit, ranges)[0]

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """BM25 by where the word stood: own words, synonyms, heading, chapter."""
        given = self._lexical.contributions(question.terms, units)
        groups = np.array([term.startswith(GROUP) for term in question.terms], dtype=bool)
        whole = max(sum(self._lexical.idf(term) for term in question.terms if not term.startswith(GROUP)), 1e-6)
        direct = given[~groups].sum(axis=0) / np.float32(whole)
        return {
            "words": direct[:, OWN].sum(axis=1),
            "heading": direct[:, HEADING],
            "chapter": direct[:, CHAPTER],
            "synonyms": given[groups].sum(axis=(0, 2)) / np.float32(whole),
        }

    def reasons(self, question: Question, units: Integers) -> list[tuple[str, ...]]:
        """What matches each unit, for a reader: 語「解約」, 見出し「解約」, 同義「キャンセル=解約」."""
        given = self._lexical.contributions(question.terms, units) > 0
        terms = list(question.terms)
        own, headed = np.any(given[:, :, OWN], axis=2).T, np.any(given[:, :, [HEADING, CHAPTER]], axis=2).T
        return [
            self._reason(question, unit, set(compress(terms, here)), set(compress(terms, above)))
            for unit, here, above in zip(units.tolist(), own, headed, strict=True)
        ]

    def _reason(self, question: Question, unit: int, own: set[str], headed: set[str]) -> tuple[str, ...]:
        forms = dict.fromkeys(word.form for word in question.words)
        alike = dict.fromkeys(
            f"{word.form}={member}"
            for word in dict.fromkeys(question.words)
            if word.form not in own | headed
            for group in word.groups
            if group in own | headed
            for member in self._lexical.members(group, unit)
        )
        listed = {"語": [form for form in forms if form in own], "見出し": [form for form in forms if form in headed]}
        return tuple(
            f"{kind}「{'・'.join(names)}」" for kind, names in (listed | {"同義": list(alike)}).items() if names
        )


class VectorEvidence:
    """The likeness of a question and a unit in the space of an embedding model."""

    head: int | None = None

    def __init__(self, dense: Dense) -> None:
        self._dense = dense

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:
        """The nearest units."""
        if question.vector is None:
            return np.zeros(0, dtype=np.int64)
        if question.nearest is not None:
            return question.nearest
        return self._dense.top(question.vector, limit, ranges)[0]

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """The cosine, as `dense`."""
        return {} if question.vector is None else {"dense": self._dense.cosines(question.vector, units)}
