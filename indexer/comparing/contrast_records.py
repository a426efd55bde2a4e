"""Where the words of a row differ from those of one of its documents.

In: a row of `yakkan compare`. Out: runs of the quotations, as offsets into their sources. It refuses to say what a difference means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .differences import CLASSES, Contrast, contrasts
from .wording import key

Record = dict[str, Any]
APART = 0.6  # where more than this differs, only small words are shared: figures alone are set against each other
FIGURES = ("期間", "率・額")


def contrast(row: Record, base: str) -> dict[str, list[Record]]:
    """For each clause of a row how much of its words the base document's first clause says otherwise, and which runs."""
    against = row["clauses"].get(base)
    return {
        doc: [_same() if doc == base or not against else _against(against[0], cell) for cell in cells]
        for doc, cells in row["clauses"].items()
    }


def _same() -> Record:
    return {"share": 0.0, "apart": False, "runs": []}


def _against(base: Record, cell: Record) -> Record:
    found = contrasts(base["quote"], cell["quote"])
    share = sum(len(key(one.change.new_text)) for one in found) / max(1, len(key(cell["quote"])))
    apart = share > APART
    runs = [run for one in found for run in _runs(cell, one, apart)]
    return {"share": round(share, 3), "apart": apart, "runs": runs}


def _runs(cell: Record, one: Contrast, apart: bool) -> Iterator[Record]:
    """The run itself, or no more than the figures in it."""
    text, at = one.change.new_text, cell["start"] + one.change.new.start
    spans = _figures(one.about, text) if apart else [(0, len(text))]
    for start, end in spans:
        given = {"start": at + start, "end": at + end, "text": text[start:end]}
        yield {"about": one.about, **given, "against": one.change.old_text}


def _figures(about: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for name, pattern in CLASSES if name == about in FIGURES for match in pattern.finditer(text)]
