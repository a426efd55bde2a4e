"""Damage, a full disk, a process that dies: what was in use stays in use, or is noticed and mended."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import StoreError
from indexer.indexing import files, generations, segments, store
from indexer.indexing.encoders import StaticEmbedder
from indexer.indexing.index import Index
from indexer.searching.search import search

from .made import boat, first, library, phone, started, static_model

# Updates a folder and dies, as if the power went, when the Nth step that touches the disk is reached
KILLED = """
import os, sys
from pathlib import Path
from indexer.indexing import files, store
from tests.indexing.made import library
left = int(sys.argv[2])
def dying(step):
    def call(*args, **named):
        global left
        left -= 1
        if left == 0:
            os._exit(9)
        return step(*args, **named)
    return call
for name in ("save", "replace", "publish", "discard", "checksum"):
    setattr(files, name, dying(getattr(files, name)))
Path.rename, Path.mkdir = dying(Path.rename), dying(Path.mkdir)
store.update_index(Path(sys.argv[1]), library(4))
"""


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("damage", [truncated, flipped, Path.unlink])
def test_damage_to_any_file_is_noticed_and_mended(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    store.update_index(tmp_path, [boat()])
    names = [path.name for path in generations.manifest_of(tmp_path)[0].iterdir()]
    for name in names:
        damage(generations.manifest_of(tmp_path)[0] / name)
        with pytest.raises(StoreError, match="yakkan index"):
            Index(tmp_path)
        store.update_index(tmp_path, [boat()])
        with Index(tmp_path) as index:
            assert first(index, "桟橋") == "kamome-boat#a1.p1"


@pytest.mark.parametrize("name", [segments.DOCUMENT, segments.UNITS, segments.SUMS])
def test_a_damaged_segment_is_read_anew(tmp_path: Path, name: str) -> None:
    store.update_index(tmp_path, [boat()])
    truncated(next((tmp_path / "segments").glob(f"*/{name}")))
    assert store.update_index(tmp_path, [boat(), phone()]).added == ("kamome-boat", "mogura-phone")
    with Index(tmp_path) as index:
        assert index.document("kamome-boat") == boat()


def test_a_document_damaged_under_an_open_index_is_not_shown(tmp_path: Path) -> None:
    store.update_index(tmp_path, [boat()])
    flipped(next((tmp_path / "segments").glob(f"*/{segments.DOCUMENT}")))
    with Index(tmp_path) as index, pytest.raises(StoreError, match="yakkan index"):
        search(index, "桟橋")


def test_a_damaged_vector_file_is_encoded_anew(tmp_path: Path) -> None:
    model = StaticEmbedder(static_model(tmp_path / "model"))
    store.update_index(tmp_path / "index", [boat()], model)
    flipped(next((tmp_path / "index" / "segments").glob("*/vectors-*")))
    store.update_index(tmp_path / "index", [boat(), phone()], model)
    with Index(tmp_path / "index") as index:
        assert index.dense is not None


def test_a_process_killed_anywhere_leaves_an_index_in_use(tmp_path: Path) -> None:
    store.update_index(tmp_path, library(3)[:2])
    steps = 0
    for steps in range(1, 200):
        code = started(KILLED, tmp_path, steps * 5 - 4).wait(60)
        with Index(tmp_path) as index:
            assert list(index.entries) in (["phone-1", "phone-2"], ["phone-1", "phone-2", "phone-3", "phone-4"])
            assert first(index, "遅延損害金").endswith("a2.p2")
        if code == 0:
            break
    assert steps > 5
    store.update_index(tmp_path, library(4))
    assert not list(tmp_path.rglob("tmp-*"))


@pytest.mark.parametrize("step", range(1, 25, 3))
def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    store.update_index(tmp_path, library(2))
    saved, left = files.save, step

    def full(path: Path, content: Any) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            path.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        saved(path, content)

    monkeypatch.setattr(files, "save", full)
    with pytest.raises(StoreError, match="ディスクがいっぱい"):
        store.update_index(tmp_path, library(5))
    monkeypatch.undo()
    with Index(tmp_path) as index:
        assert list(index.entries) == ["phone-1", "phone-2"]
    assert store.update_index(tmp_path, library(5)).units > 0
    assert not list(tmp_path.rglob("tmp-*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="権限"):
        store.update_index(tmp_path / "index", [boat()])
    tmp_path.chmod(0o700)
