"""The refusal's numbers: one operating point, on the curve it was chosen from."""

from __future__ import annotations

import tomllib

from indexer.answering import ranking, refusal


def test_the_operating_point_lies_on_its_curve() -> None:
    data = tomllib.loads(refusal.MODEL.read_text(encoding="utf-8"))
    points = {one["answerable"]: one for one in data["curve"]}
    assert data["operating_point"] == points[0.07]["confidence"]
    shares = [one["unanswerable"] for one in data["curve"]]
    assert shares == sorted(shares)
    assert all(one["unanswerable"] > one["answerable"] for one in data["curve"])


def test_every_weight_is_a_number() -> None:
    assert all(isinstance(value, float) for value in (*ranking.weights().values(), *refusal.model().weights.values()))


def test_a_document_far_behind_the_best_has_no_such_clause() -> None:
    point = refusal.model().operating_point
    assert refusal.least([]) == refusal.least([point]) == point
    assert refusal.least([0.9, 0.1]) == 0.9 * refusal.model().side_by_side


def test_confidence_is_a_probability() -> None:
    assert 0 < refusal.confidence({}) < 1
    assert refusal.confidence({"dense": 1e9}) <= 1
    assert refusal.confidence({"names": 1.0}) < refusal.confidence({"names": 0.0})
