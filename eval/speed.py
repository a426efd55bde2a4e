"""How fast search is, as it was timed once: `speed.json`, written by `python -m eval.bench_search --write`.

In: rows of figures. Out: a file, and `Speed` values of it. It refuses to time anything, and to compare machines: a time holds for
the machine that it was taken on.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eval.measuring import head

FILE = Path(__file__).with_name("speed.json")


class Timing(NamedTuple):
    """One size: milliseconds a question for us and for rank-bm25, half of them below the first and 95% below the second."""

    clauses: int
    p50_ms: float
    p95_ms: float
    rank_bm25_p50_ms: float | None
    rank_bm25_p95_ms: float | None
    index_chars_per_s: float
    start_s: float


class Speed(NamedTuple):
    """All sizes that were timed together, with the commit and the machine."""

    commit: str
    date: str
    machine: str
    timings: tuple[Timing, ...]


def write(rows: Sequence[dict[str, Any]], file: Path = FILE) -> Path:
    """Keeps what was timed, with the commit and the machine."""
    commit, date = head()
    kept = [[_rounded(row.get(name)) for name in Timing._fields] for row in rows]
    found = {"commit": commit, "date": date, "machine": machine(), "columns": Timing._fields, "timings": kept}
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def _rounded(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else round(value, 2)


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}"


def latest(file: Path = FILE) -> Speed | None:
    """What was timed last, or None."""
    if not file.is_file():
        return None
    held = json.loads(file.read_text(encoding="utf-8"))
    return Speed(held["commit"], held["date"], held["machine"], tuple(Timing(*row) for row in held["timings"]))
