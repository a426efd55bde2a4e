"""Whatever a document holds shows as text, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hostile
from tests.browser.conftest import Serve, Visitor, opened
from ui.address import PAGES

TRACES = (
    "main img, main svg[onload], a[href^='javascript:'], main iframe, main object, main [onerror], main [onmouseover]"
)
VIEWS = {
    "ask": ("?q=解約は何日前まで？", "?q=裁判所はどこ？&docs=worse", "?q=第1条", "?q=宇宙旅行の保険はある？"),
    "read": ("read?doc=evil&at=a2.p1", "read?doc=worse&at=a1.p2"),
}


@pytest.fixture(scope="module")
def hostile_site(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(hostile.write(tmp_path_factory.mktemp("hostile") / "documents"))


def assert_inert(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator(TRACES).count() == 0
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    assert [text for text in page.locator("main strong, main em").all_inner_texts() if "太字" in text] == []
    assert page.locator("main .katex, main [data-testid='stIconMaterial']:text('delete')").count() == 0


@pytest.mark.parametrize(
    "view", [view for name in PAGES for view in VIEWS.get(name, (name,))], ids=lambda view: view.partition("&")[0]
)
def test_documents_show_as_text(hostile_site: str, visitor: Visitor, view: str) -> None:
    page = opened(visitor(), f"{hostile_site}/{view}")
    assert_inert(page)
    for summary in page.locator("main summary:visible").all()[:6]:
        summary.click()
    assert_inert(page)


def test_the_words_are_there_to_read(hostile_site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{hostile_site}/read?doc=evil")
    expect(page.locator(".book")).to_contain_text("<script>window.hacked=1</script>役務の条件")
    page.locator("#a1\\.p2 a.ref").first.hover()
    assert_inert(page)


def test_a_tip_is_text(hostile_site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{hostile_site}/read?doc=evil")
    tip = page.locator("#a1\\.p2 a.ref").first.get_attribute("data-tip")
    assert tip is not None
    assert "script" in tip


def test_a_copied_citation_is_text(hostile_site: str, visitor: Visitor) -> None:
    page = opened(visitor(), f"{hostile_site}/read?doc=worse")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number = page.locator("#a2\\.p1 button.margin")
    number.click()
    expect(number).to_have_class("margin copied")
    assert "<script>window.hacked=1</script>" in page.evaluate("navigator.clipboard.readText()")
    assert_inert(page)
