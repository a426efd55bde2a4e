"""Uploaded files before they are kept: bare names, ids that are free, and a desk that leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.ui.made import AOZORA, MIDORI
from ui.uploads import Desk, bare_name, free_ids, twins


class File(NamedTuple):
    file_id: str
    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("約款.txt", "約款.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\約款.pdf", "約款.pdf"),
        ("a\0b\nc\u202etxt.exe", "abctxt.exe"),
        ("..", "file."),
        ("", "file"),
        ("/", "file"),
        (".txt", "file.txt"),
        ("長い" * 200 + ".docx", "長い" * 30 + ".docx"),
        ('<a href="x">|?*:.md', "a href=x.md"),
    ],
)
def test_bare_names(name: str, bare: str) -> None:
    assert bare_name(name) == bare
    assert len(bare_name(name).encode()) < 255


def test_a_desk_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk, told = Desk(), []
    files = [File("1", "../a.txt", AOZORA), File("2", "a.txt", MIDORI), File("3", "b.txt", b"")]
    laid_out = desk.lay_out(files, lambda done, all_: told.append((done, all_)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert all(tmp_path in each.path.parents for each in laid_out)
    assert [bool(each.document) for each in laid_out] == [True, True, False]
    assert desk.lay_out(files[1:], lambda done, all_: told.append((done, all_)))[0] is laid_out[1]
    assert len(told) == 3
    assert not laid_out[0].path.exists()
    assert laid_out[1].path.exists()
    del desk
    assert list(tmp_path.iterdir()) == []


def test_ids_and_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk = Desk()
    uploads = desk.lay_out(
        [File(str(k), "a.txt", data) for k, data in enumerate((AOZORA, MIDORI, AOZORA))], lambda *_: None
    )
    assert twins(uploads, ()) == {"2": "a.txt"}
    assert dict(free_ids(uploads, ("a", "a-3"))) == {"0": "a-2", "1": "a-4", "2": "a-5"}
