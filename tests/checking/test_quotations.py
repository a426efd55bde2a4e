"""A pasted text's quotations: each is located, or its nearest real wording is shown."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.checking.quotations import difference, quotation_record, quoted, verify
from indexer.normalize import normalize
from indexer.reading import read_text

BOAT = """貸舟規約

第1条（申込み）
借主は、「貸舟申込書」を受付に提出するものとします。

第2条（料金）
１．料金は、1時間 800円とします。
２．借主は、料金を前払いで支払い、舟を降りるときに延長の料金を精算するものとします。
"""
SLED = """橇規約

第1条（料金）
料金は、1時間 500円とします。
"""


def check(text: str) -> list[dict[str, object]]:
    return [quotation_record(one) for one in verify(text, [read_text(BOAT, "boat"), read_text(SLED, "sled")])]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("答えは「料金は、1時間800円」です。", ["料金は、1時間800円"]),
        ("「借主は、「貸舟申込書」を受付に」とある", ["借主は、「貸舟申込書」を受付に"]),
        ('"前払いで支払い" and “舟を降りる”', ["前払いで支払い", "舟を降りる"]),
        ("> 料金は、\n> 1時間 800円とします。\n\n地の文", ["料金は、\n> 1時間 800円とします。"]),
        ("閉じない「かぎ", []),
        ('「」『　』""', []),
        ("", []),
    ],
)
def test_quoted_runs(text: str, runs: list[str]) -> None:
    assert [text[span.start : span.end] for span in quoted(text)] == runs


def test_found_with_its_citation() -> None:
    [one] = check("規約には「料金を 前払いで\n支払い」とあります。")
    assert (one["found"], one["doc"], one["citation"]) == (True, "boat", "第2条第2項")
    start, end = one["start"], one["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert BOAT[start:end] == "料金を前払いで支払い"
    assert one["nearest"] is None


def test_a_changed_word_is_not_found_and_its_nearest_wording_is_shown() -> None:
    [one] = check("「借主は、料金を後払いで支払い、舟を降りるときに」")
    assert one["found"] is False
    near = one["nearest"]
    assert isinstance(near, dict)
    assert near["citation"] == "第2条第2項"
    assert "[-後-]{+前+}" in str(near["difference"])
    assert BOAT[near["start"] : near["end"]] == near["quote"]


def test_the_other_documents_words_are_theirs() -> None:
    [one] = check("「1時間５００円とします」")
    assert one["doc"] == "sled"


def test_words_left_out() -> None:
    [one] = check("「借主は、料金を前払いで支払い、…精算するものとします」")
    assert one["found"] is True
    assert one["citation"] == "第2条第2項"
    assert check("「精算するものとします。…料金を前払いで」")[0]["found"] is False


def test_nothing_near() -> None:
    [one] = check("「月面の探査車」")
    assert one["found"] is False
    assert one["nearest"] is None


@given(st.text(max_size=200))
def test_any_text_is_read_and_no_quote_is_nothing(text: str) -> None:
    for one in verify(f"「{text}」{text}", [read_text(BOAT, "boat")]):
        assert normalize(one.quote).text
        if one.found:
            assert one.doc == "boat"
            assert BOAT[one.found.span.start : one.found.span.end].strip()
        json.dumps(quotation_record(one))


@pytest.mark.parametrize("mark", ["「", "『", '"', "> ", "「」", "「あ", "…"])
def test_many_marks_take_no_time(mark: str) -> None:
    begun = time.perf_counter()
    list(quoted(mark * 20_000))
    assert time.perf_counter() - begun < 3


def test_difference() -> None:
    [one] = verify("「料金は、1日 800円とします」", [read_text(BOAT, "boat")])
    assert one.near is not None
    assert difference(one.near.changes).startswith("料金は、1[-日-]{+時間+}800円")
