"""How often search finds the right article: against rank-bm25, part by part, with n and intervals.

In: the labelled questions, the samples, and the folder in YAKKAN_PROVIDERS where it is set. Out: a table on the terminal.
It refuses to tune: weights are chosen on the dev half elsewhere.

    python -m eval.search_quality [dev|test]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi

from eval.questions import Labelled, answered, cut
from indexer import Asked, Document, Hit, Session, default_folder, search_many, tokens

DEPTH = 10  # hits asked for
RESAMPLES = 2_000
SEED = 20_261_121
Ranking = list[str]  # clause ids, best first
Run = Callable[[Session, Sequence[Labelled]], list[Ranking]]
MEASURES = ("article 1st", "article 5", "paragraph 1st")


def rank_bm25(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """The baseline: BM25Okapi over whole paragraphs of the document asked, on the same tokens."""
    held: dict[str, tuple[list[str], BM25Okapi]] = {}
    rankings = []
    for one in asked:
        if one.doc not in held:
            ids, words = _paragraphs(session.index.document(one.doc))
            held[one.doc] = ids, BM25Okapi([tokens(text) or [""] for text in words])
        ids, okapi = held[one.doc]
        order = np.argsort(-np.asarray(okapi.get_scores(tokens(one.question))), kind="stable")[:DEPTH]
        rankings.append([ids[i] for i in order])
    return rankings


def _paragraphs(document: Document) -> tuple[list[str], list[str]]:
    found: dict[str, str] = {}
    for clause in document.clauses:
        if clause.text:
            home = f"{document.id}#{cut(clause.id, 2)}"
            found[home] = found.get(home, "") + clause.text
    return list(found), list(found.values())


def words_only(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """BM25 over body, heading, chapter and synonyms; no vectors, no topics."""
    return _ids(search_many(session.index, _put(asked), None, ()))


def with_vectors(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """Words and the embedding model."""
    return _ids(search_many(session.index, _put(asked), session.embedder, ()))


def with_topics(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """Words, the embedding model and topics: what finds the head of the list."""
    return _ids(search_many(session.index, _put(asked), session.embedder, session.evidence[:1]))


def with_each_word(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """The head of the list also read word by word."""
    return _ids(search_many(session.index, _put(asked), session.embedder, session.evidence[:2]))


def everything(session: Session, asked: Sequence[Labelled]) -> list[Ranking]:
    """Search as it ships: of the head of the list also the values are read."""
    return _ids(session.batch(_put(asked)))


def _put(asked: Sequence[Labelled]) -> list[Asked]:
    return [Asked(one.question, [one.doc], DEPTH) for one in asked]


def _ids(found: Sequence[Sequence[Hit]]) -> list[Ranking]:
    return [[hit.clause.id for hit in hits] for hits in found]


RUNS: dict[str, Run] = {
    "rank-bm25": rank_bm25,
    "words, synonyms": words_only,
    "+ vectors": with_vectors,
    "+ topics": with_topics,
    "+ each word met": with_each_word,
    "+ values (ships)": everything,
}


def marks(one: Labelled, ranking: Ranking) -> tuple[bool, bool, bool]:
    """Right article first, right article among the first five, right paragraph first."""
    articles = list(dict.fromkeys(cut(clause, 1) for clause in ranking))
    first = cut(ranking[0], 2) if ranking else ""
    right = one.best(1)
    return bool(articles[:1]) and articles[0] in right, bool(right & set(articles[:5])), first in one.best(2)


def interval(values: np.ndarray) -> tuple[float, float]:
    """The bootstrap 95% interval of a mean."""
    draws = np.random.default_rng(SEED).choice(values, (RESAMPLES, len(values))).mean(axis=1)
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def report(name: str, folder: Path, asked: Sequence[Labelled]) -> None:
    """Prints one folder's table: every run, all questions and each style."""
    with tempfile.TemporaryDirectory() as aside:
        os.environ["YAKKAN_INDEX"] = aside
        session = Session(folder)
        ours = [one for one in asked if one.doc in session.index.entries]
        print(f"\n{name}: {len(ours)} questions, the document given")
        print(f"{'run':18} {'style':9} {'n':>4}  " + "  ".join(MEASURES) + "   95% of article 1st")
        for label, run in RUNS.items():
            found = np.array([marks(one, ranking) for one, ranking in zip(ours, run(session, ours), strict=True)])
            for style in ("all", *dict.fromkeys(one.style for one in ours)):
                rows = found[[style in ("all", one.style) for one in ours]]
                low, high = interval(rows[:, 0].astype(float))
                means = "  ".join(
                    f"{value:>{len(head)}.3f}" for value, head in zip(rows.mean(axis=0), MEASURES, strict=True)
                )
                print(f"{label:18} {style:9} {len(rows):4}  {means}   [{low:.2f}, {high:.2f}]")


def main(halves: Sequence[str]) -> int:
    """Prints the tables for the samples, and for the providers where their folder is named."""
    asked = [one for one in answered() if not halves or one.half in halves]
    report("samples", default_folder(), asked)
    if providers := os.environ.get("YAKKAN_PROVIDERS"):
        report("providers", Path(providers), asked)
    else:
        print("\nskipped: YAKKAN_PROVIDERS names no folder with the five providers' terms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
