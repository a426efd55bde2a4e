"""Rules about numbers: number_gap and number_double in the rows of 章, 条, 項 and 号.

In: facts. Out: findings. It refuses to guess which number was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..normalize import fold
from ..numbering import cite, counted, sort_key, to_int
from ..reading.pointer_words import DELETED
from ..types import Clause, Finding, Severity, Span
from .facts import Facts

_COUNTERS = {
    "part": "第{}編",
    "chapter": "第{}章",
    "section": "第{}節",
    "article": "第{}条",
    "paragraph": "第{}項",
    "item": "第{}号",
}


def broken_rows(facts: Facts) -> Iterator[Finding]:
    """Numbers that are skipped, or stand twice, among clauses of one row."""
    deleted = _deleted(facts)
    last: dict[tuple[str | None, str], Clause] = {}
    seen: dict[tuple[str | None, str], set[tuple[int, ...]]] = {}
    for clause in facts.document.clauses:
        if clause.level not in _COUNTERS or not isinstance(clause.number, int | str) or clause.number == "":
            continue
        key = (facts.near.container(clause) if clause.level == "article" else clause.parent, clause.level)
        before, numbers = last.get(key), seen.setdefault(key, set())
        if before is not None and _restarts(facts, before, clause):
            numbers.clear()
            before = None
        yield from _problem(facts, before, clause, numbers, deleted)
        last[key] = clause
        numbers.add(sort_key(clause.number))


def _restarts(facts: Facts, before: Clause, clause: Clause) -> bool:
    """True where each 章 counts its own articles from 第1条, or a paragraph holds a second list."""
    if sort_key(clause.number) != (1,):
        return False
    return clause.level == "item" or facts.near.parent(before) is not facts.near.parent(clause)


def _deleted(facts: Facts) -> set[int]:
    """The articles that one line strikes out: 第5条から第7条まで 削除."""
    found: set[int] = set()
    labels = (
        fold(f"{clause.label} {clause.heading}") for clause in facts.document.clauses if clause.level == "article"
    )
    for words in (*labels, *(passage.text for passage in facts.passages)):
        for match in DELETED.finditer(words):
            first, last = to_int(match[1]), to_int(match[2])
            if first and last and first <= last < first + 1000:
                found.update(range(first, last + 1))
    return found


def _problem(
    facts: Facts, before: Clause | None, clause: Clause, seen: set[tuple[int, ...]], deleted: set[int]
) -> Iterator[Finding]:
    number = sort_key(clause.number)
    name = counted(_COUNTERS[clause.level], clause.number)
    where = _severity(facts, clause)
    if number in seen:
        message = f"{name}が二度あります（{cite(facts.document.by_id[clause.parent or clause.id])}）。どちらかの番号を改めてください。"
        yield Finding("number_double", clause.id, mark_of(clause), message, where)
        return
    expected = (sort_key(before.number)[0] if before else 0) + 1
    while clause.level == "article" and expected in deleted:
        expected += 1
    if number[0] > expected:
        missing = _COUNTERS[clause.level].format(expected)
        previous = f"{cite(before)}の次が" if before else "初めが"
        message = f"{previous}{name}です。{missing}がありません。番号が飛んでいないか確かめてください。"
        yield Finding("number_gap", clause.id, mark_of(clause), message, where)
    elif before and number < sort_key(before.number):
        message = f"{cite(before)}の後に{name}があり、番号の順になっていません。"
        yield Finding("number_gap", clause.id, mark_of(clause), message, where)


def _severity(facts: Facts, clause: Clause) -> Severity:
    # the lists of a 別紙 start again and again: there a number proves little
    return "hint" if facts.near.container(clause) and clause.level != "article" else "warning"


def mark_of(clause: Clause) -> Span:
    """Where the clause's number or title is printed."""
    return clause.marks[0] if clause.marks else Span(clause.span.start, min(clause.span.end, clause.span.start + 12))
