"""An outside check: find the article that a question on Japanese law was made from, among all articles of the set.

In: a folder with the public lawqa_jp set. Out: tallies for our search and for rank-bm25, in two settings. It refuses to tune:
nothing of ours was made for laws.

The setting. All articles of all questions' contexts, the excerpts of one article joined, are what is searched; the articles of a
question's own context are right for it. It is put once by its 問題文 alone and once with its 選択肢. Names of laws and numbers of
articles are left in it, and stand in the headings that both runs search.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from eval.law_set import ASKED, CHOICES, CONTEXT, NAME, LawSet, Paragraphs, Place, articles_of, read
from eval.metrics.ranking import Ranking, tallies
from eval.metrics.tally import Tally
from eval.questions import ANSWERS, Question
from eval.runs.baselines import DEPTH, okapi
from indexer import (
    Asked,
    Clause,
    Document,
    Embedder,
    EncoderError,
    Index,
    Span,
    beyond,
    open_embedder,
    search_many,
    update_index,
)

SETTINGS = {"問題文": (ASKED,), "問題文+選択肢": (ASKED, CHOICES)}
BASELINE, OURS = "rank-bm25", "Yakkan"
MEASURES = ("条 hit@1", "条 hit@5", "条 MRR")


def documents(given: LawSet) -> tuple[list[Document], dict[Place, str]]:
    """A document for each law, and the clause id of each article. They have no titles: a question that names a law is put to all."""
    laws: dict[str, list[Clause]] = {}
    ids: dict[Place, str] = {}
    numbers = {law: at for at, law in enumerate(dict.fromkeys(place.law for place in given.articles), start=1)}
    for place, paragraphs in given.articles.items():
        clauses = laws.setdefault(place.law, [])
        number = sum(clause.level == "article" for clause in clauses) + 1
        ids[place] = f"law-{numbers[place.law]}#a{number}"
        clauses += _clauses(ids[place], number, place, paragraphs)
    made = [Document(f"law-{at}", "", "", "", "", law, tuple(laws[law])) for law, at in numbers.items()]
    return made, ids


def _clauses(article: str, number: int, place: Place, paragraphs: Paragraphs) -> Iterator[Clause]:
    nowhere = Span(0, 0)
    yield Clause(article, "article", number, "", f"{place.law} {place.heading}", nowhere, None)
    for at, lines in enumerate(paragraphs.values(), start=1):
        yield Clause(f"{article}.p{at}", "paragraph", at, "", "", nowhere, article, "\n".join(lines))


def questions(given: LawSet, fields: Sequence[str], ids: dict[Place, str], docs: Sequence[str]) -> list[Question]:
    """The questions in one setting, each with the articles of its own context."""
    return [
        Question(
            id=f"lawqa-{number:03}",
            family=str(record.get(NAME, number)),
            docs=tuple(docs),
            text="\n".join(record[field] for field in fields),
            style="",
            relevant={ids[place]: ANSWERS for place in articles_of(record[CONTEXT])},
        )
        for number, record in enumerate(given.records, start=1)
    ]


def measure(folder: Path) -> dict[tuple[str, str], dict[str, Tally]]:
    """The measures by setting and run."""
    given = read(folder)
    made, ids = documents(given)
    embedder = _embedder()
    found = {}
    with tempfile.TemporaryDirectory() as aside:
        update_index(Path(aside), made, embedder)
        with Index(Path(aside)) as index:
            for setting, fields in SETTINGS.items():
                asked = questions(given, fields, ids, [document.id for document in made])
                found[setting, BASELINE] = _measures(asked, _bm25(given, ids, asked))
                found[setting, OURS] = _measures(asked, _searched(index, embedder, asked))
    return found


def _embedder() -> Embedder | None:
    try:
        return open_embedder()
    except EncoderError:
        return None


def _measures(asked: Sequence[Question], rankings: Sequence[Ranking]) -> dict[str, Tally]:
    found = tallies(asked, rankings)
    return {measure: found[measure] for measure in MEASURES}


def _searched(index: Index, embedder: Embedder | None, asked: Sequence[Question]) -> list[Ranking]:
    evidence = beyond(index, embedder)
    hits = search_many(index, [Asked(one.text, None, DEPTH) for one in asked], embedder, evidence)
    return [[hit.clause.id for hit in found] for found in hits]


def _bm25(given: LawSet, ids: dict[Place, str], asked: Sequence[Question]) -> list[Ranking]:
    """rank-bm25 over whole articles, law and heading included."""
    texts = [
        "\n".join([place.law, place.heading, *(line for lines in paragraphs.values() for line in lines)])
        for place, paragraphs in given.articles.items()
    ]
    score, names = okapi(texts), [ids[place] for place in given.articles]
    return [[names[at] for at in np.argsort(-np.asarray(score(one.text)), kind="stable")[:DEPTH]] for one in asked]
