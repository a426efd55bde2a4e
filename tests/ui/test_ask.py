"""質問・検索 as the library's values make it: what the address asks for is what the page shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.ui.conftest import Opened, laid

COURT = "裁判になったらどこの裁判所？"


def test_before_a_question_the_documents_and_three_examples(opened: Opened) -> None:
    at = opened("ask")
    assert at.title[0].value == "約款に質問する"
    assert [button.label for button in at.button if button.key and button.key.startswith("ask.")] == [
        "途中でやめたらお金は戻る？",
        "支払いが遅れたときの利率は？",
        COURT,
    ]
    assert laid(at).count("条 ") >= 5
    assert 'class="answer"' not in laid(at)


def test_an_example_asks(opened: Opened) -> None:
    at = opened("ask")
    at.button(key="ask.example3").click().run()
    assert at.text_input(key="q").value == COURT
    assert laid(at).count('class="answer"') == 5


def test_a_question_of_the_address_is_answered_with_quote_value_and_place(opened: Opened) -> None:
    shown = laid(opened("ask", q=COURT))
    assert '<p class="value">横浜地方裁判所</p>' in shown
    assert re.search(r"<blockquote><mark class=\"quoted\">[^<]*横浜地方裁判所[^<]*</mark></blockquote>", shown)
    assert "<b>第39条第2項</b>" in shown
    assert "みなとサポート株式会社" in shown


def test_a_provider_named_gives_one_card_and_only_its_clauses(opened: Opened) -> None:
    shown = laid(opened("ask", q="みなとの遅延損害金の利率は？"))
    assert shown.count('class="answer"') == 1
    assert "年12.0%" in shown
    assert 'class="around"' in shown
    assert "カワセミ通信株式会社" not in shown


def test_no_document_answers_and_what_was_searched_is_said(opened: Opened) -> None:
    shown = laid(opened("ask", q="みなとではペット同伴で温泉に入れる？"))
    assert "規定なし" in shown
    assert "見つかりませんでした" in shown
    assert "探した言葉" in shown


def test_a_clause_by_its_number(opened: Opened) -> None:
    shown = laid(opened("ask", q="第10条"))
    assert shown.count("<b>第10条</b>") == 5
    assert 'class="hit"' not in shown


def test_filters_come_from_the_address_and_go_into_it(opened: Opened) -> None:
    at = opened("ask", q=COURT, docs="tsubaki-rental,kawasemi-net")
    assert at.multiselect(key="docs").value == ["tsubaki-rental", "kawasemi-net"]
    assert laid(at).count('class="answer"') == 2
    at.multiselect(key="docs").set_value(["kawasemi-net"]).run()
    assert laid(at).count('class="answer"') == 1
    assert at.query_params["docs"] == "kawasemi-net"
    at.multiselect(key="docs").set_value([]).run()
    assert "docs" not in at.query_params


def test_an_unknown_document_in_the_address_narrows_nothing(opened: Opened) -> None:
    at = opened("ask", docs="gone")
    assert at.multiselect(key="docs").value == []


def test_the_list_is_narrowed_to_chapters_and_kinds(opened: Opened) -> None:
    at = opened("ask", q="本規約の施行日", kinds="outside")
    cited = re.findall(r'<article class="hit"><p class="facts"><span[^>]*>[^<]*</span><b>([^<]*)</b>', laid(at))
    assert cited
    assert all(place.startswith(("附則", "別紙", "特約", "前文", "改定履歴")) for place in cited)
    narrow = laid(opened("ask", q="料金", chapters="kawasemi-net#ch4"))
    assert set(re.findall(r'class="hit"><p class="facts"><span[^>]*>([^<]*)<', narrow)) == {"カワセミ通信株式会社"}


def test_each_hit_marks_its_words_and_adds_up(opened: Opened) -> None:
    shown = laid(opened("ask", q="みなとの遅延損害金の利率"))
    assert '<mark class="word">' in shown
    for table in re.findall(r'<table class="shares">.*?</table>', shown):
        *shares, total = (float(value) for value in re.findall(r'class="figure">(-?[0-9.]+)<', table))
        assert sum(shares) == pytest.approx(total, abs=0.005 * (len(shares) + 1))


def test_english_words_around_japanese_clauses(opened: Opened) -> None:
    at = opened("ask", q=COURT, lang="en")
    assert at.title[0].value == "Ask the terms"
    assert "横浜地方裁判所" in laid(at)


def test_blanks_are_no_question(opened: Opened) -> None:
    assert 'class="answer"' not in laid(opened("ask", q="　 "))


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", "**太字** [a](b) {x}", "第0条", "?" * 900])
def test_any_question_is_borne(opened: Opened, question: str) -> None:
    assert "<script>" not in laid(opened("ask", q=question))


def test_an_empty_folder_says_what_to_do(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    monkeypatch.setenv("YAKKAN_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    assert "取り込み" in opened("ask").info[0].value


def test_a_missing_folder_is_told(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_CORPUS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    assert 'role="alert"' in laid(opened("ask"))


def test_a_document_added_is_there_at_the_next_question(
    opened: Opened, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Path(shutil.copytree(samples, tmp_path / "corpus"))
    moved = (held / "tsubaki-rental.txt").rename(tmp_path / "aside.txt")
    monkeypatch.setenv("YAKKAN_CORPUS", str(held))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    at = opened("ask", q=COURT)
    assert laid(at).count('class="answer"') == 4
    moved.rename(held / "tsubaki-rental.txt")
    assert laid(at.run()).count('class="answer"') == 5


def test_a_model_that_does_not_answer_is_told_and_named(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("YAKKAN_LLM_MODEL", "any")
    shown = laid(opened("ask", q=COURT))
    assert "127.0.0.1:9 に送ります" in shown
    assert "接続できませんでした" in shown
    assert 'class="answer"' in shown
