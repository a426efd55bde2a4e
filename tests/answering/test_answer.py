"""Answers: the words are in the source, the clause is the right one, and nothing is made up."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.answering import records
from indexer.answering.answer import Asker, ask
from indexer.answering.provenance import provenance
from indexer.answering.replay import read, replay, replay_record
from indexer.errors import QueryError
from indexer.indexing.encoders import open_embedder
from indexer.reading import read_text
from indexer.reading.corpus import Corpus
from indexer.searching.values import find

from .made import LAMP, asker, documents


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("question", "doc", "clause", "value"),
    [
        ("借りた物をまた貸ししてもいい？", "lamp", "a2.p1", "不可（書面の承諾があれば可）"),
        ("解約は何日前までに言えばいい？", "lamp", "a3.p1", "45日前まで"),
        ("支払いが遅れると年何％？", "lamp", "a4.p1", "年11.5%"),
        ("裁判になったらどこの裁判所？", "lamp", "a5.p1", "高松地方裁判所"),
        ("退会の届出はいつまで？", "kite", "a1.p1", "前月10日まで"),
        ("会費はいくら？", "kite", "a2.p1", "2,400円"),
        ("払った会費は返してもらえますか", "kite", "a2.p1", "返金なし"),
    ],
)
def test_the_clause_and_the_value(asking: Asker, question: str, doc: str, clause: str, value: str) -> None:
    answer = asking.ask(question, [doc])
    assert answer.status == "answered"
    assert answer.answers[0].clause.id == f"{doc}#{clause}"
    assert answer.answers[0].value == value


def check_quotes(asking: Asker, record: records.Record) -> None:
    for one in record["answers"]:
        text = asking.index.document(one["doc"]).text
        assert one["quote"] == text[one["start"] : one["end"]]
        assert one["quote"].strip()
        clause = asking.index.document(one["doc"]).by_id[one["id"]]
        assert clause.span.start <= one["start"] < one["end"] <= clause.span.end
        below = {each.id for each in asking.index.document(one["doc"]).clauses if each.id.startswith(f"{clause.id}.")}
        for each in asking.index.document(one["doc"]).clauses:  # only the labels inside a list may stand in a quote
            inside = [mark for mark in each.marks if mark.start < one["end"] and one["start"] < mark.end]
            assert not inside or each.id in below
            assert all(one["start"] < mark.start and mark.end < one["end"] for mark in inside)
        if record["status"] == "answered" and one["value"] is not None and not one["value"].startswith(("可", "不可")):
            assert one["value"] in {value.value for value in find(one["quote"])}


@pytest.mark.parametrize(
    "question", ["凧を揚げてはいけない場所は？", "解約", "第3条2項は？", "灯具の意味", "How do I cancel?"]
)
def test_quotes_stand_at_their_offsets(asking: Asker, question: str) -> None:
    check_quotes(asking, records.answer_record(asking.ask(question)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(min_size=1, max_size=80))
def test_any_question_is_answered_or_refused(asking: Asker, question: str) -> None:
    try:
        record = records.answer_record(asking.ask(question))
    except QueryError:
        assert not question.strip()
        return
    assert record["status"] in ("answered", "absent", "jump")
    assert bool(record["answers"]) == (record["status"] != "absent")
    assert {one["doc"] for one in record["answers"]} | set(record["absent"]) == {"lamp", "kite"} or record[
        "status"
    ] == "jump"
    check_quotes(asking, record)
    json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


LINES = st.sampled_from(
    """第1条（解約）|第2条（料金）|第3条（責任）|１．契約者は、３か月前までに届け出ます。|２　料金は月額１，０００円とし、当社は、返金しません。|
