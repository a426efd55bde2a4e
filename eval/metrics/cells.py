"""Tables of clauses: filled cells by their 条, and empty cells, which say 規定なし.

In: for each cell the clauses found and the clauses meant. Out: tallies. It refuses to know what the rows are about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.places import article

from .tally import Tally, ratio

Cells = Mapping[str, Sequence[str]]


def tallies(found: Cells, wanted: Cells, families: Mapping[str, str]) -> dict[str, Tally]:
    """F1, precision and recall of 条, and precision and recall of 規定なし, over the labelled cells."""
    got = {cell: {article(clause) for clause in found.get(cell, ())} for cell in wanted}
    right = {cell: {article(clause) for clause in wanted[cell]} for cell in wanted}
    both = {cell: len(got[cell] & right[cell]) for cell in wanted}
    silent = {cell: int(not got[cell] and not right[cell]) for cell in wanted}
    return {
        "条 F1": ratio({cell: (2 * both[cell], len(got[cell]) + len(right[cell])) for cell in wanted}, families),
        "条 precision": ratio({cell: (both[cell], len(got[cell])) for cell in wanted}, families),
        "条 recall": ratio({cell: (both[cell], len(right[cell])) for cell in wanted}, families),
        "規定なし precision": ratio({cell: (silent[cell], int(not got[cell])) for cell in wanted}, families),
        "規定なし recall": ratio({cell: (silent[cell], int(not right[cell])) for cell in wanted}, families),
    }
