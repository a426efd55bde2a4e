"""Defined terms: 「X」といいます, 「X」とは, lists and tables of terms, （…を含みます。以下同じ）.

In: a read document. Out: terms with the very words that name them, and the clause within which each
holds. It refuses to weigh them: a term defined twice or never used is for checking/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..types import Clause, Document, Span, Term
from .neighbours import Neighbours
from .passages import Passage, passages
from .term_lists import listed
from .term_uses import Use, uses

__all__ = ["Definition", "Use", "find", "trace", "uses"]

Shape = Literal["called", "explained", "listed", "gloss"]
_SENTENCE = 600  # how far the をいう of 「Xとは、」 may stand

_QUOTE = re.compile(r"[「『“]([^「」『』“”\n]{1,60})[」』”]")
_AND_QUOTES = r"(?: ?(?:及び|および|又は|または|並びに|若しくは|、|と) ?[「『“][^「」『』“”\n]{1,60}[」』”]){0,5}"
# 「X」といいます, 「X」または「Y」という。, 「X」と総称します; 「X」というメッセージ is none
_CALLED = re.compile(
    _AND_QUOTES + r" ?等? ?と ?(?:それぞれ|総称して|あわせて)? ?(?:"
    r"い(?:い(?=ます|[、,。)])|う(?=[。、,.() \n]|もの|こと|$))"
    r"|言(?:い(?=ます|、)|う(?=[。、()]|$))"
    r"|呼(?:び(?=ます|、)|ぶ(?=[。、() \n]|もの|こと|$))"
    r"|称(?:し(?=ます|、)|する(?=[。、()]|もの|$))"
    r"|総称|略(?:し|す)|定義|表記|記載(?=し|する))"
)
_MADE = re.compile(_AND_QUOTES + r" ?(?:と(?:します|する|し[、,])|\))")  # only with 以下 before it in its bracket
_HENCEFORTH = re.compile(r"以下")
_EXPLAINED = re.compile(
    r" ?とは(?!異な|別|限|み|言え|いえ|関|独立|なら|同|認め|無関|比べ|いか|なり|でき|せず|しま|し[てな])"
)
_UNQUOTED = re.compile(
    r"(?<![の一-龥ァ-ヶーA-Za-z0-9])"
    r"([^\s、。，．,.:;「」『』()ぁ-ん]{2,40}|[^\s、。,.「」()ぁ-ん]{1,20}(?:渡し|込み))とは(?=[、, ]|[^ぁ-ん])"
)
_STOP = re.compile(r"。(?!\))")
_MEANS = re.compile(r"をい[いう]|をさ[しす]|を指[しす]|総称|のことで|を意味|該当する(?:もの|情報)を")
# （以下契約者といいます。）, （以下、契約者）
_BARE = re.compile(
    r"\(以下、? ?(?:総称して|単に|併せて|あわせて|これを|これらを)?([^、。()「」『』\s]{2,30}?)"
    r"(?:と(?:いいます|いう|呼びます|呼ぶ|称します|称する)|(?<!同じ)(?<!同様)\))"
)
# 滅失（修理不能を含む。以下同じ）, 利用権（…をいいます。）
_GLOSS = re.compile(
    r"((?:(?:[一-龥]{1,4}[にを])?[一-龥]{1,3}すべき)?[^\s、。,.:;「」『』()ぁ-ん]{2,30})\(([^()「」]{2,200})\)"
)
_GLOSS_MEANS = re.compile(r"をい(?:う|います)(?:[。、]|$)|以下[^。「」]{0,20}(?:同じ|同様)")
_UNITS = {"条": "article", "項": "paragraph", "号": "item", "章": "chapter", "節": "section", "款": "subsection"}
_SCOPE = re.compile(
    r"本([条項号章節款])(?: ?(?:及び|および|、|並びに) ?第 ?([0-9]{1,3}) ?([条章]))?"
    r"(?:において|に於いて|における|では|中|に限り|で以下)"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the shape of words that defines it."""

    term: Term
    shape: Shape


def find(document: Document) -> tuple[Term, ...]:
    """Every defined term, in text order; one that holds in two places stands twice."""
    return tuple(definition.term for definition in trace(document))


def trace(document: Document) -> tuple[Definition, ...]:
    """Every defined term with the shape of its definition, in text order."""
    near = Neighbours(document)
    found: dict[tuple[Span, str | None], Definition] = {}
    for passage in passages(document):
        if passage.kind == "heading":
            continue
        for start, end, shape in _shapes(passage):
            word = passage.raw[start:end].strip()
            span = passage.source(start, end)
            for scope in _scopes(passage, start, near):
                found.setdefault((span, scope), Definition(Term(word, passage.clause.id, scope, span), shape))
    for word, clause, span in listed(document, near):
        found.setdefault((span, None), Definition(Term(word, clause, None, span), "listed"))
    return tuple(sorted(found.values(), key=lambda one: (one.term.span, one.term.scope or "")))


def _shapes(passage: Passage) -> Iterator[tuple[int, int, Shape]]:
    """The words that are defined in a passage, and how."""
    text = passage.text
    for quote in _QUOTE.finditer(text):
        start, end = quote.span(1)
        made = _MADE.match(text, quote.end()) and _HENCEFORTH.search(text, max(0, _clause_start(text, start)), start)
        if made or _CALLED.match(text, quote.end()):
            yield start, end, "called"
        elif _EXPLAINED.match(text, quote.end()):
            yield start, end, "explained"
    for match in _BARE.finditer(text):
        yield match.start(1), match.end(1), "called"
    for match in _UNQUOTED.finditer(text):
        stop = _STOP.search(text, match.end(), match.end() + _SENTENCE)
        sentence = text[match.end() : stop.start() if stop else match.end() + _SENTENCE]
        if _EXPLAINED.match(text, match.end(1)) and _MEANS.search(sentence):
            yield match.end(1) - len(_said_once(match[1])), match.end(1), "explained"
    for match in _GLOSS.finditer(text):
        attributive = len(match[1]) < 3 and text[match.start() - 1 : match.start()] in "いるたきす"
        if _GLOSS_MEANS.search(match[2]) and not (attributive and match.start()):
            yield match.start(1), match.end(1), "gloss"


def _said_once(words: str) -> str:
    """監視 for 監視監視: the name of a table's row runs into the sentence that repeats it."""
    for size in range(len(words) // 2, 1, -1):
        if words[-size:] == words[-2 * size : -size]:
            return words[-size:]
    return words


def _clause_start(text: str, at: int) -> int:
    """Where the bracket or the sentence that holds a quote begins, at most 80 characters back."""
    return max(text.rfind("(", max(0, at - 80), at), text.rfind("。", max(0, at - 80), at), at - 80)


def _scopes(passage: Passage, start: int, near: Neighbours) -> list[str | None]:
    """The clauses within which a term holds: [None] is everywhere; 本条及び第4章において gives two."""
    text = passage.text
    opening = _clause_start(text, start)
    closing = text.find(")", start)
    after = text[start : closing + 1] if 0 <= closing - start < 260 and "以下" in text[start:closing] else ""
    match = _SCOPE.search(text[max(0, opening) : start]) or (
        _SCOPE.search(after[after.rfind("以下") :]) if after else None
    )
    if match is None:
        return [None]
    found: list[Clause | None] = [near.up(passage.clause, _UNITS[match[1]])]
    if match[2]:
        level: Literal["article", "chapter"] = "article" if match[3] == "条" else "chapter"
        number = int(match[2])
        found.append(near.article(number, passage.clause) if level == "article" else near.child(None, level, number))
    return [clause.id for clause in found if clause] or [None]
