"""The drafting errors planted in the sample documents are found, and nothing else is warned of."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from indexer.checking import lint
from indexer.reading import read_file

ROOT = Path(__file__).parents[2]
PLANTED = sorted((ROOT / "tests" / "cases" / "planted").glob("*.toml"))


@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.stem)
def test_planted_errors(path: Path) -> None:
    document = read_file(ROOT / "corpus" / "samples" / f"{path.stem}.txt")
    planted = tomllib.loads(path.read_text(encoding="utf-8")).get("planted", [])
    found = [finding for finding in lint.check(document) if finding.severity != "hint"]
    local = [(finding.clause.rpartition("#")[2], finding.rule) for finding in found]
    assert sorted(local) == sorted((error["clause"], error["kind"]) for error in planted)
