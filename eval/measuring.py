"""Everything measured once, as one `Result`.

In: the shelves that are here and the models that are here. Out: a `Result`. It refuses to print, to write and to judge.
"""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from eval.areas import answering, comparing, reading, searching
from eval.measured import Measured
from eval.metrics import intervals
from eval.metrics.tally import Tally
from eval.questions import LABELS
from eval.results import Figure, Nested, Result
from eval.runs.vectors import Run, found_models
from eval.shelf import PROVIDERS, ROOT, Shelf, folders, opened

PLACES = 4  # decimals kept


def everything(only: Sequence[str] = (), with_models: bool = True) -> Result:
    """All figures of all shelves that are here, or of those named."""
    started = time.perf_counter()
    models, skipped = found_models() if with_models else ({}, [])
    here = {name: folder for name, folder in folders().items() if not only or name in only}
    if not only and "providers" not in here:
        skipped.append(f"skipped: the five providers' terms ({PROVIDERS} names no folder with them)")
    found: list[Figure] = []
    outcomes: Nested = {}
    curves: Nested = {}
    shelves = {}
    for name, folder in here.items():
        with opened(name, folder) as shelf:
            measured = list(_measured(shelf, models))
            shelves[name] = _digest(document.sha256 for document in shelf.documents.values())
        found += figures(name, measured)
        outcomes[name] = _kept(measured, "outcomes")
        curves[name] = _kept(measured, "curve")
    commit, date = head()
    took = round(time.perf_counter() - started, 1)
    return Result(commit, date, labels(), shelves, took, tuple(skipped), tuple(found), outcomes, curves)


def _measured(shelf: Shelf, models: Mapping[str, Run]) -> Iterator[Measured]:
    yield from searching.measure(shelf, models)
    yield from answering.measure(shelf)
    yield from comparing.measure(shelf)
    yield from reading.measure(shelf)


def figures(shelf: str, measured: Sequence[Measured]) -> Iterator[Figure]:
    """Every tally as a figure, with its interval and, where the area has a baseline, what it gains on that."""
    known = {(one.area, one.run): one for one in measured}
    for one in measured:
        beside = known.get((one.area, one.baseline)) if one.baseline else None
        for measure, tally in one.tallies.items():
            if not tally.n:  # nobody has labelled this for the shelf
                continue
            baseline = beside.tallies[measure] if beside else None
            groups = {
                name: units for name, units in one.groups.items() if measure in one.grouped and tally.among(units).n
            }
            for group, units in {"all": frozenset(tally.parts), **groups}.items():
                yield _figure((shelf, one.area, one.run, measure, group), tally, baseline, units)
        for measure, plain in one.plain.items():
            bounds = (round(plain.value, PLACES), round(plain.low, PLACES), round(plain.high, PLACES))
            yield Figure(shelf, one.area, one.run, measure, "all", plain.n, *bounds)


def _figure(key: tuple[str, str, str, str, str], tally: Tally, baseline: Tally | None, units: frozenset[str]) -> Figure:
    part = tally.among(units)
    low, high = intervals.interval(part)
    found = Figure(*key, part.n, round(part.value, PLACES), round(low, PLACES), round(high, PLACES))
    if baseline is None:
        return found
    other = baseline.among(units)
    gain_low, gain_high = intervals.of_gain(part, other)
    gain = round(part.value - other.value, PLACES)
    return found._replace(gain=gain, gain_low=round(gain_low, PLACES), gain_high=round(gain_high, PLACES))


def _kept(measured: Iterable[Measured], what: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for one in measured:
        if given := getattr(one, what):
            found.setdefault(one.area, {})[one.run] = given
    return found


def labels(folder: Path = LABELS) -> str:
    """The digest of all label files together."""
    return _digest(
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sorted(folder.glob("*.jsonl"))
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]


def head() -> tuple[str, str]:
    """The commit this is, short, and when it was made; nothing outside a repository."""
    told = _git("log", "-1", "--format=%h %cI")
    commit, _, date = told.strip().partition(" ")
    return commit, date


def clean() -> bool:
    """Whether what would be measured is just what is committed."""
    return bool(head()[0]) and not _git("status", "--porcelain").strip()


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # noqa: S603, S607
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
