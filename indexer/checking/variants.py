"""Rule `variant`: a word that is a defined term but for a character, or another name of the text itself.

In: facts. Out: findings. It refuses to correct: which of two forms is meant only the author knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..normalize import normalize
from ..types import Finding, Span
from .facts import Facts, Word

_SHORTEST = 5  # below it, words that differ by a character are just different words
_RARE = 3  # a form used more often than this is no slip
_PREFIX = re.compile(r"本件|本|特定|指定|認定|対象|登録")  # what narrows a term; 非会員 and 会員 are two things
_BRACKETED = re.compile(r"([^()]{2,})(\([^()]+\))")
_SELF = re.compile(r"(?<![一-龥])(?:本|この)((?:[^\s、。「」()ぁ-ん本]{0,10}?)(?:約款|規約|規程))(?![一-龥]| ?\(以下)")


def term_variants(facts: Facts) -> Iterator[Finding]:
    """指定修理業者 where 指定修理事業者 is defined; 協定事業者 where 特定協定事業者 is."""
    shortened = {cut: term for term in facts.terms for cut in _cuts(term)}
    tails = {_PREFIX.sub("", term): term for term in facts.terms if _PREFIX.match(term)}
    for words, word in facts.words.items():
        often = len(word.places)
        if words in facts.terms or often > _RARE or len(words) < _SHORTEST:
            continue
        term = shortened.get(words) or next((longer for longer in _cuts(words) if longer in facts.terms), None)
        if term is None and words in tails and facts.counts[tails[words]] > often + 1:
            term = tails[words]
        if term:
            yield _finding(word, term)


def bare_terms(facts: Facts) -> Iterator[Finding]:
    """契約者 alone where the defined term is 契約者（申込者）: perhaps meant, perhaps not."""
    for term in facts.terms:
        match = _BRACKETED.fullmatch(term)
        word = facts.words.get(match[1]) if match and match[1] not in facts.terms else None
        if match is None or word is None:
            continue
        source = facts.document.text
        for clause, span in word.places:
            if not normalize(source[span.end : span.end + 2 * len(term)]).text.startswith(match[2]):
                message = f"「{match[1]}」とだけ書かれています。定義された用語は「{term}」です。同じ意味ならそろえてください。"
                yield Finding("variant", clause, span, message, "hint")
                break


def _cuts(words: str) -> list[str]:
    """The word with one character left out, neither its first nor its last but for a last ー."""
    if len(words) <= _SHORTEST:
        return []
    inner = (at for at in range(1, len(words) - 1) if not words[at].isascii())  # プラン10 and プラン1 are two plans
    return [*([words[:-1]] if words[-1] == "ー" else []), *(words[:at] + words[at + 1 :] for at in inner)]


def own_names(facts: Facts) -> Iterator[Finding]:
    """本規約 in a text that calls itself 利用規約: two names for one text."""
    places: dict[str, list[tuple[str, Span]]] = {}
    for passage in facts.passages:
        for match in _SELF.finditer(passage.text):
            places.setdefault(match[1], []).append((passage.clause.id, passage.source(*match.span())))
    usual = _usual_name(facts, places)
    total = facts.plain.count(usual) if usual else 0
    for name, found in places.items():
        if name == usual or name in facts.terms or "本" + name in facts.terms or total < 4 * len(found):
            continue
        clause, span = found[0]
        message = (
            f"「本{name}」が{len(found)}回ありますが、この文書は自らを「{usual}」と呼んでいます。"
            "呼び名をそろえてください。"
        )
        yield Finding("variant", clause, span, message, "warning")


def _usual_name(facts: Facts, places: dict[str, list[tuple[str, Span]]]) -> str:
    """The name the text defines for itself, or says most often."""
    defined = [name for name in places if name in facts.terms]
    return defined[0] if defined else max(places, key=lambda name: len(places[name]), default="")


def _finding(word: Word, term: str) -> Finding:
    clause, span = word.places[0]
    message = f"「{word.words}」は定義された用語「{term}」の書き違いかもしれません。用語をそろえてください。"
    return Finding("variant", clause, span, message, "warning")
