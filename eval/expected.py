"""The figures we stand by, and whether a result reaches them.

In: `expected.toml` and a `Result`. Out: one line for each figure that falls short. It refuses to move what is expected.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from eval.results import Figure, Result

FILE = Path(__file__).with_name("expected.toml")


def shortfalls(result: Result, file: Path = FILE) -> list[str]:
    """Every figure of the measured shelves that is worse than expected by more than the tolerance, or was not measured."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    slack = float(data["tolerance"])
    figures = result.by_key()
    found = []
    for bound, sign in (("least", 1), ("most", -1)):
        for shelf, area, run, measure, wanted in _entries(data[bound]):
            if shelf in result.shelves:
                figure = figures.get((shelf, area, run, measure, "all"))
                name = f"{shelf}: {area}, {run}, {measure}"
                found += _told(name, figure, float(wanted), sign, slack)
    return found


def _entries(data: dict[str, Any]) -> list[tuple[str, str, str, str, float]]:
    return [
        (shelf, area, run, measure, wanted)
        for shelf, areas in data.items()
        for area, runs in areas.items()
        for run, measures in runs.items()
        for measure, wanted in measures.items()
    ]


def _told(name: str, figure: Figure | None, wanted: float, sign: int, slack: float) -> list[str]:
    if figure is None:
        return [f"{name}: not measured; expected {wanted:.3f}"]
    if sign * (figure.value - wanted) >= -slack:
        return []
    side = "at least" if sign > 0 else "at most"
    return [f"{name}: {figure.value:.3f} (n={figure.n}); expected {side} {wanted:.3f}, tolerance {slack}"]
