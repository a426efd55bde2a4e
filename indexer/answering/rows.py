"""The row of a table that answers: in a price list a figure without its row is nobody's price.

In: a question and a sentence that is a table or a part of one. Out: where its row begins and ends, or nothing where no row is
plainly the one. It refuses to cut prose: a cell that ends in 。 is a sentence like any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..indexing.tokenize import words
from ..searching.values import find
from .clues import Asked, answers, share, terms
from .sentences import Sentence


def row(asked: Asked, sentence: Sentence) -> tuple[int, int] | None:
    """Where in the sentence the one row stands that holds a figure of the kind asked for and most of the question's words."""
    if sentence.passage.kind != "table":
        return None
    prose = "。" in sentence.text  # lines of wrapped prose are no rows, unless a tab parts their cells
    found = [
        (_met(asked, sentence.text[start:end]), start, end)
        for start, end in _lines(sentence)
        if (not prose or "\t" in sentence.text[start:end])
        and any(answers(asked, value) for value in find(sentence.text[start:end]))
    ]
    best = max((met for met, _, _ in found), default=0.0)
    chosen = [(start, end) for met, start, end in found if met == best > 0]
    return chosen[0] if len(chosen) == 1 else None


def column(asked: Asked, sentence: Sentence, place: tuple[int, int]) -> str | None:
    """The cell of a row whose head has most of the question's words; columns are counted from the right, where the figures are."""
    heads = (sentence.text[start:end].split() for start, end in _lines(sentence))
    head = next((cells for cells in heads if len(cells) > 1 and not any(map(find, cells))), [])
    cells = sentence.text[slice(*place)].split()
    found = [
        (_met(asked, name), cell)
        for name, cell in zip(reversed(head), reversed(cells), strict=False)
        if any(answers(asked, value) for value in find(cell))
    ]
    best = max((met for met, _ in found), default=0.0)
    chosen = [cell for met, cell in found if met == best > 0]
    return chosen[0] if len(chosen) == 1 else None


def _lines(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The lines of the source that a sentence stands on: where the offsets leap, a line ended."""
    begun = 0
    for at in range(1, len(sentence.text) + 1):
        if at == len(sentence.text) or sentence.span(at, at + 1).start - sentence.span(at - 1, at).start > 1:
            yield begun, at
            begun = at


def _met(asked: Asked, line: str) -> float:
    return share(asked, terms(words(line)))
