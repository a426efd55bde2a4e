"""An English question said again in the words of Japanese terms of service.

In: a question in any language. Out: the Japanese words for the English ones in it, from english.toml, all together or beside
each word. It refuses to translate: order, negation and whatever is not in the list are left to the question itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..indexing.tokenize import Word, placed, tokens, words
from ..normalize import fold

GLOSSARY = Path(__file__).with_name("english.toml")
JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
LONGEST = 4  # words of an English phrase
# plurals and forms of verbs: policies, cancelled, transferring, charges
ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
STEM = 3  # letters that a word keeps


def in_japanese(question: str) -> tuple[str, ...]:
    """The Japanese words for a question that is put in English, each once; none for any other."""
    if JAPANESE.search(question):  # 「VPNのfeeは？」 says already what it means
        return ()
    return tuple(dict.fromkeys(word for _, words in _met(question) for word in words))


def words_of(question: str) -> list[Word]:
    """The words of a question; an English one's with the Japanese words of its phrase among their groups: any of them meets it."""
    if JAPANESE.search(question):
        return words(question)
    phrases = [(span, tuple(tokens(" ".join(said)))) for span, said in _met(question)]
    return [
        Word(word.form, tuple(dict.fromkeys((*word.groups, *meant))))
        for at in placed(question)
        for meant in [next((said for (start, end), said in phrases if start < at.end and at.start < end), ())]
        for word in at.words
    ]


def as_typed(question: str) -> dict[str, str]:
    """How the words of an English question are spelt in it: Sudachi writes mistake as ミステーク."""
    if JAPANESE.search(question):
        return {}
    text = fold(question)
    return {word.form: text[at.start : at.end] for at in placed(question) for word in at.words}


def _met(question: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Each phrase found, where it stands and its words, the longest first: governing law is not law."""
    found = list(WORD.finditer(fold(question).lower()))
    stems, glossary, at = [_stem(word[0]) for word in found], _glossary(), 0
    while at < len(stems):
        for size in range(LONGEST, 0, -1):
            said = glossary.get(tuple(stems[at : at + size]))
            if said:
                last = min(at + size, len(found)) - 1
                yield (found[at].start(), found[last].end()), said
                at = last
                break
        at += 1


@cache
def _glossary() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for english, japanese in tomllib.loads(GLOSSARY.read_text(encoding="utf-8")).items():
        for phrase in english.split(";"):
            key = tuple(_stem(word) for word in WORD.findall(phrase))
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *japanese.split())))
    return found


def _stem(word: str) -> str:
    """A word without its ending, doubled letters as one: cancelled and cancel, fees and fee are the same."""
    word = word.partition("'")[0]
    for ending, left in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            word = word.removesuffix(ending) + left
            break
    word = word[:-1] if len(word) > STEM and word[-1] == word[-2] else word
    return word.removesuffix("e") if len(word) > STEM else word
