"""What differs between the clauses of one row: the value each gives, in one line, and the operative words side by side.

In: an alignment and its documents. Out: values, quotations and classed word changes. It refuses to say who is better off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..answering.sentences import Sentence, Sentences
from ..indexing.encoders import Embedder
from ..searching import values
from ..types import Clause, Document, Span
from .align import Alignment, Match, within
from .keyterms import Figure, key_terms, of_document
from .profiles import matcher
from .wording import WordChange, word_changes

PRESENT, ABSENT = "定めあり", "定めなし"
BETWEEN = " · "
# Values that set clauses apart, best first; how promptly something is done says least
TELLING = ("rate", "deadline", "multiple", "hours", "period", "court", "arbitration", "law", "amount", "count")
TELLING_LAST = ("refund", "bearer", "liability", "permission", "promptness")
UNTELLING = "可"  # of a sentence that ends in できます, without conditions
# What a change of words is about, asked in this order
CLASSES = {
    "期間": re.compile(r"[0-9０-９〇一二三四五六七八九十]+\s*(?:営業日|日|週|[箇ヶヵかカケ]?月|年|時間)"),
    "率・額": re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s*(?:[%％円割倍]|パーセント)"),
    "除く・含む": re.compile(r"除[きくい]|含[みむま]|限り|ただし|但し"),
    "可否・義務": re.compile(r"でき|なければ|ならない|なりません|ことがあ|ものと"),
    "主体": re.compile(r"当社|契約者|利用者|甲|乙|双方|相手方|当事者"),
}


@dataclass(frozen=True)
class Cell:
    """One clause of a row: its operative words, and the value in them where there is one."""

    match: Match
    clause: Clause
    span: Span
    text: str  # cut from the source
    value: str | None


@dataclass(frozen=True)
class Contrast:
    """A change of words between two operative sentences, and what it is about (期間, 率・額, 主体 …)."""

    change: WordChange
    about: str


@dataclass(frozen=True)
class Reader:
    """A document opened for reading: its sentences and its figures, worked out once for all rows."""

    document: Document
    sentences: Sentences
    figures: Mapping[str, Figure]


def reader(document: Document, embedder: Embedder | None = None) -> Reader:
    """A document opened for reading."""
    return Reader(document, Sentences(document), of_document(document, embedder))


def cells(alignment: Alignment, readers: Iterable[Reader]) -> dict[str, tuple[Cell, ...]]:
    """The clauses of a row with their operative sentences and values; () is 規定なし."""
    topic = alignment.topic.id
    return {
        one.document.id: tuple(_cell(one, topic, match) for match in alignment.cells[one.document.id])
        for one in readers
    }


def _cell(one: Reader, topic: str, match: Match) -> Cell:
    clause, span, value = _operative(one, topic, match)
    return Cell(match, clause, span, one.document.text[span.start : span.end], value)


def _operative(one: Reader, topic: str, match: Match) -> tuple[Clause, Span, str | None]:
    """The words of a clause that rule the topic: those that give its figure, else the sentence that says most of it."""
    figure = next(_figures(one, topic, match.clause), None)
    if figure is not None:
        return figure.clause, figure.span, figure.value
    sentence = _sentence(one.sentences.of(match.best), topic)
    if sentence is None:
        return match.best, match.best.span, None
    found = sorted((each for each in values.find(sentence.text) if each.value != UNTELLING), key=_telling)
    return sentence.clause, sentence.span(), found[0].value if found else None


def _figures(one: Reader, topic: str, inside: Clause) -> Iterator[Figure]:
    """The comparable figures of a topic that stand in a clause."""
    for term in key_terms():
        figure = one.figures.get(term.key)
        if topic == term.topics[0] and figure is not None and within(figure.clause.id, inside.id):
            yield figure


def _sentence(sentences: Iterable[Sentence], topic: str) -> Sentence | None:
    """The sentence that says most of a topic, the first of equals."""
    column = matcher().place[topic]
    return max(sentences, key=lambda one: float(matcher().said(one.text)[column]), default=None)


def _telling(value: values.Value) -> int:
    order = (*TELLING, *TELLING_LAST)
    return order.index(value.kind) if value.kind in order else len(order)


def operative(document: Document, clause: Clause) -> Span:
    """From the first word of a clause, its label and heading left out, to the last word below it."""
    inside = [each for each in document.clauses if within(each.id, clause.id) and each.pieces]
    if not inside:
        return clause.span
    return Span(inside[0].pieces[0].start, max(each.pieces[-1].end for each in inside))


def line(name: str, values: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The row in one line: 「解約予告: 甲社 1ヶ月前まで · 乙社 定めなし」."""
    return f"{name}: {BETWEEN.join(f'{names.get(doc, doc)} {value}' for doc, value in values.items())}"


def said(row: tuple[Cell, ...]) -> str:
    """What a document says in one word: its value, 定めあり where it gives none, 定めなし where it has no clause."""
    return next((cell.value for cell in row if cell.value), PRESENT) if row else ABSENT


def contrasts(one: str, other: str) -> tuple[Contrast, ...]:
    """The operative words of two clauses aligned: the runs that differ, and what each is about."""
    return tuple(Contrast(change, _about(change)) for change in word_changes(one, other))


def _about(change: WordChange) -> str:
    words = f"{change.old_text}／{change.new_text}"
    return next((name for name, pattern in CLASSES.items() if pattern.search(words)), "文言")
