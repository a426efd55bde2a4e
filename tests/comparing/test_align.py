"""Equivalent clauses by topic, the whole matrix, the likes of a clause, and the lines of differences."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from indexer.comparing import compare_records
from indexer.comparing.align import by_topic
from indexer.comparing.contrast_records import contrast
from indexer.comparing.differences import cells, contrasts, line, reader, said
from indexer.comparing.like import like
from indexer.comparing.matrix import matrix, missing
from indexer.errors import CitationError, QueryError
from indexer.reading import read_text
from indexer.reading.corpus import Corpus
from indexer.types import Document

LABELS = Path(__file__).parents[2] / "eval" / "labels" / "alignment.jsonl"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
PROVIDERS = os.environ.get("YAKKAN_PROVIDERS")

RED = """赤松サービス利用規約
第1条（目的）
本規約は、赤松サービスの利用条件を定めます。
第2条（解約）
契約者は、解約を希望する日の40日前までに当社へ届け出て、本契約を解約することができます。
第3条（料金）
1 契約者は、当社が定める月額料金を支払います。
2 契約者が支払を遅延したときは、年9.5%の割合による遅延損害金を支払います。
第4条（管轄裁判所）
本契約に関する訴訟は、仙台地方裁判所を第一審の専属的合意管轄裁判所とします。
"""
BLUE = """青葉レンタル約款
第1条（目的）
この約款は、青葉レンタルの条件を定めるものです。
第2条（契約者が行う解約）
契約者は、解約希望日の3か月前までに書面で通知して解約することができるものとします。
第3条（保証金）
契約者は、契約のときに保証金として5万円を当社に預け、当社は契約終了後に返還します。
第4条（遅延損害金）
契約者は、支払期日までに支払わないときは、年14%の遅延損害金を支払うものとします。
"""


@pytest.fixture(scope="module")
def shelf() -> list[Document]:
    return [read_text(RED, "red"), read_text(BLUE, "blue")]


def _found(documents: list[Document], topic: str) -> dict[str, list[str]]:
    given = by_topic(documents, topic).cells
    return {doc: [match.clause.id.partition("#")[2] for match in row] for doc, row in given.items()}


def test_the_clauses_of_a_topic_stand_beside_each_other(shelf: list[Document]) -> None:
    assert _found(shelf, "customer-termination") == {"red": ["a2.p1"], "blue": ["a2.p1"]}


def test_only_the_paragraph_that_is_meant_is_given(shelf: list[Document]) -> None:
    assert _found(shelf, "late-charge") == {"red": ["a3.p2"], "blue": ["a4.p1"]}


def test_a_silent_document_has_an_empty_cell(shelf: list[Document]) -> None:
    assert _found(shelf, "deposit") == {"red": [], "blue": ["a3.p1"]}
    assert by_topic(shelf, "管轄裁判所").absent == ("blue",)


def test_a_name_that_is_no_topic_is_refused(shelf: list[Document]) -> None:
    with pytest.raises(QueryError, match="論点"):
        by_topic(shelf, "。")


def test_an_empty_document_is_silent_on_everything() -> None:
    empty = read_text("", "empty")
    given = matrix([empty])
    assert not any(row.cells["empty"] for row in given.rows)
    assert compare_records.key_terms([empty])[0]["values"] == {"empty": None}


def test_what_peers_have_is_ranked_by_how_many() -> None:
    shelf = [read_text(RED, "red"), read_text(BLUE, "blue"), read_text(BLUE, "other")]
    found = missing(matrix(shelf), "red")
    assert [len(one.peers) for one in found] == sorted((len(one.peers) for one in found), reverse=True)
    assert ("deposit", 2) in [(one.topic.id, len(one.peers)) for one in found]


def test_a_clause_that_fits_no_topic_is_shown() -> None:
    odd = read_text(
        "規約\n第1条（目的）\n本規約は条件を定めます。\n第2条（ねこ）\n看板ねこは縁側で昼寝をします。\n", "odd"
    )
    assert "odd#a2.p1" in [clause.id for clause in matrix([odd]).unplaced["odd"]]


def test_the_like_of_a_clause_is_found_both_ways(shelf: list[Document]) -> None:
    found = like(shelf, shelf[0], "red#a2.p1")["blue"]
    assert found is not None
    assert (found.clause.id, found.mutual) == ("blue#a2.p1", True)
    assert found.why
    assert like(shelf, shelf[0], "red#a4")["blue"] is None


def test_the_like_of_no_clause_is_refused(shelf: list[Document]) -> None:
    with pytest.raises(CitationError, match="条項"):
        like(shelf, shelf[0], "red#a99")


def test_a_row_is_told_in_one_line(shelf: list[Document]) -> None:
    row = by_topic(shelf, "customer-termination")
    found = cells(row, [reader(one) for one in shelf])
    values = {doc: said(each) for doc, each in found.items()}
    told = line(row.topic.name, values, {"red": "赤松", "blue": "青葉"})
    assert told.endswith("赤松 40日前まで · 青葉 3ヶ月前まで")
    assert "期間" in [one.about for one in contrasts(found["red"][0].text, found["blue"][0].text)]


def test_runs_that_differ_point_into_the_source(shelf: list[Document]) -> None:
    row = compare_records.compare_topic(shelf, "customer-termination")
    (given,) = contrast(row, "red")["blue"]
    assert [(one["about"], one["text"]) for one in given["runs"] if one["about"] == "期間"] == [("期間", "3か月前")]
    assert all(shelf[1].text[one["start"] : one["end"]] == one["text"] for one in given["runs"])
    assert contrast(row, "red")["red"] == [{"share": 0.0, "apart": False, "runs": []}]


def test_wordings_far_apart_are_set_against_each_other_by_their_figures_alone() -> None:
    cell = {"quote": "申出は10日以内に限ります。", "start": 0}
    other = {"quote": "貸与した機器の返還が14日を過ぎ、催告から１０日を経ても戻らなければ買取りになる。", "start": 5}
    (given,) = contrast({"clauses": {"a": [cell], "b": [other]}}, "a")["b"]
    assert given["apart"]
    assert [(one["about"], one["text"], one["start"]) for one in given["runs"]] == [("期間", "14日", 15)]


def test_a_figure_is_known_only_whole() -> None:
    cell = {"quote": "遅れた額に年14.6％を掛けた額を、請求の日に加えて払う。", "start": 0}
    other = {"quote": "利率は6％、ただし初回は１４．６％。", "start": 0}
    (given,) = contrast({"clauses": {"a": [cell], "b": [other]}}, "a")["b"]
    assert given["apart"]
    assert [one["text"] for one in given["runs"]] == ["6％"]


def test_a_document_without_the_clause_is_no_base(shelf: list[Document]) -> None:
    row = compare_records.compare_topic(shelf, "jurisdiction")
    assert row["clauses"]["blue"] == []
    assert [one["runs"] for one in contrast(row, "blue")["red"]] == [[]]


def test_rows_and_matrix_narrow_to_some_documents(shelf: list[Document]) -> None:
    whole, alone = compare_records.compare_all(shelf), compare_records.compare_all(shelf[:1])
    assert [compare_records.narrowed(row, shelf[:1]) for row in whole] == alone
    assert matrix(shelf).narrowed(["red"]) == matrix(shelf[:1])


def test_an_equivalent_is_quoted_from_its_first_operative_word(shelf: list[Document]) -> None:
    found = compare_records.compare_like(shelf, shelf[0], "red#a2")
    for cell in (found["asked"], *found["clauses"]["blue"]):
        document = next(one for one in shelf if cell["id"].startswith(one.id))
        assert cell["quote"] == document.text[cell["start"] : cell["end"]]
        assert cell["quote"].startswith("契約者は、解約")


def test_the_records_are_the_contract(shelf: list[Document]) -> None:
    row = compare_records.compare_topic(shelf, "late-charge")
    (cell,) = row["clauses"]["red"]
    assert {"id", "article", "paragraph", "citation", "quote", "value", "confidence"} <= cell.keys()
    assert (cell["id"], cell["value"], cell["article"], cell["paragraph"]) == ("red#a3.p2", "年9.5%", 3, 2)
    assert cell["quote"] == shelf[0].text[cell["start"] : cell["end"]]
    assert {"topic", "name", "description"} == compare_records.topics()[0].keys()
    assert compare_records.compare_like(shelf, shelf[0], "red#a4")["clauses"] == {"blue": []}


def test_every_quote_of_the_samples_stands_in_its_source() -> None:
    shelf = list(Corpus(SAMPLES).documents())
    texts = {document.id: document.text for document in shelf}
    rows = compare_records.compare_all(shelf)
    assert len(rows) >= 60
    for row in rows:
        for doc, found in row["clauses"].items():
            assert all(cell["quote"] == texts[doc][cell["start"] : cell["end"]] for cell in found)


def test_the_matrix_of_the_samples_is_quick() -> None:
    shelf = list(Corpus(SAMPLES).documents())
    started = time.perf_counter()
    matrix(shelf)
    assert time.perf_counter() - started < 10  # 2 s alone on two cores; others may be busy


def _measured(folder: Path) -> tuple[float, float, float]:
    """Article-level F1, and precision and recall of 規定なし, against the labels."""
    rows = {row.topic.id: row for row in matrix(Corpus(folder).documents()).rows}
    right = given = gold = silent = seen = true_silent = 0
    for text in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(text)
        for doc, found in rows[label["topic"]].cells.items():
            if doc not in label["clauses"]:
                continue
            want = {one.split(".")[0] for one in label["clauses"][doc]}
            got = {one.clause.id.partition("#")[2].split(".")[0] for one in found}
            right, given, gold = right + len(want & got), given + len(got), gold + len(want)
            silent, seen, true_silent = silent + (not want), seen + (not got), true_silent + (not want and not got)
    return 2 * right / (given + gold), true_silent / seen, true_silent / silent


def test_the_labels_of_the_samples_are_met() -> None:
    f1, precision, recall = _measured(SAMPLES)
    assert (f1 >= 0.93, precision >= 0.9, recall >= 0.9) == (True, True, True)


@pytest.mark.skipif(PROVIDERS is None, reason="YAKKAN_PROVIDERS names no folder of the five provider texts")
def test_the_labels_of_the_providers_are_met() -> None:
    f1, precision, recall = _measured(Path(str(PROVIDERS)))
    assert (f1 >= 0.82, precision >= 0.9, recall >= 0.9) == (True, True, True)
