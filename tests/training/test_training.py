"""The training script on a toy set: it runs, it learns, and the same seed gives the same table."""

import numpy as np
import pytest

pytest.importorskip("torch")

from indexer.indexing.encoders import StaticEmbedder
from training.bags import words
from training.export import write
from training.general import Spelt
from training.train import Plan, train
from training.written import Facet, facets, glossary

TOY = Plan(
    dimension=16, general_steps=5, general_batch=4, question_steps=60, question_batch=6, apart_batch=6, glossary_batch=2,
    question_rate=2e-2, warm_up=2, seeds=(1, 2),
)  # fmt: skip
GENERAL = [
    Spelt(words(f"{name}の届出"), words(f"{name}をした者は、遅滞なく届け出なければならない。"), 1.0)
    for name in ("廃業", "移転", "合併", "増資", "解散", "変更")
]
FACETS = [
    Facet(
        "返金",
        (),
        "返すか",
        ("料金の返還",),
        ("支払われた料金は返さない。",),
        ("料金は毎月払う。",),
        ("お金は戻る？",) * 6,
    ),
    Facet("管轄", (), "どこで", ("裁判所",), ("訴えは東京地方裁判所で行う。",), (), ("どこで裁判になるの？",) * 6),
    Facet("管轄", ("仲裁",), "", (), ("訴えは東京地方裁判所で行う。",), (), ("裁判の場所",) * 6),
]
TERMS = [("お金", "料金"), ("裁判", "訴え")]


def toy_table():
    return train(TOY, GENERAL, FACETS, TERMS)


def test_learns_the_toy_set(tmp_path):
    tokens, table = toy_table()
    assert write(tmp_path, tokens, table, 0.0) == len(tokens)
    model = StaticEmbedder(tmp_path)
    scores = model.encode_queries(["お金は戻る？", "裁判の場所"]) @ model.encode_clauses(
        ["支払われた料金は返さない。", "訴えは東京地方裁判所で行う。"]
    ).T  # fmt: skip
    assert scores.argmax(axis=1).tolist() == [0, 1]


def test_same_seed_same_table():
    np.testing.assert_array_equal(toy_table()[1], toy_table()[1])


def test_faint_rows_are_left_out(tmp_path):
    table = np.array([[1.0, 2.0], [0.001, 0.0], [3.0, -1.0]], dtype=np.float32)
    assert write(tmp_path, ["解約", "の", "料金"], table, 0.1) == 2
    assert (tmp_path / "vocab.txt").read_text(encoding="utf-8").splitlines() == ["解約", "料金"]
    rows = np.load(tmp_path / "vectors.npy") * np.load(tmp_path / "scales.npy").astype(np.float32)[:, None]
    np.testing.assert_allclose(rows, table[[0, 2]], atol=0.02)


def test_written_questions_are_whole():
    for facet in facets():
        assert facet.topic
        assert facet.queries, facet
        assert facet.clauses, facet
        assert not set(facet.clauses) & set(facet.near), facet
    assert all(everyday and legal for everyday, legal in glossary())


def test_no_question_is_asked_twice_of_one_facet():
    for facet in facets():
        assert len(set(facet.queries)) == len(facet.queries), (facet.topic, facet.name)
