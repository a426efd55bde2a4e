"""A folder of documents changes whole or not at all, and one bad file hides no good one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indexer.errors import CorpusError, SourceError, YakkanError
from indexer.reading import corpus as room
from indexer.reading.corpus import Corpus, default_folder, known_documents, read_document, slug

ONE = "倉庫利用約款\n東西倉庫株式会社\n\n第1条（目的）\n本約款は、倉庫の利用の条件を定めます。\n\n第2条（料金）\n料金は、別に定めます。\n"
TWO = ONE.replace("料金は、別に定めます。", "料金は、申込書に定めます。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "Soko Yakkan_2.TXT"
    path.write_text(ONE, encoding="utf-8")
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_a_file_is_added_under_its_name(folder: Path, given: Path) -> None:
    document = Corpus(folder).add(given)
    assert document.id == "soko-yakkan-2"
    assert state(folder) == {"soko-yakkan-2.txt": ONE.encode()}
    assert [each.id for each in Corpus(folder).documents()] == ["soko-yakkan-2"]
    assert (document.title, document.provider) == ("倉庫利用約款", "東西倉庫株式会社")
    assert document.sha256 == hashlib.sha256(ONE.encode()).hexdigest()


def test_the_same_words_twice(folder: Path, given: Path, tmp_path: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given)
    other = tmp_path / "other.txt"
    other.write_bytes(b"\xef\xbb\xbf" + ONE.replace("\n", "\r\n").encode())  # the words are the same, the bytes are not
    before = state(folder)
    with pytest.raises(CorpusError, match="同じ内容"):
        corpus.add(other)
    with pytest.raises(CorpusError, match="同じ内容"):
        corpus.add(given, over=True)
    assert state(folder) == before


def test_an_id_that_is_taken(folder: Path, given: Path, tmp_path: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given)
    other = tmp_path / "soko-yakkan-2.txt"
    other.write_text(TWO, encoding="utf-8")
    before = state(folder)
    with pytest.raises(CorpusError, match="--replace"):
        corpus.add(other)
    assert state(folder) == before
    assert corpus.add(other, "another").id == "another"
    assert len(state(folder)) == 2


def test_replacing_leaves_one_file(folder: Path, given: Path, tmp_path: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    corpus.describe("soko", provider="別の名前")
    page = tmp_path / "soko.html"
    page.write_text(f"<html><body><main><pre>{TWO}</pre></main></body></html>", encoding="utf-8")
    document = corpus.add(page, over=True)
    assert sorted(state(folder)) == ["soko.html"]
    assert document.provider != "別の名前"
    assert "申込書" in corpus.document("soko").text


@pytest.mark.parametrize("wrong", ["Soko", "倉庫", "a b", "-a", "a--b", "a_b", "", "../a"])
def test_ids_are_ascii_lower_case_and_dashes(folder: Path, given: Path, wrong: str) -> None:
    with pytest.raises(CorpusError, match="例: "):
        Corpus(folder).add(given, wrong)
    assert state(folder) == {}


def test_a_japanese_file_name(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "倉庫約款.txt"
    path.write_text(ONE, encoding="utf-8")
    assert slug("倉庫約款") == ""
    assert slug("ＡＢＣ 約款 v2") == "abc-v2"
    document = Corpus(folder).add(path)
    assert document.id == f"doc-{document.sha256[:8]}"
    assert Corpus(folder).document(document.id).clauses == document.clauses


def test_a_removed_document_is_gone_with_its_corrections(folder: Path, given: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    corpus.describe("soko", title="題名")
    corpus.remove("soko")
    assert state(folder) == {}
    with pytest.raises(CorpusError, match="あるもの: なし"):
        corpus.document("soko")


def test_corrections_stand_beside_the_file(folder: Path, given: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    corrected = corpus.describe("soko", title='倉庫 "約款"\\', provider="東西", edition="3版")
    assert (corrected.title, corrected.provider, corrected.edition) == ('倉庫 "約款"\\', "東西", "3版")
    assert Corpus(folder).document("soko") == corrected
    assert (folder / "soko.txt").read_bytes() == ONE.encode()


@pytest.mark.parametrize("broken", [b"title = ", b"\xff\xfe\x00", b"= 1"])
def test_broken_corrections_are_named(folder: Path, given: Path, broken: bytes) -> None:
    Corpus(folder).add(given, "soko")
    (folder / "soko.txt.toml").write_bytes(broken)
    corpus = Corpus(folder)
    assert corpus.documents() == ()
    assert len(corpus.problems) == 1
    assert "soko.txt.toml" in corpus.problems[0]


def test_one_bad_file_among_good_ones(folder: Path, given: Path) -> None:
    Corpus(folder).add(given, "soko")
    (folder / "empty.txt").touch()
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4 cut off")
    (folder / "notes.xyz").write_text("not a document", encoding="utf-8")
    (folder / ".hidden.txt").write_text(TWO, encoding="utf-8")
    corpus = Corpus(folder)
    assert [document.id for document in corpus.documents()] == ["soko"]
    assert [problem.split(":")[0] for problem in corpus.problems] == ["empty.txt", "scan.pdf"]
    assert all("\n" not in problem for problem in corpus.problems)


def test_a_bad_file_is_not_added(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path in (empty, tmp_path / "missing.txt", tmp_path, tmp_path / "a.exe"):
        with pytest.raises(SourceError) as failure:
            Corpus(folder).add(path)
        assert "\n" not in str(failure.value)
    assert not folder.exists()


def test_two_files_that_want_one_id(folder: Path) -> None:
    folder.mkdir()
    (folder / "soko.md").write_text(ONE, encoding="utf-8")
    (folder / "soko.txt").write_text(TWO, encoding="utf-8")
    documents = Corpus(folder).documents()
    assert [document.id for document in documents] == ["soko", "soko-2"]
    assert [notice.code for notice in documents[1].notices] == ["id_taken"]
    assert all(clause.id.startswith("soko-2#") for clause in documents[1].clauses)


def test_a_folder_that_cannot_be_written(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    folder = tmp_path / "closed"
    folder.mkdir()
    monkeypatch.setattr(room.tempfile, "mkstemp", refuse)
    with pytest.raises(CorpusError, match="権限"):
        Corpus(folder).add(given)
    assert state(folder) == {}


def test_a_disk_that_is_full(folder: Path, given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    before = state(folder)
    given.write_text(TWO, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CorpusError, match="空き容量"):
        corpus.add(given, "soko", over=True)
    assert state(folder) == before


def test_a_folder_that_is_a_file(given: Path, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    with pytest.raises(CorpusError):
        Corpus(taken).add(given)
    with pytest.raises(CorpusError, match="--corpus"):
        Corpus(taken).documents()


def test_which_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(room, "home", lambda: tmp_path)
    monkeypatch.delenv("YAKKAN_CORPUS", raising=False)
    assert default_folder() == tmp_path / "samples"
    (tmp_path / "local").mkdir()
    assert default_folder() == tmp_path / "samples"
    (tmp_path / "local" / "a.txt").touch()
    assert default_folder() == tmp_path / "local"
    monkeypatch.setenv("YAKKAN_CORPUS", "elsewhere")
    assert default_folder() == Path("elsewhere")
    assert default_folder("named") == Path("named")


def test_known_documents_are_recognised_by_their_text_alone(tmp_path: Path) -> None:
    samples = sorted((room.home() / "samples").glob("*.txt"))
    assert len(samples) == 5
    for sample in samples:
        copy = tmp_path / "anything.txt"
        copy.write_bytes(sample.read_bytes())
        document = read_document(copy)
        known = known_documents()[document.sha256]
        assert document.id == known.id == sample.stem
        names = (document.title, document.provider, document.edition, document.aliases)
        assert names == (known.title, known.provider, known.edition, known.aliases)


def test_errors_are_of_one_family(folder: Path) -> None:
    with pytest.raises(YakkanError):
        Corpus(folder).documents()
