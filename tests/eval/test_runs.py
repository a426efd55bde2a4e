"""The baselines, and the models found on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.questions import Question
from eval.runs import baselines, ours, vectors
from eval.shelf import Shelf, opened

from ..indexing.made import BOAT, PHONE, static_model

ASKED = [
    Question("q", "q", ("phone",), "支払いが遅れたときの遅延損害金", "legal", {"phone#a2.p2": 3}),
    Question("r", "r", ("phone",), "ワニ", "keyword", {}),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "phone.txt").write_text(PHONE, encoding="utf-8")
    (folder / "boat.txt").write_text(BOAT, encoding="utf-8")
    with opened("made", folder) as found:
        yield found


@pytest.mark.parametrize("run", [baselines.substring_scan, baselines.rank_bm25, ours.words, ours.fused])
def test_a_run_ranks_the_document_asked(shelf: Shelf, run: vectors.Run) -> None:
    found, _ = run(shelf, ASKED)
    assert found[0] == "phone#a2.p2"
    assert all(clause.startswith("phone#") for clause in found)


@pytest.mark.parametrize("run", [baselines.substring_scan, baselines.rank_bm25])
def test_words_that_stand_nowhere_find_nothing(shelf: Shelf, run: vectors.Run) -> None:
    assert run(shelf, ASKED)[1] == []


def test_a_refusal_is_an_empty_ranking(shelf: Shelf) -> None:
    given = ours.answers(shelf, ASKED)
    assert [bool(ranking) for ranking in ours.answered(given)] == [one.status != "absent" for one in given]


def test_models_that_are_named_are_run_and_others_are_skipped(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    static_model(tmp_path / "toy")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "no-cache"))
    monkeypatch.setenv("YAKKAN_EVAL_MODELS", f"{tmp_path}:{tmp_path / 'gone'}")
    runs, skipped = vectors.found_models()
    assert list(runs) == ["toy"]
    assert len(runs["toy"](shelf, ASKED)[0]) > 3
    assert any(line.startswith("skipped: gone ") for line in skipped)
    assert sum("not on this disk" in line for line in skipped) == len(vectors.EXPECTED)


def test_a_model_in_the_cache_of_the_hub_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "hub" / "models--cl-nagoya--ruri-v3-30m" / "snapshots" / "0a1b"
    place.parent.mkdir(parents=True)
    static_model(place)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.delenv("YAKKAN_EVAL_MODELS", raising=False)
    runs, skipped = vectors.found_models()
    assert list(runs) == ["ruri-v3-30m"]
    assert not any("ruri" in line for line in skipped)


def test_the_users_own_index_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "own"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "boat.txt").write_text(BOAT, encoding="utf-8")
    with opened("made", tmp_path / "docs") as shelf:
        assert list(shelf.documents) == ["boat"]
    assert not (tmp_path / "own").exists()


def test_what_ships_is_put_together_step_by_step(shelf: Shelf) -> None:
    steps = ours.steps(shelf)
    assert next(iter(steps)) == "words + dense"
    assert len(steps) == len(shelf.session.evidence)
    for run in steps.values():
        assert run(shelf, ASKED)[0][0] == "phone#a2.p2"
