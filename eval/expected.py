"""The figures we stand by, and whether a result reaches them.

In: `expected.toml` and a `Result`. Out: one line for each figure that falls short, and one for each that could be raised. It moves
what is expected only when it is told to: `python -m eval.expected --write` takes the figures of the latest committed result.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval import results
from eval.results import Figure, Result

FILE = Path(__file__).with_name("expected.toml")
SIGNS = {"least": 1, "most": -1}
TABLE = re.compile(r"\[(.{1,200})\]")
ENTRY = re.compile(r'("[^"]{1,80}") = [0-9.]{1,8}')


class Wanted(NamedTuple):
    """One figure we stand by: at least (sign 1) or at most (sign -1) so much."""

    shelf: str
    area: str
    run: str
    measure: str
    sign: int
    value: float

    def figure(self, result: Result) -> Figure | None:
        """What was measured."""
        return result.by_key().get((self.shelf, self.area, self.run, self.measure, "all"))

    def __str__(self) -> str:
        return f"{self.shelf}: {self.area}, {self.run}, {self.measure}"


def wanted(file: Path = FILE) -> tuple[list[Wanted], float]:
    """Every figure we stand by, and the tolerance."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    found = [
        Wanted(shelf, area, run, measure, sign, float(value))
        for bound, sign in SIGNS.items()
        for shelf, areas in data[bound].items()
        for area, runs in areas.items()
        for run, measures in runs.items()
        for measure, value in measures.items()
    ]
    return found, float(data["tolerance"])


def shortfalls(result: Result, file: Path = FILE) -> list[str]:
    """Every figure of the measured shelves that is worse than expected by more than the tolerance, or was not measured."""
    every, slack = wanted(file)
    found = []
    for one in every:
        figure = one.figure(result)
        if one.shelf not in result.shelves:
            continue
        if figure is None:
            found.append(f"{one}: not measured; expected {one.value}")
        elif one.sign * (figure.value - one.value) < -slack:
            side = "at least" if one.sign > 0 else "at most"
            found.append(f"{one}: {figure.value} (n={figure.n}); expected {side} {one.value}, tolerance {slack}")
    return found


def surpluses(result: Result, file: Path = FILE) -> list[str]:
    """Every figure that is better than expected by more than the tolerance."""
    every, slack = wanted(file)
    measured = ((one, one.figure(result)) for one in every)
    return [
        f"{one}: {figure.value}; expected {one.value}"
        for one, figure in measured
        if figure is not None and one.sign * (figure.value - one.value) > slack
    ]


def raised(result: Result, file: Path = FILE) -> str:
    """The file with the figures of a result in the place of its own; comments, order and the tolerance stay."""
    figures = result.by_key()
    return "\n".join(_moved(file.read_text(encoding="utf-8").split("\n"), figures))


def _moved(lines: list[str], figures: dict[tuple[str, str, str, str, str], Figure]) -> Iterator[str]:
    place: list[str] = []
    for line in lines:
        if table := TABLE.fullmatch(line):
            place = [quoted or bare for quoted, bare in re.findall(r'"([^"]{1,80})"|([a-z]{1,80})', table[1])]
        entry = ENTRY.fullmatch(line)
        figure = figures.get((*place[1:], entry[1].strip('"'), "all")) if entry and len(place) == 4 else None  # type: ignore[arg-type]
        yield f"{entry[1]} = {figure.value}" if entry and figure else line


if __name__ == "__main__":
    latest = results.latest()
    if latest is not None and "--write" in sys.argv[1:]:
        FILE.write_text(raised(latest), encoding="utf-8")
    elif latest is not None:
        print("\n".join(shortfalls(latest) + surpluses(latest)))
