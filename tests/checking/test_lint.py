"""Each lint rule on a text that breaks it and on one that only looks as if it did."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.checking import lint
from indexer.reading import read_text
from indexer.types import Finding

BASE = """みなと会議室利用規約
第1条（目的）
1. この規約は、会議室の貸出しの条件を定めます。
2. 鍵の返却は次の各号のとおりとします。
（1）平日は受付に返す。
（2）休日は箱に返す。
第2条（料金）
料金は月末に締めます。
"""


def findings(text: str, base: str = BASE) -> list[Finding]:
    """What the lint finds in the base document and the text after it."""
    return list(lint.check(read_text(base + text)))


def rules(text: str, base: str = BASE) -> list[tuple[str, str]]:
    """The rules and severities, in text order."""
    return [(finding.rule, finding.severity) for finding in findings(text, base)]


BROKEN = {
    "article": ("第3条（適用）\n第9条に従います。\n", "dangling", "error", "第9条"),
    "before-the-first": ("第3条（適用）\n1. 前項に従います。\n", "dangling", "error", "前項"),
    "item": ("第3条（適用）\n第1条第2項第3号に従います。\n", "missing_item", "error", "第1条第2項第3号"),
    "paragraph": ("第3条（適用）\n第2条第2項に従います。\n", "missing_item", "error", "第2条第2項"),
    "no-items": ("第3条（適用）\n第1条第1項各号に従います。\n", "missing_item", "error", "第1条第1項各号"),
    "annex": ("第3条（適用）\n別紙1に従います。\n", "missing_annex", "warning", "別紙1"),
    "title-of-another": ("第3条（適用）\n第1条（料金）に従います。\n", "title_mismatch", "error", "第1条（料金）"),
    "title-a-little-off": (
        "第3条（適用）\n第2条（料金等）に従います。\n",
        "title_mismatch",
        "error",
        "第2条（料金等）",
    ),
    "list": ("第3条（適用）\n次の各号に当たる者には貸しません。\n", "list_missing", "warning", "次の各号"),
    "article-gap": ("第4条（適用）\n料金を払います。\n", "number_gap", "warning", "第4条"),
    "item-gap": ("第3条（適用）\n次の各号によります。\n（1）朝\n（3）夜\n", "number_gap", "warning", "（3）"),
    "article-double": ("第2条（適用）\n料金を払います。\n", "number_double", "warning", "第2条"),
    "undefined": (
        "第3条（適用）\n本件設備を壊してはならず、本件設備の鍵も同じです。\n",
        "undefined_term",
        "warning",
        "本件設備",
    ),
    "twice": (
        "第3条（名）\n借りる者（以下「借主」といいます。）が来ます。借主は帰ります。\n第4条（名）\n使う者（以下「借主」といいます。）です。\n",
        "defined_twice",
        "warning",
        "借主",
    ),
    "unused": ("第3条（名）\n借りる者（以下「借主」といいます。）が来ます。\n", "unused_term", "warning", "借主"),
    "shortened": (
        "第3条（名）\n直す者（以下「指定修繕事業者」といいます。）を選びます。指定修繕事業者が来ます。指定修繕業者は帰ります。\n",
        "variant",
        "warning",
        "指定修繕業者",
    ),
    "long-vowel": (
        "第3条（名）\n登録した者（以下「登録ユーザー」といいます。）が借ります。登録ユーザーは払います。登録ユーザは帰ります。\n",
        "variant",
        "warning",
        "登録ユーザ",
    ),
    "headless": (
        "第3条（名）\n組む者（以下「特定提携事業者」といいます。）を選びます。特定提携事業者は来ます。特定提携事業者は帰ります。提携事業者です。\n",
        "variant",
        "warning",
        "提携事業者",
    ),
    "own-name": (
        "第3条（名）\n本規約、本規約、本規約、本規約、本規約、本規約及び本規約を守ります。本約款も守ります。\n",
        "variant",
        "warning",
        "本約款",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_rule_finds(name: str) -> None:
    text, rule, severity, words = BROKEN[name]
    (found,) = findings(text)
    assert (found.rule, found.severity) == (rule, severity)
    document = read_text(BASE + text)
    assert document.text[found.span.start : found.span.end].startswith(words)
    assert found.clause in document.by_id
    assert found.message.endswith("。")


SOUND = {
    "branch": "第2条の2（割引）\n割り引きます。\n第3条（適用）\n第2条の2に従います。\n",
    "deleted": "第3条から第5条まで 削除\n第6条（適用）\n料金を払います。\n",
    "statute": "第3条（適用）\n民法第900条第7項第9号及び消防法（昭和23年法律第186号）第80条に従います。\n",
    "title-blanks": "第3条（適用）\n第2条（ 料 金 ）に従います。\n",
    "remark": "第3条（適用）\n第2条（以下「料金条項」といいます。）によります。料金条項は変わりません。\n",
    "inline-list": "第3条（適用）\n次の各号のいずれか、すなわち(1)朝、(2)夜に来ます。\n",
    "common-words": "第3条（適用）\n本人確認書類、本店所在地、本体価格、日本国法及び基本契約約款を見ます。\n",
    "self-names": "第3条（適用）\n本規約は本条件によらず適用します。\n",
    "compound-of-a-term": "第3条（名）\n貸出し（以下「本サービス」といいます。）をします。本サービス設備と本サービスです。\n",
    "explained-again": "第3条（名）\n貸出し（以下「本サービス」といいます。）をします。本サービスは有料です。\n第4条（名）\n本サービスとは、鍵を渡すことをいいます。\n",
    "two-scopes": "第3条（名）\n机（以下本条において「台」といいます。）です。台です。\n第4条（名）\n棚（以下本条において「台」といいます。）です。台です。\n",
    "antonym": "第3条（名）\n外の者（以下「非登録会員」といいます。）と内の者（以下「登録会員」といいます。）です。非登録会員と登録会員です。\n",
    "two-lists": "第3条（適用）\n次の各号によります。\n（1）朝\n（2）昼\nただし、次の各号の日を除きます。\n（1）月曜\n（2）火曜\n",
    "entry-that-calls-itself": "第3条（用語の定義）\n次の用語の意味は次のとおりとします。\n（1）借主　借りる者（以下「借主」といいます。）\n第4条（鍵）\n借主は返します。\n",
    "called-without-a-verb": "第3条（名）\n貸出し（以下「本件貸出し業務」）と返却（以下、本件返却業務）をします。本件貸出し業務と本件返却業務です。\n",
    "named-by-itself": "第3条（名）\n本利用規約（以下「本規約」といいます。）によります。本規約、本規約、本規約、本規約及び本規約です。\n",
    "supplement": "附則\n1 この規約は四月一日から施行します。\n附則\n1 この規約は五月一日から施行します。\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_text_is_left_alone(name: str) -> None:
    assert rules(SOUND[name]) == []


def test_each_chapter_may_count_its_own_articles() -> None:
    base = "第1章 総則\n第1条（目的）\n目的です。\n第2条（名）\n名です。\n第2章 貸出し\n第1条（貸出し）\n貸します。\n第2条（鍵）\n鍵です。\n"
    assert rules("", base) == []


def test_bare_form_of_a_bracketed_term_is_a_hint() -> None:
    text = "第3条（名）\n借りる方（以下「借主（会員）」といいます。）です。借主（会員）は払います。借主は帰ります。\n"
    assert rules(text) == [("variant", "hint")]


def test_findings_come_in_text_order() -> None:
    found = findings("第3条（適用）\n第9条及び第8条に従います。\n第5条（鍵）\n第7条に従います。\n")
    assert [finding.span for finding in found] == sorted(finding.span for finding in found)
    assert len(found) == 4


@given(
    st.lists(
        st.sampled_from(
            [
                "第9条",
                "前項",
                "次の各号",
                "（1）",
                "「甲室」",
                "といいます",
                "以下",
                "（",
                "）",
                "本件甲",
                "甲室",
                "別紙",
                "\n",
                "。",
                "、",
                "第4条",
                "削除",
                "（目的）",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_checked(words: list[str]) -> None:
    document = read_text(BASE + "第3条（適用）\n" + "".join(words))
    for finding in lint.check(document):
        assert finding.clause in document.by_id
        assert 0 <= finding.span.start < finding.span.end <= len(document.text)
        assert finding.message.endswith("。")


def test_empty_document() -> None:
    assert lint.check(read_text("")) == ()


def test_five_thousand_articles_take_a_few_seconds() -> None:
    lines = []
    for number in range(1, 5001):
        lines.append(f"第{number}条（見出し{number}）")
        lines.append(
            f"鍵（以下「鍵{number}番」といいます。）を渡し、鍵{number}番と第{max(1, number - 1)}条によります。"
        )
    document = read_text("\n".join(lines))
    started = time.perf_counter()
    found = lint.check(document)
    assert time.perf_counter() - started < 30  # 4 s on a quiet machine
    assert found == ()
