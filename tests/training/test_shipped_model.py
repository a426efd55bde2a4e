"""The model that ships: its files fit together, and both loaders give the same vectors."""

import json

import numpy as np
import pytest

from indexer.indexing.encoders import MODELS, SHIPPED, StaticEmbedder

FOLDER = MODELS / SHIPPED
TEXTS = ["途中でやめたらお金は戻りますか", "契約者が既に支払った料金は、返還しない。", "Can we cancel early?", "、。"]

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no weights in this checkout")


def test_files_fit_together():
    vectors, scales = np.load(FOLDER / "vectors.npy"), np.load(FOLDER / "scales.npy")
    words = (FOLDER / "vocab.txt").read_text(encoding="utf-8").splitlines()
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    assert vectors.dtype == np.uint8
    assert vectors.shape == (len(words), config["dim"] * config["bits"] // 8)
    assert scales.shape == (len(words),)
    assert len(set(words)) == len(words)
    assert np.isfinite(scales.astype(np.float32)).all()


def test_fits_the_repository():
    assert sum(path.stat().st_size for path in FOLDER.parent.rglob("*") if path.is_file()) < 20e6


def test_sentence_transformers_gives_the_same_vectors():
    sentence_transformers = pytest.importorskip("sentence_transformers")
    from indexer.indexing.st_static import StaticTable

    by_folder = sentence_transformers.SentenceTransformer(str(FOLDER), trust_remote_code=True, device="cpu")
    by_module = sentence_transformers.SentenceTransformer(modules=[StaticTable(str(FOLDER))], device="cpu")
    ours = StaticEmbedder(FOLDER).encode_queries(TEXTS)
    for model in (by_folder, by_module):
        assert np.abs(model.encode(TEXTS, convert_to_numpy=True) - ours).max() < 1e-3


def test_without_the_flag_sentence_transformers_refuses_every_class_that_is_not_its_own():
    """Once it does not, the flag can go from the model card."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    with pytest.raises(ValueError, match="trust_remote_code"):
        sentence_transformers.SentenceTransformer(str(FOLDER), device="cpu")


def test_everyday_words_find_the_clause():
    model = StaticEmbedder(FOLDER)
    clauses = [
        "契約者が既に支払った料金は、契約が途中で終わったときも返さない。",
        "契約に関する訴えは、当社の本店を受け持つ地方裁判所で行う。",
        "契約者は、借りた機器を失くしたときは、直ちに当社へ届け出る。",
    ]
    asked = ["やめたらお金は戻ってくる？", "もめたらどこの裁判所？", "借りたルーターを電車に忘れた"]
    scores = model.encode_queries(asked) @ model.encode_clauses(clauses).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]
