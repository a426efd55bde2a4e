"""`yakkan eval`: the figures of the last committed result, or with --lawqa a measurement on the public lawqa_jp set.

In: the options that the command line has parsed. Out: an `Outcome`. It is found by the entry point `yakkan.commands`, so that the
library need not know of evaluation. It refuses to print.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer import Outcome

if TYPE_CHECKING:
    from eval.metrics.tally import Tally

Row = dict[str, Any]
WHAT = "精度の測定結果を示す"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--lawqa", metavar="FOLDER", help="公開の lawqa_jp を置いたフォルダーで検索を測る")


def run(options: argparse.Namespace) -> Outcome:
    """`yakkan eval`, or `yakkan eval --lawqa FOLDER`."""
    return _lawqa(Path(options.lawqa)) if options.lawqa else _latest()


def _latest() -> Outcome:
    from eval import report, results

    result = results.latest()
    if result is None:
        return Outcome([], [], failures=["測定結果がまだありません。python -m eval --write で作れます"])
    value = [figure._asdict() for figure in result.figures]
    head = f"{result.date[:10]}（{result.commit}）の測定: n、値と95%区間、rank-bm25 の値"
    return Outcome(value, [head, *("\t".join(row).rstrip() for row in report.gist_rows(result, "ja"))])


def _lawqa(folder: Path) -> Outcome:
    from eval import lawqa

    found = lawqa.measure(folder)
    rows = [
        _row(setting, name, measure, tally, found[setting, lawqa.BASELINE][measure])
        for (setting, name), tallies in found.items()
        for measure, tally in tallies.items()
    ]
    lines = ["設定\t方法\t指標\tn\t値\t95%区間", *map(_line, rows)]
    return Outcome(rows, lines, notes=["問いの元になった条を、全問の条の中から探します（どれか1つで正解）。"])


def _row(setting: str, name: str, measure: str, tally: Tally, baseline: Tally) -> Row:
    from eval.metrics import intervals

    bounds = dict(zip(("low", "high"), intervals.interval(tally), strict=True))
    gain = dict(zip(("gain_low", "gain_high"), intervals.of_gain(tally, baseline), strict=True))
    figures = {"value": tally.value} | bounds | {"gain": tally.value - baseline.value} | gain
    said = {"setting": setting, "run": name, "measure": measure, "n": tally.n}
    return said | {field: round(value, 4) for field, value in figures.items()}


def _line(row: Row) -> str:
    said = "\t".join(str(row[field]) for field in ("setting", "run", "measure", "n"))
    return f"{said}\t{row['value']:.3f}\t{row['low']:.2f}–{row['high']:.2f}"
