"""Compare, open a row, take it away, and send it to a colleague; and no page of comparing is wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, opened, settled

ROW = "compare?view=rows&topics=late-charge&docs=hoshizora-cloud,tsubaki-rental&own=tsubaki-rental"
EDITIONS = "editions?old=hoshizora-cloud&new=yukishiro-forms"


def test_from_the_overview_to_a_row_to_a_workbook(site: str, visitor: Visitor, tmp_path: Path) -> None:
    page = opened(visitor(), f"{site}/compare")
    row = page.locator("table.heat tr", has=page.get_by_role("link", name="遅延損害金", exact=True))
    row.locator("td a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("table.side")
    settled(page)
    expect(page.locator("tr.values td").first).to_have_text("年6%")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Excel").click()
    assert coming.value.suggested_filename == "約款比較.xlsx"
    coming.value.save_as(tmp_path / "taken.xlsx")
    book = load_workbook(tmp_path / "taken.xlsx")
    assert book.sheetnames == ["条項の比較", "主な条件", "出典"]
    places = [place for sheet in book for line in sheet.iter_rows() for place in line]
    assert "f" not in {place.data_type for place in places}
    assert "【年6%】" in str(book["条項の比較"].cell(2, 3).value)
    assert book["主な条件"].max_row > 20


@pytest.mark.parametrize("kind", ["Word", "CSV"])
def test_the_other_kinds_of_file(site: str, visitor: Visitor, kind: str, tmp_path: Path) -> None:
    page = opened(visitor(), f"{site}/{ROW}")
    with page.expect_download() as coming:
        page.get_by_role("button", name=kind).click()
    coming.value.save_as(tmp_path / "taken")
    assert (tmp_path / "taken").read_bytes()[:2] == {"Word": b"PK", "CSV": b"\xef\xbb"}[kind]


def test_a_citation_opens_the_reader_at_the_words(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/{ROW}")
    page.locator("table.side td a").first.click()
    page.wait_for_url("**/read?*")
    settled(page)
    expect(page.locator("mark.quoted").first).to_be_visible()


def test_a_sent_link_opens_the_same_view(site: str, visitor: Visitor) -> None:
    mine = opened(visitor(), f"{site}/compare?view=rows")
    mine.get_by_label("並べる論点").click()
    mine.keyboard.type("遅延損害金")
    mine.keyboard.press("Enter")
    mine.wait_for_selector("table.side")
    settled(mine)
    assert "topics=late-charge" in mine.url
    theirs = opened(visitor(), mine.url)
    expect(theirs.locator("table.side")).to_have_text(mine.locator("table.side").inner_text(), use_inner_text=True)


def test_another_edition_can_be_taken_away(site: str, visitor: Visitor, tmp_path: Path) -> None:
    page = opened(visitor(), f"{site}/{EDITIONS}")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Markdown").click()
    coming.value.save_as(tmp_path / "taken.md")
    assert "新旧対照表" in (tmp_path / "taken.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "compare",
        ROW,
        "compare?view=terms",
        "compare?view=missing&own=tsubaki-rental",
        EDITIONS,
        "check",
        "check?doc=kawasemi-net",
    ],
)
def test_no_page_is_wider_than_a_phone(site: str, visitor: Visitor, address: str) -> None:
    page = opened(visitor(width=400), f"{site}/{address}")
    assert _widest(page) <= 400


def _widest(page: Page) -> int:
    script = (
        "Math.max(document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth)"
    )
    return int(page.evaluate(script))
