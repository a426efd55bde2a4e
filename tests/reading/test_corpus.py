"""A folder of documents: what is added under which name, which folder it is, and one bad file hides no good one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indexer.errors import CorpusError, SourceError, YakkanError
from indexer.reading import corpus as room
from indexer.reading.corpus import Corpus, default_folder
from indexer.reading.intake import Incoming
from indexer.reading.names import known_documents, read_document, slug

from .stored import ONE, TWO, state, written


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


def test_names_that_were_chosen_are_read_again(folder: Path, given: Path) -> None:
    chosen = {"title": ' 倉庫の\t"約款"\\ ', "provider": "", "edition": "2026年\x004月版\ud800"}
    added = Corpus(folder).add_all([Incoming(given, "soko", chosen)])[0]
    again = Corpus(folder).document("soko")
    assert (added.title, added.provider) == ('倉庫の\t"約款"\\', "")
    assert (again.title, again.provider, again.edition) == ('倉庫の "約款"\\', "", "2026年 4月版 ")


def test_an_id_that_was_chosen_stays_with_a_known_document(folder: Path) -> None:
    sample = room.samples_folder() / "minato-helpdesk.txt"
    assert Corpus(folder).add(sample, "my-helpdesk").id == "my-helpdesk"
    assert [each.id for each in Corpus(folder).documents()] == ["my-helpdesk"]


@pytest.mark.parametrize("name", ["page.xhtml", "page.HTM", "text.text"])
def test_what_can_be_read_can_be_kept(folder: Path, tmp_path: Path, name: str) -> None:
    Corpus(folder).add(written(tmp_path, name, f"<html><body><pre>{ONE}</pre></body></html>"))
    assert len(Corpus(folder).documents()) == 1


def test_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(room, "home", lambda: tmp_path)
    monkeypatch.delenv("YAKKAN_CORPUS", raising=False)
    assert (room.own_folder(), room.samples_folder()) == (tmp_path / "local", tmp_path / "samples")
    monkeypatch.setenv("YAKKAN_CORPUS", "elsewhere")
    assert room.own_folder() == Path("elsewhere")
