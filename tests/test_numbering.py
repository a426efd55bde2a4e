"""Numbers and ids: exhaustive where the space is small, odd input elsewhere."""

from __future__ import annotations

import pytest

from indexer.errors import CitationError
from indexer.numbering import (
    IROHA,
    article_of,
    cite,
    item_of,
    number,
    paragraph_of,
    parse_citation,
    parts,
    printed,
    sort_key,
    split_id,
    subitem_label,
    to_int,
    to_kanji,
)  # fmt: skip

ALL = range(1, 10_000)
FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
POSITIONAL = str.maketrans("0123456789", "〇一二三四五六七八九")


def test_every_number_in_every_script() -> None:
    for value in ALL:
        scripts = {str(value), str(value).translate(FULLWIDTH), str(value).translate(POSITIONAL), to_kanji(value)}
        assert {to_int(script) for script in scripts} == {value}


def test_numbers_with_blanks_inside() -> None:
    for value in range(10, 10_000, 37):
        assert to_int(" ".join(str(value))) == to_int("　".join(str(value).translate(FULLWIDTH))) == value


def test_kanji_are_written_as_they_are_read() -> None:
    assert [to_kanji(n) for n in (1, 10, 11, 20, 100, 110, 1000, 1984, 9999)] == [
        "一", "十", "十一", "二十", "百", "百十", "千", "千九百八十四", "九千九百九十九",
    ]  # fmt: skip
    assert len({to_kanji(value) for value in ALL}) == len(ALL)


@pytest.mark.parametrize(
    "odd", ["", " ", "　", "十十", "百千", "一二十", "十二三", "壱弐x", "-1", "1.5", "第1", "①", "1" * 40, "²"]
)
def test_what_is_no_number(odd: str) -> None:
    assert to_int(odd) is None


@pytest.mark.parametrize(
    ("old", "value"), [("壱", 1), ("弐拾参", 23), ("拾", 10), ("零", 0), ("一〇", 10), ("1十2", 12)]
)
def test_old_and_mixed_numerals(old: str, value: int) -> None:
    assert to_int(old) == value


@pytest.mark.parametrize(
    ("main", "branches", "value"),
    [("12", "", 12), ("十二", "の二", "12_2"), ("１２", "の２の３", "12_2_3"), ("3", "ノ2", "3_2"), ("x", "", None)],
)
def test_branches(main: str, branches: str, value: int | str | None) -> None:
    assert number(main, branches) == value


def test_branches_stand_between_their_neighbours() -> None:
    order: list[int | str] = [1, 2, "2_2", "2_2_2", "2_3", 3, 10, "10_2", 11]
    assert sorted([*order[4:], *order[:4]], key=sort_key) == order
    assert printed("2_2_3") == ("2", "の2の3")
    assert printed(12) == ("12", "")


def test_ids_become_citations_and_back() -> None:
    for article in (*range(1, 400), "12_2", "3_2_5"):
        for tail in ("", ".p1", ".p3.i12", ".p2.i1.s4"):
            local = f"a{article}{tail}"
            assert parse_citation(cite(f"doc#{local}")) == local


@pytest.mark.parametrize(
    ("local", "words"),
    [
        ("a12_2.p3.i1.s1", "第12条の2第3項第1号イ"),
        ("ch3.s1", "第3章第1節"),
        ("ch3_2.s1_2", "第3章の2第1節の2"),
        ("a1.p2_2.i1_3.s1_2", "第1条第2項の2第1号の3イの2"),
        ("supplement1", "附則"),
        ("supplement2.p1", "附則2第1項"),
        ("appendix1", "別紙"),
        ("appendix3.p2.i1", "別紙3第2項第1号"),
        ("special1.a2", "特約第2条"),
        ("preamble", "前文"),
        ("history", "改定履歴"),
    ],
)
def test_citations_in_words(local: str, words: str) -> None:
    assert cite(f"a-document#{local}") == words
    assert parse_citation(words) == local


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("第十二条の二第3項一号", "a12_2.p3.i1"),
        ("第１０条　第２項", "a10.p2"),
        ("10条2項", "a10.p2"),
        ("第 30 条", "a30"),
        ("第3章第12条第1項", "a12.p1"),
        ("第2項", "p2"),
        ("第二条第一号の二", "a2.i1_2"),
        ("附則第2項", "supplement1.p2"),
        ("別表2", "appendix2"),
        ("a12_2.p3.i1", "a12_2.p3.i1"),
        ("第5条第1項第2号（ロ）", "a5.p1.i2.s2"),
    ],
)
def test_citations_as_people_write_them(words: str, local: str) -> None:
    assert parse_citation(words) == local


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "解約",
        "第条",
        "第十十条",
        "第1条をください",
        "第2項の2倍",
        "第1号の2つ",
        "a",
        "list",
        "zz9.p1",
        "第1条第2条",
    ],
)
def test_words_that_cite_nothing(words: str) -> None:
    assert parse_citation(words) is None


def test_parts_of_an_id() -> None:
    assert split_id("my-doc#a1.p2") == ("my-doc", "a1.p2")
    assert split_id("a1.p2") == ("", "a1.p2")
    assert parts("d#a12_2.p3") == [("a", "12_2"), ("p", 3)]
    assert (article_of("d#a12_2.p3.i4.s2"), paragraph_of("d#a12_2.p3.i4.s2")) == ("12_2", 3)
    assert item_of("d#a12_2.p3.i4.s2") == "4ロ"
    assert (article_of("d#supplement1.p2"), item_of("d#ch1.s2"), paragraph_of("d#ch1")) == (None, None, None)
    for broken in ("d#", "d#A1", "d#a1..p2", "d#1", "d#a1 .p2"):
        with pytest.raises(CitationError, match="例: "):
            parts(broken)


def test_children_are_labelled_in_their_old_order() -> None:
    assert [subitem_label(n) for n in (1, 2, 3, len(IROHA), len(IROHA) + 1)] == ["イ", "ロ", "ハ", "ス", "(48)"]
    assert len(set(IROHA)) == len(IROHA) == 47


def test_hostile_lengths_take_no_time() -> None:
    for hostile in (
        "第" + "1" * 200_000 + "条",
        "第1条" + "の2" * 100_000,
        "一" * 200_000,
        " " * 200_000,
        "a1" + ".p1" * 50_000,
    ):
        parse_citation(hostile)
