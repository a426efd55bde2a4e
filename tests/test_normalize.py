"""Folding keeps every place; normalising keeps the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.normalize import RADICALS, fold, is_blank, normalize

JAPANESE = st.text(alphabet="第１2条十の（)［]　 \n｢」ｶﾞガ㌔⼀⻑①⑴㈱―-~〜\u200b\ufeff\u3099Aａé")
TEXTS = st.one_of(st.text(), JAPANESE)


@given(TEXTS)
def test_folding_keeps_the_length_and_the_line_ends(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [i for i, char in enumerate(folded) if char == "\n"] == [i for i, char in enumerate(text) if char == "\n"]
    assert fold(folded) == folded


@given(TEXTS)
def test_offsets_point_at_the_source(text: str) -> None:
    found = normalize(text)
    assert len(found.offsets) == len(found.text)
    assert list(found.offsets) == sorted(found.offsets)
    assert all(0 <= at < len(text) and not is_blank(text[at]) for at in found.offsets)


@given(TEXTS)
def test_words_never_normalise_to_nothing(text: str) -> None:
    assert (normalize(text).text == "") == all(is_blank(char) for char in text)


@given(TEXTS, st.data())
def test_any_piece_is_found_again_through_its_source(text: str, data: st.DataObject) -> None:
    found = normalize(text)
    if found.text:
        start = data.draw(st.integers(0, len(found.text) - 1))
        end = data.draw(st.integers(start + 1, len(found.text)))
        first, last = found.source(start, end)
        assert 0 <= first < last <= len(text)
        assert found.text[start:end] in normalize(text[first : last + 1]).text


@given(TEXTS)
def test_blanks_carry_no_meaning(text: str) -> None:
    assert normalize(" ".join(text.split())).text == normalize("　".join(text.split())).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第１条（目的）", "第1条(目的)"),
        ("｢契約者｣", "「契約者」"),
        ("⻑期", "長期"),
        ("⼀部", "一部"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("A―B", "A-B"),
        ("責 任", "責任"),
        ("条\u200b項", "条項"),
        ("〜", "～"),
    ],
)
def test_the_same_words_in_other_print(one: str, other: str) -> None:
    assert normalize(one).text == normalize(other).text


def test_circled_numbers_keep_their_meaning_when_folded() -> None:
    assert fold("①⑴㈠２") == "①⑴㈠2"


def test_every_radical_stands_for_an_ideograph() -> None:
    for radical, kanji in RADICALS.items():
        assert fold(radical) == normalize(radical).text == kanji
        assert "CJK UNIFIED" in unicodedata.name(kanji)
