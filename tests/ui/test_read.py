"""読む: the whole text, what is marked in it, and the place that the address names."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from indexer import definitions as defined
from indexer import read_document, read_text, references, term_uses
from tests.ui.conftest import Opened, laid
from ui.book import Book, aside, outline

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("*.txt"))


def bare(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_character_of_the_source_is_left_out(path: Path, opened: Opened) -> None:
    document = read_document(path)
    shown = bare(laid(opened("read", doc=document.id)))
    for clause in document.clauses:
        assert bare(clause.text) in shown, clause.id
        assert bare(clause.heading) in shown, clause.id
    for part in (*document.tables, *document.furniture):
        assert bare(document.text[part.span.start : part.span.end]) in shown


def test_every_clause_has_an_anchor_and_every_reference_leads_to_one(opened: Opened) -> None:
    document = read_document(ROOT / "corpus" / "samples" / "minato-helpdesk.txt")
    shown = laid(opened("read", doc=document.id))
    anchors = re.findall(r' id="([^"]+)"', shown)
    assert sorted(anchors) == sorted(clause.id.partition("#")[2] for clause in document.clauses)
    links = re.findall(r'href="#([^"]+)"', shown)
    assert links
    assert set(links) <= set(anchors)
    assert len(re.findall(r'class="ref (?:ok|title_mismatch)"', shown)) >= sum(
        one.to is not None for one in references(document)
    )


def test_a_reference_previews_its_clause_and_a_term_its_definition(opened: Opened) -> None:
    shown = laid(opened("read", doc="minato-helpdesk"))
    assert re.search(r'class="ref ok" href="#a7\.p2" data-tip="第7条第2項\n最低利用期間の途中で', shown)
    assert re.search(r'class="term" href="#a1\.p1" data-tip="第1条第1項\n[^"]*「当社」', shown)


def test_a_term_is_linked_once_in_each_article() -> None:
    document = read_document(ROOT / "corpus" / "samples" / "minato-helpdesk.txt")
    linked = "".join(block.html for block in Book(document).blocks).count('class="term"')
    assert 0 < linked < len(term_uses(document, defined(document)))


def test_references_that_lead_nowhere_say_so(opened: Opened) -> None:
    shown = laid(opened("read", doc="tsubaki-rental"))
    assert re.search(r'<span class="ref dangling" data-tip="[^"]*第43条[^"]*" tabindex="0">', shown)


def test_a_citation_is_marked_where_it_stands(opened: Opened) -> None:
    document = read_document(ROOT / "corpus" / "samples" / "minato-helpdesk.txt")
    start = document.text.index("年12.0％")
    shown = laid(opened("read", doc=document.id, at="a22.p1", start=str(start), end=str(start + 6)))
    assert re.findall(r'<mark class="quoted">([^<]*)</mark>', shown) == [document.text[start : start + 6]]
    assert re.search(r'class="clause lawbook paragraph here deep0" id="a22\.p1"', shown)
    assert "第22条第1項を開いています。" in shown


@pytest.mark.parametrize(
    "given",
    [
        {"at": "a999"},
        {"at": "<script>"},
        {"start": "5", "end": "2"},
        {"at": "a1.p1", "start": "x", "end": "9" * 40},
        {"at": "a1.p1", "start": "0", "end": "99999999"},
    ],
)
def test_an_address_that_names_nothing_marks_nothing(opened: Opened, given: dict[str, str]) -> None:
    shown = laid(opened("read", doc="minato-helpdesk", **given))
    assert '<mark class="quoted">' not in shown
    assert "<script>alert" not in shown


def test_a_document_that_is_not_there_is_told(opened: Opened) -> None:
    at = opened("read", doc="gone")
    assert "「gone」" in laid(at)
    assert at.selectbox(key="doc").value == "hoshizora-cloud"


def test_another_document_opens_at_its_beginning(opened: Opened) -> None:
    at = opened("read", doc="minato-helpdesk", at="a22.p1")
    at.selectbox(key="doc").set_value("tsubaki-rental").run()
    assert at.query_params["doc"] == "tsubaki-rental"
    assert "at" not in at.query_params
    assert "ツバキ機器レンタル約款" in laid(at)


def test_a_number_copies_its_citation(opened: Opened) -> None:
    shown = laid(opened("read", doc="minato-helpdesk"))
    whose = re.search(r'data-whose="([^"]*)" data-to="read\?doc=minato-helpdesk"', shown)
    assert whose
    assert unquote(whose[1]) == "みなとサポート株式会社『みなとＩＴサポートサービス利用規約』（2.3版）"
    assert 'data-cite="第22条第1項"' in shown


def test_cells_are_a_table_and_pages_are_numbered() -> None:
    document = read_text("第1条（料金）\n料金は次のとおりとします。\n", "toy")
    assert "<table" not in "".join(block.html for block in Book(document).blocks)
    pages = read_document(ROOT / "corpus" / "samples" / "kawasemi-net.txt")
    assert ("ページ" in "".join(block.html for block in Book(pages).blocks)) == bool(pages.page_starts)


def test_outline_names_every_heading() -> None:
    document = read_document(ROOT / "corpus" / "samples" / "hoshizora-cloud.txt")
    headed = [clause for clause in document.clauses if clause.level in ("chapter", "section", "article", "supplement")]
    assert outline(document).count("<li") >= len(headed)


def test_what_was_set_aside_is_kept() -> None:
    document = read_document(ROOT / "corpus" / "samples" / "kawasemi-net.txt")
    kept = [part for part in document.furniture if part.kind in ("page", "footer")]
    assert aside(document).count("<li>") == len(kept)
