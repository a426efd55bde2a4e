import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing import tokenize
from indexer.indexing.tokenize import synonyms, tokens, words


def test_a_long_word_is_followed_by_the_words_inside_it() -> None:
    assert tokens("裁判所") == ["裁判所", "裁判", "所"]


@pytest.mark.parametrize(
    ("one", "other"), [("引越し", "引っ越し"), ("サーバ", "サーバー"), ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"), ("ＡＢＣ", "abc")]
)
def test_spellings_of_a_word_are_one_word(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("spelling", ["30日", "３０日", "三十日", "三〇日", "参拾日"])
def test_numbers_of_every_script_are_one_number(spelling: str) -> None:
    assert tokens(spelling)[0] == "30"


@pytest.mark.parametrize("spelling", ["1,000,000円", "１００万円", "百万円", "壱百万円"])
def test_amounts_of_every_script_are_one_amount(spelling: str) -> None:
    assert tokens(spelling)[0] == "1000000"


@pytest.mark.parametrize("counter", ["1ヶ月", "１ヵ月", "一か月", "1カ月", "１箇月", "1ケ月"])
def test_months_are_one_word(counter: str) -> None:
    assert tokens(counter) == ["1", "箇月"]


@pytest.mark.parametrize("spelling", ["14.5％", "１４．５%", "十四・五％", "14.5パーセント"])
def test_rates_of_every_script_are_one_rate(spelling: str) -> None:
    assert tokens(spelling) == ["14.5", "%"]


@pytest.mark.parametrize("text", ["参加", "一部", "十分な注意", "一時的な停止", "第三者", "拾得", "一切"])
def test_a_numeral_inside_a_word_is_left_alone(text: str) -> None:
    assert not any(token.isdigit() for token in tokens(text))


def test_particles_and_auxiliaries_are_left_out() -> None:
    assert tokens("これはそのようにすることができますか") == []
    assert tokens("What is the fee?") == tokens("fee")


@pytest.mark.parametrize(
    ("one", "other"), [("キャンセル", "解約"), ("外注", "委託"), ("又貸し", "転貸"), ("cancel", "解約")]
)
def test_words_of_one_meaning_share_a_group(one: str, other: str) -> None:
    assert set(synonyms(one)) & set(synonyms(other))


def test_numbers_have_no_synonyms() -> None:
    assert synonyms("1 4 ① Ⅲ") == []


def test_a_heading_set_with_blanks_is_closed_up() -> None:
    assert tokens("責 任") == tokens("責任")
    assert tokens("解約 返金") == ["解約", "返金"]  # words set apart stay apart


@pytest.mark.parametrize("size", [3_999, 4_000, 4_001, 16_383, 16_384, 50_000])
def test_a_sentence_without_end_is_read_whole(size: int) -> None:
    assert tokens("解約" * (size // 2)).count("解約") >= size // 2 - size // 4_000 - 1


def test_sentences_are_cut_where_they_end() -> None:
    text = "契約者は料金を支払う。" * 5_000
    assert tokens(text) == tokens("契約者は料金を支払う。") * 5_000


def test_ligatures_that_grow_inside_the_segmenter_are_read() -> None:
    assert tokens("㍿" * 30_000).count("株式会社") == 30_000
    tokens("ﷺ" * 5_000)


def test_half_a_surrogate_pair_is_no_obstacle() -> None:
    assert "解約" in tokens("解約\ud800")


@given(st.text(max_size=200))
def test_any_text_is_read_twice_alike(text: str) -> None:
    assert tokens(text) == tokens(text)
    assert all(form for form, _ in words(text))


@given(st.text(alphabet="あ。\n解約", max_size=60))
def test_chunks_lose_nothing(text: str) -> None:
    long = text * 200
    assert "".join(tokenize._chunks(long)) == long


def test_threads_have_tokenizers_of_their_own() -> None:
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.extend(tokens(f"契約{n}の解約") for n in range(300))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1_200


def test_the_dictionary_is_named() -> None:
    assert "sudachidict-core 20" in tokenize.version()
