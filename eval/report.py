"""Results as tables: the whole of them in eval/README.md, the gist in both READMEs, and on the terminal.

In: `Result` values. Out: Markdown. It refuses to measure; `python -m eval.report --write` puts the tables of the latest
committed result between the markers of the pages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval import results
from eval.results import Change, Figure, Result, overview
from eval.shelf import ROOT

BLOCK = re.compile(r"(?<=<!-- results -->\n).*?(?=<!-- /results -->)", re.DOTALL)
GIST = re.compile(r"(?<=<!-- quality -->\n).*?(?=<!-- /quality -->)", re.DOTALL)
TABLES = ROOT / "eval" / "README.md"
PAGES = {"en": ROOT / "README.md", "ja": ROOT / "README.ja.md"}
MEASURES = ("nDCG@10", "MRR", "hit@1", "hit@5", "hit@10")
SEARCHES = ("search", "search all documents")
BASELINE, SHIPS = "rank-bm25", "fused (ships)"
# Area, run and measure that are told for each style of question and each half
GROUPED = (
    ("search", BASELINE, "条 hit@1"),
    ("search", SHIPS, "条 hit@1"),
    ("search", SHIPS, "項 nDCG@10"),
    ("ask", "ask", "citation recall"),
    ("ask", "ask", "refused unanswerable"),
    ("ask", "ask", "false refusals"),
)
SHELVES = {
    "en": {"samples": "samples", "others": "other trades", "providers": "real terms"},
    "ja": {"samples": "見本", "others": "他業種の約款", "providers": "実在の約款"},
}
# What the READMEs tell of: area, run, measure, and its name in each language
TOLD = (
    ("search", SHIPS, "条 hit@1", "search: the right 条 first", "検索: 正しい条が1位"),
    ("search", SHIPS, "条 hit@5", "search: the right 条 among five", "検索: 正しい条が5位まで"),
    ("search", SHIPS, "項 nDCG@10", "search: nDCG@10 at 項", "検索: 項の nDCG@10"),
    ("ask", "ask", "citation recall", "ask: the right 項 is cited", "回答: 正しい項を引用"),
    ("ask", "ask", "refused unanswerable", "ask: 規定なし where nothing answers", "回答: 定めがなければ規定なし"),
    (
        "ask",
        "ask",
        "false refusals",
        "ask: 規定なし by mistake (less is better)",
        "回答: 誤って規定なし（小さいほどよい）",
    ),
    ("compare", "ships", "条 F1", "compare: equivalent clauses, F1", "比較: 対応する条項の F1"),
    ("keyterms", "ships", "value accuracy", "keyterms: values right", "主要条件: 値が正しい"),
    ("reading", "ships", "clauses exact", "reading: clauses exact", "読取り: 条項が正確"),
    ("references", "ships", "F1", "references: F1", "参照: F1"),
    ("lint", "ships", "recall", "lint: planted errors found", "点検: 仕込んだ誤りの発見"),
)


def tables(result: Result) -> str:
    """Every table of a result, as eval/README.md holds them."""
    parts = [
        f"Commit `{result.commit}`, {result.date[:10]}. 95% bootstrap intervals in brackets; n is how many were counted."
    ]
    for shelf in result.shelves:
        parts.append(f"### {shelf}")
        for area in SEARCHES:
            parts += [_ranked(result, shelf, area, depth) for depth in ("条", "項") if overview(result, shelf, area)]
        parts += [_grouped(result, shelf), _others(result, shelf)]
    skipped = [f"- {line}" for line in result.skipped]
    return "\n".join(f"{part.rstrip()}\n" for part in [*parts, *(["\n".join(skipped)] if skipped else [])])


def _ranked(result: Result, shelf: str, area: str, depth: str) -> str:
    """Runs by measures at one depth, with what each gains on the baseline."""
    figures = {(one.run, one.measure): one for one in overview(result, shelf, area)}
    runs = list(dict.fromkeys(run for run, _ in figures))
    n = next(iter(figures.values())).n
    head = [f"{area}, {depth}, n={n}", *MEASURES, f"gain in nDCG on {BASELINE}"]
    rows = []
    for run in runs:
        of = [figures[run, f"{depth} {measure}"] for measure in MEASURES]
        rows.append([run, *map(_bounded, of), _gain(of[0])])
    return _table(head, rows)


def _grouped(result: Result, shelf: str) -> str:
    """What differs most between kinds of question, by style and half."""
    found = {key: {one.group: one for one in results.groups(result, shelf, *key)} for key in GROUPED}
    names = list(dict.fromkeys(group for groups in found.values() for group in groups))
    rows = [
        [
            ", ".join(key[1:]),
            *(f"{_bounded(groups[name])} n={groups[name].n}" if name in groups else "" for name in names),
        ]
        for key, groups in found.items()
        if groups
    ]
    return _table(["by kind of question", *names], rows)


def _others(result: Result, shelf: str) -> str:
    """The areas of one run each: a row a measure."""
    found = [one for one in result.figures if one.shelf == shelf and one.area not in SEARCHES]
    rows = [[one.area, one.measure, str(one.n), _bounded(one)] for one in found if one.group == "all"]
    return _table(["area", "measure", "n", "value"], rows)


def gist(result: Result, language: str) -> str:
    """The short table of a README."""
    head = {"en": ("measure", "texts", "n", "Yakkan", BASELINE), "ja": ("測定", "文書", "n", "Yakkan", BASELINE)}
    return _table(head[language], gist_rows(result, language))


def gist_rows(result: Result, language: str) -> list[list[str]]:
    """What is told first of a result: measure, texts, n, our figure, the baseline's."""
    at, figures = list(SHELVES).index(language), result.by_key()
    rows = []
    for shelf in result.shelves:
        for area, run, measure, *names in TOLD:
            figure = figures.get((shelf, area, run, measure, "all"))
            if figure is not None:
                beside = "" if figure.gain is None else f"{figure.value - figure.gain:.3f}"
                rows.append([names[at], SHELVES[language][shelf], str(figure.n), _bounded(figure), beside])
    return rows


