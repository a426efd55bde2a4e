"""How well clauses are found: the document given, and all documents at once.

In: a shelf. Out: one `Measured` a run. It refuses to tune: weights are chosen on the dev half elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eval.measured import Measured
from eval.metrics import ranking
from eval.metrics.ranking import Ranking
from eval.places import article, paragraph
from eval.questions import Question, of_many_documents, of_one_document, put_to
from eval.runs import baselines, ours, vectors
from eval.runs.vectors import Run
from eval.shelf import Shelf

BASELINE, SHIPS = "rank-bm25", "fused (ships)"
AREA, AREA_ALL = "search", "search all documents"
RUNS: dict[str, Run] = {
    "substring scan": baselines.substring_scan,
    BASELINE: baselines.rank_bm25,
    "BM25 + synonyms": ours.words,
    "dense": vectors.dense,
    "topics": ours.topics,
}
GROUPED = ("条 hit@1", "条 hit@5", "項 hit@1", "項 nDCG@10")
KEPT = (BASELINE, SHIPS)  # runs whose outcomes are kept question by question


def measure(shelf: Shelf, models: Mapping[str, Run]) -> Iterator[Measured]:
    """Every run over the questions that have an answer."""
    ships = ours.steps(shelf) | {SHIPS: ours.fused}
    runs = RUNS | {f"dense: {name}": run for name, run in models.items()} | ships
    for area, asked in questions(shelf).items():
        for name, run in runs.items():
            yield of_run(area, name, asked, run(shelf, asked))


def questions(shelf: Shelf) -> dict[str, list[Question]]:
    """The questions of each area that this shelf can be asked."""
    single = [one for one in put_to(of_one_document(), shelf.documents) if one.relevant]
    shared = [one for one in put_to(of_many_documents(), shelf.documents) if one.relevant]
    return {area: asked for area, asked in ((AREA, single), (AREA_ALL, shared)) if asked}


def of_run(area: str, name: str, asked: Sequence[Question], rankings: Sequence[Ranking]) -> Measured:
    """The measures of one run."""
    ranks = {
        one.id: [ranking.rank(one, given, article), ranking.rank(one, given, paragraph)]
        for one, given in zip(asked, rankings, strict=True)
    }
    return Measured(
        area,
        name,
        ranking.tallies(asked, rankings),
        groups=groups_of(asked),
        grouped=GROUPED if name in KEPT else (),
        outcomes=ranks if name in KEPT else {},
        baseline=None if name == BASELINE else BASELINE,
    )


def groups_of(asked: Sequence[Question]) -> dict[str, frozenset[str]]:
    """The questions of each style, of each half and of each later set: weights were chosen on the first."""
    names = [*dict.fromkeys(one.style for one in asked), "dev", "test"]
    found = {name: frozenset(one.id for one in asked if name in (one.style, one.half)) for name in names}
    later = dict.fromkeys(one.later for one in asked if one.later)
    return found | {name: frozenset(one.id for one in asked if one.later == name) for name in later}
