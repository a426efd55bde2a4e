"""品質: how well Yakkan does, measured, beside its baselines; which model, index and versions are at work here.

In: the committed results and the open index; shelf, area and measure stand in the address. Out: charts, tables, the model card. It
refuses to measure.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from eval import results, speed
from eval.results import Figure, Result
from indexer import __version__, index_rules, model_card
from ui import charts, choices, shelf
from ui.paper import lay, tag
from ui.words import say, say_or

PACKAGES = (
    "streamlit",
    "numpy",
    "faiss-cpu",
    "sudachipy",
    "sudachidict-core",
    "bm25s",
    "pypdfium2",
    "python-docx",
    "lxml",
    "openpyxl",
)
FIRST = "条 hit@1"  # the measure shown first, where an area has it


def page() -> None:
    """The page."""
    st.title(say("quality.title"))
    lay(tag("p", say("quality.lead"), class_="small"))
    result = results.latest()
    if result is None:
        lay(tag("section", tag("p", say("quality.empty")), class_="absent"))
        st.code("python -m eval --write", language=None)
    else:
        _measured(result)
    st.subheader(say("quality.bench"))
    _speed()
    st.subheader(say("quality.here"))
    if shelf.ready():
        _here()
    with st.expander(say("quality.card")):
        st.markdown(model_card())


def _speed() -> None:
    """What was timed once, beside the baseline, and how to time it here."""
    timed = speed.latest()
    lay(tag("p", say("quality.bench_lead"), class_="small"))
    if timed is not None:
        lay(
            tag(
                "p",
                say("quality.timed", commit=timed.commit, date=timed.date[:10], machine=timed.machine),
                class_="small",
            )
        )
        heads = ("size", "ours", "baseline_ms", "indexing", "start")
        rows = [
            (
                f"{one.clauses:,}",
                _span(one.p50_ms, one.p95_ms),
                _span(one.rank_bm25_p50_ms, one.rank_bm25_p95_ms),
                f"{one.index_chars_per_s:,.0f}",
                f"{one.start_s:.2f}",
            )
            for one in timed.timings
        ]
        body = [tag("tr", *(tag("td", cell, class_="figure") for cell in row)) for row in rows]
        top = tag("tr", *(tag("th", say(f"quality.speed_{name}"), scope="col") for name in heads))
        lay(tag("div", tag("table", tag("thead", top), tag("tbody", *body), class_="book"), class_="scroll"))
    st.code("make bench", language=None)


def _span(middle: float | None, most: float | None) -> str:
    return "—" if middle is None or most is None else f"{middle:,.1f} / {most:,.1f}"


def _measured(result: Result) -> None:
    """The newest result: a shelf, an area of it, and its figures."""
    said = say("quality.result", commit=result.commit, date=result.date[:10], seconds=f"{result.seconds:.0f}")
    lay(tag("p", said, class_="small"))
    left, right = st.columns(2)
    with left:
        shelves = {each: say_or(f"quality.shelf_{each}", each) for each in result.shelves}
        chosen = choices.one(say("quality.shelf"), shelves, "shelf", next(iter(shelves), None))
    areas = list(dict.fromkeys(each.area for each in result.figures if each.shelf == chosen))
    with right:
        names = {each: say_or(f"quality.area_{each}", each) for each in areas}
        area = choices.one(say("quality.area"), names, "area", next(iter(areas), None))
    if chosen and area:
        lay(tag("p", say_or(f"quality.about_{area}", "")))
        _area(result, chosen, area)


def _area(result: Result, chosen: str, area: str) -> None:
    figures = results.overview(result, chosen, area)
    if not charts.baseline(figures):
        lay(tag("p", say("quality.without"), class_="notes"))
        _draw(charts.by_measure(figures))
        lay(charts.table(figures, [charts.measure_name(each.measure) for each in figures]))
        return
    measures = {each.measure: charts.measure_name(each.measure) for each in figures}
    measure = choices.one(
        say("quality.measure"), measures, "measure", FIRST if FIRST in measures else next(iter(measures))
    )
    if measure:
        _runs([each for each in figures if each.measure == measure])
        _groups(result, chosen, area, measure, figures)


def _runs(figures: Sequence[Figure]) -> None:
    """One measure of all runs."""
    base = charts.baseline(figures)
    lay(tag("p", say("quality.how"), class_="small"))
    _draw(charts.by_run(figures))
    lay(charts.table(figures, [charts.run_name(each.run, base) for each in figures]))


def _draw(chart: charts.Spec) -> None:
    st.vega_lite_chart(spec=chart, theme=None, alt=say("quality.chart"))


def _groups(result: Result, chosen: str, area: str, measure: str, figures: Sequence[Figure]) -> None:
    """What ships against the baseline, by the style of the question: the losses stand here."""
    base = charts.baseline(figures)
    ships = next((each.run for each in figures if charts.kind(each.run, base) == charts.OURS), "")
    ours = [each for each in results.groups(result, chosen, area, ships, measure) if each.group != "all"]
    if not ours:
        return
    st.subheader(say("quality.groups"))
    lay(tag("p", say("quality.halves"), class_="small"))
    _draw(charts.by_group(ours, results.groups(result, chosen, area, base, measure)))
    lay(charts.table(ours, [charts.group_name(each.group) for each in ours]))


def _here() -> None:
    """What is at work on this machine."""
    session = shelf.session()
    rules = index_rules()
    facts = {
        "documents": f"{len(session.index.entries):,}",
        "clauses": f"{sum(len(document.clauses) for document in shelf.documents()):,}",
        "units": f"{session.index.size:,}",
        "corpus": str(session.corpus.folder),
        "index": str(session.folder),
        "model": session.index.model or say("quality.no_model"),
        "fingerprint": rules["code"],
        "dictionary": rules["dictionary"],
    }
    rows = [
        tag("tr", tag("th", say(f"quality.{name}"), scope="row"), tag("td", value)) for name, value in facts.items()
    ]
    lay(tag("div", tag("table", tag("tbody", *rows), class_="book facts"), class_="scroll"))
    versions = {"yakkan": __version__, "Python": platform.python_version()} | {
        name: _version(name) for name in PACKAGES
    }
    with st.expander(say("quality.versions")):
        lines = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in versions.items()]
        lay(tag("table", tag("tbody", *lines), class_="book facts"))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return say("quality.not_installed")


page()
