"""How well questions are answered: the citation, the words quoted, and 規定なし where nothing answers.

In: a shelf. Out: one `Measured` for one document asked, one for all at once. It refuses to look at how an answer was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.areas.searching import AREA as SEARCH
from eval.areas.searching import groups_of, of_run
from eval.measured import Measured
from eval.metrics import abstention, cells, citation, quotes
from eval.metrics.abstention import Judged
from eval.metrics.tally import Tally
from eval.questions import QUOTES, Question, lines, of_many_documents, of_one_document, put_to
from eval.runs import ours
from eval.shelf import Shelf
from indexer import Answer

AREA, AREA_ALL = "ask", "ask all documents"
RUN = "ask"
GROUPED = ("citation recall", "refused unanswerable", "false refusals")


def measure(shelf: Shelf) -> Iterator[Measured]:
    """Answers of one document, as rankings too, and of all documents."""
    single = put_to(of_one_document(), shelf.documents)
    given = ours.answers(shelf, single)
    yield _as_search(single, given)
    yield _single(shelf, single, given)
    shared = put_to(of_many_documents(), shelf.documents)
    if shared:
        yield _shared(shared, ours.answers(shelf, shared))


def _as_search(asked: Sequence[Question], given: Sequence[Answer]) -> Measured:
    """`ask` as one more way to rank: what it refuses to answer, it did not find."""
    both = [(one, answer) for one, answer in zip(asked, given, strict=True) if one.relevant]
    answerable, answers = [one for one, _ in both], [answer for _, answer in both]
    return of_run(SEARCH, RUN, answerable, ours.answered(answers))


def _single(shelf: Shelf, asked: Sequence[Question], given: Sequence[Answer]) -> Measured:
    cited = [[one.clause.id for one in answer.answers] for answer in given]
    support = [[each.clause.id for one in answer.answers for each in one.support] for answer in given]
    judged = [_judged(one, answer) for one, answer in zip(asked, given, strict=True)]
    found = citation.tallies(asked, cited, support) | _quotes(shelf, asked, given) | abstention.tallies(judged)
    return Measured(
        AREA,
        RUN,
        found,
        abstention.plain(judged),
        outcomes={
            one.id: _outcome(question, clauses) for question, one, clauses in zip(asked, judged, cited, strict=True)
        },
        curve=abstention.curve(judged),
        groups=groups_of(asked),
        grouped=GROUPED,
    )


def _judged(one: Question, given: Answer) -> Judged:
    """A question as answered; where it was refused, by what it would have cited."""
    confidence = max((each.confidence for each in given.considered), default=0.0)
    first = [each.clause.id for each in given.answers] or [
        hit.clause.id for each in given.considered for hit in each.hits
    ]
    right = bool(first) and citation.answers(one, first[0])
    return Judged(one.id, one.family, confidence, bool(one.relevant), given.status != "absent", right)


def _outcome(one: Question, cited: Sequence[str]) -> str:
    """What became of a question: right, article, wrong or refused; for one that nothing answers, refused or wrong."""
    if not cited:
        return "refused"
    if any(citation.answers(one, clause) for clause in cited):
        return "right"
    return "article" if any(citation.in_article(one, clause) for clause in cited) else "wrong"


def _quotes(shelf: Shelf, asked: Sequence[Question], given: Sequence[Answer]) -> dict[str, Tally]:
    """Quote overlap over the questions whose answering words are labelled."""
    labelled = {
        row["id"]: [(row["doc"], span["start"], span["end"]) for span in row["spans"]]
        for name in QUOTES
        for row in lines(name)
    }
    wanted = {one.id: [_characters(shelf, *place) for place in labelled[one.id]] for one in asked if one.id in labelled}
    quoted = {
        one.id: [_characters(shelf, each.doc, each.span.start, each.span.end) for each in answer.answers]
        for one, answer in zip(asked, given, strict=True)
    }
    return quotes.tallies(quoted, wanted, {one.id: one.family for one in asked}) if wanted else {}


def _characters(shelf: Shelf, doc: str, start: int, end: int) -> quotes.Characters:
    """The characters of a span that are no blanks: where a line wraps is nobody's merit."""
    text = shelf.documents[doc].text
    return {(doc, at) for at in range(start, end) if not text[at].isspace()}


def _shared(asked: Sequence[Question], given: Sequence[Answer]) -> Measured:
    """All documents asked at once: a cell a question and document, filled or 規定なし."""
    found = {
        f"{one.id} {doc}": [each.clause.id for each in answer.answers if each.doc == doc]
        for one, answer in zip(asked, given, strict=True)
        for doc in one.docs
    }
    wanted = {
        f"{one.id} {doc}": [clause for clause in one.graded() if clause.startswith(f"{doc}#")]
        for one in asked
        for doc in one.docs
        if doc in one.absent or any(clause.startswith(f"{doc}#") for clause in one.graded())
    }
    families = {f"{one.id} {doc}": one.family for one in asked for doc in one.docs}
    return Measured(AREA_ALL, RUN, cells.tallies(found, wanted, families))
