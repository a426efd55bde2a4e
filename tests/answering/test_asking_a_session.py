"""A session and who answers from it: what both need is worked out once, and neither outlives its use."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from indexer.answering import answer
from indexer.answering.answer import Asker, ask, asker
from indexer.indexing import store
from indexer.indexing.encoders import Embedder, Floats, open_embedder
from indexer.indexing.index import Index
from indexer.searching import topics
from indexer.searching.session import Session

from .made import KITE, LAMP, documents


class Unhashable:
    """The model that ships, as a value that can be no key."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, inside: Embedder) -> None:
        self.name, self.dimension = inside.name, inside.dimension
        self.encode_clauses, self.encode_queries = inside.encode_clauses, inside.encode_queries


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in (("lamp", LAMP), ("kite", KITE)):
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    return Session(corpus)


def test_a_search_and_an_answer_read_the_topics_of_a_document_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Floats] = []
    weighed = topics._weighed
    monkeypatch.setattr(topics, "_weighed", lambda scores, found: read.append(scores) or weighed(scores, found))
    session.search("会費はいくら？")
    asking = asker(session)
    asking.ask("会費はいくら？")
    session.search("会費はいくら？")
    assert len(read) == 2  # one a document


def test_it_answers_as_one_made_apart(session: Session) -> None:
    question = "会費はいくら？"
    assert asker(session).ask(question) == ask(session.index, question, None, session.embedder)


def test_an_index_is_let_go_of_with_those_who_ask_it(tmp_path: Path) -> None:
    model = Unhashable(open_embedder())
    store.update_index(tmp_path, documents(), model)
    index = Index(tmp_path)
    asking = Asker(index, model)
    assert asking.ask("会費はいくら？").answers
    held = weakref.ref(index)
    del index, asking
    gc.collect()
    assert held() is None


def test_one_index_at_most_is_remembered_for_the_next_question(tmp_path: Path) -> None:
    model = Unhashable(open_embedder())
    store.update_index(tmp_path, documents(), model)
    first, second = Index(tmp_path), Index(tmp_path)
    assert ask(first, "会費はいくら？", None, model).answers
    known = answer._latest[0]
    assert ask(first, "会費はいくら？", None, model).answers
    assert answer._latest == [known]
    held = weakref.ref(first)
    del first, known
    assert ask(second, "会費はいくら？", None, model).answers
    gc.collect()
    assert held() is None


def test_a_session_takes_its_index_with_it(session: Session) -> None:
    other = Session(session.corpus.folder)
    asking = asker(other)
    assert asking.ask("会費はいくら？").answers
    assert other.search("会費はいくら？")
    held = weakref.ref(other.index)
    del other, asking
    gc.collect()
    assert held() is None
