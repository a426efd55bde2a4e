"""Which words of a question are not met: in the best clause, among the candidates, in the whole document.

In: a question with what each of its words is worth, and clauses with how well each meets them. Out: named numbers, about 0 to 1.
It refuses to decide: refusal.py weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..searching.kinds import named_by
from .clues import Asked, Clues, Floats, answers

KANJI = re.compile(r"[一-龥々]")
KANA = re.compile(r"[ぁ-ん]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
A_VERB, A_SIGN = 0.35, 0.5  # what 払う and 料 are worth beside 仮想通貨: they are said of many things
INSIDE = 0.5  # 中国 beside 中国語, which has been counted
SAME_SIGNS = 0.6  # 再び開始する meets 再開 this well
NEAR = 0.65  # a word less like any word of the clause than this is not met by it: 仮想通貨 and 採掘 are only related
MET, FAR, ENGLISH_WORDS, MOST_MISSING = 0.5, 0.4, 3, 3
NAMES = (
    "mean_met", "noun_met", "worst_here", "worst_in_pool", "worst_in_document", "second_worst", "never_seen", "elsewhere_only",
    "nouns_missing", "english",
)  # fmt: skip


def unmet(asked: Asked, ranked: Sequence[Clues]) -> dict[str, float]:
    """What the question's words say against the first of the clauses."""
    if not asked.words:
        return dict.fromkeys(NAMES, 0.0)
    here, pool = _here(asked, ranked[0]), np.max([_met(one) for one in ranked], axis=0)
    document = ranked[0].in_document
    nouns = np.array([_noun(word.form) for word in asked.words], dtype=np.float32)
    turns = (asked.turning > 0) * np.where(_inside(asked), INSIDE, 1.0)
    worth, named = turns * asked.importance * nouns, turns * (nouns == 1)
    missing = (document == 0) & (here < MET) & (nouns == 1) & (asked.turning > 0)
    lost = np.sort(worth * (1 - here))[::-1]
    return {
        "mean_met": _mean(worth, here),
        "noun_met": _mean(named, here),
        "worst_here": float(lost[0]),
        "second_worst": float(lost[1]) if len(lost) > 1 else 0.0,
        "worst_in_pool": float((worth * (1 - pool)).max()),
        "worst_in_document": float((worth * (1 - document)).max()),
        "never_seen": float((worth * ~asked.vectors.any(axis=1)).max()),
        "elsewhere_only": float((worth * ((document == 1) & (here < FAR))).max()),
        "nouns_missing": min(MOST_MISSING, int(missing.sum())) / MOST_MISSING,
        "english": float(len(ENGLISH.findall(asked.text)) >= ENGLISH_WORDS),
    }


def _here(asked: Asked, clues: Clues) -> Floats:
    """How well a clause meets each word: as covered, by the same kanji, or, for a long word, by its parts."""
    signs = set("".join(one.text for one in clues.read.sentences))
    found: Floats = np.maximum(_met(clues), [SAME_SIGNS * _signs_in(word.form, signs) for word in asked.words])
    forms = [word.form for word in asked.words]
    held = {value.kind for values in clues.read.values for value in values if answers(asked, value)}
    found[[not held.isdisjoint(named_by(form)) for form in forms]] = 1.0  # 利率 is met by 年11.5%
    for at, form in enumerate(forms):
        parts = [other for other, part in enumerate(forms) if part != form and part in form]
        if sum(len(forms[other]) for other in parts) >= len(form):
            found[at] = max(found[at], found[parts].mean())
    return found


def _met(clues: Clues) -> Floats:
    met: Floats = np.where(clues.covered < NEAR, 0.0, clues.covered).astype(np.float32)
    return met


def _signs_in(form: str, signs: set[str]) -> bool:
    kanji = KANJI.findall(form)
    return len(kanji) > 1 and signs.issuperset(kanji)


def _inside(asked: Asked) -> list[bool]:
    forms = [word.form for word in asked.words]
    return [any(form != other and form in other for other in forms) for form in forms]


def _noun(form: str) -> float:
    """1 for 仮想通貨 and ドル, less for what is written with kana or one sign."""
    return A_VERB if KANA.search(form) else A_SIGN if len(form) == 1 else 1.0


def _mean(weights: Floats, values: Floats) -> float:
    whole = float(weights.sum())
    return float(weights @ values) / whole if whole > 0 else 0.7
