"""Tables that a plain text draws with bars: | 区分 | 料金 |.

In: a text. Out: its tables with their cells; the text stays as it is. It refuses what has no bar at both ends of every row.
"""

from __future__ import annotations

import re

from ..types import Span
from .source_text import MAX_COLUMNS, CellTable

ROW = re.compile(r"^[^\S\n]{0,40}[|｜].+[|｜][^\S\n]{0,40}$", re.MULTILINE)
RULED = re.compile(r"[\s:=+－ー―─-]+")  # what a row below the heads of columns is made of: --- | :---:


def pipe_tables(text: str) -> tuple[CellTable, ...]:
    """The runs of two rows or more with the same number of cells, in order."""
    runs: list[list[tuple[Span, tuple[str, ...]]]] = []
    for match in ROW.finditer(text):
        row = (Span(match.start(), match.end()), _cells(match[0]))
        last = runs[-1][-1] if runs else None
        if last and last[0].end + 1 == match.start() and len(last[1]) == len(row[1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple(_table(run) for run in runs if len(run) > 1 and 1 < len(run[0][1]) <= MAX_COLUMNS)


def _table(run: list[tuple[Span, tuple[str, ...]]]) -> CellTable:
    rows = tuple(cells for _, cells in run if not all(map(RULED.fullmatch, cells)))
    return CellTable(Span(run[0][0].start, run[-1][0].end), rows)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().replace("｜", "|")[1:-1].split("|"))
