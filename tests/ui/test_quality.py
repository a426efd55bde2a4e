"""品質: no figure without its n and its baseline; losses are told like gains."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.ipc
import pytest

from eval import results
from eval.results import Figure, Result
from tests.ui.conftest import Opened, laid
from ui import charts


def figure(run: str, value: float, gain: tuple[float, float, float] | None = None, **others: object) -> Figure:
    given = {"shelf": "samples", "area": "search", "measure": "条 hit@1", "group": "all", "n": 60} | others
    against = dict(zip(("gain", "gain_low", "gain_high"), gain or (None, None, None), strict=True))
    return Figure(run=run, value=value, low=value - 0.1, high=value + 0.1, **given, **against)  # type: ignore[arg-type]


FIGURES = (
    figure("rank-bm25", 0.5),
    figure("fused (ships)", 0.8, (0.3, 0.2, 0.4)),
    figure("fused (ships)", 0.4, (-0.2, -0.3, -0.1), group="keyword", n=5),
    figure("rank-bm25", 0.6, group="keyword", n=5),
    figure("ask", 0.7, area="ask", measure="false refusals"),
    figure("new thing", 0.7, area="not named yet", measure="new measure"),
)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Result(
        "abc1234", "2026-01-02T00:00:00+00:00", "", {"samples": "", "providers": ""}, 9.0, (), FIGURES, {}, {}
    )
    monkeypatch.setattr(results, "latest", lambda: result)


@pytest.mark.usefixtures("measured")
def test_ours_beside_the_baseline(opened: Opened) -> None:
    shown = laid(opened("quality"))
    assert "abc1234" in shown
    assert "基準: BM25（rank-bm25）" in shown
    assert "Yakkan: 検索" in shown
    assert "<td>基準より上</td>" in shown
    assert "<td>基準より下</td>" in shown
    assert '<td class="figure">60</td>' in shown
    assert '<td class="figure">5</td>' in shown


@pytest.mark.usefixtures("measured")
def test_what_has_no_baseline_says_so(opened: Opened) -> None:
    at = opened("quality", area="ask")
    assert at.selectbox(key="area").value == "ask"
    assert "比べる基準がありません" in laid(at)
    assert "小さいほどよい" in laid(at)
    assert "基準より" not in laid(at)


@pytest.mark.usefixtures("measured")
def test_what_nobody_has_named_yet_is_shown_by_its_own_name(opened: Opened) -> None:
    at = opened("quality", area="not named yet")
    assert "new measure" in laid(at)


@pytest.mark.usefixtures("measured")
def test_a_shelf_without_figures(opened: Opened) -> None:
    assert not opened("quality", shelf="providers").get("vega_lite_chart")


def test_nothing_measured(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "latest", lambda: None)
    at = opened("quality")
    assert "測った結果がまだありません" in laid(at)
    assert at.code[0].value == "python -m eval --write"


def test_the_committed_result_has_words(opened: Opened) -> None:
    result = results.latest()
    assert result is not None
    for area in dict.fromkeys(each.area for each in result.figures if each.shelf == "samples"):
        shown = laid(opened("quality", shelf="samples", area=area))
        measures = {each.measure for each in result.figures if each.area == area}
        assert not [measure for measure in measures if measure.isascii() and f"<td>{measure}</td>" in shown]


def test_what_is_at_work(opened: Opened, index_folder: Path) -> None:
    at = opened("quality")
    shown = laid(at)
    assert str(index_folder) in shown
    assert "yakkan-static" in shown
    assert any(each.value.startswith("# yakkan-static") for each in at.markdown)


@pytest.mark.parametrize(
    ("low", "high", "measure", "verdict"),
    [
        (0.1, 0.2, "条 hit@1", "better"),
        (-0.2, -0.1, "条 hit@1", "worse"),
        (-0.1, 0.1, "条 hit@1", "unsure"),
        (0.0, 0.1, "条 hit@1", "unsure"),
        (0.1, 0.2, "false refusals", "worse"),
        (-0.2, -0.1, "false refusals", "better"),
    ],
)
def test_verdicts(low: float, high: float, measure: str, verdict: str) -> None:
    assert charts._verdict(low, high, measure) == verdict


def test_every_bar_tells_its_n(opened: Opened) -> None:
    drawn = [each.proto.data.data for each in opened("quality").get("vega_lite_chart")]
    assert len(drawn) == 2
    for data in drawn:
        rows = pyarrow.ipc.open_stream(data).read_all().to_pylist()
        assert rows
        assert all("n=" in row["said"] and row["low"] <= row["value"] <= row["high"] for row in rows)
