"""The words that are quoted: cut where a phrase ends, and never so that they say something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.answering.clues import Clues, Reader
from indexer.answering.phrases import phrases
from indexer.answering.quoting import quote
from indexer.indexing.encoders import open_embedder
from indexer.reading import read_text
from indexer.searching.query import parse
from indexer.types import Hit

from .made import asker


def answer(folder: Path, clause: str, question: str, which: str = "a1.p1") -> tuple[str, str | None]:
    """The quote and the value from a clause of a document of one article; whether it answers is not asked."""
    document = read_text(f"橇の貸出約款\n\n第1条（橇の貸出）\n{clause}\n", "sled")
    alone = asker(folder, [document])
    reader, chosen = Reader(alone.index, open_embedder()), document.by_id[f"sled#{which}"]
    clues = Clues(Hit(chosen, "sled", 1.0, {}), reader.clause(document, chosen))
    found = quote(reader.question(question, parse(question, {})), clues, reader.around(document, chosen))
    return (document.text[found.span.start : found.span.end], found.value) if found else ("", None)


def parts(text: str) -> list[tuple[str, str]]:
    return [(one.role, text[one.start : one.end]) for one in phrases(text)]


def test_a_sentence_has_its_subject_its_condition_and_what_it_says() -> None:
    assert parts("契約者は、橇を壊したときは、修理の費用を支払うものとします。") == [
        ("topic", "契約者は、"),
        ("condition", "橇を壊したときは、"),
        ("last", "修理の費用を支払うものとします。"),
    ]


def test_a_subject_without_a_comma_is_a_phrase_and_a_conjunction_is_none() -> None:
    assert [words for _, words in parts("犬は毎朝走らせ、橇または綱は当社が運ぶ。")] == [
        "犬は",
        "毎朝走らせ、",
        "橇または綱は",
        "当社が運ぶ。",
    ]


def test_what_is_counted_up_belongs_to_what_it_leads_to() -> None:
    text = "橇、犬、綱を失ったときは、届け出る。"
    assert [role for role, _ in parts(text)] == ["condition", "condition", "condition", "last"]
    assert [one.joined for one in phrases(text)] == [False, True, True, False]


def test_a_comma_in_brackets_parts_nothing() -> None:
    assert len(parts("橇（犬橇、馬橇及び人橇をいいます。）は当社が運びます。")) == 2


@given(st.text(alphabet="橇犬綱は、。もの（）「」とします又はきて限り ｱ１\n", max_size=80))
def test_phrases_are_the_sentence_again(text: str) -> None:
    assert "".join(text[one.start : one.end] for one in phrases(text)) == text
    assert all(one.start <= one.said <= one.end for one in phrases(text))


@pytest.mark.parametrize(
    ("clause", "question", "quote"),
    [
        (
            "契約者は、橇を借りた日から数えて七日が過ぎたときは、橇の返却について、返す日の3日前までに書面により当社に通知するものとします。",
            "橇を返すときは何日前までに知らせる？",
            "返す日の3日前まで",
        ),
        (
            "天候その他の理由により橇を走らせることができなかった場合でも、当社は、既に受け取った貸出料金を一切返還しないものとします。",
            "走れなかったら料金は返してもらえる？",
            "返還しない",
        ),
        (
            "橇の貸出に関する訴えは、旭川地方裁判所を専属的合意管轄裁判所とする。",
            "どこの裁判所で争う？",
            "旭川地方裁判所",
        ),
    ],
)
def test_the_condition_and_the_subject_are_left_out(tmp_path: Path, clause: str, question: str, quote: str) -> None:
    found, _ = answer(tmp_path, clause, question)
    assert quote in found
    assert len(found) < len(clause) - 20 or found == quote


@pytest.mark.parametrize(
    ("clause", "kept"),
    [
        (
            "契約者は、橇を、当社の書面による承諾を得た場合に限り、冬の間、他の者に使わせることができます。",
            "書面による承諾を得た場合に限り",
        ),
        (
            "契約者は、あらかじめ書面により、当社の同意を得なければ、橇を他の者に使わせることができません。",
            "書面により、当社の同意を得なければ",
        ),
        (
            "契約者は、橇を、山の中であるか町の中であるかを問わず、他の者に使わせてはならないものとします。",
            "てはならない",
        ),
    ],
)
def test_consent_and_negation_stay(tmp_path: Path, clause: str, kept: str) -> None:
    found, _ = answer(tmp_path, clause, "橇を他の者に使わせてもいい？")
    assert kept in found


def test_a_figure_is_not_cut_off_before_what_turns_it(tmp_path: Path) -> None:
    found, value = answer(
        tmp_path,
        "橇の修理の費用は、契約者一人につき、貸出料金の2倍を超えないものとします。",
        "修理の費用は料金の何倍？",
    )
    assert value == "2倍"
    assert found.endswith("超えない")


def test_two_figures_that_nothing_tells_apart_are_both_quoted(tmp_path: Path) -> None:
    found, _ = answer(tmp_path, "取消しの料金は、前日までは半額とし、当日は全額とします。", "取消しの料金はいくら？")
    assert "半額" in found
    assert "全額" in found


@pytest.mark.parametrize(
    ("clause", "question", "quote", "value"),
    [
        (  # 月末までの|賃料を翌月20日までに: the second is the deadline
            "契約者は、毎月末日までの貸出料金を、翌月20日までに振り込むものとします。",
            "貸出料金はいつまでに払う？",
            "翌月20日まで",
            "翌月20日まで",
        ),
        (
            "賠償の額は、貸出料金の総額又は50万円のいずれか低い額を上限とします。",
            "賠償の上限はいくら？",
            "貸出料金の総額又は50万円のいずれか低い額を上限",
            "500,000円（いずれか低い額）",
        ),
        (
            "当社は、届いた申出に、受けた日から5日以内に答えるよう努めるものとします。",
            "申出には何日以内に答えてくれる？",
            "受けた日から5日以内に答えるよう努める",
            "5日以内",
        ),
        (
            "遅れたときは、契約者は、貸出料金の日割額の一・五倍に相当する額を支払います。",
            "遅れたらいくら払う？",
            "貸出料金の日割額の一・五倍に相当する額",
            "1.5倍",
        ),
        (
            "契約者が終了の日から10日以内に求めたときは、当社は、橇の写真を渡します。",
            "写真は何日以内？",
            "契約者が終了の日から10日以内に求めたときは、当社は、橇の写真を渡します",
            "10日以内",
        ),
    ],
)
def test_a_figure_is_the_one_it_leads_to(
    tmp_path: Path, clause: str, question: str, quote: str, value: str | None
) -> None:
    assert answer(tmp_path, clause, question) == (quote, value)


@pytest.mark.parametrize(
    ("clause", "question", "kept"),
    [
        ("橇の設定の変更は、行ってはならないものとします。", "設定を変えてもいい？", "橇の設定の変更"),
        (
            "雪が深いために橇が動かない場合であっても、当社は、一切責任を負いません。",
            "責任を取る？",
            "動かない場合",
        ),
        (
            "当社は、犬が走らないことがありますが、橇の損害について責任を負いません。",
            "犬が走らないことはある？",
            "責任を負いません",
        ),
        (
            "当社は、わざと又は重い過失による場合を除き、橇の損害について責任を負いません。",
            "損害の責任を負う？",
            "過失による場合を除き",
        ),
        (
            "契約者は、出発の前日までに限り、手数料なく予約を取り消すことができます。",
            "予約を取り消せる？",
            "前日までに限り",
        ),
        ("当社は、橇若しくは綱は貸しますが、犬は貸しません。", "綱は貸してくれる？", "橇若しくは綱"),
        (
            "契約者は、橇の走る場所を変えることができます。ただし、同じ町の中に限ります。",
            "走る場所を変えてもいい？",
            "同じ町の中に限ります",
        ),
        (
            "契約者は、橇を転貸してはならない。ただし、子会社に使わせる場合は、この限りでない。",
            "子会社に使わせる場合は？",
            "橇を転貸してはならない",
        ),
        (
            "取消しの料金は、前の週のときは3割、前の日のときは5割、当日のときは全額を支払う。",
            "前の週の取消しの料金は？",
            "前の週のときは3割、前の日のときは5割、当日のときは全額",
        ),
        (
            "遅れたときは損害金を支払う。ただし、吹雪による場合は、その間の損害金を要しない。",
            "吹雪で遅れたら損害金は要る？",
            "吹雪による場合",
        ),
    ],
)
def test_what_it_speaks_of_and_its_limits_stay(tmp_path: Path, clause: str, question: str, kept: str) -> None:
    assert kept in answer(tmp_path, clause, question)[0]


def test_a_rule_and_its_proviso_are_quoted_and_the_value_does_not_say_the_opposite(tmp_path: Path) -> None:
    clause = "貸出料金は、返還しない。ただし、貸出の日の14日前までに取り消したときは、7割に相当する額を返還する。"
    found, value = answer(tmp_path, clause, "貸出料金は返してもらえる？")
    assert found.startswith("貸出料金は、返還しない。ただし、")
    assert value != "返金あり"


def test_of_a_table_with_several_figures_none_is_taken_for_the_answer(tmp_path: Path) -> None:
    table = "貸出料金は次の表のとおりとします。\n\n乗り物\t夏\t冬\n犬橇\t8,000円\t9,000円\n馬橇\t9,500円\t9,900円"
    assert answer(tmp_path, table, "馬橇の貸出料金はいくら？")[1] == "9,500円、9,900円"
    assert answer(tmp_path, table, "馬橇は冬だといくら？")[1] == "9,900円"
    assert answer(tmp_path, table, "貸出料金はいくら？")[1] is None


def test_a_definition_is_quoted_whole(tmp_path: Path) -> None:
    found, _ = answer(
        tmp_path,
        "「橇」とは、犬、馬又は人が引く乗り物で、雪の上を走るものをいいます。",
        "この約款で橇とは何をいいますか",
    )
    assert found.endswith("犬、馬又は人が引く乗り物で、雪の上を走るものをいいます")


LIST = """契約者は、次の行為をしてはならないものとします。
(1) 橇に定員を超えて人を乗せる行為
(2) 当社の承諾なく犬を替える行為
(3) 夜の間に湖の氷の上を走る行為"""


def test_an_item_is_forbidden_by_the_sentence_over_it(tmp_path: Path) -> None:
    assert answer(tmp_path, LIST, "夜に湖の氷の上を走ってもいい？", "a1.p1.i3") == (
        "夜の間に湖の氷の上を走る行為",
        "不可",
    )


def test_an_item_that_speaks_of_consent_is_forbidden_without_it(tmp_path: Path) -> None:
    assert answer(tmp_path, LIST, "犬を替えてもいい？", "a1.p1.i2")[1] == "不可（承諾があれば可）"


def test_what_is_set_apart_is_not_forbidden(tmp_path: Path) -> None:
    apart = LIST.replace("次の行為をしてはならない", "次の場合を除き、夜の間に橇を使ってはならない")
    assert answer(tmp_path, apart, "定員を超えて乗せてもいい？", "a1.p1.i1")[1] is None


def test_a_list_is_quoted_by_its_items(tmp_path: Path) -> None:
    lead = "当社は、貸出のときに、契約者に対して次の書類を渡します。"
    found, _ = answer(
        tmp_path, f"{lead}\n(1) 橇の手引\n(2) 犬の健康の記録", "橇の貸出のときに契約者に渡される書類の一覧"
    )
    assert found.startswith("橇の手引")
    assert found.endswith("犬の健康の記録")


def test_the_row_of_a_table_is_quoted(tmp_path: Path) -> None:
    table = "貸出料金は次の表のとおりとします。\n\n乗り物\t料金\n犬橇\t8,000円\n馬橇\t9,500円\n人橇\t3,000円"
    found, value = answer(tmp_path, table, "馬橇の貸出料金はいくら？")
    assert value == "9,500円"
    assert found.split() == ["馬橇", "9,500円"]


def test_an_exception_that_is_about_as_good_stands_with_its_rule(tmp_path: Path) -> None:
    clause = "支払が遅れた契約者は、年11.5％の遅延損害金を支払うものとします。ただし、遅れて10日以内に支払った場合は、この限りではありません。"
    found, _ = answer(tmp_path, clause, "支払が少し遅れてすぐ支払った場合も遅延損害金を支払う？")
    assert found.startswith("支払が遅れた契約者は、")
    assert found.endswith("この限りではありません")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet="橇犬は、。ものとします（）「」できない承諾を得て限り又は", min_size=1, max_size=60))
def test_any_sentence_gives_a_quote_that_stands_in_it(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    text = f"第1条（橇）\n橇{words}\n"
    alone = asker(tmp_path_factory.mktemp("any"), [read_text(text, "sled")])
    for one in alone.ask("橇の犬").answers:
        assert one.quote.strip()
        assert text[one.span.start : one.span.end] == one.quote
