"""Small results and questions for the tests of the evaluation."""

from __future__ import annotations

from eval.questions import Question
from eval.results import Figure, Result


def question(name: str, relevant: dict[str, int], family: str = "") -> Question:
    return Question(name, family or name, ("d",), name, "everyday", relevant, () if relevant else ("d",))


def figure(value: float, measure: str = "条 hit@1", run: str = "fused (ships)", area: str = "search") -> Figure:
    return Figure("samples", area, run, measure, "all", 10, value, value - 0.1, value + 0.1)


def result(
    *figures: Figure, date: str = "2030-01-01T00:00:00+09:00", outcomes: dict[str, object] | None = None
) -> Result:
    held = {"samples": {"search": {"fused (ships)": outcomes or {}}}}
    curves = {"samples": {"ask": {"ask": [[0.5, 0.0], [1.0, 0.25]]}}}
    return Result("abc1234", date, "labels", {"samples": "texts"}, 1.0, ("skipped: x",), figures, held, curves)
