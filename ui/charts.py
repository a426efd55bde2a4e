"""Measured figures as bars with their 95% intervals, and as the table that says the same in numbers.

In: `Figure` values of one area. Out: a chart (Vega-Lite) in the colours of the page, and HTML. It refuses to measure, and to draw a figure
without its n and its baseline: where there is none, that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.results import Figure
from ui import look
from ui.paper import Safe, tag
from ui.words import say, say_or

Spec = dict[str, Any]  # a chart in the Vega-Lite grammar
BAR, ROW = 14, 44  # pixels: a bar, and what it takes together with its name above it
# names above their bars, so that the bars have the whole width of a narrow screen
NAMES_ABOVE = {
    "labelAlign": "left", "labelOffset": -BAR - 3, "labelPadding": -3, "labelLimit": 0, "ticks": False, "domain": False, "grid": False
}  # fmt: skip
BASE, OURS, OTHER = "base", "ours", "other"
SMALLER = ("false refusals", "false refusals at 80% refusal", "risk-coverage area")  # the smaller, the better


def baseline(figures: Sequence[Figure]) -> str:
    """The run that the others are set against; "" where nothing is set against anything."""
    if all(each.gain is None for each in figures):
        return ""
    return next((each.run for each in figures if each.gain is None), "")


def kind(run: str, base: str) -> str:
    """Whether a run is the baseline, what ships, or one of its parts."""
    if run == base:
        return BASE
    return OURS if "ships" in run or run == "ask" else OTHER


def run_name(run: str, base: str) -> str:
    """A run in words, the baseline and what ships named as such."""
    name = say_or(f"quality.run_{run}", run)
    role = kind(run, base)
    return name if role == OTHER else say(f"quality.role_{role}", name=name)


def by_run(figures: Sequence[Figure]) -> Spec:
    """One measure, a bar for each run."""
    base = baseline(figures)
    return _bars([_row(each, run_name(each.run, base), kind(each.run, base)) for each in figures])


def by_measure(figures: Sequence[Figure]) -> Spec:
    """One run that has no baseline, a bar for each measure."""
    return _bars([_row(each, measure_name(each.measure), OURS) for each in figures])


def by_group(ours: Sequence[Figure], base: Sequence[Figure]) -> Spec:
    """One measure by groups of questions, what ships above its baseline."""
    held = {each.group: each for each in base}
    rows = []
    for each in ours:
        group = group_name(each.group)
        rows.append(_row(each, f"{group}　{say('quality.ours')}", OURS))
        if each.group in held:
            rows.append(_row(held[each.group], f"{group}　{say('quality.base')}", BASE))
    return _bars(rows)


def measure_name(measure: str) -> str:
    """A measure in words."""
    return say_or(f"quality.measure_{measure}", measure) + (say("quality.smaller") if measure in SMALLER else "")


def group_name(group: str) -> str:
    """A group of questions in words."""
    return say_or(f"quality.group_{group}", group)


def _row(figure: Figure, name: str, role: str) -> dict[str, Any]:
    said = f"{figure.value:.2f}（n={figure.n:,}）"
    return {"name": name, "role": role, "value": figure.value, "low": figure.low, "high": figure.high, "said": said}


def _bars(rows: Sequence[dict[str, Any]]) -> Spec:
    """Bars from 0 to 1, in the order given, with interval and label."""
    colours = look.palette()
    top = max(1.0, *(row["high"] for row in rows))
    marks: list[tuple[Spec, Spec]] = [
        ({"type": "bar", "height": BAR}, {"x": _value(top), "color": _fill(colours)}),
        ({"type": "rule", "color": colours["ground"], "strokeWidth": 5}, _between()),
        ({"type": "rule", "color": colours["ink"], "strokeWidth": 1.5}, _between()),
        ({"type": "tick", "color": colours["ink"], "size": 9, "thickness": 1.5}, {"x": _at("low")}),
        ({"type": "tick", "color": colours["ink"], "size": 9, "thickness": 1.5}, {"x": _at("high")}),
        (
            {"type": "text", "align": "left", "dx": 8, "color": colours["ink"], "fontSize": 12},
            {"x": _at("high"), "text": {"field": "said"}},
        ),
    ]
    return {
        "data": {"values": list(rows)},
        "height": ROW * len(rows),
        "encoding": {"y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": NAMES_ABOVE}},
        "layer": [{"mark": mark, "encoding": encoding} for mark, encoding in marks],
        "config": _config(colours),
    }


def _at(field: str) -> Spec:
    return {"field": field, "type": "quantitative"}


def _between() -> Spec:
    return {"x": _at("low"), "x2": {"field": "high"}}


def _value(top: float) -> Spec:
    """The scale has room for the labels on its right."""
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "grid": True, "format": ".2f"}
    return _at("value") | {"scale": {"domain": [0, top * 1.22], "nice": False}, "axis": axis, "title": None}


def _fill(colours: Mapping[str, str]) -> Spec:
    fills = [colours["line"], colours["accent"], colours["soft"]]
    return {
        "field": "role",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [BASE, OURS, OTHER], "range": fills},
    }


def _config(colours: Mapping[str, str]) -> Spec:
    lines = {
        "labelColor": colours["ink"],
        "gridColor": colours["line"],
        "gridOpacity": 0.6,
        "domain": False,
        "labelFontSize": 12,
    }
    return {
        "font": look.FONTS["gothic"].replace("'", ""),
        "background": "transparent",
        "view": {"stroke": None},
        "axis": lines,
    }


HEADER = ("what", "value", "interval", "n")
AGAINST = ("gain", "gain_interval", "verdict")


def table(figures: Sequence[Figure], names: Sequence[str]) -> Safe:
    """The same in numbers; where there is a baseline, with the difference to it and whether that is sure."""
    compared = any(each.gain is not None for each in figures)
    columns = HEADER + AGAINST if compared else HEADER
    head = tag("tr", *(tag("th", say(f"quality.col_{name}"), scope="col") for name in columns))
    rows = (
        tag("tr", *_cells(each, name), *(_against(each) if compared else ()))
        for each, name in zip(figures, names, strict=True)
    )
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), class_="book measured"), class_="scroll")


def _cells(figure: Figure, name: str) -> list[Safe]:
    numbers = (f"{figure.value:.3f}", f"{figure.low:.3f} ～ {figure.high:.3f}", f"{figure.n:,}")
    return [tag("td", name), *(tag("td", each, class_="figure") for each in numbers)]


def _against(figure: Figure) -> list[Safe]:
    gain, low, high = figure.gain, figure.gain_low, figure.gain_high
    if gain is None or low is None or high is None:
        return [tag("td"), tag("td"), tag("td", say("quality.base"))]
    numbers = [tag("td", each, class_="figure") for each in (f"{gain:+.3f}", f"{low:+.3f} ～ {high:+.3f}")]
    return [*numbers, tag("td", say(f"quality.{_verdict(low, high, figure.measure)}"))]


def _verdict(low: float, high: float, measure: str) -> str:
    """Better, worse, or not sure: an interval that holds 0 says nothing."""
    if low <= 0 <= high:
        return "unsure"
    return "better" if (low > 0) != (measure in SMALLER) else "worse"
