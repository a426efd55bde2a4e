"""Whether what is cited is what answers: precision over citations, recall over questions and over clauses, to the 号.

In: questions, the clauses cited for each and those shown as support. Out: tallies. It refuses to judge the words quoted.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.places import article, paragraph, within
from eval.questions import COMPLETES, Question

from .tally import Tally, mean, ratio

Cited = Sequence[str]


def tallies(asked: Sequence[Question], cited: Sequence[Cited], support: Sequence[Cited]) -> dict[str, Tally]:
    """Citation measures over questions of one document; those that nothing answers count where something was cited."""
    families = {one.id: one.family for one in asked}
    given = list(zip(asked, cited, support, strict=True))
    answerable = [each for each in given if each[0].relevant]
    itemised = [(one, clauses) for one, clauses, _ in answerable if _only_items(one)]
    return {
        "citation precision": ratio(
            {one.id: (sum(answers(one, clause) for clause in clauses), len(clauses)) for one, clauses, _ in given},
            families,
        ),
        "citation recall": mean(
            {one.id: any(answers(one, clause) for clause in clauses) for one, clauses, _ in answerable}, families
        ),
        "条 recall": mean(
            {one.id: any(in_article(one, clause) for clause in clauses) for one, clauses, _ in answerable}, families
        ),
        "号 exactness": mean(
            {one.id: any(_exact(one, clause) for clause in clauses) for one, clauses in itemised}, families
        ),
        "completeness": ratio(
            {one.id: _complete(one, [*clauses, *more]) for one, clauses, more in answerable}, families
        ),
    }


def answers(one: Question, clause: str) -> bool:
    """Whether a clause stands in a 項 that answers."""
    return paragraph(clause) in {paragraph(right) for right in one.graded()}


def in_article(one: Question, clause: str) -> bool:
    """Whether a clause stands in a 条 that answers."""
    return article(clause) in {article(right) for right in one.graded()}


def _only_items(one: Question) -> bool:
    """Whether the answer stands in 号 alone, so that a citation has to name one."""
    right = one.graded()
    return bool(right) and all(".i" in clause for clause in right)


def _exact(one: Question, clause: str) -> bool:
    return any(within(clause, right) for right in one.graded())


def _complete(one: Question, shown: Cited) -> tuple[int, int]:
    """How many of the 項 that answer or complete are shown, as citation or as support."""
    wanted = {paragraph(clause) for clause in one.graded(COMPLETES)}
    return len(wanted & {paragraph(clause) for clause in shown}), len(wanted)
