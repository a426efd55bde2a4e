from pathlib import Path

import numpy as np
import pytest

from indexer.indexing import dense
from indexer.indexing.dense import Dense, quantized
from indexer.indexing.encoders import EncoderError, StaticEmbedder, normalized, open_embedder
from indexer.indexing.units import passage, units

from .made import boat, library, phone, static_model


def vectors(size: int, dimension: int = 24, seed: int = 5) -> np.ndarray:
    return normalized(np.random.default_rng(seed).standard_normal((size, dimension)).astype(np.float32))


def test_exact_search_agrees_with_numpy() -> None:
    rows, question = vectors(400), vectors(1, seed=6)[0]
    units_, cosines = Dense(rows).top(question, 10)
    wanted = np.argsort(-(rows @ question))[:10]
    assert units_.tolist() == wanted.tolist()
    np.testing.assert_allclose(cosines, (rows @ question)[wanted], atol=1e-5)
    np.testing.assert_allclose(Dense(rows).cosines(question, units_), cosines, atol=1e-5)


def test_ranges_keep_the_rest_out() -> None:
    rows, question = vectors(400), vectors(1, seed=6)[0]
    found, _ = Dense(rows).top(question, 30, [(10, 20), (300, 310)])
    scores = rows @ question
    allowed = [*range(10, 20), *range(300, 310)]
    assert found.tolist() == sorted(allowed, key=lambda unit: -scores[unit])


def test_more_is_asked_than_there_is() -> None:
    assert len(Dense(vectors(3)).top(vectors(1)[0], 10)[0]) == 3
    assert len(Dense(vectors(3)).top(vectors(1)[0], 10, [(1, 2)])[0]) == 1


def test_many_questions_at_once_are_answered_as_one_by_one() -> None:
    rows, asked = Dense(vectors(300)), vectors(7, seed=8)
    units_, cosines = rows.top_many(asked, 5)
    for at, question in enumerate(asked):
        one, score = rows.top(question, 5)
        assert units_[at].tolist() == one.tolist()
        np.testing.assert_allclose(cosines[at], score, atol=1e-5)


@pytest.mark.parametrize("ranges", [None, [(0, 900)], [(100, 300), (700, 900)]])
def test_eight_bits_find_what_exact_search_finds(
    tmp_path: Path, ranges: list[tuple[int, int]] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, asked = vectors(1_000), vectors(30, seed=8)
    (tmp_path / "v.faiss").write_bytes(quantized(rows.astype(np.float16)))
    for limit in (50_000, 300):  # few units are compared one by one, many through the index's own filter
        monkeypatch.setattr(dense, "EXACT", limit)
        coarse, exact = Dense(None, tmp_path / "v.faiss"), Dense(rows)
        shared = [set(coarse.top(one, 10, ranges)[0]) & set(exact.top(one, 10, ranges)[0]) for one in asked]
        assert np.mean([len(both) for both in shared]) / 10 >= 0.97
    np.testing.assert_allclose(
        coarse.cosines(asked[0], np.arange(50)), exact.cosines(asked[0], np.arange(50)), atol=0.02
    )


def test_eight_bits_find_what_exact_search_finds_in_our_own_vectors(tmp_path: Path) -> None:
    try:
        model = open_embedder()
    except EncoderError:
        model = StaticEmbedder(static_model(tmp_path / "model", dimension=64))
    texts = [passage(unit.fields) for document in (phone(), boat(), *library(3)) for unit in units(document)]
    rows = model.encode_clauses([f"{text} {number}" for number in range(8) for text in texts])
    (tmp_path / "v.faiss").write_bytes(quantized(rows))
    coarse, exact = Dense(None, tmp_path / "v.faiss"), Dense(rows)
    asked = model.encode_queries(["電話を人に貸す", "お金を返してほしい", "裁判はどこで", "支払いが遅れた"])
    for question in asked:
        least = exact.top(question, 10)[1][-1]
        found = exact.cosines(question, coarse.top(question, 10)[0])
        assert np.mean(found >= least - 1e-3) >= 0.97  # equal clauses may stand in for one another


def test_a_large_store_keeps_eight_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.indexing import generations, store
    from indexer.indexing.index import Index
    from indexer.searching.search import search

    monkeypatch.setattr(dense, "EXACT", 10)
    model = StaticEmbedder(static_model(tmp_path / "model"))
    store.update_index(tmp_path / "index", library(4), model)
    assert (generations.manifest_of(tmp_path / "index")[0] / "vectors.faiss").exists()
    with Index(tmp_path / "index") as index:
        assert search(index, "転貸", docs=["phone-2"], embedder=model)[0].doc == "phone-2"
        assert search(index, "転貸", embedder=model)[0].clause.id.endswith("a4.p1.i1")
