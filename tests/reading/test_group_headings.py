"""Unnumbered headings that the source marks as such, between articles."""

from __future__ import annotations

import pytest

from indexer import Document
from indexer.reading import read_source
from indexer.reading.sources import load_bytes

MARKDOWN = """# 清掃サービス利用規約
この規約は、清掃の条件を定めます。
## はじめに
### 第1条（目的）
目的を定めます。
## 料金について
### 第2条（料金）
次のとおりです。
#### 料金表
- 廊下
#### これは文です。
### 第3条
#### 遅延
### 第4条（協議）
協議します。
## お問い合わせ
窓口です。
"""


def html(markdown: str) -> str:
    made = []
    for line in markdown.splitlines():
        marks, _, words = line.rpartition("# ") if line.startswith("#") else ("", "", line.removeprefix("- "))
        tag = f"h{len(marks) + 1}" if line.startswith("#") else "li" if line.startswith("-") else "p"
        made.append(f"<{tag}>{words}</{tag}>")
    return f"<html><body><main>{''.join(made)}</main></body></html>"


def read(name: str, text: str) -> Document:
    return read_source(load_bytes(name, text.encode()), "t")


@pytest.mark.parametrize("document", [read("a.md", MARKDOWN), read("a.html", html(MARKDOWN))], ids=["md", "html"])
def test_a_heading_over_articles_is_no_words_of_the_article_before(document: Document) -> None:
    shown = [document.text[each.span.start : each.span.end] for each in document.furniture if each.kind == "heading"]
    assert shown == ["はじめに", "料金について"]
    assert document.title == "清掃サービス利用規約"
    words = {clause.id.removeprefix("t#"): clause.text for clause in document.clauses}
    assert words["preamble"] == "この規約は、清掃の条件を定めます。"
    assert words["a1.p1"] == "目的を定めます。"
    assert words["a2.p1"].endswith("これは文です。")
    assert words["a3.p1"] == "遅延"  # all that its article has
    assert words["a4.p1"] == "協議します。\nお問い合わせ\n窓口です。"


def test_in_a_plain_text_nothing_marks_a_heading() -> None:
    document = read("a.txt", "第1条（場所）\n次のとおりです。\n仙台支店\n第2条（協議）\n協議します。\n")
    assert document.clauses[1].text == "次のとおりです。\n仙台支店"
