"""Fits the order of clauses and the refusal of questions, and writes both as data.

In: the cases of cases.py. Out: answering/ranking.toml and answering/refusal.toml, with the curve the operating point comes from.
Weights are learnt from the written questions and the even half of the development families; the operating point is chosen on
that half too, each fifth judged by weights learnt without it; the odd half is only reported.

    python -m training.fit_refusal [--write]
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.answering import ranking, refusal

from .cases import PAIRS, POOL, ROOT, TERMS, Case, Floats, development, half, lines, read

REFUSED = 0.07  # of the answerable questions: 0.10 is the most that may be, and others than those we wrote are harder
RANK_DECAY, REFUSE_DECAY = 0.03, 0.005
STEPS, PARTS = 1500, 5
# Of 0.2, 0.35, 0.5, 0.6 and 0.7 the best on the choosing half of the questions put to five documents at once
SIDE_BY_SIDE = 0.6


def fit_ranking(given: Sequence[Case], decay: float = RANK_DECAY) -> dict[str, float]:
    """Weights that put the clauses that answer above the others: softmax regression over each question's candidates."""
    used = [case for case in given if case.grades.sum() > 0]
    names = sorted(used[0].clues[0].values)
    tables, wanted, blank = _stacked(used, names)
    spread = tables[~blank].std(axis=0) + 1e-6
    scaled = tables / spread
    start = np.array([float(name == "score") for name in names])
    weights, pace = start.copy(), np.zeros(len(names))
    for _ in range(STEPS):
        scores = np.where(blank, -np.inf, scaled @ weights)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = shares / shares.sum(axis=1, keepdims=True) - wanted
        pace = 0.9 * pace + np.einsum("qc,qcn->n", wrong, scaled) / len(used) + decay * (weights - start)
        weights = weights - 0.03 * pace
    return {name: round(float(value), 4) for name, value in zip(names, weights / spread, strict=True)}


