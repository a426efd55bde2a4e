"""What every format becomes: one text, where its pages start, and the tables whose cells are known.

In: lines and tables, in reading order. Out: `SourceText`. It refuses to know where they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..types import Span

MAX_COLUMNS = 64  # beyond these a row is not filled up nor a span followed: no real table is as wide
REPEAT_LIMIT = 200  # characters of a cell that is said again in each row it spans


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table whose cells the source gives, and the lines of the text that show it."""

    span: Span
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SourceText:
    """The text every span points into ("\\n" line ends), with what the source says about it."""

    text: str
    page_starts: tuple[int, ...] = ()
    tables: tuple[CellTable, ...] = ()
    format: str = "txt"
    meta: dict[str, str] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()  # where lines begin that the source marks as headings


class TextBuilder:
    """Gathers lines and tables; `build` gives the text with their places."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._size = 0
        self._tables: list[CellTable] = []
        self._headings: set[int] = set()

    def add(self, text: str, heading: bool = False) -> None:
        """Add one line, or several divided by line ends."""
        if heading:
            self._headings.add(self._size)
        self._lines.append(text)
        self._size += len(text) + 1

    def add_table(self, rows: list[list[str]]) -> None:
        """Add a table: one line a row, its cells joined by a tab; a table of blanks alone is none."""
        kept = [[one_line(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
        if not kept:
            return
        width, start = min(max(map(len, kept)), MAX_COLUMNS), self._size
        for row in kept:
            row.extend([""] * (width - len(row)))
            self.add("\t".join(row))
        self._tables.append(CellTable(Span(start, self._size - 1), tuple(map(tuple, kept))))

    def lines(self) -> list[str]:
        """The lines so far."""
        return self._lines

    def build(self, source_format: str, meta: dict[str, str] | None = None) -> SourceText:
        """The finished text."""
        text = "\n".join(self._lines)
        return SourceText(text, (), tuple(self._tables), source_format, meta or {}, frozenset(self._headings))


def one_line(cell: str) -> str:
    """A cell's text on one line: line ends and tabs become a blank, so that a row stays a row."""
    return " ".join(part for part in (line.strip(" ") for line in cell.replace("\t", "\n").split("\n")) if part)


def said_again(cell: str) -> str:
    """What a cell shows in the further rows it spans: itself when short, so that each row can be read alone."""
    return cell if len(cell) <= REPEAT_LIMIT else ""
