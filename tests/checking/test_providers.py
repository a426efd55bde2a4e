"""The five real documents: how many links there are, where they lead, and which real errors are found."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from indexer.checking import lint
from indexer.reading import read_file, references

FOLDER = os.environ.get("YAKKAN_PROVIDERS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER or not Path(FOLDER).is_dir(), reason="YAKKAN_PROVIDERS names no folder with the five real documents"
)

STATUSES = {
    "conexio-managed-mobile": {"ok": 70, "title_mismatch": 4, "external": 3, "dangling": 1},
    "iij-solution": {"ok": 100, "external": 2, "dangling": 1},
    "magicconnect-asp": {"ok": 40, "title_mismatch": 2, "external": 2},
    "nttdata-partner-cloud-e": {"ok": 82, "external": 2, "dangling": 2},
    "usen-business-vpn-vsr": {"ok": 55, "external": 1},
}
# (rule, clause): each was read beside the text
ERRORS = {
    "conexio-managed-mobile": [
        ("title_mismatch", "a18.p2.i1"), ("title_mismatch", "a18.p2.i16"), ("title_mismatch", "a18.p2.i4"),
        ("title_mismatch", "a18.p2.i5"), ("missing_item", "a35.p3"), ("variant", "a35.p3"),
        ("unused_term", "a30.p2.i2.s1"),
    ],
    "iij-solution": [("undefined_term", "a3.p1"), ("missing_annex", "a14.p2")],
    "magicconnect-asp": [
        ("title_mismatch", "a20.p1"), ("title_mismatch", "a35.p1"), ("chapter_promise", "ch5"),
        ("undefined_term", "a4.p1"), ("defined_twice", "a14.p1"),
    ],
    "nttdata-partner-cloud-e": [
        ("missing_annex", "a14.p1"), ("missing_annex", "a23.p1"), ("variant", "a27.p1"), ("variant", "a44.p1.i3"),
        ("unused_term", "a2.p1.i12"), ("defined_twice", "a2.p1.i2"),
    ],
    "usen-business-vpn-vsr": [("undefined_term", "a18.p2.i6"), ("variant", "a31.p3"), ("defined_twice", "a3.p1")],
}  # fmt: skip


@pytest.mark.parametrize("doc", STATUSES)
def test_links(doc: str) -> None:
    document = read_file(Path(FOLDER) / f"{doc}.txt")
    found = references.find(document)
    assert Counter(reference.status for reference in found) == STATUSES[doc]
    for reference in found:
        assert document.text[reference.span.start : reference.span.end] == reference.text


@pytest.mark.parametrize("doc", ERRORS)
def test_errors(doc: str) -> None:
    document = read_file(Path(FOLDER) / f"{doc}.txt")
    found = [finding for finding in lint.check(document) if finding.severity != "hint"]
    local = sorted((finding.rule, finding.clause.rpartition("#")[2]) for finding in found)
    assert local == sorted(ERRORS[doc])