(1) 解約の届出。|一　料金の支払|　イ　遅延|ただし、当社の承諾を得たときは、この限りではありません。|第１条（準用）　第2条の規定を準用します。|
- 3 -|別表　料金|種別　料金　備考|　　契約者は、|当社は、責任を負わないものとし、|前項の場合において、当社は|附則|①解約　②料金|""".replace(
        "\n", ""
    ).split("|")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(LINES, min_size=1, max_size=25),
    question=st.sampled_from(["解約は何日前？", "料金はいくら？", "責任は誰？", "返金"]),
)
def test_quotes_of_any_document_locate(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], question: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    alone = asker(folder, [read_text("約款\n" + "\n".join(lines), "any")])
    check_quotes(alone, records.answer_record(alone.ask(question)))


def test_a_quote_does_not_end_before_its_verb(tmp_path: Path) -> None:
    words = (
        "契約者は、利用の開始の後に見つかった装置の不具合について、通知の期間が過ぎた後に届いた申出であるときは、その原因がどこにあるかを"
        "問わず、また、それが当社の倉庫から出荷される前に生じていたか否かにもかかわらず、装置の交換を当社に求めることができないものとします。"
    )
    alone = asker(tmp_path, [read_text(f"第1条（交換）\n{words}\n", "swap")])
    assert (
        alone.ask("通知の期間が過ぎた後に不具合のある装置を交換してもらえる？")
        .answers[0]
        .quote.endswith("求めることができない")
    )


def test_side_by_side_with_those_that_have_none(asking: Asker) -> None:
    answer = asking.ask("遅延損害金の利率は何％？")
    assert [one.doc for one in answer.answers] == ["lamp"]
    assert answer.absent == ("kite",)
    assert answer.nearest
    assert all(near.why for near in answer.nearest)


def test_nothing_answers(asking: Asker) -> None:
    answer = asking.ask("二酸化炭素の排出量の報告書は何部もらえますか", ["lamp"])
    assert answer.status == "absent"
    assert answer.answers == ()
    assert answer.expansions
    assert len(answer.nearest) <= 3


def test_support(asking: Asker) -> None:
    first = asking.ask("解約したら残りの期間の料金は払うの？", ["lamp"]).answers[0]
    whys = {one.clause.id: one.why for one in first.support}
    assert first.clause.id == "lamp#a3.p2"
    assert whys["lamp#a3.p1"] == "参照「前項」"
    assert whys["lamp#a3.p3"] == "第3条第2項より優先"


def test_definitions_support(asking: Asker) -> None:
    first = asking.ask("転貸は許されるか", ["lamp"]).answers[0]
    assert "定義「灯具」" in {one.why for one in first.support}


def test_jump(asking: Asker) -> None:
    answer = asking.ask("ランプ堂の第3条2項は？")
    assert answer.status == "jump"
    assert [one.clause.id for one in answer.answers] == ["lamp#a3.p2"]
    assert asking.ask("ランプ堂の第99条は？").status == "absent"


def evidence(asking: Asker, question: str, docs: list[str] | None) -> records.Record:
    found = records.evidence_record(asking.ask(question, docs), docs, provenance(asking.index))
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("question", "docs"),
    [("解約は何日前？", ["lamp"]), ("会費はいくら？", None), ("カーボンの報告は出る？", None), ("第3条は？", None)],
)
def test_a_record_gives_the_same_answer(asking: Asker, question: str, docs: list[str] | None) -> None:
    record = evidence(asking, question, docs)
    again = replay(record, asking)
    assert (again.differs, again.changed, again.same) == ((), (), True)
    assert replay_record(again)["answer"] == record["answer"]


def test_an_altered_record_is_seen(asking: Asker) -> None:
    record = evidence(asking, "解約は何日前？", ["lamp"])
    assert replay(record | {"topics": ["凧"]}, asking).differs == ("topics",)
    altered = json.loads(json.dumps(record))
    altered["answer"]["answers"][0]["quote"] = "30日前まで"
    assert not replay(altered, asking).same


def test_what_has_changed_since_is_said(asking: Asker, tmp_path: Path) -> None:
    record = evidence(asking, "解約は何日前？", None)
    later = asker(
        tmp_path, [read_text(LAMP.replace("４５日前", "６０日前"), "lamp"), read_text("第1条（空）\nあ。", "new")]
    )
    again = replay(record, later)
    assert not again.same
    assert again.changed == ("文書「kite」がありません", "文書「new」が増えました", "文書「lamp」の文面が変わりました")
    assert again.answer.answers[0].value == "60日前まで"


@pytest.mark.parametrize(
    "words",
    ["", "[]", "{}", '{"form": 1}', "あ", '{"form": 1, "question": 1, "docs": 2, "provenance": {}, "answer": 0}'],
)
def test_what_is_no_record_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(QueryError, match="証拠記録"):
        read(path)
    with pytest.raises(QueryError, match="証拠記録"):
        read(tmp_path)


def test_a_record_of_documents_that_are_gone(asking: Asker) -> None:
    with pytest.raises(QueryError, match="boat"):
        replay(evidence(asking, "解約は？", ["lamp"]) | {"docs": ["boat"]}, asking)


def test_one_call(asking: Asker) -> None:
    assert ask(asking.index, "会費はいくら？", ["kite"], open_embedder()).answers[0].value == "2,400円"
    assert ask(asking.index, "会費はいくら？", ["kite"]).status in ("answered", "absent")


def test_without_a_model(tmp_path: Path) -> None:
    from indexer.indexing import store
    from indexer.indexing.index import Index

    store.update_index(tmp_path, documents(), None)
    check_quotes(alone := Asker(Index(tmp_path), None), records.answer_record(alone.ask("会費の月額はいくらですか")))


def test_empty_and_odd_documents(tmp_path: Path) -> None:
    odd = [read_text("第1条（空）\n\n第2条（短い）\nあ。\n", "odd"), read_text("ただの一文。", "plain")]
    check_quotes(alone := asker(tmp_path, odd), records.answer_record(alone.ask("何かありますか")))


@pytest.mark.skipif("YAKKAN_PROVIDERS" not in os.environ, reason="YAKKAN_PROVIDERS names no folder of real terms")
def test_every_quote_from_the_real_texts_locates(tmp_path: Path) -> None:
    from indexer.normalize import normalize

    alone = asker(tmp_path, list(Corpus(Path(os.environ["YAKKAN_PROVIDERS"])).documents()))
    labels = Path(__file__).parents[2] / "eval/labels/dev-questions.jsonl"
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()][::8]
    for row in rows:
        docs = [row["doc"]] if row["doc"] in alone.index.entries else None
        record = records.answer_record(alone.ask(row["question"], docs))
        check_quotes(alone, record)
        for one in record["answers"]:
            assert one["value"] is None or normalize(one["quote"]).text


def test_support_is_short_and_the_exception_is_in_it(tmp_path: Path) -> None:
    terms = """貸出約款
株式会社ソリ

第1条（定義）
１．「犬」とは、貸し出す犬をいいます。
２．「橇」とは、貸し出す橇をいいます。
３．「綱」とは、貸し出す綱をいいます。

第2条（返却）
１．契約者は、第3条、第4条、第5条及び第6条に従い、犬、橇及び綱を10日以内に返却するものとします。
２．前項の場合において、契約者は当社に知らせます。この場合の返却の費用は、契約者の負担とします。

第3条（餌）
餌を添えます。

第4条（場所）
小屋に返します。

第5条（時刻）
日没の前とします。

第6条（吹雪）
第2条第1項の規定にかかわらず、吹雪のときは、返却を30日延ばすことができます。
"""
    alone = asker(tmp_path, [read_text(terms, "sled")])
    first = alone.ask("犬と橇は何日以内に返却する？").answers[0]
    assert first.clause.id == "sled#a2.p1"
    assert len(first.support) == 5
    assert "第2条第1項より優先" in [one.why for one in first.support][:3]
    second = alone.ask("返却の費用は誰の負担？").answers[0]
    assert [one.clause.id for one in second.support if one.why == "参照「前項」"] == ["sled#a2.p1"]
