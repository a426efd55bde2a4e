"""What was measured, one file a commit, and what a page or a table needs of it.

In: `results/<date>-<commit>.json`. Out: `Result` values, newest last, and views of them: `overview`, `trend`, `changes`.
It refuses to measure: `python -m eval --write` does.

The form of a file (`form` is 1):

    form      1
    commit    the short commit that was measured, clean
    date      when that commit was made, ISO 8601
    labels    sha256 of all label files together: figures of two results compare only where it is the same
    shelves   {shelf: sha256 of its documents' sha256}; a shelf is a folder of documents: "samples", "others" or "providers"
    seconds   how long the measuring took
    skipped   one line for each thing that could not be measured
    columns   the names of the fields of a figure, in the order below
    figures   a list of lists: shelf, area, run, measure, group, n, value, low, high, gain, gain_low, gain_high
    outcomes  {shelf: {area: {run: {question id: outcome}}}}
    curves    {shelf: {area: {run: [[coverage, risk], …]}}}

`group` is "all", a style of question, or a half ("dev", "test"). `low` and `high` bound the 95% interval. `gain` is the difference
to the area's baseline on the same questions with its paired interval, null where there is none. An outcome is `[rank of the right
条, rank of the right 項]` in a search (0: not among the first ten) and one of right, article (right 条, other 項), wrong, refused
for `ask`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "results"
FORM = 1
Nested = dict[str, dict[str, dict[str, Any]]]


class Figure(NamedTuple):
    """One number, with how many it is of, how sure it is, and how far it is from the baseline."""

    shelf: str
    area: str
    run: str
    measure: str
    group: str
    n: int
    value: float
    low: float
    high: float
    gain: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What the number is of."""
        return self.shelf, self.area, self.run, self.measure, self.group


@dataclass(frozen=True)
class Result:
    """All figures of one commit."""

    commit: str
    date: str
    labels: str
    shelves: dict[str, str]
    seconds: float
    skipped: tuple[str, ...]
    figures: tuple[Figure, ...]
    outcomes: Nested
    curves: Nested

    def by_key(self) -> dict[tuple[str, str, str, str, str], Figure]:
        """The figures by what they are of."""
        return {figure.key: figure for figure in self.figures}


class Point(NamedTuple):
    """A figure at one commit; where labels or texts were others than now, it is not comparable with the newest."""

    date: str
    commit: str
    figure: Figure
    comparable: bool


class Change(NamedTuple):
    """A question whose outcome is another than before."""

    shelf: str
    area: str
    run: str
    question: str
    before: Any
    after: Any
    better: bool


def history(folder: Path = FOLDER) -> list[Result]:
    """Every committed result, oldest first."""
    return sorted(map(read, folder.glob("*.json")), key=lambda result: result.date)


def latest(folder: Path = FOLDER) -> Result | None:
    """The newest committed result."""
    return next(reversed(history(folder)), None)


def read(path: Path) -> Result:
    """A result from its file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    figures = tuple(Figure(*row) for row in data["figures"])
    kept = {name: data[name] for name in ("commit", "date", "labels", "shelves", "seconds", "outcomes", "curves")}
    return Result(**kept, skipped=tuple(data["skipped"]), figures=figures)


def write(result: Result, folder: Path = FOLDER) -> Path:
    """Puts a result into its file: one line a figure and a line for each run's outcomes, so that changes can be read."""
    path = folder / f"{result.date[:10]}-{result.commit}.json"
    kept = ("commit", "date", "labels", "shelves", "seconds", "skipped")
    parts = [f'"form": {FORM}', *(f'"{name}": {_json(getattr(result, name))}' for name in kept)]
    parts.append(f'"columns": {_json(Figure._fields)}')
    parts.append('"figures": [\n' + ",\n".join(_json(figure) for figure in result.figures) + "\n]")
    parts += [f'"{name}": {_by_run(getattr(result, name))}' for name in ("outcomes", "curves")]
    folder.mkdir(exist_ok=True)
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    return path


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _by_run(nested: Nested) -> str:
    shelves = [
        f"{_json(shelf)}: {{" + ",".join(f"\n{_json(area)}: {_runs(runs)}" for area, runs in areas.items()) + "}"
        for shelf, areas in nested.items()
    ]
    return "{" + ",\n".join(shelves) + "}"


def _runs(runs: dict[str, Any]) -> str:
    return "{" + ",\n".join(f"{_json(run)}: {_json(given)}" for run, given in runs.items()) + "}"


def overview(result: Result, shelf: str, area: str, measures: Sequence[str] = (), group: str = "all") -> list[Figure]:
    """The figures of one area, run by run, in the order they were measured: the rows of a table or the bars of a chart."""
    found = [one for one in result.figures if (one.shelf, one.area, one.group) == (shelf, area, group)]
    return [one for one in found if not measures or one.measure in measures]


def groups(result: Result, shelf: str, area: str, run: str, measure: str) -> list[Figure]:
    """One measure of one run for all questions and for each group of them."""
    return [one for one in result.figures if one.key[:4] == (shelf, area, run, measure)]


def trend(results: Sequence[Result], shelf: str, area: str, run: str, measure: str, group: str = "all") -> list[Point]:
    """One figure through the commits, in the order given; the last result says which labels and texts are comparable."""
    key = (shelf, area, run, measure, group)
    found = [(one, figure) for one in results if (figure := one.by_key().get(key)) is not None]
    basis = {(one.labels, one.shelves.get(shelf)) for one in results[-1:]}
    return [Point(one.date, one.commit, figure, (one.labels, one.shelves.get(shelf)) in basis) for one, figure in found]


def curve(result: Result, shelf: str, area: str = "ask", run: str = "ask") -> list[tuple[float, float]]:
    """The points (coverage, risk) of a run; none where there is no curve."""
    points: Sequence[Sequence[float]] = result.curves.get(shelf, {}).get(area, {}).get(run, ())
    return [(coverage, risk) for coverage, risk in points]


def changes(before: Result, after: Result) -> list[Change]:
    """The questions asked both times whose outcome moved, run by run."""
    found = []
    for shelf, areas in after.outcomes.items():
        for area, runs in areas.items():
            for run, outcomes in runs.items():
                old = before.outcomes.get(shelf, {}).get(area, {}).get(run, {})
                moved = [one for one in outcomes if one in old and _worth(old[one]) != _worth(outcomes[one])]
                found += [
                    Change(shelf, area, run, one, old[one], outcomes[one], _worth(outcomes[one]) > _worth(old[one]))
                    for one in moved
                ]
    return found


SAID = {"right": 3, "article": 2, "refused": 1, "wrong": 0}


def _worth(outcome: Any) -> tuple[float, ...]:
    """How good an outcome is: nearer to the top is better, not found at all is worst."""
    if isinstance(outcome, str):
        return (SAID[outcome],)
    return tuple(-rank if rank else -1_000 for rank in outcome)
