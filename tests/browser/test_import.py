"""Upload five files of which two are bad, correct what was understood, add, and search; hostile names and words stay inert."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document as new_docx
from playwright.sync_api import FilePayload, Page, Request, expect

from tests.browser.conftest import ROOT, Serve, Visitor, opened, settled

TERMS = (
    "{name}利用規約\n株式会社{name}\n\n第1条（目的）\n本規約は、{name}の利用の条件を定めます。\n\n"
    "第2条（解約）\n契約者は、解約を希望する日の{days}日前までに、当社に書面で届け出ます。\n\n"
    "第3条（管轄）\n本規約に関する紛争は、{court}地方裁判所を第一審の専属的合意管轄裁判所とします。\n"
)
HOSTILE = (
    "<html><head><title>x</title></head><body><h1>&lt;script&gt;window.hurt=1&lt;/script&gt;**保管**約款</h1>"
    "<script>window.hurt=2</script><h2>第1条（目的）</h2><p>保管の条件を定めます。&lt;img src=x onerror=&quot;window.hurt=3&quot;&gt;"
    "![画像](http://elsewhere.invalid/a.png) [リンク](javascript:window.hurt=4)</p>"
    "<h2>第2条（保管期間）</h2><p>保管の期間は、申込みの日から九十日とします。</p></body></html>"
)
HOSTILE_NAME = "../<img src=x onerror=window.hurt=5>![a](http:__elsewhere.invalid).html"


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.fixture(scope="module")
def served(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The application over two documents of one's own."""
    folder = tmp_path_factory.mktemp("own") / "documents"
    folder.mkdir()
    for name in ("minato-helpdesk.txt", "tsubaki-rental.txt"):
        shutil.copy(ROOT / "corpus" / "samples" / name, folder)
    return serve(folder)


@pytest.fixture
def five(tmp_path: Path) -> list[FilePayload]:
    """Three good files, an empty one, and one that is no PDF."""
    made = new_docx()
    for line in TERMS.format(name="緑巡回", days=55, court="高松").splitlines():
        made.add_paragraph(line)
    made.save(str(tmp_path / "midori.docx"))
    return [
        file("青空.txt", TERMS.format(name="青空見守り", days=41, court="金沢").encode()),
        file("midori.docx", (tmp_path / "midori.docx").read_bytes()),
        file(HOSTILE_NAME, HOSTILE.encode()),
        file("empty.txt", b""),
        file("fake.pdf", b"no pdf at all"),
    ]


def added(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name="選んだ文書を加える").click()
    expect(page.locator("p.done")).to_contain_text(f"{len(files)}件を加えました")
    settled(page)


def test_five_files_of_which_two_are_bad(served: str, visitor: Visitor, five: list[FilePayload]) -> None:
    page, abroad = visitor(), []

    def watch(request: Request) -> None:
        if "elsewhere.invalid" in request.url:
            abroad.append(request.url)

    page.on("request", watch)
    opened(page, f"{served}/import")
    page.locator("input[type=file]").set_input_files(five)
    expect(page.get_by_text("5件のうち 3件を加えられます")).to_be_visible()
    expect(page.locator(".upload.bad")).to_have_count(2)
    expect(page.locator(".upload.bad").first).to_contain_text("は空です")
    expect(page.get_by_role("heading", name="<script>window.hurt=1</script>**保管**約款")).to_be_visible()
    page.get_by_label("題名").first.fill("直した題名の規約")
    page.get_by_role("button", name="選んだ文書を加える").click()
    expect(page.locator("p.done")).to_contain_text("3件を加えました")
    expect(page.locator("table.book")).to_contain_text("直した題名の規約")
    settled(page)
    page.get_by_role("link", name="質問する", exact=True).click()
    settled(page)
    page.get_by_label("質問または探す言葉").fill("青空見守りの裁判所はどこ？")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote").first).to_contain_text("金沢地方裁判所")
    opened(page, f"{served}/?q=保管の期間は何日？")
    expect(page.get_by_text("九十日").first).to_be_visible()
    assert page.evaluate("window.hurt") is None
    assert abroad == []


def test_removed_and_put_back(served: str, visitor: Visitor) -> None:
    page = opened(visitor(width=400), f"{served}/import?edit=tsubaki-rental")
    page.get_by_text("取り除く…").click()
    page.get_by_role("button", name="取り除く", exact=True).click()
    expect(page.locator("p.done")).to_contain_text("取り除きました")
    expect(page.locator("table.book")).not_to_contain_text("ツバキ機器レンタル約款")
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator("p.done")).to_contain_text("元に戻しました")
    expect(page.locator("table.book")).to_contain_text("ツバキ機器レンタル約款")


def test_one_adds_while_another_searches(served: str, visitor: Visitor) -> None:
    reader, keeper = opened(visitor(), f"{served}/?q=裁判所"), opened(visitor(), f"{served}/import")
    box = reader.get_by_label("質問または探す言葉")
    for k, court in enumerate(("津", "大津")):
        added(keeper, file(f"new{k}.txt", TERMS.format(name=f"新{k}号", days=k + 1, court=court).encode()))
        box.fill(f"裁判所はどこですか{k}")
        reader.keyboard.press("Enter")
        reader.wait_for_url(lambda url, asked=f"%E3%81%8B{k}": asked in url)
        expect(settled(reader).locator("blockquote").first).to_be_visible()
        assert reader.locator("[data-testid='stException']").count() == 0
    assert "q=" not in keeper.url
