"""The equivalents of any one clause in other documents, with a score, the reasons, and the check the other way round.

In: a clause, its document and the others. Out: for each other document its nearest clause, or none below the threshold. It
refuses to know topics by name: it asks only how far two clauses agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import CitationError
from ..indexing.encoders import Embedder, Floats, normalized
from ..indexing.tokenize import tokens
from ..types import Clause, Document
from .profiles import Profile, profile_of

# Shares of a score of at most 1, in wide steps: the topics tell more than single words, and no kind of evidence decides alone
ALIKE, TOPICS, HEADING, WORDS = 0.35, 0.35, 0.15, 0.15
# Below this a clause has no equivalent: of 227 articles of eval/labels/alignment.jsonl asked for in four other documents each, 78% of
# the clauses given here are right, 67% of those there are found, and 87% of the silent documents are seen to be silent
ENOUGH = 0.35
REASON = 0.5  # a kind of evidence that is given as a reason has at least this much
FEW = 4  # topics of one clause that count


@dataclass(frozen=True)
class Equivalent:
    """The nearest clause of another document; `mutual` where this clause is also its nearest."""

    doc: str
    clause: Clause
    score: float
    parts: dict[str, float]
    mutual: bool

    @property
    def why(self) -> tuple[str, ...]:
        """What speaks for it."""
        return tuple(name for name, value in self.parts.items() if value >= REASON) or ("意味",)


@dataclass(frozen=True)
class _Stand:
    """A clause as it is compared: one 条 or one 項."""

    clause: Clause
    vector: Floats
    topics: Floats
    heading: frozenset[str]
    words: frozenset[str]


def like(
    documents: Iterable[Document], document: Document, clause_id: str, embedder: Embedder | None = None
) -> dict[str, Equivalent | None]:
    """For each of the documents but the clause's own, the equivalent clause, or None where it is 規定なし."""
    clause = document.by_id.get(clause_id)
    if clause is None:
        raise CitationError(
            "文書にある条項が要ります", f"「{clause_id}」はありません", "yakkan outline で確かめてください"
        )
    by_article = clause.level == "article"
    home = _stands(profile_of(document, embedder), by_article)
    asked = next((one for one in home if _holds(document, one.clause, clause)), None)
    others = [other for other in documents if other.id != document.id]
    if asked is None:
        return {other.id: None for other in others}
    return {
        other.id: _nearest(asked, home, _stands(profile_of(other, embedder), by_article), other) for other in others
    }


def _holds(document: Document, around: Clause, clause: Clause) -> bool:
    """Whether a 条 or 項 is the clause or holds it: a 号 is compared by its 項."""
    inside: Clause | None = clause
    while inside is not None and inside.id != around.id:
        inside = document.by_id[inside.parent] if inside.parent is not None else None
    return inside is not None


def _nearest(asked: _Stand, home: Sequence[_Stand], there: Sequence[_Stand], other: Document) -> Equivalent | None:
    if not there:
        return None
    scored = [(_total(parts), parts, one) for one in there for parts in [_parts(asked, one)]]
    score, parts, found = max(scored, key=lambda each: each[0])
    if score < ENOUGH:
        return None
    back = max(home, key=lambda one: _total(_parts(found, one)))
    return Equivalent(other.id, found.clause, round(score, 4), parts, back.clause.id == asked.clause.id)


def _stands(profile: Profile, by_article: bool) -> list[_Stand]:
    rows: dict[str, list[int]] = {}
    for at, clause in enumerate(profile.clauses):
        key = _article_id(profile.document, clause) if by_article else clause.id
        rows.setdefault(key, []).append(at)
    return [_stand(profile, key, places) for key, places in rows.items()]


def _article_id(document: Document, clause: Clause) -> str:
    around = clause
    while around.level != "article" and around.parent is not None:
        around = document.by_id[around.parent]
    return around.id if around.level == "article" else clause.id


def _stand(profile: Profile, clause_id: str, places: list[int]) -> _Stand:
    clause = profile.document.by_id[clause_id]
    heading = clause
    while not heading.heading and heading.parent is not None:
        heading = profile.document.by_id[heading.parent]
    return _Stand(
        clause,
        normalized(profile.vectors[places].sum(axis=0, keepdims=True))[0],
        _weights(profile.scores[places].max(axis=0)),
        frozenset(tokens(heading.heading)),
        frozenset().union(*(profile.words[at] for at in places)),
    )


def _weights(scores: Floats) -> Floats:
    """The few likeliest topics of a clause as shares of one."""
    kept = np.where(scores >= np.sort(scores)[-FEW], np.exp(scores - scores.max()), 0.0)
    shares: Floats = (kept / kept.sum()).astype(np.float32)
    return shares


def _parts(one: _Stand, other: _Stand) -> dict[str, float]:
    """How far two clauses agree, 0 to 1 for each kind of evidence."""
    return {
        "見出し": _dice(one.heading, other.heading),
        "用語": min(1.0, 2 * _dice(one.words, other.words)),
        "論点": round(float(np.sqrt(one.topics) @ np.sqrt(other.topics)), 4),  # Bhattacharyya coefficient
        "意味": round(max(0.0, float(one.vector @ other.vector)), 4) if one.vector.size else 0.0,
    }


def _total(parts: dict[str, float]) -> float:
    return HEADING * parts["見出し"] + WORDS * parts["用語"] + TOPICS * parts["論点"] + ALIKE * parts["意味"]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return round(2 * len(one & other) / (len(one) + len(other)), 4) if one or other else 0.0
