"""Web pages: what is main text, how lists are numbered, tables, terms, encodings."""

from __future__ import annotations

import contextlib
import time

import pytest

from indexer.errors import SourceError
from indexer.reading.sources import load_bytes


def read(body: str) -> str:
    return load_bytes("a.html", f"<html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>利用規約</h1><p>第1条<b>（目的）</b></p>本文<div>次</div>", "利用規約\n第1条（目的）\n本文\n次"),
        (
            "<p>甲は、\n   乙に<br>支払う\n fee\n for use&nbsp;&amp;&#12354;</p>",
            "甲は、乙に\n支払う fee for use\xa0&あ",
        ),
        ("<p>甲<!-- 内部 --><script>x()</script><span hidden>隠</span>乙</p>", "甲乙"),
        ("<p style='display : none'>隠</p><p aria-hidden=true>隠</p><template>隠</template>甲", "甲"),
        ("<header>社名</header><nav>案内</nav><aside>広告</aside><p>甲</p><footer>著作権</footer>", "甲"),
        ("<ol class='breadcrumb'><li>ホーム</li></ol><div id='topicPath'>規約</div>甲", "甲"),
        ("<div class='page has-breadcrumb'>" + "甲乙丙" * 200 + "</div>", "甲乙丙" * 200),
        ("<p>案内</p><main><header><h1>題</h1></header><p>甲</p></main><p>宣伝</p>", "題\n甲"),
        ("<article><p>本文はここにあります</p></article><p>宣伝</p>", "本文はここにあります"),
        (
            "<article>小さな案内</article><p>本文は、この記事の外にあり、より長いのです。</p>",
            "小さな案内\n本文は、この記事の外にあり、より長いのです。",
        ),
        ("<ruby>約款<rp>（</rp><rt>やっかん</rt><rp>）</rp></ruby>", "約款"),
        ("<pre>  1. 甲\n    乙</pre><p>丙</p>", "  1. 甲\n    乙\n丙"),
        ("<del>旧</del><ins>新</ins>", "新"),
        ("<dl><dt>本サービス</dt><dd><p>甲</p></dd><dd>乙</dd><dt>丙</dt></dl>丁", "本サービス　甲\n乙\n丙\n丁"),
        ("<dl><dt>第1条（目的）</dt><dd>本文</dd></dl>", "第1条（目的）\n本文"),
    ],
)
def test_main_text_is_one_block_a_line(body: str, text: str) -> None:
    assert read(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ol><li>甲</li><li><p>乙</p><p>丙</p></li><li>丁</ol>", "1. 甲\n2. 乙\n丙\n3. 丁"),
        ("<ol start=4><li>甲<li value=9>乙<li>丙</ol>", "4. 甲\n9. 乙\n10. 丙"),
        ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙"),
        ("<ol type=a><li>甲</ol><ol type=i start=4><li>乙</ol><ol type=A><li>丙</ol>", "a. 甲\niv. 乙\nA. 丙"),
        ("<ol><li>甲<ol><li>乙<ol><li>丙</ol><li>丁</ol><li>戊</ol>", "1. 甲\n(1) 乙\n① 丙\n(2) 丁\n2. 戊"),
        ("<ol style='list-style-type: katakana-iroha'><li>甲<li>乙</ol>", "イ. 甲\nロ. 乙"),
        ("<ol style='list-style:none'><li>甲</ol><ul style='list-style: none inside'><li>乙</ul>", "甲\n乙"),
        (
            "<ol><li>（１）甲<li>① 乙<li><b>第1項</b> 丙<li>１．丁<li>ア 戊<li>一　己</ol>",
            "（１）甲\n① 乙\n第1項 丙\n１．丁\nア 戊\n一　己",
        ),
        ("<ol><li>3か月前<li>1.5倍<li>30 日以内<li>A社は</ol>", "1. 3か月前\n2. 1.5倍\n3. 30 日以内\n4. A社は"),
        ("<ul><li>甲<li>・乙<li></li></ul>丙", "・甲\n・乙\n丙"),
    ],
)
def test_lists_print_their_numbers(body: str, text: str) -> None:
    assert read(body) == text


def test_tables_are_cells() -> None:
    body = """<p>前</p><table><caption>料金表</caption><thead><tr><th>種別<th>区分<th>額</thead>
    <tr><td rowspan=2>基本<td>A<td>1円<br>税別<tr><td>B<td>2円<tr><td colspan=2>計<td>3円</table><p>後</p>"""
    source = load_bytes("a.html", body.encode())
    (table,) = source.tables
    assert table.rows == (("種別", "区分", "額"), ("基本", "A", "1円 税別"), ("基本", "B", "2円"), ("計", "", "3円"))
    assert source.text[table.span.start : table.span.end] == "\n".join("\t".join(row) for row in table.rows)
    assert source.text.startswith("前\n料金表\n種別")
    assert source.text.endswith("3円\n後")


def test_a_table_that_lays_out_the_page_is_read_as_blocks() -> None:
    assert read("<table><tr><td>案内<td><h2>第1条</h2><p>甲</p></table>") == "案内\n第1条\n甲"
    assert read("<table><tr><td><p>甲</p><p>乙</p></table>") == "甲\n乙"
    assert load_bytes("a.html", "<table><tr><td>甲</td></tr></table>".encode()).tables == ()


def test_title_is_meta_and_html_under_another_name_is_html() -> None:
    page = "\n<!DOCTYPE html><html><head><title> 利用\n規約 </title></head><body>甲</body></html>"
    source = load_bytes("a.txt", page.encode())
    assert (source.format, source.text, source.meta) == ("html", "甲", {"title": "利用 規約"})


@pytest.mark.parametrize(
    ("encoding", "charset"), [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-8", "Shift_JIS"), ("utf-16", "utf-8")]
)
@pytest.mark.parametrize("head", ['<meta charset="{}">', '<?xml version="1.0" encoding="{}"?>', ""])
def test_the_encoding_is_found(encoding: str, charset: str, head: str) -> None:
    page = head.format(charset) + "<html><body>当社は、この規約を定めます。</body></html>"
    assert load_bytes("a.htm", page.encode(encoding)).text == "当社は、この規約を定めます。"


def test_pages_without_words_and_hostile_pages() -> None:
    for page in (
        "<html><body><script>render()</script><div id=app></div></body></html>",
        "<!-- 甲 -->",
        "<html></html>",
    ):
        with pytest.raises(SourceError, match="本文"):
            load_bytes("a.html", page.encode())
    with pytest.raises(SourceError, match="深すぎ"):
        load_bytes("a.html", ("<div>" * 100_000 + "甲").encode())
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "甲甲甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><html><body>乙&b;</body></html>'
    )
    assert len(load_bytes("a.html", bomb.encode()).text) < 40
    assert read("<div>" * 1500 + "甲" + "</div>" * 1500) == "甲"


@pytest.mark.parametrize(
    "unit",
    [
        "<p>甲</p>",
        "<ol><li>甲</ol>",
        "甲\n",
        " \n",
        "<b>甲</b>",
        "<tr><td rowspan=9999>甲<td>乙",
        "<br>",
        "&amp;",
        "<header>",
    ],
)
def test_time_grows_with_size_only(unit: str) -> None:
    started = time.process_time()
    page = ("<table>" if unit.startswith("<tr") else "甲") + unit * (300_000 // len(unit))
    with contextlib.suppress(SourceError):
        load_bytes("a.html", page.encode())
    assert time.process_time() - started < 4