def _stacked(used: Sequence[Case], names: Sequence[str]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Questions x candidates x clues, the share of the answer that each candidate has, and where there is no candidate."""
    tables, wanted = np.zeros((len(used), POOL, len(names))), np.zeros((len(used), POOL))
    blank = np.ones((len(used), POOL), dtype=bool)
    for row, case in enumerate(used):
        size = len(case.clues)
        tables[row, :size] = [[clues.values[name] for name in names] for clues in case.clues]
        wanted[row, :size] = case.grades / case.grades.sum()
        blank[row, :size] = False
    return tables, wanted, blank


def fit_refusal(given: Sequence[Case], decay: float = REFUSE_DECAY) -> refusal.Model:
    """Logistic regression on the evidence; each half of the cases is ranked by weights learnt from the other."""
    halves = given[::2], given[1::2]
    found, wanted = [], []
    for one, other in (halves, halves[::-1]):
        order = fit_ranking(other)
        found += [refusal.evidence(case.asked, ranking.rank(case.clues, order)) for case in one if case.clues]
        wanted += [float(case.answerable) for case in one if case.clues]
    names = sorted(found[0])
    table, truth = np.array([[one[name] for name in names] for one in found]), np.array(wanted)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled = (table - middle) / spread
    balance = np.where(truth > 0, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    weights, bias, pace = np.zeros(len(names)), 0.0, np.zeros(len(names) + 1)
    for _ in range(STEPS):
        wrong = (1 / (1 + np.exp(-(scaled @ weights + bias))) - truth) * balance
        slope = np.append(scaled.T @ wrong / len(truth) + decay * weights, wrong.mean())
        pace = 0.9 * pace + slope
        weights, bias = weights - 0.1 * pace[:-1], bias - 0.1 * float(pace[-1])
    plain = weights / spread
    chosen = {name: round(float(value), 4) for name, value in zip(names, plain, strict=True)}
    return refusal.Model(0.5, SIDE_BY_SIDE, round(bias - float(plain @ middle), 4), chosen)


def confidences(given: Sequence[Case], weights: dict[str, float], model: refusal.Model) -> tuple[Floats, Floats]:
    """The confidence of each answerable question, and of each unanswerable one."""
    both: tuple[list[float], list[float]] = ([], [])
    for case in given:
        ranked = ranking.rank(case.clues, weights)
        both[not case.answerable].append(
            refusal.confidence(refusal.evidence(case.asked, ranked), model) if ranked else 0.0
        )
    return np.array(both[0]), np.array(both[1])


def crossed(given: Sequence[Case], choosing: Sequence[Case]) -> tuple[Floats, Floats]:
    """The confidences of the choosing half, each part of it given by weights learnt without it."""
    found = []
    for which in range(PARTS):
        known = [*given, *(case for case in choosing if _part(case.row) != which)]
        judged = [case for case in choosing if _part(case.row) == which]
        found.append(confidences(judged, fit_ranking(known), fit_refusal(known)))
    answerable, unanswerable = (np.concatenate(column) for column in zip(*found, strict=True))
    return answerable, unanswerable


def _part(row: dict[str, Any]) -> int:
    return int(hashlib.sha256(row["family"].encode()).hexdigest(), 16) // 2 % PARTS


def curve(answerable: Floats, unanswerable: Floats) -> list[dict[str, float]]:
    """For each share of answerable questions refused: the confidence asked for, and the share of the others refused."""
    found = []
    for share in (0.02, 0.05, 0.07, 0.10, 0.15, 0.20, 0.30):
        least = float(np.quantile(answerable, share))
        found.append(
            {
                "confidence": round(least, 4),
                "answerable": share,
                "unanswerable": round(float((unanswerable < least).mean()), 3),
            }
        )
    return found


def auc(answerable: Floats, unanswerable: Floats) -> float:
    """How often an answerable question is given more than an unanswerable one."""
    above, level = answerable[:, None] > unanswerable, answerable[:, None] == unanswerable
    return float(above.mean()) + 0.5 * float(level.mean())


def correct(given: Sequence[Case], weights: dict[str, float]) -> float:
    """The share of answerable questions whose first clause is in a paragraph that answers or completes."""
    asked = [case for case in given if case.answerable]
    right = [
        case.grades[case.clues.index(ranking.rank(case.clues, weights)[0].clues)] > 0 for case in asked if case.clues
    ]
    return float(np.sum(right)) / len(asked)


def operating_point(model: refusal.Model, chosen: Sequence[dict[str, float]]) -> refusal.Model:
    """The model at the confidence that refuses no more answerable questions than is allowed."""
    point = next(one["confidence"] for one in chosen if one["answerable"] == REFUSED)
    return model._replace(operating_point=point)


def written(weights: dict[str, float]) -> str:
    """Weights as the lines of a TOML table."""
    return "[weights]\n" + "".join(f"{name} = {value}\n" for name, value in sorted(weights.items()))


def save(weights: dict[str, float], model: refusal.Model, chosen: Sequence[dict[str, float]]) -> None:
    """Writes both data files."""
    made = "# Made by training/fit_refusal.py from written and development questions; do not edit\n"
    ranking.WEIGHTS.write_text(made + written(weights), encoding="utf-8")
    point = "# Below this confidence a question is refused; chosen on the curve below (share of each kind that is refused)\n"
    point += f"operating_point = {model.operating_point}\n"
    point += "# Of several documents, one with less than this share of the best one's confidence has no such clause\n"
    point += f"side_by_side = {model.side_by_side}\nbias = {model.bias}\n\n"
    ends = "".join(
        f"\n[[curve]]\nconfidence = {one['confidence']}\nanswerable = {one['answerable']}\nunanswerable = {one['unanswerable']}\n"
        for one in chosen
    )
    refusal.MODEL.write_text(made + point + written(model.weights) + ends, encoding="utf-8")


def report(name: str, given: Sequence[Case], weights: dict[str, float], model: refusal.Model) -> None:
    """Prints what a set of cases gives, beside the best hit and the best likeness."""
    answerable, unanswerable = confidences(given, weights, model)
    likeness = ranking_only(given)
    at = model.operating_point
    print(
        f"{name}: paragraph {correct(given, weights):.3f} (first hit {correct(given, {'score': 1.0}):.3f}) n={len(answerable)}; "
        f"AUC {auc(answerable, unanswerable):.3f} (likeness {auc(*likeness):.3f}); refused {(unanswerable < at).mean():.3f} of "
        f"{len(unanswerable)} unanswerable, {(answerable < at).mean():.3f} of answerable "
        f"(likeness at that price {curve(*likeness)[3]['unanswerable']:.3f})"
    )


def ranking_only(given: Sequence[Case]) -> tuple[Floats, Floats]:
    """The best cosine of each question, as if it were a confidence."""
    both: tuple[list[float], list[float]] = ([], [])
    for case in given:
        both[not case.answerable].append(max((clues.values["dense"] for clues in case.clues), default=0.0))
    return np.array(both[0]), np.array(both[1])


def main() -> None:
    """Fits, reports, and with --write saves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="save the weights and the operating point")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = read(Path(folder) / "pairs", lines(*PAIRS), ROOT / "corpus/samples")
        given += read(Path(folder) / "terms", lines(*PAIRS), TERMS)
        labelled = development(Path(folder))
    halves = [[case for case in labelled if half(case.row) == which] for which in (0, 1)]
    known = [*given, *halves[0]]
    weights, chosen = fit_ranking(known), curve(*crossed(given, halves[0]))
    model = operating_point(fit_refusal(known), chosen)
    print(
        "choosing half, each fifth judged without it: refused of the unanswerable, by share of the answerable refused"
    )
    print("  ".join(f"{one['answerable']:.2f}: {one['unanswerable']:.3f}" for one in chosen))
    for name, cases_of in (("learnt from", known), ("never seen", halves[1])):
        report(name, cases_of, weights, model)
    if options.write:
        save(weights, model, chosen)


if __name__ == "__main__":
    main()
