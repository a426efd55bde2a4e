"""The measures, against values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import abstention, cells, citation, intervals, quotes, ranking
from eval.metrics.abstention import Judged
from eval.metrics.tally import Tally, agreement, mean, ratio
from eval.places import article, paragraph, within

from .made import question


@pytest.mark.parametrize(
    ("clause", "its_article", "its_paragraph"),
    [
        ("d#a12.p2.i3.s1", "d#a12", "d#a12.p2"),
        ("d#a12_2", "d#a12_2", "d#a12_2"),
        ("d#part2.a1.p3", "d#part2.a1", "d#part2.a1.p3"),
        ("d#appendix1.p2.i1", "d#appendix1", "d#appendix1"),
        ("d#supplement2.p1", "d#supplement2", "d#supplement2.p1"),
        ("d#special1.p3.i1", "d#special1", "d#special1.p3"),
        ("d#preamble", "d#preamble", "d#preamble"),
        ("a3.p1~2", "a3", "a3.p1~2"),
    ],
)
def test_places(clause: str, its_article: str, its_paragraph: str) -> None:
    assert (article(clause), paragraph(clause)) == (its_article, its_paragraph)


def test_within_is_no_prefix_of_letters() -> None:
    assert within("d#a1.p1", "d#a1")
    assert not within("d#a12", "d#a1")


def test_ranking_measures_by_hand() -> None:
    asked = [question("q", {"d#a2.p1": 3, "d#a1.p1": 1})]
    found = ranking.tallies(asked, [["d#a1.p1", "d#a9.p1", "d#a2.p1.i1"]])
    best = 3 + 1 / log2(3)
    assert found["項 nDCG@10"].value == pytest.approx((1 + 3 / log2(4)) / best)
    assert found["項 MRR"].value == pytest.approx(1 / 3)
    assert (found["項 hit@1"].value, found["項 hit@5"].value) == (0, 1)


def test_a_grade_that_only_helps_is_no_hit() -> None:
    found = ranking.tallies([question("q", {"d#a2.p1": 3, "d#a1.p1": 2})], [["d#a1.p1"]])
    assert found["条 hit@10"].value == 0
    assert found["条 nDCG@10"].value > 0


def test_a_question_that_is_not_answered_counts_as_nought() -> None:
    asked = [question("q", {"d#a1.p1": 3}), question("r", {"d#a1.p1": 3})]
    found = ranking.tallies(asked, [["d#a1.p1"], []])
    assert {name: (tally.n, tally.value) for name, tally in found.items()} == dict.fromkeys(found, (2, 0.5))


def test_paragraphs_of_one_article_are_one_place() -> None:
    asked = question("q", {"d#a5.p1": 3})
    clauses = [f"d#a1.p{number}" for number in range(1, 12)]
    assert ranking.rank(asked, [*clauses, "d#a5.p1"], article) == 2
    assert ranking.rank(asked, [*clauses, "d#a5.p1"], paragraph) == 0


def test_citations() -> None:
    asked = [question("a", {"d#a1.p1.i2": 3, "d#a1.p1": 2}), question("b", {"d#a2.p1": 3}), question("c", {})]
    found = citation.tallies(asked, [["d#a1.p1.i1"], [], ["d#a7.p1"]], [[], [], []])
    assert found["citation precision"].value == pytest.approx(1 / 2)  # the one where nothing answers is wrong
    assert found["citation recall"].value == pytest.approx(1 / 2)
    assert (found["号 exactness"].value, found["号 exactness"].n) == (0, 1)


def test_completeness_counts_what_is_shown_as_support() -> None:
    asked = [question("a", {"d#a1.p1": 3, "d#a4.p2": 2, "d#a1.p9": 1})]
    assert citation.tallies(asked, [["d#a1.p1"]], [["d#a4.p2.i1"]])["completeness"].value == 1
    assert citation.tallies(asked, [["d#a1.p1"]], [[]])["completeness"].value == 0.5


def characters(start: int, end: int) -> set[tuple[str, int]]:
    return {("d", at) for at in range(start, end)}


def test_quotes() -> None:
    wanted = {"q": [characters(10, 20)], "r": [characters(0, 4)], "s": [characters(0, 4)]}
    quoted = {"q": [characters(10, 30)], "r": [characters(2, 6)], "s": []}
    found = quotes.tallies(quoted, wanted, {})
    assert found["quote precision"].value == pytest.approx((0.5 + 0.5 + 0) / 3)
    assert found["quote recall"].value == pytest.approx((1 + 0.5 + 0) / 3)
    assert found["quote inside or around"].value == pytest.approx(1 / 3)


def judged(name: str, confidence: float, answerable: bool, right: bool = True) -> Judged:
    return Judged(name, name, confidence, answerable, confidence >= 0.5, right)


def test_a_perfect_refusal() -> None:
    given_ = [judged("a", 0.9, True), judged("b", 0.8, True), judged("c", 0.1, False), judged("d", 0.2, False)]
    plain = abstention.plain(given_)
    assert plain["AUC"].value == 1
    assert plain["false refusals at 80% refusal"].value == 0
    assert abstention.curve(given_)[-1] == (1.0, 0.5)
    assert [tally.value for tally in abstention.tallies(given_).values()] == [1, 0]


def test_a_refusal_that_knows_nothing() -> None:
    same = [judged(str(number), 0.5, number % 2 == 0) for number in range(10)]
    plain = abstention.plain(same)
    assert plain["AUC"].value == 0.5
    assert plain["false refusals at 80% refusal"].value == 1


def test_a_wrong_answer_is_a_risk() -> None:
    risky = abstention.curve([judged("a", 0.9, True, right=False), judged("b", 0.8, True)])
    assert risky[-1] == (1.0, 0.5)
    assert risky[0] == (0.5, 1.0)


def test_without_unanswerable_questions_there_is_no_curve_over_them() -> None:
    assert abstention.plain([judged("a", 0.9, True)]) == {}


def test_cells() -> None:
    wanted = {"t a": ["a#a1.p1"], "t b": [], "u a": ["a#a2"], "u b": []}
    found = {"t a": ["a#a1.p3"], "t b": [], "u a": [], "u b": ["b#a4"]}
    measured = {name: tally.value for name, tally in cells.tallies(found, wanted, {}).items()}
    assert measured["条 F1"] == pytest.approx(2 * 1 / (2 + 2))
    assert measured["規定なし precision"] == 0.5
    assert measured["規定なし recall"] == 0.5


def test_agreement_counts_members() -> None:
    found = agreement({"d": {1, 2, 3}}, {"d": {2, 3, 4, 5}})
    assert {name: (tally.value, tally.n) for name, tally in found.items()} == {
        "precision": (pytest.approx(2 / 3), 3),
        "recall": (0.5, 4),
        "F1": (pytest.approx(4 / 7), 5),
    }


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_interval_holds_its_figure_and_lies_in_range(values: list[float]) -> None:
    tally = mean({str(number): value for number, value in enumerate(values)})
    low, high = intervals.interval(tally)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


def test_a_paired_gain_over_itself_is_nought() -> None:
    tally = mean({str(number): number % 2 for number in range(20)})
    assert intervals.of_gain(tally, tally) == (0, 0)


def test_a_gain_on_every_question_is_sure() -> None:
    low, high = intervals.of_gain(mean({"a": 1, "b": 0.5, "c": 0.7}), mean({"a": 0.9, "b": 0.4, "c": 0.6}))
    assert low == pytest.approx(0.1)
    assert high == pytest.approx(0.1)


def test_a_family_is_drawn_whole() -> None:
    values = {str(number): number % 2 for number in range(40)}
    apart = intervals.interval(mean(values))
    together = intervals.interval(mean(values, {name: str(value) for name, value in values.items()}))
    assert together == (0, 1)
    assert apart[0] > 0.2


def test_nothing_counted_is_nought() -> None:
    assert (ratio({}).value, ratio({}).n, intervals.interval(Tally({}, {}))) == (0, 0, (0, 0))
