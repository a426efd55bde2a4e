"""Tables as Markdown.

In: sheets. Out: one text. It refuses to let a cell's words be markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .sheet import Sheet, Value, runs

MARKUP = re.compile(r"([\\|*_`~\[\]#])")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(sheets: Iterable[Sheet]) -> str:
    """Each sheet under its title, with its notes after it."""
    return "\n\n".join(map(_section, sheets)) + "\n"


def _section(sheet: Sheet) -> str:
    table = [_row(sheet.header), "|" + " --- |" * len(sheet.header), *map(_row, sheet.rows)]
    notes = "".join(f"\n- {_words(note)}" for note in sheet.notes)
    return f"## {_words(sheet.title)}\n\n" + "\n".join(table) + ("\n" + notes if notes else "")


def _row(values: Iterable[Value]) -> str:
    return "| " + " | ".join(map(_cell, values)) + " |"


def _cell(value: Value) -> str:
    """The words of a cell on one line, marked ones underlined."""
    return "".join(f"<u>{_words(run.text)}</u>" if run.marked else _words(run.text) for run in runs(value))


def _words(text: str) -> str:
    escaped = MARKUP.sub(r"\\\1", text.translate(ENTITIES))
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")
