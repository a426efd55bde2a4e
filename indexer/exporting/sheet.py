"""A table as every writer takes it: a title, a header, rows of cells.

In: strings, numbers, runs of words. Out: one value that xlsx, docx, csv and markdown are written from.
It refuses to know what a table is about and how a file is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# what a spreadsheet takes for a formula or a command, the fullwidth forms a Japanese one accepts included
FORMULA_START = tuple("=+-@\t\r＝＋－＠")
# characters that no XML file may hold: control characters, lone surrogates, non-characters
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a cell that look alike; marked words are underlined."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as runs of words."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(run.text for run in self.runs)


Value = str | int | float | None | Cell


@dataclass(frozen=True)
class Sheet:
    """A table with its title; `widths` are the columns' shares of the page, equal where not given."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()  # lines shown with the table where the format has room for them

    def shares(self) -> tuple[int, ...]:
        """The width of each column."""
        given = self.widths[: len(self.header)]
        return given + (20,) * (len(self.header) - len(given))


def sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()) -> Sheet:
    """A table of these rows, each brought to the header's length."""
    size = len(header)
    made = tuple((*row[:size], *("",) * (size - len(row))) for row in map(tuple, rows))
    return Sheet(title, tuple(header), made, tuple(widths))


def plain(value: Value) -> str:
    """The words of a value; nothing is "", and what no file may hold becomes �."""
    text = value.text if isinstance(value, Cell) else "" if value is None else str(value)
    return FORBIDDEN.sub("�", text)


def runs(value: Value) -> tuple[Run, ...]:
    """A value as runs that are not empty."""
    given = value.runs if isinstance(value, Cell) else (Run(plain(value)),)
    return tuple(Run(FORBIDDEN.sub("�", run.text), run.marked) for run in given if run.text)


def is_dangerous(value: Value) -> bool:
    """True for words that a spreadsheet would run as a formula; numbers are only numbers."""
    return isinstance(value, str | Cell) and plain(value).lstrip(" \n\u3000").startswith(FORMULA_START)
