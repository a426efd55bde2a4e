from collections.abc import Iterator

import numpy as np
import pytest

from indexer.indexing import store
from indexer.indexing.encoders import StaticEmbedder
from indexer.indexing.index import Index
from indexer.indexing.tokenize import tokens
from indexer.indexing.units import passage, units
from indexer.searching.close_reading import Closely
from indexer.searching.evidence import Question
from indexer.searching.meeting import Meeting
from indexer.searching.search import search
from tests.indexing.made import boat, phone, static_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> StaticEmbedder:
    return StaticEmbedder(static_model(tmp_path_factory.mktemp("models") / "toy"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, model: StaticEmbedder) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    store.update_index(folder, [phone(), boat()], model)
    with Index(folder) as opened:
        yield opened


def by_hand(model: StaticEmbedder, question: str, text: str) -> float:
    """The sum over the question's words of the best cosine in the text, one word at a time, from the model's files."""
    vectors, scales = (np.load(model.folder / f"{name}.npy").astype(float) for name in ("vectors", "scales"))
    words = (model.folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    known = {word: vectors[row] * scales[row] for row, word in enumerate(words)}
    asked, held = ([known[word] for word in dict.fromkeys(tokens(one)) if word in known] for one in (question, text))
    loud = [float(one @ one) for one in asked]
    best = [
        max((one @ other / np.linalg.norm(one) / np.linalg.norm(other) for other in held), default=0) for one in asked
    ]
    return max(0.0, float(np.dot(loud, best) / np.sum(loud)))


@pytest.mark.parametrize("question", ["電話機の返還", "解約したら料金は", "裁判所"])
def test_each_word_is_met_by_its_likest(index: Index, model: StaticEmbedder, question: str) -> None:
    every = np.arange(index.size)
    texts = [passage(unit.fields) for entry in index.entries for unit in units(index.document(entry))]
    found = Meeting(Closely(index), model).parts(Question(question), every)["met"]
    np.testing.assert_allclose(found, [by_hand(model, question, text) for text in texts], atol=1e-4)


def test_a_clause_that_holds_every_word_is_met_wholly(index: Index, model: StaticEmbedder) -> None:
    hit = search(index, "書面で解約", embedder=model, more=[Meeting(Closely(index), model)])[0]
    assert hit.parts["met"] == pytest.approx(1.0, abs=1e-5)


def test_only_the_head_of_the_list_is_read(index: Index, model: StaticEmbedder) -> None:
    close = Meeting(Closely(index), model)
    close.head = 2
    found = search(index, "料金の返還と解約", embedder=model, more=[close])
    assert [bool(hit.parts.get("met")) for hit in found].count(True) <= close.head < len(found)


@pytest.mark.parametrize("question", ["", "zqnothing", "！？"])
def test_a_question_of_unknown_words_is_met_by_nothing(index: Index, model: StaticEmbedder, question: str) -> None:
    assert Meeting(Closely(index), model).parts(Question(question), np.arange(3)) == {}


def test_without_vectors_for_words_nothing_is_said(index: Index) -> None:
    assert Meeting(Closely(index), None).parts(Question("解約"), np.arange(3)) == {}
