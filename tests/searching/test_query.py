from collections.abc import Mapping

import pytest

from indexer.errors import QueryError
from indexer.indexing.index import Entry
from indexer.searching.names import named
from indexer.searching.query import parse
from indexer.searching.sounds import sound


def entry(doc: str, title: str, provider: str, *aliases: str) -> Entry:
    return Entry(doc, title, provider, "", aliases, "", "", 0, 1)


ENTRIES: Mapping[str, Entry] = {
    one.id: one
    for one in (
        entry("mogura-phone", "モグラ電話サービス契約約款", "株式会社モグラ通信"),
        entry("kamome-boat", "カモメ貸しボート利用規約", "カモメ遊覧株式会社", "KMM"),
        entry("xyz-portal", "XYZポータル利用規約（2.1版）", "株式会社エックス・ワイ・ゼット・ポータル"),
        entry("grandslide-cloud", "GrandSlide クラウドサービス規約", "Grand Slide Corporation"),
        entry("hidamari", "ひだまり訪問サービス約款", "一般社団法人ひだまりの会"),
    )
}


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("第十二条の二第3項一号", "a12_2.p3.i1"),
        ("KMMの第10条2項は？", "a10.p2"),
        ("モグラ通信の第３条について教えてください", "a3"),
        ("10条", "a10"),
        ("第4条第1項第2号イを見せて", "a4.p1.i2.s1"),
        ("附則第2項", "supplement1.p2"),
        ("別紙2", "appendix2"),
        ("前文", "preamble"),
        ("第2章", "ch2"),
        ("a12_2.p3", "a12_2.p3"),
        ("Article 10(2)", "a10.p2"),
        ("XYZ Article 4 paragraph 1", "a4.p1"),
        ("第３条って何が書いてある？", None),
        ("第10条の解約の場合の返金は？", None),
        ("イ", None),
        ("3", None),
        ("2項", None),
        ("解約", None),
    ],
)
def test_a_reference_by_number_is_a_jump(text: str, local: str | None) -> None:
    assert parse(text, ENTRIES).citation == local


@pytest.mark.parametrize(
    ("text", "docs"),
    [
        ("モグラ通信の解約", ["mogura-phone"]),
        ("株式会社モグラ通信は返金しますか", ["mogura-phone"]),
        ("モグラの解約", ["mogura-phone"]),
        ("ﾓｸﾞﾗ通信の解約", ["mogura-phone"]),
        ("モグラ電話を解約", ["mogura-phone"]),
        ("ＫＭＭの返却", ["kamome-boat"]),
        ("kmmの返却", ["kamome-boat"]),
        ("カモメさんのボート", ["kamome-boat"]),
        ("xyzで禁止されていること", ["xyz-portal"]),
        ("エックス・ワイ・ゼットの責任", []),
        ("ＸＹＺポータルの責任", ["xyz-portal"]),
        ("grand slideの料金", ["grandslide-cloud"]),
        ("グランドスライドの料金", ["grandslide-cloud"]),
        ("ひだまりの会を退会", ["hidamari"]),
        ("モグラとカモメを比べる", ["mogura-phone", "kamome-boat"]),
        ("mogura-phone 解約", ["mogura-phone"]),
        ("クラウドのデータは消える？", []),
        ("サービスの料金", []),
        ("モグラタタキ", []),
        ("KMMXの料金", []),
    ],
)
def test_names_narrow_to_their_documents(text: str, docs: list[str]) -> None:
    assert list(named(text, ENTRIES).docs) == docs


def test_the_name_is_not_searched_for() -> None:
    assert parse("モグラ通信の解約", ENTRIES).words == "の解約"
    assert parse("モグラ", ENTRIES).words == "モグラ"  # nothing else was said


def test_the_filter_wins_over_a_name() -> None:
    assert parse("モグラの解約", ENTRIES, ["kamome-boat"]).docs == ("kamome-boat",)
    assert parse("モグラの解約", ENTRIES, ["kamome-boat", "mogura-phone"]).docs == ("mogura-phone",)


def test_a_filter_may_be_a_name() -> None:
    assert parse("解約", ENTRIES, ["カモメ遊覧"]).docs == ("kamome-boat",)
    assert parse("解約", ENTRIES, []).docs == ()


def test_a_document_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(QueryError) as told:
        parse("解約", ENTRIES, ["kujira"])
    assert "kujira" in str(told.value)
    assert all(doc in str(told.value) for doc in ENTRIES)


@pytest.mark.parametrize("text", ["", "  ", "\n\u3000"])
def test_a_query_without_words_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text, ENTRIES)


@pytest.mark.parametrize(
    "text", ["の" * 1_000_000, "第" + "1" * 1_000_000 + "条", "？" * 1_000_000, "\ud800解約", "（）・"]
)
def test_odd_queries_are_read_in_no_time(text: str) -> None:
    assert parse(text, ENTRIES).citation is None


@pytest.mark.parametrize(("latin", "kana"), [("grandslide", "グランドスライド"), ("nextbook", "ネクストブック")])
def test_a_latin_name_sounds_like_its_katakana(latin: str, kana: str) -> None:
    assert sound(latin) == sound(kana) != ""


def test_short_words_sound_like_nothing() -> None:
    assert sound("data") == sound("データ") == ""
