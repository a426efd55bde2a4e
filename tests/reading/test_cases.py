"""Golden cases: tests/cases/reading/*.txt hold a source, `---`, and the outline it must have."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import read_text

from .printed import printed

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    source, _, outline = path.read_text(encoding="utf-8").partition("\n---\n")
    assert printed(read_text(source + "\n")) == outline.strip("\n").split("\n")


def test_there_are_cases() -> None:
    assert len(CASES) >= 45
