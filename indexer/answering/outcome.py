"""What an answer is: the quotes with where they stand, what was looked at, and why nothing answers where nothing does.

In: nothing. Out: frozen values. It refuses to make them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..types import Clause, Hit, Span
from .support import Support

Status = Literal["answered", "absent", "jump"]


@dataclass(frozen=True)
class Answered:
    """The words of one document that answer."""

    doc: str
    clause: Clause
    span: Span
    quote: str  # the source between the offsets of `span`, character for character
    sentence: str  # the sentence around it, with line wraps joined
    value: str | None
    confidence: float
    page: int | None = None
    support: tuple[Support, ...] = ()


class Near(NamedTuple):
    """A clause that comes nearest and does not answer, and why not."""

    doc: str
    clause: Clause
    score: float
    why: str


class Phrased(NamedTuple):
    """A sentence of a language model, and the clauses it cites."""

    text: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Considered:
    """What one document had to offer: its candidates in their final order, and the evidence for the first of them."""

    doc: str
    hits: tuple[Hit, ...]
    scores: tuple[float, ...]
    evidence: dict[str, float]
    confidence: float


@dataclass(frozen=True)
class Answer:
    """A question with its answers, best first, or with what was searched in vain."""

    question: str
    status: Status
    answers: tuple[Answered, ...] = ()
    absent: tuple[str, ...] = ()
    expansions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    considered: tuple[Considered, ...] = field(default=(), repr=False)
    fingerprint: str = ""
    note: str = ""  # a line about what could not be had, such as a language model that did not answer
    phrased: tuple[Phrased, ...] = ()  # sentences of a language model that passed every check
