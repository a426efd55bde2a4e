"""Several files go in together or not at all, and whatever fails leaves the folder as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.errors import CorpusError, SourceError
from indexer.reading import changes
from indexer.reading.corpus import Corpus
from indexer.reading.intake import Incoming

from .stored import ONE, TWO, state, written


def test_a_folder_that_cannot_be_written(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    folder = tmp_path / "closed"
    folder.mkdir()
    monkeypatch.setattr(changes.tempfile, "mkdtemp", refuse)
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


def test_several_files_go_in_together_or_not_at_all(folder: Path, given: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "other.txt", TWO)
    corpus = Corpus(folder)
    with pytest.raises(CorpusError, match="文書名は文書ごとに1つです"):
        corpus.add_all([Incoming(given, "soko"), Incoming(other, "soko", over=True)])
    with pytest.raises(CorpusError, match="同じ内容"):
        corpus.add_all([Incoming(given, "soko"), Incoming(given, "again")])
    with pytest.raises(SourceError):
        corpus.add_all([Incoming(given), Incoming(tmp_path / "missing.txt")])
    assert state(folder) == {}
    assert [each.id for each in corpus.add_all([Incoming(given), Incoming(other)])] == ["soko-yakkan-2", "other"]
    assert sorted(state(folder)) == ["other.txt", "soko-yakkan-2.txt"]


def test_a_failure_in_the_middle_leaves_all_as_it_was(
    folder: Path, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    corpus.describe("soko", title="題名")
    before, moved, real = state(folder), [], Path.replace

    def fail_at_the_second(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == 2:
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_the_second)
    newer, third = (
        written(tmp_path, "newer.html", f"<pre>{TWO}</pre>"),
        written(tmp_path, "third.txt", TWO + "\n以上\n"),
    )
    with pytest.raises(CorpusError, match="権限"):
        corpus.add_all([Incoming(newer, "soko", over=True), Incoming(third)])
    assert len(moved) == 2
    assert state(folder) == before


def test_no_file_is_written_over_another_document(folder: Path, tmp_path: Path) -> None:
    written(folder, "tokyo.txt", ONE)
    written(folder, "tokyo.txt.toml", 'id = "osaka"\n')
    written(folder, "broken.txt", "")
    corpus = Corpus(folder)
    other, third = written(tmp_path, "other.txt", TWO), written(tmp_path, "third.txt", TWO + "\n以上\n")
    corpus.add_all([Incoming(other, "tokyo"), Incoming(third, "broken")])
    assert sorted(each.id for each in Corpus(folder).documents()) == ["broken", "osaka", "tokyo"]
    assert (folder / "tokyo.txt").read_text(encoding="utf-8") == ONE
    assert (folder / "broken.txt").read_bytes() == b""


def test_what_was_removed_can_be_put_back(folder: Path, given: Path) -> None:
    corpus = Corpus(folder)
    corpus.add(given, "soko")
    corpus.describe("soko", title="題名")
    before = state(folder)
    taken = corpus.remove("soko")
    assert state(folder) == {}
    corpus.restore(taken)
    assert state(folder) == before
    with pytest.raises(CorpusError, match=r"soko\.txt"):
        corpus.restore(taken)


def test_two_who_add_at_once(folder: Path, tmp_path: Path) -> None:
    files = [written(tmp_path, f"f{k}.txt", ONE + f"\n第3条（その他）\n{k}日以内とする。\n") for k in range(8)]
    with ThreadPoolExecutor(8) as many:
        added = list(many.map(lambda path: Corpus(folder).add(path, f"doc-{path.stem}"), files))
    assert sorted(each.id for each in Corpus(folder).documents()) == sorted(each.id for each in added)
