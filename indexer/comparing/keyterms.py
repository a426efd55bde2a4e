"""Figures that providers can be compared by: rates, periods, caps, courts, yes or no, each with its quotation.

In: documents. Out: for each figure and document the value, the words it stands in and how sure it is, or nothing.
It refuses to know any document; which figures there are, and the words that tell them, is data: keyterms.toml.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..answering.actors import subject_of
from ..answering.sentences import Sentence, Sentences
from ..indexing.encoders import Embedder
from ..normalize import normalize
from ..searching import values
from ..types import Clause, Document, Span
from .profiles import KEPT, Profile, matcher, profile_of

RULES = Path(__file__).with_name("keyterms.toml")
ACTORS = {"provider": 1, "customer": -1, "": 0}
# A figure is taken from a sentence that scores so much; chosen on eval/labels/keyterms.jsonl, where the empties are all right from here on
ENOUGH = 0.62
SPOKEN, HEADED, ELSEWHERE = 0.6, 0.35, 0.0  # the anchor stands in the sentence, only above it, nowhere
TOPIC = 1.0  # what the paragraph's likelihood for the topic is worth
OTHER_ACTOR, UNKNOWN_ACTOR = 1.0, 0.1  # taken off where the other party acts, and where nobody is known to
PREFERRED = 0.1  # taken off for each kind of value that would have been better
LEAD = 400  # characters of a paragraph that its 号 are read with
BRACKETED = re.compile(r"\([^()]{0,400}\)")
DEEPEST = 2  # brackets within brackets
EXCEPTION = re.compile(r"ただし|但し")


@dataclass(frozen=True)
class KeyTerm:
    """A figure: what it is called, where it is said, and the words that tell it from others."""

    key: str
    name: str
    topics: tuple[str, ...]
    anchor: re.Pattern[str]
    needs: re.Pattern[str]
    without: re.Pattern[str] | None
    near: re.Pattern[str] | None
    form: re.Pattern[str] | None
    who: int
    kinds: tuple[str, ...]
    answers: tuple[tuple[re.Pattern[str], str], ...]
    exception: bool  # the ただし that follows a sentence has its say in the answer
    items: bool  # a value may stand in a 号 below the words that announce it


@dataclass(frozen=True)
class Figure:
    """What one document says: the value, the clause, and the words in the source."""

    value: str
    clause: Clause
    span: Span
    confidence: float


class _Read(NamedTuple):
    sentence: Sentence
    text: str  # in one width, without blanks and without what stands in brackets
    exception: str  # the ただし that follows it
    above: str  # headings of the article, and the lead of a 号
    at: int  # its paragraph in the profile


@cache
def key_terms() -> tuple[KeyTerm, ...]:
    """Every figure, in the order of the file."""
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple(_term(key, given) for key, given in data.items())


def _term(key: str, given: Mapping[str, Any]) -> KeyTerm:
    def pattern(name: str) -> re.Pattern[str] | None:
        return re.compile(given[name]) if name in given else None

    return KeyTerm(
        key,
        given["name"],
        tuple(given["topics"].split()),
        anchor=re.compile(given["anchor"]),
        needs=re.compile(given["needs"]),
        without=pattern("without"),
        near=pattern("near"),
        form=pattern("form"),
        who=ACTORS[given.get("who", "")],
        kinds=tuple(given.get("kinds", ())),
        answers=tuple((re.compile(words), value) for words, value in given.get("answers", ())),
        exception=bool(given.get("exception", False)),
        items=bool(given.get("items", False)),
    )


def table(documents: Iterable[Document], embedder: Embedder | None = None) -> dict[str, dict[str, Figure | None]]:
    """Every figure of every document, by key and document id; None is 規定なし."""
    found = {document.id: of_document(document, embedder) for document in documents}
    return {term.key: {doc: given.get(term.key) for doc, given in found.items()} for term in key_terms()}


def of_document(document: Document, embedder: Embedder | None = None) -> dict[str, Figure]:
    """The figures one document gives."""
    return figures(profile_of(document, embedder))


@lru_cache(maxsize=KEPT)
def figures(profile: Profile) -> dict[str, Figure]:
    """The figures of a document whose profile is known, worked out once."""
    read = list(_readings(profile))
    found = ((term.key, _best(profile, term, read)) for term in key_terms())
    return {key: figure for key, figure in found if figure is not None}


def _readings(profile: Profile) -> Iterator[_Read]:
    """The sentences of all paragraphs, each with what stands above it and the exception that follows."""
    sentences = Sentences(profile.document)
    for at, clause in enumerate(profile.clauses):
        heading, lead = _headings(profile.document, clause), _bare(clause.text[:LEAD])
        found = sentences.of(clause)
        texts = [_bare(sentence.text) for sentence in found]
        for sentence, text, following in zip(found, texts, [*texts[1:], ""], strict=True):
            above = heading if sentence.clause.id == clause.id else f"{heading}。{lead}"
            yield _Read(sentence, text, following if EXCEPTION.match(following) else "", above, at)


def _bare(text: str) -> str:
    """A text in one width, without blanks and without what stands in brackets: (以下「当社」といいます。) parts words."""
    found = normalize(text).text
    for _ in range(DEEPEST):
        found = BRACKETED.sub("", found)
    return found


def _headings(document: Document, clause: Clause) -> str:
    found, around = [clause.heading], clause
    while around.level != "article" and around.parent is not None:
        around = document.by_id[around.parent]
        found.append(around.heading)
    return normalize("。".join(filter(None, found))).text


def _best(profile: Profile, term: KeyTerm, read: Iterable[_Read]) -> Figure | None:
    columns = [matcher().place[topic] for topic in term.topics if topic in matcher().place]
    likely = profile.scores[:, columns].max(axis=1) if columns else profile.scores.max(axis=1)
    best: tuple[float, Figure] | None = None
    for one in read:
        score = _score(profile, term, one, float(likely[one.at]))
        if score < ENOUGH or (best is not None and score <= best[0]):
            continue
        taken = _value(term, one)
        if taken is not None and (left := score - taken[1]) >= ENOUGH and (best is None or left > best[0]):
            best = (left, Figure(taken[0], one.sentence.clause, one.sentence.span(), _confidence(left)))
    return best[1] if best else None


def _score(profile: Profile, term: KeyTerm, one: _Read, likely: float) -> float:
    """How likely a sentence is to give the figure; 0 where it cannot."""
    whole = f"{one.above}。{one.text}" if term.items else one.text
    if not term.needs.search(whole) or (term.without and term.without.search(one.text)):
        return 0.0
    said = SPOKEN if term.anchor.search(one.text) else HEADED if term.anchor.search(one.above) else ELSEWHERE
    if not said:
        return 0.0
    actor = subject_of(one.sentence.text, profile.document.provider) if term.who else 0
    other = {-term.who: OTHER_ACTOR, 0: UNKNOWN_ACTOR}.get(actor, 0.0) if term.who else 0.0
    return said + TOPIC / (1 + math.exp(-likely)) - other


def _value(term: KeyTerm, one: _Read) -> tuple[str, float] | None:
    """The value in a sentence, and what its kind takes off the score."""
    for words, value in term.answers:
        if match := words.search(one.text + one.exception if term.exception else one.text):
            return value.format(**match.groupdict()), 0.0
    found = [
        each
        for each in values.find(one.sentence.text)
        if each.kind in term.kinds and (term.form is None or term.form.search(each.value))
    ]
    if not found:
        return None
    first = min(found, key=lambda each: (term.kinds.index(each.kind), _away(term, one, each.start), each.start))
    return first.value, PREFERRED * term.kinds.index(first.kind)


def _away(term: KeyTerm, one: _Read, start: int) -> int:
    """How far a value stands from the words it belongs to."""
    if term.near is None:
        return 0
    return min(
        (abs(start - match.start()) for match in term.near.finditer(one.sentence.text)), default=len(one.sentence.text)
    )


def _confidence(score: float) -> float:
    return round(min(0.99, score / (SPOKEN + TOPIC)), 3)
