"""Which clauses of several documents deal with the same topic, and which documents have none.

In: documents and a topic. Out: for each document the equivalent clauses, best first, each with what speaks for it; an empty
cell is 規定なし. It refuses to know any document: every clause is judged by its heading, its words and its likeness.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..answering.actors import asked_of
from ..errors import QueryError
from ..indexing.encoders import Embedder, Floats
from ..searching.topic_list import Topic, all_topics
from ..searching.topics import find_topic
from ..types import Clause, Document
from .keyterms import figures, key_terms
from .profiles import Profile, matcher, profile_of

# Below this score a document has no such clause. Chosen on eval/labels/alignment.jsonl in steps of a quarter, where the
# article-level F1 is highest.
ENOUGH = -1.5
FIGURE = 2.5  # a paragraph that gives a comparable figure of the topic
OTHER_ACTOR = 1.5  # taken off where the topic is what the other party does: 契約者による解約 and 当社による解除
ENOUGH_HEADED = -2.0  # the same where the heading names the topic, however far behind the best
BEHIND = 1.5  # how far another clause of the same document may stay behind the best
MOST = 3  # articles of one document in a cell
WHOLE = 0.85  # a heading that fits so well speaks for the whole article
WEAK_HEADING, WEAK_WORDS, WEAK_LIKENESS = 0.5, 0.3, 0.3  # below these nothing is given as a reason


@dataclass(frozen=True)
class Match:
    """A clause that is what its document says of a topic; `best` is the paragraph in it that speaks loudest."""

    doc: str
    clause: Clause
    best: Clause
    score: float
    why: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """The score as a probability."""
        return round(1 / (1 + math.exp(-self.score)), 3)


@dataclass(frozen=True)
class Alignment:
    """One topic side by side: the matches of each document, none where it is 規定なし."""

    topic: Topic
    cells: Mapping[str, tuple[Match, ...]]

    @property
    def absent(self) -> tuple[str, ...]:
        """The documents that say nothing of the topic."""
        return tuple(doc for doc, found in self.cells.items() if not found)


def by_topic(documents: Iterable[Document], topic: str, embedder: Embedder | None = None) -> Alignment:
    """The clauses on a topic, given by id, name or heading, in each of the documents."""
    return aligned([profile_of(document, embedder) for document in documents], topic_named(topic))


def topic_named(words: str) -> Topic:
    """The topic that the words name."""
    exact = next((one for one in all_topics() if words in (one.id, one.name)), None)
    found = exact or find_topic(words)
    if found is None:
        raise QueryError("論点の名前が要ります", f"「{words}」に当たる論点はありません", "yakkan topics で一覧できます")
    return found


def aligned(profiles: Sequence[Profile], topic: Topic) -> Alignment:
    """The clauses on a topic in documents whose profiles are known."""
    return Alignment(topic, {profile.document.id: matches(profile, topic) for profile in profiles})


def matches(profile: Profile, topic: Topic) -> tuple[Match, ...]:
    """What one document says of a topic, best first; among equals, what stands first."""
    scores = _scores(profile, topic)
    if not scores.size or scores.max() < ENOUGH:
        return ()
    close = scores >= float(scores.max()) - BEHIND
    headed = profile.headed[:, matcher().place[topic.id]] >= WHOLE
    families: dict[str, list[int]] = {}
    for at in np.flatnonzero((scores >= ENOUGH) & close | (scores >= ENOUGH_HEADED) & headed):
        families.setdefault(_article(profile.document, profile.clauses[at]).id, []).append(int(at))
    found = [_match(profile, topic, article, places, scores) for article, places in families.items()]
    return tuple(sorted(found, key=lambda match: -match.score)[:MOST])


def _scores(profile: Profile, topic: Topic) -> Floats:
    """How likely each paragraph is what the document says of a topic, with what speaks for or against it besides."""
    scores: Floats = profile.scores[:, matcher().place[topic.id]].copy()
    for term in key_terms():
        figure = figures(profile).get(term.key) if term.topics[0] == topic.id else None
        if figure is not None:
            holds = [within(figure.clause.id, clause.id) for clause in profile.clauses]
            scores[holds] += FIGURE
    if acting := asked_of(topic.name):
        scores[profile.actors == -acting] -= OTHER_ACTOR
    return scores


def within(clause_id: str, around: str) -> bool:
    """Whether a clause is another or stands below it."""
    return clause_id == around or clause_id.startswith(f"{around}.")


def _article(document: Document, clause: Clause) -> Clause:
    """The 条 that holds a clause, or the clause itself outside any."""
    around = clause
    while around.level != "article" and around.parent is not None:
        around = document.by_id[around.parent]
    return around if around.level == "article" else clause


def _match(profile: Profile, topic: Topic, article_id: str, places: Sequence[int], scores: Floats) -> Match:
    best = max(places, key=lambda at: (float(scores[at]), -at))
    document, clause = profile.document, profile.clauses[best]
    article = document.by_id[article_id]
    paragraphs = [one for one in document.children.get(article_id, ()) if one.level == "paragraph"]
    whole = profile.headed[best, matcher().place[topic.id]] >= WHOLE or len(places) > 1
    meant = article if whole and len(paragraphs) > 1 else clause
    return Match(document.id, meant, clause, float(scores[best]), _why(profile, topic, best))


def _why(profile: Profile, topic: Topic, at: int) -> tuple[str, ...]:
    column = matcher().place[topic.id]
    given = (
        ("見出し", profile.headed[at, column], WEAK_HEADING),
        ("用語", profile.said[at, column], WEAK_WORDS),
        ("意味", profile.alike[at, column], WEAK_LIKENESS),
    )
    return tuple(name for name, value, weak in given if value >= weak) or ("位置",)
