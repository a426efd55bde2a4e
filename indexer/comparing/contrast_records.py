"""Where the words of a row differ from those of one of its documents.

In: a row of `yakkan compare`. Out: runs of the quotations, as offsets into their sources. It refuses to say what a difference means.
"""

from __future__ import annotations

from typing import Any

from .differences import contrasts
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
    runs = [
        {
            "about": one.about,
            "start": cell["start"] + one.change.new.start,
            "end": cell["start"] + one.change.new.end,
            "text": one.change.new_text,
            "against": one.change.old_text,
        }
        for one in found
        if share <= APART or one.about in FIGURES
    ]
    return {"share": round(share, 3), "apart": share > APART, "runs": runs}
