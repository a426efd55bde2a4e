"""An index folder: what is built, what an update reads anew, what is refused."""

import json
from pathlib import Path

import pytest

from indexer.errors import StoreError
from indexer.indexing import counting, generations, segments, store
from indexer.indexing.encoders import Embedder, StaticEmbedder
from indexer.indexing.index import Index
from indexer.searching.search import search
from indexer.types import Document

from .made import boat, first, library, phone, started, static_model

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


def test_the_same_documents_with_another_model_are_another_index(tmp_path: Path) -> None:
    model = StaticEmbedder(static_model(tmp_path / "model"))
    store.update_index(tmp_path / "index", library(2))
    assert store.update_index(tmp_path / "index", library(2), model).added == ()
    assert Index(tmp_path / "index").model == model.name
    store.update_index(tmp_path / "index", library(2))
    assert Index(tmp_path / "index").model == ""


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
    assert store.update_index(tmp_path, [boat()]).added == ("kamome-boat",)
    Index(tmp_path).close()


def test_vectors_are_kept_by_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (StaticEmbedder(static_model(tmp_path / str(seed), seed=seed)) for seed in (1, 2))
    store.update_index(tmp_path / "index", library(2), one)
    monkeypatch.setattr(counting, "words", None)  # changing the model counts no word again
    store.update_index(tmp_path / "index", library(2), two)
    with Index(tmp_path / "index") as index:
        assert index.model == two.name
        assert search(index, "解約したい", embedder=two)[0].parts["dense"]
        assert "dense" not in search(index, "解約したい", embedder=one)[0].parts


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
