"""Read: the outline and references lead through the text without loading anything anew; everything can be reached by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, opened
from tests.browser.test_asking import in_view


def wide(page: Page) -> bool:
    """Whether the page can be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))


def test_outline_and_references_lead_to_their_places(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/read?doc=minato-helpdesk")
    page.locator("[data-testid='stSidebar'] .outline a", has_text="第22条").click()
    assert page.url.endswith("#a22")
    assert in_view(page, "#a22")
    page.locator("#a22\\.p1 a.ref").first.click()
    assert page.url.endswith("#a20.p2")
    assert in_view(page, "#a20\\.p2")
    page.go_back()
    assert in_view(page, "#a22")


def test_an_address_with_a_place_opens_there(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/read?doc=minato-helpdesk#a30")
    page.wait_for_timeout(300)
    assert in_view(page, "#a30")


def test_a_tip_shows_on_focus(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/read?doc=minato-helpdesk&at=a22.p1")
    reference = page.locator("#a22\\.p1 a.ref").first
    page.locator("#a22\\.p1 button.margin").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(reference).to_be_focused()
    shown = reference.evaluate("element => getComputedStyle(element, '::after').content")
    assert "第20条" in shown


def test_a_number_copies_citation_and_address(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/read?doc=minato-helpdesk&at=a22.p1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="第22条第1項の引用とアドレスを写す")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_class("margin copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    citation, address = copied.split("\n")
    assert citation == "みなとサポート株式会社『みなとＩＴサポートサービス利用規約』（2.3版）第22条第1項"
    assert address == f"{site}/read?doc=minato-helpdesk&at=a22.p1"


@pytest.mark.parametrize("view", ["", "?q=裁判になったらどこの裁判所？", "read?doc=kawasemi-net&at=a3.p1"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_narrow_page_is_not_pushed_sideways(site: str, visitor: Visitor, view: str, dark: bool) -> None:
    page = opened(visitor(dark=dark, width=400), f"{site}/{view}")
    assert not wide(page)
    ground = page.locator(".stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    assert ground == ("rgb(27, 26, 23)" if dark else "rgb(251, 248, 241)")
