"""A session: fresh when opened, and what is whole is looked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.indexing import files, store
from indexer.indexing.encoders import EncoderError
from indexer.searching import session as sessions
from indexer.searching.session import Session

TERMS = "回覧板利用規約\n第1条（目的）\n目的です。\n第2条（解約）\n三日前までに届け出ます。\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "t.txt").write_text(TERMS, encoding="utf-8")
    return folder


def test_a_folder_that_has_not_changed_is_not_read(corpus: Path) -> None:
    assert Session(corpus).report is not None
    assert Session(corpus).report is None


def test_the_checksums_are_looked_at_once(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Session(corpus)
    looked: list[Path] = []
    intact = files.intact
    monkeypatch.setattr(files, "intact", lambda folder, wanted: looked.append(folder) or intact(folder, wanted))
    assert Session(corpus).report is None
    assert len(looked) == 1


def test_a_changed_file_is_read_anew(corpus: Path) -> None:
    before = Session(corpus)
    (corpus / "t.txt").write_text(TERMS.replace("三日", "五日間"), encoding="utf-8")
    after = Session(corpus)
    assert after.report is not None
    assert "五日間" in after.search("解約", 1)[0].clause.text
    assert "三日" in before.search("解約", 1)[0].clause.text


def test_a_damaged_index_is_built_anew(corpus: Path) -> None:
    (postings,) = Session(corpus).folder.glob("generations/*/offsets.npy")
    postings.write_bytes(b"")
    again = Session(corpus)
    assert again.report is not None
    assert again.search("解約", 1)


def test_an_index_of_other_rules_is_built_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Session(corpus)
    monkeypatch.setattr(store, "code_version", lambda: "another")
    assert Session(corpus).report is not None


def test_an_index_of_another_model_is_built_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise EncoderError("モデルが要ります", "ありません", "入れてください")

    assert Session(corpus).index.model
    monkeypatch.setattr(sessions, "open_embedder", none)
    without = Session(corpus)
    assert without.report is not None
    assert without.index.model == ""
    assert "モデルが要ります" in without.notes[0]
