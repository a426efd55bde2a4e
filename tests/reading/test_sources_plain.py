"""Plain text and Markdown: encodings, line ends, pages, marks, and what is refused."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import SourceError
from indexer.reading.sources import MAX_BYTES, load, load_bytes
from indexer.types import Span

TERMS = "第１条（目的）\n当社は、この規約に従って「本サービス」を提供します。ただし、別の定めがあるときは除きます。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding: str, line_end: str) -> None:
    assert load_bytes("a.txt", TERMS.replace("\n", line_end).encode(encoding)).text == TERMS


def test_utf_16_of_either_order() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert load_bytes("a.txt", mark + TERMS.encode(encoding)).text == TERMS


def test_windows_characters_are_read_in_both_eight_bit_encodings() -> None:
    text = TERMS + "①株式会社㈱の髙橋は、次のとおりとします。\n"
    assert load_bytes("a.txt", text.encode("cp932")).text == text
    euc = TERMS + "①㈱は、次のとおりとします。\n"
    assert load_bytes("a.txt", euc.encode("euc_jis_2004")).text == euc


KANA = st.sampled_from([chr(code) for code in (*range(0x3041, 0x3094), *range(0x30A1, 0x30F5))])
KANJI = st.sampled_from(
    [bytes((row + 0xA0, cell)).decode("euc_jp") for row in range(16, 47) for cell in range(0xA1, 0xFF)]
)
SENTENCE = st.lists(st.one_of(KANA, KANA, KANJI, st.sampled_from("、。「」1Aa（）")), min_size=30, max_size=120).map(
    "".join
)


@settings(max_examples=60, deadline=None)
@given(SENTENCE, st.sampled_from(ENCODINGS))
def test_decoding_undoes_encoding(sentence: str, encoding: str) -> None:
    text = "当社は、この規約を定めます。\n" + sentence
    assert load_bytes("a.txt", text.encode(encoding)).text == text


def test_plain_text_is_kept_character_for_character() -> None:
    text = "  第1条 \n\n\u3000１．<b>甲</b> & **乙** <!-- 丙 -->\t丁 \n"
    assert load_bytes("a.txt", text.encode()).text == text


def test_form_feeds_start_pages() -> None:
    source = load_bytes("a.txt", "表紙の題名\f第1条 目的\n本文です。\f\n".encode())
    assert source.text == "表紙の題名\n第1条 目的\n本文です。\n\n"
    assert [source.text[start] for start in source.page_starts] == ["表", "第"]
    assert load_bytes("a.txt", TERMS.encode()).page_starts == ()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "空"),
        ("a.txt", " \n\u3000\ufeff\n".encode(), "本文がありません"),
        ("a.xlsx", b"x", "種類は読めません"),
        ("規約", b"x", "種類は読めません"),
        ("a.doc", b"x", ".docx で保存"),
        ("a.txt", bytes(range(256)) * 4, "文字でないデータ"),
        ("a.txt", b"\xff\x81\x00\xfe" * 30, "文字でないデータ"),
        ("a.txt", b"\xa0\xff\x80\x81 \xfd\xfe\x82" * 30, "Shift_JIS"),
        ("a.txt", b"{\\rtf1\\ansi text}", "リッチテキスト"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "画像"),
        ("a.pdf", TERMS.encode(), "pdf ではありません"),
        ("a.docx", b"<html><body>error</body></html>", "docx ではありません"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "古い Office"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    ],
)
def test_bad_input_is_told_in_one_line(name: str, data: bytes, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(name, data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_paths_that_hold_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="見つかりません"):
        load(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="フォルダ"):
        load(tmp_path)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)  # a sparse file: refused by its size, unread
    with pytest.raises(SourceError, match="50MB"):
        load(huge)
    (tmp_path / "規約.TXT").write_bytes(TERMS.encode("cp932"))
    assert load(tmp_path / "規約.TXT").text == TERMS


BODY = TERMS * 5


@pytest.mark.parametrize(
    "garbled",
    [
        BODY.encode().decode("cp932", "replace"),  # 縺ｮ繧 …
        BODY.encode().decode("cp932", "ignore"),
        BODY.encode().decode("cp1252", "ignore"),  # ã‚ …
        BODY.encode().decode("latin-1"),
        BODY.encode("euc_jp").decode("cp932", "ignore"),  # ､ﾎ､ﾏ …
        BODY.encode("cp932").decode("latin-1"),
        BODY.encode("cp932").decode("utf-8", "replace"),
        BODY[:150] + "\ufffd" * 5,
        "".join(chr(0xE000 + ord(char) % 0x800) for char in BODY),
        "".join(chr(0x0E00 + ord(char) % 0x180) for char in BODY),
        "".join(chr(0x4E00 + ord(char) * 7 % 0x5000) for char in BODY),
        "".join(chr(0x21 + ord(char) % 14) for char in BODY),
    ],
)
def test_garbled_text_is_refused(garbled: str) -> None:
    with pytest.raises(SourceError, match="日本語か英語"):
        load_bytes("a.txt", garbled.encode())


@pytest.mark.parametrize(
    "readable",
    [
        "Article 1 (Purpose)\nThese Terms govern the use of the API (the “Service”) by the customer — 20% off™.\n" * 3,
        "Conditions générales : le client accepte les présentes conditions d’utilisation à l’été.\n" * 3,
        TERMS + "目　次\n第1条 目的" + "…" * 60 + "1\n第2条 定義" + "." * 80 + "2\n" + "―" * 90,
        "■料金表■\n※1：￥1,000／月（税込￥1,100）\n※2：△5%　○　×　―　★☆◆◇\n" * 3,
        "\uf0b7 申込みの方法\n\uf0b7 料金の支払い\n\uf0b7 解約の方法\n\uf06e 損害の賠償\n",
        "髙橋・﨑山・辻󠄀・⻑谷川・𠮷田は、当社の代表者です。\n" * 3,
        "ｵﾌﾟｼｮﾝｻｰﾋﾞｽの利用料は、ﾌﾟﾗﾝ毎に、別に定めます。\n" * 3,
        "Λόγος и Сервис — αβγ：当社の商標です。" * 3,
        TERMS * 30 + "\ufffd",
        "瑕疵、毀損、遡及、隠蔽、改竄、剽窃、誹謗、猥褻、騙取、賭博、淫行、僭称を禁じます。" * 2,
    ],
)
def test_readable_text_passes(readable: str) -> None:
    assert load_bytes("a.txt", readable.encode()).text == readable


def markdown(text: str) -> str:
    return load_bytes("a.md", text.encode()).text


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("## 第1条（目的） ##", "第1条（目的）"),
        ("##第1条", "第1条"),
        ("#1の条件", "#1の条件"),
        ("**甲**と__乙__、*丙*、***丁***", "甲と__乙__、丙、丁"),
        ("（__乙__） _丙_ a_b_c 2 * 3 * 4 ____年", "（乙） 丙 a_b_c 2 * 3 * 4 ____年"),
        ("**甲は\n乙**です", "甲は\n乙です"),
        (r"1\. 甲 \*乙\* \\", "1. 甲 *乙* \\"),
        ("`a*b*` と ``c`d`` と ` 一つ", "a*b* と c`d と ` 一つ"),
        ("> > 引用\n> 続き", "引用\n続き"),
        ("- 甲\n  * 乙\n+ 丙", "・甲\n  ・乙\n・丙"),
        ("- （１）甲\n- ① 乙\n- **第1項** 丙", "（１）甲\n① 乙\n第1項 丙"),
        ("3. 甲\n3. 乙\n1) 丙", "3. 甲\n3. 乙\n1) 丙"),
        ("[当社](https://e.com/a_(b)_c)", "当社（https://e.com/a_(b)_c）"),
        ("[https://e.com](https://e.com) <https://x.y/_z_>", "https://e.com https://x.y/_z_"),
        (
            "[第1条](#a1) ![図](x.png) [別表][t] [注]\n\n[t]: https://t.example",
            "第1条 図 別表（https://t.example） [注]\n",
        ),
        ("題\n===\n本文\n\n---\n終", "題\n本文\n\n\n終"),
        ("```\n# 甲 **乙**\n```", "# 甲 **乙**"),
        ("甲<br>乙&amp;<a id='x'></a>丙 A<B", "甲\n乙&丙 A<B"),
        ("甲 <!-- 内部 --> 乙\n<!-- メモ\n# 第9条\n-->\n丙", "甲  乙\n丙"),
    ],
)
def test_markdown_marks_are_no_text(source: str, read: str) -> None:
    assert markdown(source) == read


def test_markdown_front_matter_is_meta() -> None:
    source = load_bytes("a.md", '---\ntitle: "利用規約"\nprovider: 甲社\nedition: 2024-04-01\n---\n# 題\n'.encode())
    assert source.meta == {"title": "利用規約", "provider": "甲社", "edition": "2024-04-01"}
    assert source.text == "題\n"
    assert markdown("---\n本文の前の線\n\n---\n後") == "\n本文の前の線\n\n\n後"


def test_markdown_tables_are_cells() -> None:
    source = load_bytes("a.md", "料金\n\n| 種別 | 額 |\n|:--|--:|\n| **A** | 1\\|2 |\n| `x|y` |\n\n次".encode())
    (table,) = source.tables
    assert table.rows == (("種別", "額"), ("A", "1|2"), ("x|y", ""))
    assert source.text[table.span.start : table.span.end] == "種別\t額\nA\t1|2\nx|y\t"
    assert table.span == Span(4, 19)
    assert source.text.endswith("\n\n次")


def test_an_unclosed_comment_neither_leaks_nor_swallows() -> None:
    with pytest.raises(SourceError, match="2行目"):
        markdown("# 第1条\n<!-- 内部\n# 第2条")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "unit", [TERMS, "甲", "*甲", "`甲", "[甲](", "| 甲 ", "> ", "<!--甲-->", "_ ", "\\", " \t", "- ", "<a "]
)
def test_time_grows_with_size_only(name: str, unit: str) -> None:
    data = ("規約です。\n" + unit * (400_000 // len(unit))).encode()
    started = time.process_time()
    with contextlib.suppress(SourceError):
        load_bytes(name, data)
    assert time.process_time() - started < 3


def test_ten_megabytes_load_in_seconds() -> None:
    for encoding in ("utf-8", "cp932", "euc_jp"):
        data = (TERMS * 70_000).encode(encoding)
        started = time.process_time()
        load_bytes("a.txt", data)
        assert time.process_time() - started < 4


def test_tables_drawn_with_bars_are_cells() -> None:
    text = "料金\n| 種別 | 額 |\n|---|:-:|\n| A | |\n\n|一|二|三|\n|x|\n"
    (table,) = load_bytes("a.txt", text.encode()).tables
    assert table.rows == (("種別", "額"), ("A", ""))
    assert text[table.span.start : table.span.end] == "| 種別 | 額 |\n|---|:-:|\n| A | |"
