import pytest

from indexer.reading import read_text
from indexer.searching.fusion import shares
from indexer.searching.matched import matched
from indexer.searching.narrowing import chapters, narrowed
from indexer.types import Hit

RULES = """第1章　総則
第1条（定義）
略語は別紙のとおりとします。
第2章　料金
第2条（料金）
料金は次の表のとおりとします。

附則
本約款は4月1日から施行します。
"""


def marked(question: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in matched(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("返金", "料金は返金しません。", ["返金"]),
        ("ＩＤを貸す", "ＩＤを貸与し、IDを貸す。", ["ＩＤ", "ID", "貸す"]),
        ("利用料金", "利用料金、\n利用料金", ["利用料金", "利用料金"]),
        ("解約", "当社は承諾する。", []),
        ("", "当社は承諾する。", []),
        ("解約", "", []),
        ("𩸽料理", "𩸽料理の\n𩸽は料理", ["料理", "料理"]),
    ],
)
def test_words_of_the_question_are_marked_where_they_stand(question: str, text: str, found: list[str]) -> None:
    assert marked(question, text) == found


def test_a_synonym_is_marked() -> None:
    assert "転貸" in marked("又貸し", "契約者は、転貸をしてはならない。")


@pytest.mark.parametrize(
    "text", ["ﷺ" * 30_000, "\ud800解約", "解約。" * 20_000], ids=["ligatures", "surrogate", "long"]
)
def test_no_text_breaks_it(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in matched("解約", text))


def test_parts_add_up_to_the_score() -> None:
    document = read_text(RULES, "rules")
    clause = document.by_id["rules#a1.p1"]
    assert shares(Hit(clause, "rules", 2.3, {"words": 0.3, "dense": 0.95, "heading": 0.1})) == {
        "dense": 3.8,
        "words": 0.3,
        "heading": 0.1,
    }
    assert shares(Hit(clause, "rules", 1.0, {"jump": 1.0})) == {}


def test_hits_are_narrowed_to_chapters_and_kinds() -> None:
    document = read_text(RULES, "rules")
    hits = [Hit(clause, "rules", 1.0, {}) for clause in document.clauses if clause.text]
    assert [one.id for one in chapters(document)] == ["rules#ch1", "rules#ch2", "rules#supplement1"]

    def kept(within: list[str], kinds: list[str]) -> list[str]:
        return [hit.clause.id.partition("#")[2] for hit in narrowed(document, hits, within, kinds)]

    assert kept([], []) == [hit.clause.id.partition("#")[2] for hit in hits]
    assert kept(["rules#ch2"], []) == ["a2.p1"]
    assert kept([], ["outside"]) == ["supplement1.p1"]
    assert kept(["rules#ch2"], ["outside"]) == []
    assert kept([], ["table"]) == []
