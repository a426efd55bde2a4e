"""The training script on a toy set: it runs, it learns, and the same seed gives the same table."""

from dataclasses import replace

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
    table = np.random.default_rng(3).standard_normal((3, 64)).astype(np.float32)
    table[1] *= 0.001
    assert write(tmp_path, ["解約", "の", "料金"], table, 0.1) == 2
    assert (tmp_path / "vocab.txt").read_text(encoding="utf-8").splitlines() == ["解約", "料金"]
    vectors, lengths = StaticEmbedder(tmp_path).row_vectors(np.array([0, 1]))
    wanted = np.linalg.norm(table[[0, 2]], axis=1)
    np.testing.assert_allclose(lengths, wanted, rtol=0.05)  # fifteen steps a row
    assert ((vectors * table[[0, 2]]).sum(axis=1) / wanted).min() > 0.98


def test_neighbours_are_told_apart(tmp_path):
    """The same words the other way round: 甲が乙に and 乙が甲に."""
    said = ["甲が乙に払う。", "乙が甲に払う。"]
    written = [Facet("支払", (), name, (), (text,), (other,), (ask,) * 6) for name, text, other, ask in (
        ("甲から", said[0], said[1], "甲が出す？"), ("乙から", said[1], said[0], "乙が出す？"),
    )]  # fmt: skip
    tokens, table = train(replace(TOY, pair_least=1), GENERAL, [*written, *FACETS], TERMS)
    write(tmp_path, tokens, table, 0.0)
    model = StaticEmbedder(tmp_path)
    scores = model.encode_queries(["甲が出す？", "乙が出す？"]) @ model.encode_clauses(said).T
    assert scores.argmax(axis=1).tolist() == [0, 1]


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
