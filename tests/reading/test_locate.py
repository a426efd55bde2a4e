"""Quotations are found where they stand, and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.normalize import normalize
from indexer.reading import read_text
from indexer.reading.locate import Locator, find, nearest

TEXT = """灯台利用規約

第1条（目的）
この規約は、灯台を見学する者（以下「見学者」といいます。）の守るべき事柄を定
めます。

- 1 -

第2条（予約）
１．見学者は、見学日の　５日前 までに予約するものとします。見学料は 1,200 円
とします。
２．次の各号の場合、予約を断ることがあります。
（1）満員のとき
（2）荒天が見込まれるとき
"""


@pytest.fixture(scope="module")
def locator() -> Locator:
    return Locator(read_text(TEXT, "light"))


@pytest.mark.parametrize(
    ("quoted", "clause"),
    [
        ("見学者は、見学日の5日前までに予約するものとします。", "light#a2.p1"),
        ("守るべき事柄を定めます", "light#a1.p1"),
        ("見学料は １，２００円とします", "light#a2.p1"),
        ("予約するものとします。見学料は1,200円とします。次の各号の場合、予約を断る", "light#a2.p1"),
        ("荒天が見込まれるとき", "light#a2.p2.i2"),
        ("断ることがあります。\n(1)満員のとき\n(2)荒天", "light#a2.p2"),
        ("予約", "light#a2"),
    ],
)
def test_found(locator: Locator, quoted: str, clause: str) -> None:
    place = locator.find(quoted)
    assert place is not None
    assert place.clause.id == clause
    words = normalize(TEXT[place.span.start : place.span.end]).text
    assert words.startswith(normalize(quoted).text[:3])
    assert words.endswith(normalize(quoted).text[-3:])


def test_words_across_page_furniture(locator: Locator) -> None:
    assert locator.find("事柄を定めます。第2条(予約)") is not None


@pytest.mark.parametrize("quoted", ["見学日の6日前までに", "", "　\n ", "\u200b", "灯台を見物する者", "、。、。"])
def test_not_found(locator: Locator, quoted: str) -> None:
    assert locator.find(quoted) is None


def test_the_nearest_wording_shows_the_changed_word(locator: Locator) -> None:
    near = locator.nearest("見学者は、見学日の7日前までに予約するものとします。")
    assert near is not None
    assert near.clause.id == "light#a2.p1"
    assert [(one.kind, one.text) for one in near.changes if one.kind != "same"] == [("quoted", "7"), ("source", "5")]
    assert (
        normalize(TEXT[near.span.start : near.span.end]).text == "見学者は、見学日の5日前までに予約するものとします。"
    )
    assert near.likeness > 0.9


def test_the_nearest_of_several(locator: Locator) -> None:
    other = Locator(read_text("第1条（鐘）\n鐘は、毎時零分に鳴らします。\n", "bell"))
    found = nearest([locator, other], "鐘は、毎時十分に鳴らします。")
    assert found is not None
    assert found[0].document.id == "bell"
    assert nearest([locator, other], "xyz") is None


@given(st.data())
def test_every_run_of_a_clause_is_found_with_its_own_words(data: st.DataObject) -> None:
    document = read_text(TEXT, "light")
    clause = data.draw(st.sampled_from([one for one in document.clauses if one.text]))
    start = data.draw(st.integers(0, len(clause.text) - 1))
    quoted = clause.text[start : data.draw(st.integers(start + 1, len(clause.text)))]
    place = find(document, quoted)
    if not normalize(quoted).text:
        assert place is None
        return
    assert place is not None
    assert normalize(TEXT[place.span.start : place.span.end]).text == normalize(quoted).text


@given(st.text(min_size=1, max_size=40))
def test_nothing_that_is_not_there_is_found(words: str) -> None:
    place = find(read_text(TEXT, "light"), words)
    if place is not None:
        assert normalize(words).text
        assert normalize(words).text in normalize(TEXT.replace("- 1 -", "")).text
    elif normalize(words).text:
        assert normalize(words).text not in normalize(TEXT.replace("- 1 -", "")).text


def test_a_long_document_is_searched_in_no_time() -> None:
    long = "".join(
        f"第{at}条（題{at}）\n契約者は、第{at}番の機器を{at}日以内に返還するものとします。\n" for at in range(1, 800)
    )
    locator = Locator(read_text(long, "long"))
    locator.nearest("契約者は、")
    begun = time.process_time()
    for at in range(20):
        assert locator.find(f"第{at + 9}番の機器を{at + 9}日以内に") is not None
        assert locator.nearest(f"契約者は、第{at}番の装置を{at}日以内に返却するものとする。") is not None
    assert time.process_time() - begun < 2
