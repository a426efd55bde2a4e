"""What holds of references in any text: spans cut out the very words, in order, in linear time."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.normalize import fold
from indexer.reading import read_text, references
from indexer.reading.pointers import scan

NUMBERS = st.sampled_from(["1", "２", "三", "十二", " 4 ", "(3)", "百", "0", "99999"])
WORDS = st.sampled_from(
    [
        "第",
        "条",
        "項",
        "号",
        "章",
        "節",
        "前",
        "次",
        "本",
        "同",
        "各",
        "の",
        "の2",
        "前二",
        "及び",
        "、",
        "から",
        "まで",
        "乃至",
        "（目的）",
        "（以下「甲」といいます。）",
        "「目的」",
        "(",
        ")",
        "民法",
        "本規約",
        "\n",
        "\u3000",
        "別紙",
        "附則",
        "特約",
        "次の各号",
        "ただし書",
        "①",
        "（ア）",
        "イ",
        "。",
        "鍵は返します",
    ]
)
PIECES = st.lists(st.one_of(WORDS, NUMBERS), max_size=40).map("".join)
HEAD = "第1条（目的）\n1. 目的です。\n2. 次の各号です。\n（1）甲\n（2）乙\n第2条（適用）\n1. 初めです。\n2. "


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_spans_cut_out_the_very_words(words: str) -> None:
    document = read_text(HEAD + words)
    found = references.find(document)
    for reference in found:
        assert document.text[reference.span.start : reference.span.end] == reference.text
        assert reference.text.strip() == reference.text != ""
        assert document.by_id[reference.clause].span.contains(reference.span)
        assert reference.to is None or reference.to in document.by_id
        assert reference.to_end is None or reference.to_end in document.by_id
        assert (reference.to is None) == (reference.status in ("dangling", "external"))
        assert (reference.message == "") == (reference.status == "ok")
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(words: str) -> None:
    document = read_text(HEAD + words)
    for reference in references.find(document):
        assert document.text[reference.span.start : reference.span.end] == reference.text


@pytest.mark.parametrize("unit", ["第1", "第1条の", "前", "(", "第1条(", "第1、", "鍵"])
def test_a_line_of_a_million_characters_is_read_in_linear_time(unit: str) -> None:
    line = fold(unit * (1_000_000 // len(unit)))
    started = time.process_time()
    scan(line, lambda _: False)
    assert time.process_time() - started < 30


def generated(articles: int) -> str:
    """A document of so many articles, each with four pointers to those before."""
    lines = []
    for number in range(1, articles + 1):
        lines += [
            f"第{number}条（見出し{number}）",
            f"1. 第{max(1, number - 1)}条（見出し{max(1, number - 1)}）第1項及び民法第{number}条に従います。",
            "2. 次の各号のとおりとし、前項の者が返します。",
            "（1）平日に返します。",
        ]
    return "\n".join(lines)


def test_five_thousand_articles_take_a_few_seconds() -> None:
    document = read_text(generated(5000))
    started = time.process_time()
    found = references.find(document)
    assert time.process_time() - started < 20  # 2 s on a quiet machine
    assert len(found) == 20_000
    assert Counter(reference.status for reference in found) == {"ok": 15_000, "external": 5_000}
