"""Where the words of a row differ from those of one of its documents.

In: a row of `yakkan compare`. Out: runs of the quotations, as offsets into their sources. It refuses to say what a difference means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..normalize import normalize
from ..types import Span
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
    runs = _figures(base, cell, found) if apart else (_run(cell, one, one.change.new) for one in found)
    return {"share": round(share, 3), "apart": apart, "runs": list(runs)}


def _figures(base: Record, cell: Record, found: Iterable[Contrast]) -> Iterator[Record]:
    """The figures in the runs that differ, but for those that the base gives as well."""
    known = {normalize(match[0]).text for name in FIGURES for match in CLASSES[name].finditer(base["quote"])}
    for one in found:
        for match in CLASSES[one.about].finditer(one.change.new_text) if one.about in FIGURES else ():
            if normalize(match[0]).text not in known:
                at = one.change.new.start
                yield _run(cell, one, Span(at + match.start(), at + match.end()))


def _run(cell: Record, one: Contrast, at: Span) -> Record:
    place = {"start": cell["start"] + at.start, "end": cell["start"] + at.end}
    return {"about": one.about, **place, "text": cell["quote"][at.start : at.end], "against": one.change.old_text}
