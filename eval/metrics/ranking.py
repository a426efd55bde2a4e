"""Retrieval measures by ir_measures (MacAvaney, Macdonald and Ounis, ECIR 2022), at 条 and at 項.

In: graded clauses and ranked clauses of each question. Out: one tally a measure. It refuses to skip a question: one that
was not answered has nought in every measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ir_measures
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

from eval.places import article, paragraph
from eval.questions import ANSWERS, Question

from .tally import Tally, mean

Ranking = Sequence[str]
DEPTHS: dict[str, Callable[[str], str]] = {"条": article, "項": paragraph}
# nDCG takes the grades as gains; a hit and a reciprocal rank ask for a clause that answers
MEASURES = {
    "nDCG@10": nDCG @ 10,
    "MRR": RR(rel=ANSWERS) @ 10,
    "hit@1": Success(rel=ANSWERS) @ 1,
    "hit@5": Success(rel=ANSWERS) @ 5,
    "hit@10": Success(rel=ANSWERS) @ 10,
}


def tallies(asked: Sequence[Question], rankings: Sequence[Ranking]) -> dict[str, Tally]:
    """Every measure at both depths: 条 hit@1 and so on."""
    families = {one.id: one.family for one in asked}
    found: dict[str, Tally] = {}
    for depth, cut in DEPTHS.items():
        qrels = [Qrel(one.id, place, grade) for one in asked for place, grade in graded(one, cut).items()]
        run = [
            ScoredDoc(one.id, place, -float(at))
            for one, ranking in zip(asked, rankings, strict=True)
            for at, place in enumerate(places(ranking, cut))
        ]
        values = {name: dict.fromkeys(families, 0.0) for name in MEASURES}
        names = {str(measure): name for name, measure in MEASURES.items()}
        for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
            values[names[str(metric.measure)]][metric.query_id] = metric.value
        found |= {f"{depth} {name}": mean(of, families) for name, of in values.items()}
    return found


def graded(one: Question, cut: Callable[[str], str]) -> dict[str, int]:
    """The best grade of each place."""
    found: dict[str, int] = {}
    for clause, grade in one.relevant.items():
        found[cut(clause)] = max(grade, found.get(cut(clause), 0))
    return found


def places(ranking: Ranking, cut: Callable[[str], str]) -> list[str]:
    """A ranking of clauses as one of places, each where its best clause stands."""
    return list(dict.fromkeys(cut(clause) for clause in ranking))


def rank(one: Question, ranking: Ranking, cut: Callable[[str], str], deepest: int = 10) -> int:
    """The rank of the first place that answers, from 1; 0 where none is among the first ten."""
    right = {cut(clause) for clause in one.graded()}
    found = places(ranking, cut)[:deepest]
    return next((at for at, place in enumerate(found, start=1) if place in right), 0)
