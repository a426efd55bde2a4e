import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import StoreError
from indexer.indexing import counting, files, generations, segments, store
from indexer.indexing.encoders import Embedder, StaticEmbedder
from indexer.indexing.index import Index
from indexer.searching.search import search
from indexer.types import Document

from .made import boat, library, phone, static_model

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
UPDATES = """
import sys
from pathlib import Path
from indexer.indexing import store
from tests.indexing.made import library
for size in sys.argv[2:]:
    store.update_index(Path(sys.argv[1]), library(int(size)))
"""
ANSWERS = """
import sys
from pathlib import Path
from indexer.indexing.index import Index
from indexer.searching.search import search
from indexer.types import Document
print(search(Index(Path(sys.argv[1])), "桟橋")[0].clause.id)
heavy = {"torch", "faiss", "scipy", "streamlit", "sklearn", "transformers", "bm25s", "sentence_transformers"}
print(sorted(heavy & set(sys.modules)))
"""


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=Path.cwd(), stdout=subprocess.PIPE, text=True)


def first(index: Index, query: str) -> str:
    return search(index, query)[0].clause.id


def test_an_index_is_built_and_opened(tmp_path: Path) -> None:
    report = store.update_index(tmp_path, [phone(), boat()])
    assert report.added == ("mogura-phone", "kamome-boat")
    with Index(tmp_path) as index:
        assert index.size == report.units
        assert index.document("kamome-boat") == boat()
        assert index.document("mogura-phone") == phone()
        assert first(index, "管轄の裁判所") == "kamome-boat#a2.p1"


def test_an_update_reads_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.update_index(tmp_path, library(3))
    read: list[str] = []
    written = segments.write

    def watched(folder: Path, document: Document, model: Embedder | None) -> None:
        read.append(document.id)
        written(folder, document, model)

    monkeypatch.setattr(segments, "write", watched)
    changed = [*library(4)[1:], boat()]
    report = store.update_index(tmp_path, changed)
    assert read == ["phone-4", "kamome-boat"]
    assert (report.added, report.removed) == (("phone-4", "kamome-boat"), ("phone-1",))
    with Index(tmp_path) as index:
        assert list(index.entries) == ["phone-2", "phone-3", "phone-4", "kamome-boat"]
        assert first(index, "桟橋") == "kamome-boat#a1.p1"


def test_an_update_gives_what_a_fresh_build_gives(tmp_path: Path) -> None:
    store.update_index(tmp_path / "one", library(3))
    store.update_index(tmp_path / "one", [boat(), *library(2)])
    store.update_index(tmp_path / "two", [boat(), *library(2)])
    with Index(tmp_path / "one") as one, Index(tmp_path / "two") as two:
        for query in ("解約", "遅延損害金の割合", "ボートを返す"):
            assert search(one, query) == search(two, query)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    store.update_index(tmp_path, library(2))
    before = (tmp_path / "CURRENT").read_text()
    assert store.update_index(tmp_path, library(2)).kept == ("phone-1", "phone-2")
    assert (tmp_path / "CURRENT").read_text() == before


def test_an_index_knows_whether_it_holds_just_these_documents(tmp_path: Path) -> None:
    model = StaticEmbedder(static_model(tmp_path / "model"))
    assert not store.current(tmp_path / "index", None)
    store.update_index(tmp_path / "index", library(2))
    sums = {document.id: document.sha256 for document in library(2)}
    assert store.current(tmp_path / "index", None, sums)
    assert not store.current(tmp_path / "index", None, sums | {"phone-2": "changed"})
    assert not store.current(tmp_path / "index", None, {"phone-1": sums["phone-1"]})
    assert not store.current(tmp_path / "index", model, sums)


def test_progress_is_told_by_document(tmp_path: Path) -> None:
    told: list[tuple[int, int, int, float]] = []
    store.update_index(tmp_path, library(3), progress=lambda *now: told.append(now))
    assert [(done, total) for done, total, *_ in told] == [(1, 3), (2, 3), (3, 3)]
    assert told[0][3] > 0
    assert told[-1][3] == 0


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="二つ"):
        store.update_index(tmp_path, [boat(), boat()])


def test_an_empty_corpus_is_an_index(tmp_path: Path) -> None:
    store.update_index(tmp_path, [])
    with Index(tmp_path) as index:
        assert search(index, "解約") == []


def test_a_missing_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="yakkan index"):
        Index(tmp_path / "nowhere")


@pytest.mark.parametrize("rule", ["code_version", "dictionary"])
def test_an_index_of_other_rules_is_stale_and_rebuilt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    store.update_index(tmp_path, [boat()])
    monkeypatch.setattr(store, "rules", lambda: {"code": "new", "dictionary": rule})
    monkeypatch.setattr("indexer.indexing.index.rules", store.rules)
    with pytest.raises(StoreError, match="別の版"):
        Index(tmp_path)
    assert not store.current(tmp_path, None)
    assert store.update_index(tmp_path, [boat()]).added == ("kamome-boat",)
    Index(tmp_path).close()


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


def test_vectors_are_kept_by_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (StaticEmbedder(static_model(tmp_path / str(seed), seed=seed)) for seed in (1, 2))
    store.update_index(tmp_path / "index", library(2), one)
    monkeypatch.setattr(counting, "words", None)  # changing the model counts no word again
    store.update_index(tmp_path / "index", library(2), two)
    with Index(tmp_path / "index") as index:
        assert index.model == two.name
        assert search(index, "解約したい", embedder=two)[0].parts["dense"]
        assert "dense" not in search(index, "解約したい", embedder=one)[0].parts


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


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="権限"):
        store.update_index(tmp_path / "index", [boat()])
    tmp_path.chmod(0o700)


def test_a_new_process_answers_without_heavy_libraries(tmp_path: Path) -> None:
    store.update_index(tmp_path, [phone(), boat()])
    told, _ = started(ANSWERS, tmp_path).communicate(timeout=60)
    assert told.split("\n")[:2] == ["kamome-boat#a1.p1", "[]"]


def test_no_file_of_an_index_holds_a_pickle(tmp_path: Path) -> None:
    store.update_index(tmp_path, [boat()])
    kinds = {path.suffix for path in tmp_path.rglob("*") if path.is_file()}
    assert kinds <= {".npy", ".npz", ".json", ".lock", ""}
    assert (
        json.loads((generations.manifest_of(tmp_path)[0] / generations.MANIFEST).read_text())["documents"][0]["id"]
        == "kamome-boat"
    )
