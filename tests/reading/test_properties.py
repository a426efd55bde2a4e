"""Properties of reading: the tree that was printed comes back, and nothing is lost, whatever the layout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indexer import Document, read_text
from indexer.normalize import is_blank, normalize

from .layouts import Layout, Printer, Tree, documents, layouts

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))
PROVIDERS = sorted(Path(os.environ["YAKKAN_PROVIDERS"]).glob("*.txt")) if "YAKKAN_PROVIDERS" in os.environ else []
relaxed = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def assert_nothing_lost(document: Document) -> None:
    """Every non-blank character has exactly one place; spans nest; ids are unique; pieces say the text."""
    places = [0] * (len(document.text) + 1)
    spans = [span for clause in document.clauses for span in (*clause.pieces, *clause.marks)]
    spans += [item.span for item in document.furniture]
    for span in spans:
        for at in range(span.start, span.end):
            places[at] += 1
    for table in document.tables:
        for at in range(table.span.start, table.span.end):
            places[at] = places[at] or 1
    wrong = [at for at, char in enumerate(document.text) if not is_blank(char) and places[at] != 1]
    assert not wrong, document.text[max(0, wrong[0] - 20) : wrong[0] + 20]
    assert len(document.by_id) == len(document.clauses)
    for clause in document.clauses:
        assert clause.text == "".join(piece.joiner + document.text[piece.start : piece.end] for piece in clause.pieces)
        if clause.parent:
            assert document.by_id[clause.parent].span.contains(clause.span)


@relaxed
@given(documents(), layouts)
def test_the_printed_tree_comes_back(nodes: list[Tree], layout: Layout) -> None:
    assume(not (layout.paragraph == "circled" and layout.subitem == "①"))
    assume(not (layout.item == "一　" and layout.digits == "blanks"))
    printer = Printer(layout)
    text = printer.text(nodes)
    document = read_text(text)
    assert_nothing_lost(document)
    read = [(clause.id.partition("#")[2], normalize(clause.text).text) for clause in document.clauses]
    assert read == [(local, normalize(words).text) for local, words in printer.expected], text


@relaxed
@given(
    st.text(
        alphabet="第条項号章節附則（）()0123456789０１２一二十の、。．. 　\n①②・イロ契約者は目次別紙以上", max_size=400
    )
)
def test_nothing_is_lost_of_any_text(text: str) -> None:
    assert_nothing_lost(read_text(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_is_lost_of_the_samples(path: Path) -> None:
    assert_nothing_lost(read_text(path.read_text(encoding="utf-8")))


@pytest.mark.skipif(not PROVIDERS, reason="YAKKAN_PROVIDERS names no folder with the five providers' terms")
def test_nothing_is_lost_of_the_five() -> None:
    for path in PROVIDERS:
        assert_nothing_lost(read_text(path.read_text(encoding="utf-8")))
