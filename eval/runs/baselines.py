"""What one has without Yakkan: looking for the question's words, and BM25 as it is out of the box.

In: a shelf and questions. Out: rankings of 項. It refuses to use headings, synonyms, vectors or topics.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from rank_bm25 import BM25Okapi

from eval.metrics.ranking import Ranking
from eval.places import paragraph
from eval.questions import Question
from eval.shelf import Shelf
from indexer import tokens

DEPTH = 20  # places ranked; as many as `search` may name without looking deeper than it does for ten
Scorer = Callable[[str], Sequence[float]]


def substring_scan(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """What Ctrl-F finds: paragraphs by how many of the question's words stand in them, in reading order where as many do."""
    return _ranked(shelf, asked, _found)


def rank_bm25(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """BM25Okapi of rank-bm25 with its own constants, over whole paragraphs, on the same tokens as ours."""
    return _ranked(shelf, asked, okapi)


def okapi(texts: Sequence[str]) -> Scorer:
    """rank-bm25 over texts."""
    scorer = BM25Okapi([tokens(text) or [""] for text in texts])
    return lambda question: scorer.get_scores(tokens(question))


def _found(texts: Sequence[str]) -> Scorer:
    bare = ["".join(text.split()) for text in texts]
    return lambda question: [sum(word in text for word in set(tokens(question))) for text in bare]


def _ranked(shelf: Shelf, asked: Sequence[Question], scorer: Callable[[Sequence[str]], Scorer]) -> list[Ranking]:
    @cache
    def ready(docs: tuple[str, ...]) -> tuple[list[str], Scorer]:
        held = _paragraphs(shelf, docs)
        return list(held), scorer(list(held.values()))

    rankings: list[Ranking] = []
    for one in asked:
        ids, score = ready(one.docs)
        scores = np.asarray(score(one.text), dtype=np.float64)
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        rankings.append([ids[at] for at in order if scores[at] > 0])
    return rankings


def _paragraphs(shelf: Shelf, docs: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for doc in docs:
        for clause in shelf.documents[doc].clauses:
            if clause.text:
                home = paragraph(clause.id)
                found[home] = f"{found.get(home, '')}\n{clause.text}"
    return found
