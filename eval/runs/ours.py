"""Yakkan's own rankings: words with synonyms, topics alone, everything together, and what `ask` answers.

In: a shelf and questions. Out: rankings of clauses. It refuses to change what ships: each is a call that users can make.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from eval.metrics.ranking import Ranking
from eval.questions import Question
from eval.runs.baselines import DEPTH
from eval.runs.vectors import Run
from eval.shelf import Shelf
from indexer import Answer, Asked, Hit, search_many

EVERY = 1_000  # more than a shelf of labelled documents has paragraphs that any evidence speaks for
TOPIC = "topic"


def words(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """BM25 over body, heading, chapter and synonyms."""
    return _ids(search_many(shelf.session.index, _put(asked), None, ()))


def steps(shelf: Shelf) -> dict[str, Run]:
    """What ships, put together kind by kind: words and vectors, then with each further kind of evidence but the last."""
    names = [type(kind).__name__.removesuffix("Evidence").lower() for kind in shelf.session.evidence]
    return {" + ".join(["words + dense", *names[:kinds]]): partial(_with_first, kinds) for kinds in range(len(names))}


def _with_first(kinds: int, shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    session = shelf.session
    return _ids(search_many(session.index, _put(asked), session.embedder, session.evidence[:kinds]))


def topics(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """By the topics that question and clause share, and by nothing else."""
    found = shelf.session.batch(_put(asked, EVERY))
    shared = [[hit for hit in hits if hit.parts.get(TOPIC)] for hits in found]
    return _ids([sorted(hits, key=lambda hit: -hit.parts[TOPIC])[:DEPTH] for hits in shared])


def fused(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """Search as it ships."""
    return _ids(shelf.session.batch(_put(asked)))


def answers(shelf: Shelf, asked: Sequence[Question]) -> list[Answer]:
    """What `ask` says to each question."""
    given: list[Answer] = shelf.asker.ask_many((one.text, list(one.docs)) for one in asked)
    return given


def answered(given: Sequence[Answer]) -> list[Ranking]:
    """Answers as rankings: what is cited first, then the candidates in the order `ask` gave them; nothing where it refused."""
    return [_order(one) for one in given]


def _order(given: Answer) -> Ranking:
    cited = [one.clause.id for one in given.answers]
    rest = [hit.clause.id for one in given.considered for hit in one.hits] if len(given.considered) == 1 else []
    return list(dict.fromkeys([*cited, *rest])) if cited else []


def _put(asked: Sequence[Question], deep: int = DEPTH) -> list[Asked]:
    return [Asked(one.text, list(one.docs), deep) for one in asked]


def _ids(found: Sequence[Sequence[Hit]]) -> list[Ranking]:
    return [[hit.clause.id for hit in hits] for hits in found]
