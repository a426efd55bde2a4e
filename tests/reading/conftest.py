"""A folder of documents that is not there yet, and a file to put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .stored import ONE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "Soko Yakkan_2.TXT"
    path.write_text(ONE, encoding="utf-8")
    return path