def _bounded(one: Figure) -> str:
    return f"{one.value:.3f} [{one.low:.2f}, {one.high:.2f}]"


def _gain(one: Figure) -> str:
    if one.gain is None or one.gain_low is None or one.gain_high is None:
        return ""
    return f"{one.gain:+.3f} [{one.gain_low:+.2f}, {one.gain_high:+.2f}]"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, marks, *rows))


def beside(before: Result, after: Result) -> list[str]:
    """What moved since an earlier result, question by question."""
    head = f"Beside {before.commit}:"
    if before.labels != after.labels:
        head += (
            " (labels have changed since; only questions asked both times are compared, by the labels of their time)"
        )
    return [head, *(told(results.changes(before, after)) or ["no question moved"])]


def told(changed: Sequence[Change]) -> list[str]:
    """Gains and losses question by question, a line for each run and one for each loss."""
    found = []
    for key in dict.fromkeys((one.shelf, one.area, one.run) for one in changed):
        of = [one for one in changed if (one.shelf, one.area, one.run) == key]
        better = sum(one.better for one in of)
        found.append(f"{', '.join(key)}: {better} questions better, {len(of) - better} worse")
        found += [f"  worse: {one.question} {one.before} -> {one.after}" for one in of if not one.better]
    return found


def pages(result: Result) -> dict[Path, str]:
    """Each page as it must be."""
    made = {TABLES: _between(BLOCK, tables(result), TABLES)}
    for language, page in PAGES.items():
        made[page] = _between(GIST, gist(result, language), page)
    return made


def _between(marks: re.Pattern[str], made: str, page: Path) -> str:
    return marks.sub(lambda _: made, page.read_text(encoding="utf-8"))


def write() -> None:
    """Puts the tables of the latest committed result into the pages."""
    result = results.latest()
    if result is not None:
        for page, text in pages(result).items():
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    found = results.latest()
    if "--write" in sys.argv[1:]:
        write()
    elif found is not None:
        print(tables(found), end="")
