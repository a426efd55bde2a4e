"""The open index that all pages share: a folder that changes disturbs nobody who searches it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Corpus, Session
from tests.ui.made import AOZORA, TERMS
from ui import shelf


@pytest.fixture
def searching(own: Path) -> Iterator[Callable[[], list[str]]]:
    """People who search without a pause until the end; gives what went wrong for them."""
    held, over, troubles, found = shelf._Shelf(), threading.Event(), [], []
    held.opened(own, True, None)

    def search() -> None:
        while not over.is_set():
            try:
                session = held.opened(own, False, None).session
                found.append([session.index.document(hit.doc).title for hit in session.search("解約の届出", 5)])
            except Exception as error:
                troubles.append(repr(error))

    people = [threading.Thread(target=search) for _ in range(3)]
    for each in people:
        each.start()

    def finish() -> list[str]:
        over.set()
        for each in people:
            each.join(30)
        assert len(found) > 3
        assert all(found)
        return troubles

    yield finish
    over.set()


def test_adding_and_removing_harm_nobody_who_searches(
    own: Path, searching: Callable[[], list[str]], tmp_path: Path
) -> None:
    corpus = Corpus(own)
    for k in range(4):
        path = tmp_path / f"new{k}.txt"
        path.write_text(TERMS.format(name=f"新{k}号", days=k + 1, court="津"), encoding="utf-8")
        corpus.add(path)
        Session(own)
        if k % 2:
            corpus.remove(f"new{k}")
    assert searching() == []


def test_nobody_waits_while_another_opens(own: Path) -> None:
    held = shelf._Shelf()
    before = held.opened(own, False, None).session
    (own / "aozora.txt").write_bytes(AOZORA)
    with held.opening:
        assert held.opened(own, False, None).session is before
    after = held.opened(own, False, None).session
    assert "aozora" in after.index.entries
    assert "aozora" not in before.index.entries
    assert before.search("解約", 1)
