"""Ask, and open the clause at the words."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, opened, settled


def test_enter_searches_and_the_answer_comes_first(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), site)
    page.get_by_label("質問または探す言葉").fill("裁判になったらどこの裁判所？")
    page.keyboard.press("Enter")
    expect(page.locator("section.card blockquote").first).to_contain_text("裁判所")
    settled(page)
