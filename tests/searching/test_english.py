import pytest

from indexer.indexing.tokenize import words
from indexer.searching.english import in_japanese, words_of
from indexer.searching.query import parse


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which country's law governs the agreement?", {"準拠法", "契約"}),
        ("How much is the early termination fee?", {"違約金", "解約金"}),
        ("May we transfer the contract to a subsidiary?", {"譲渡", "子会社"}),
        ("Are unpaid invoices charged interest?", {"滞納", "請求書", "遅延損害金"}),
        ("REFUNDS", {"返還", "返金"}),
    ],
)
def test_an_english_question_is_said_in_japanese_too(question: str, words: set[str]) -> None:
    assert words <= set(in_japanese(question))


@pytest.mark.parametrize("question", ["", "解約のfeeはいくら？", "xyzzy plugh", "第10条 Article", "???"])
def test_no_word_is_added_to_any_other_question(question: str) -> None:
    assert in_japanese(question) == ()


def test_the_longest_phrase_is_heard() -> None:
    assert in_japanese("governing law") == ("準拠法",)
    assert "準拠法" not in in_japanese("Must we obey the law?")


def test_forms_of_a_word_are_one() -> None:
    for forms in (
        ("cancel", "cancelled", "canceled", "cancelling"),
        ("policies", "policy"),
        ("transferring", "transfer"),
    ):
        assert len({in_japanese(f"{form} the contract") for form in forms}) == 1


def test_a_query_read_twice_is_the_same() -> None:
    once = parse("Can we get a refund?", {}).words
    assert "返金" in once
    assert parse(once, {}).words == once


def test_an_english_word_has_its_japanese_words_beside_it() -> None:
    found = {word.form: word.groups for word in words_of("Which governing law applies to the router?")}
    assert "準拠法" in found["ロー"]
    assert "機器" in found["ルーター"]


def test_the_words_of_a_japanese_question_are_as_they_are() -> None:
    assert words_of("routerを返すのはいつ？") == words("routerを返すのはいつ？")
