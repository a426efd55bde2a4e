"""Ask, open the clause at the words, send the view to a colleague."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, opened, settled

COURT = "裁判になったらどこの裁判所？"


def in_view(page: Page, selector: str) -> bool:
    """Whether the first such element lies wholly within the window, below the bar at the top."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return bool(box and size and box["y"] >= 60 and box["y"] + box["height"] <= size["height"])


def ask(page: Page, question: str) -> None:
    page.get_by_label("質問または探す言葉").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("section.answer, section.absent").first).to_be_visible()
    settled(page)


def test_ask_and_open_the_clause_at_the_words(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), site)
    ask(page, COURT)
    first = page.locator("[class*='st-key-card-']").first
    quote = first.locator("blockquote").inner_text()
    first.get_by_role("link", name="原文で読む").click()
    page.wait_for_url("**/read?**")
    settled(page)
    expect(page.locator(".book mark.quoted").first).to_be_visible()
    assert "".join(page.locator(".book mark.quoted").all_inner_texts()) == quote
    page.wait_for_timeout(300)
    assert in_view(page, ".book mark.quoted")


def test_going_back_finds_the_answers_and_a_second_clause_is_scrolled_to(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), site)
    asked = "みなとの遅延損害金の利率は？"
    ask(page, asked)
    page.get_by_role("link", name="原文で読む").nth(3).click()
    page.wait_for_url("**/read?**")
    settled(page)
    expect(page.locator(".book .here")).to_be_visible()
    page.wait_for_timeout(300)
    assert in_view(page, ".book .here")
    page.go_back()
    expect(page.locator("section.answer blockquote").first).to_be_visible()
    expect(page).to_have_url(f"{site}/?{urlencode({'q': asked})}")
    page.get_by_role("link", name="原文で読む").nth(8).click()
    page.wait_for_url("**/read?**")
    settled(page)
    page.wait_for_timeout(300)
    assert in_view(page, ".book .here")


def test_a_shared_link_opens_the_same_view(site: str, visitor: Visitor) -> None:
    sender = opened(visitor(), f"{site}/?docs=tsubaki-rental,kawasemi-net")
    ask(sender, COURT)
    expect(sender).to_have_url(re.compile(r"[?&]q="))
    told = parse_qs(urlsplit(sender.url).query)
    assert told == {"q": [COURT], "docs": ["tsubaki-rental,kawasemi-net"]}
    receiver = opened(visitor(), sender.url)
    expect(receiver.locator("section.answer")).to_have_count(2)
    quotes = "section.answer blockquote"
    assert receiver.locator(quotes).all_inner_texts() == sender.locator(quotes).all_inner_texts()


def test_two_at_once_do_not_see_each_others_filters(site: str, visitor: Visitor) -> None:
    one, other = opened(visitor(), f"{site}/?docs=tsubaki-rental"), opened(visitor(), site)
    ask(one, COURT)
    ask(other, COURT)
    expect(one.locator("section.answer")).to_have_count(1)
    expect(other.locator("section.answer")).to_have_count(5)
    assert "docs" not in other.url


def test_a_citation_is_copied(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{site}/?q={COURT}&docs=minato-helpdesk")
    page.get_by_role("button", name="引用を写す").click()
    expect(page.locator("[data-testid='stPopoverBody'] code")).to_contain_text(
        "みなとサポート株式会社『みなとＩＴサポートサービス利用規約』（2.3版）第39条第2項「横浜地方裁判所」"
    )
