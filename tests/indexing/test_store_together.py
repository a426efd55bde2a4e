"""Several who read and write one index folder: writers take turns, readers keep what they opened."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indexer.errors import StoreError
from indexer.indexing import files, generations, store
from indexer.indexing.index import Index

from .made import boat, first, library, started

UPDATES = """
import sys
from pathlib import Path
from indexer.indexing import store
from tests.indexing.made import library
for size in sys.argv[2:]:
    store.update_index(Path(sys.argv[1]), library(int(size)))
"""


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with files.writer(tmp_path, 0), pytest.raises(StoreError, match="別の処理"):
        store.update_index(tmp_path, [boat()], patience=0.2)
    assert store.update_index(tmp_path, [boat()]).units


def test_two_writers_take_turns(tmp_path: Path) -> None:
    running = [started(UPDATES, tmp_path, size) for size in (3, 4)]
    assert [process.wait(60) for process in running] == [0, 0]
    with Index(tmp_path) as index:
        assert len(index.entries) in (3, 4)


def test_a_reader_is_never_disturbed(tmp_path: Path) -> None:
    store.update_index(tmp_path, library(2))
    with Index(tmp_path) as index:
        for size in (3, 4, 5, 6):
            store.update_index(tmp_path, library(size)[1:])
        assert list(index.entries) == ["phone-1", "phone-2"]  # nothing of it was read before the updates
        assert first(index, "遅延損害金") == "phone-1#a2.p2"
        assert index.document("phone-2").id == "phone-2"
    store.update_index(tmp_path, library(7))
    assert len(list((tmp_path / "generations").iterdir())) == generations.KEPT


def test_readers_beside_a_writer_always_find_an_index(tmp_path: Path) -> None:
    store.update_index(tmp_path, library(2))
    writer = started(UPDATES, tmp_path, *(3, 2) * 4)
    opened = 0
    while writer.poll() is None:
        with Index(tmp_path) as index:
            assert first(index, "遅延損害金") == "phone-1#a2.p2"
        opened += 1
        time.sleep(0.01)
    assert writer.returncode == 0
    assert opened > 3
