"""Kinds: what a question wants, in Japanese and in English."""

from __future__ import annotations

import pytest

from indexer.answering.actors import asked_of, subject_of
from indexer.searching.english import as_typed, words_of
from indexer.searching.kinds import named_by, turns, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("解約は何日前までに言えばいい？", "deadline"),
        ("How long is the notice period?", "deadline"),
        ("違約金はいくら？", "amount"),
        ("How much is the late fee?", "amount"),
        ("又貸ししてもいい？", "permission"),
        ("May we sublet the machine?", "permission"),
        ("壊れたら責任を取ってくれる？", "liability"),
        ("Who bears the shipping cost?", "who"),
        ("送料は誰が払う？", "who"),
        ("営業日とは何ですか", "definition"),
        ("承継の手続", "procedure"),
        ("開示が許される例外的な場合を挙げよ", "list"),
        ("滞納したらどうなる", "condition"),
        ("注文はいつ成立する？", "condition"),
        ("From which date do we pay rent?", "deadline"),
        ("何日も動かなかったら料金はどうなる？", "amount"),
        ("Does the rental include delivery?", "definition"),
        ("付属品には何が含まれますか", "list"),
        ("機械を外に持ち出しても平気？", "permission"),
        ("点検の日は前もって知らせてくれる？", "procedure"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert wanted(question).kind == kind


def test_a_question_for_a_number_asks_for_its_unit() -> None:
    assert wanted("パスワードは何文字ですか").units[0].search("8文字以上")
    assert not wanted("パスワードは何文字ですか").units[0].search("6ヶ月")
    assert wanted("どの裁判所ですか").asks[:1] == ("court",)


@pytest.mark.parametrize(
    "question",
    [
        "料金はどうなる？",
        "費用はかかりますか",
        "値段の改定の手続",
        "人数を増やせる？",
        "速度が出ないので取り替えてもらえる？",
        "How much notice do they give before a price rise?",
    ],
)
def test_what_only_speaks_of_a_figure_asks_for_none(question: str) -> None:
    assert not any(units.search("5,000円") for units in wanted(question).units)
    assert "amount" not in wanted(question).asks


@pytest.mark.parametrize(
    "question",
    [
        "料金はいくら？",
        "月額はどのくらい？",
        "手数料は？",
        "値段を教えてください",
        "What's the fee?",
        "What prices do you charge?",
    ],
)
def test_what_asks_for_an_amount_is_answered_by_one(question: str) -> None:
    assert "amount" in wanted(question).asks


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("一部の定めが裁判所に無効とされたら残りはどうなる", "court"),
        ("銀行ともめています。間に入ってもらえますか", "court"),
        ("期間の途中でやめると残りも払う？", "deadline"),
        ("料金はどの会社に払う？", "amount"),
        ("荷物をお持ちですか", "bearer"),
        ("何人も同時に使っていい？", "count"),
    ],
)
def test_a_word_in_passing_asks_for_no_value(question: str, value: str) -> None:
    assert value not in wanted(question).asks


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("契約期間について教えて", "deadline"),
        ("支払期限を確認したい", "deadline"),
        ("How much time do we have to pay?", "deadline"),
        ("どこの裁判所が担当しますか", "court"),
        ("Where is the competent court?", "court"),
        ("サポートは24時間やっていますか", "clock"),
    ],
)
def test_what_asks_for_a_value(question: str, value: str) -> None:
    assert value in wanted(question).asks


def test_words_that_fill_an_english_question_turn_nothing() -> None:
    question = "What is the exact fee about which we would have to ask them?"
    typed = as_typed(question)
    assert [word.form for word in words_of(question) if turns(word.form, typed[word.form])] == ["フィー"]


@pytest.mark.parametrize("word", ["ホール", "ライト", "ヘルプ", "バック", "キープ"])
def test_what_sounds_like_an_english_filler_turns_a_japanese_question(word: str) -> None:
    assert turns(word)


def test_what_asks_which_or_what_is_no_yes_or_no() -> None:
    assert wanted("機械を貸してもらえますか").closed
    assert not wanted("約束を破ると何をされますか").closed
    assert not wanted("機械はいつ届きますか").closed


def test_who_acts() -> None:
    assert asked_of("業者の方から契約を切られることはある？") > 0
    assert asked_of("うちから解約したい") < 0
    assert subject_of("当社は、通知するものとします。") > 0
    assert subject_of("契約者は、当社に届け出るものとします。") < 0
    assert subject_of("カワセミ通信は、通知する。", provider="カワセミ通信株式会社") > 0
    assert subject_of("当社及び契約者は、協議する。") == 0


@pytest.mark.parametrize(
    ("form", "kinds"),
    [("利率", {"rate"}), ("裁判所", {"court", "arbitration"}), ("時間帯", {"clock"}), ("返金", set()), ("解約", set())],
)
def test_a_word_that_is_the_name_of_a_value(form: str, kinds: set[str]) -> None:
    assert named_by(form) == kinds
