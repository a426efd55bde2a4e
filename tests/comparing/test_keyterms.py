"""Comparable figures: the value, the words it stands in, or nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from indexer.comparing import compare_records
from indexer.comparing.keyterms import key_terms, of_document, table
from indexer.reading import read_text
from indexer.reading.corpus import Corpus
from indexer.searching.topic_list import all_topics

LABELS = Path(__file__).parents[2] / "eval" / "labels" / "keyterms.jsonl"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
PROVIDERS = os.environ.get("YAKKAN_PROVIDERS")

CASES = [
    ("late-rate", "遅延損害金", "支払を怠った契約者は、年11%の割合による遅延損害金を支払います。", "年11%"),
    ("notice-by-customer", "解約", "契約者は、45日前までに通知して本契約を解約することができます。", "45日前まで"),
    ("notice-by-provider", "任意解約", "当社は、4か月前までに通知して本契約を解約することができます。", "4ヶ月前まで"),
    (
        "renewal-unit",
        "契約期間",
        "期間満了の2か月前までに申出がないときは、本契約は同一条件で2年間自動更新されます。",
        "2年間",
    ),
    (
        "renewal-refusal",
        "契約期間",
        "期間満了の2か月前までに申出がないときは、本契約は同一条件で2年間自動更新されます。",
        "2ヶ月前まで",
    ),
    ("court", "合意管轄", "訴訟は、松山地方裁判所を専属的合意管轄裁判所とします。", "松山地方裁判所"),
    ("dispute", "紛争の解決", "紛争は、当地の仲裁機関の規則に従い仲裁により解決します。", "仲裁"),
    ("governing-law", "準拠法", "本契約は日本法に準拠します。", "日本法"),
    ("prorating", "日割計算", "月の途中で解約しても料金の日割計算は行いません。", "日割りしない"),
    ("prorating", "日割計算", "月の途中で始まるときは、料金を日割計算します。", "日割りする"),
    (
        "sublet",
        "転貸の禁止",
        "契約者は機器を転貸できません。ただし、当社の承諾を得たときはこの限りではありません。",
        "承諾があれば可",
    ),
    ("sublet", "転貸の禁止", "契約者は機器を転貸できません。", "不可"),
    (
        "subcontract",
        "再委託",
        "当社は、業務の全部を第三者に再委託(以下「再委託」といいます。)することができます。",
        "不要",
    ),
    ("lost-profits", "損害賠償", "当社は、逸失利益について賠償の責任を負いません。", "賠償しない"),
    ("rounding", "端数処理", "1円未満の端数は切り上げます。", "切上げ"),
    ("bank-fees", "支払方法", "振込手数料は当社が負担します。", "提供者の負担"),
]


@pytest.mark.parametrize(("key", "heading", "sentence", "value"), CASES)
def test_a_figure_is_read(key: str, heading: str, sentence: str, value: str) -> None:
    document = read_text(f"試験規約\n第1条（{heading}）\n{sentence}\n", "t")
    found = of_document(document)
    assert key in found
    assert found[key].value == value
    assert found[key].clause.id == "t#a1.p1"
    assert document.text[found[key].span.start : found[key].span.end] in sentence


def test_who_acts_tells_two_figures_apart() -> None:
    document = read_text("規約\n第1条（解約）\n当社は、6か月前までに通知して本契約を解約することができます。\n", "t")
    found = of_document(document)
    assert "notice-by-customer" not in found
    assert found["notice-by-provider"].value == "6ヶ月前まで"


def test_a_document_that_says_nothing_has_no_figure() -> None:
    document = read_text("規約\n第1条（目的）\n本規約は縁側の利用条件を定めます。\n", "t")
    assert of_document(document) == {}
    assert all(row["values"] == {"t": None} for row in compare_records.key_terms([document]))


def test_the_rules_name_topics_that_exist() -> None:
    known = {topic.id for topic in all_topics()}
    assert len(key_terms()) >= 40
    for term in key_terms():
        assert set(term.topics) <= known
        assert term.kinds or term.answers


def test_a_line_without_end_is_read_in_time() -> None:
    document = read_text("規約\n第1条（解約）\n" + "解約の(前" * 20_000 + "\n", "t")
    assert table([document])


def _measured(folder: Path) -> tuple[float, float, float]:
    """The shares of values, citations and empties that are as labelled."""
    found = table(Corpus(folder).documents())
    right = cited = filled = silent = empty = 0
    for text in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(text)
        for doc, got in found[label["key"]].items():
            want = label["values"].get(doc)
            if doc in label["values"] and want is None:
                empty, silent = empty + 1, silent + (got is None)
            elif want is not None:
                local = got.clause.id.partition("#")[2] if got else ""
                filled += 1
                right += got is not None and got.value == want["value"]
                cited += any(local == one or local.startswith(f"{one}.") for one in want["clauses"])
    return right / filled, cited / filled, silent / empty


def test_the_labels_of_the_samples_are_met() -> None:
    value, citation, empty = _measured(SAMPLES)
    assert (value >= 0.9, citation >= 0.9, empty >= 0.95) == (True, True, True)


@pytest.mark.skipif(PROVIDERS is None, reason="YAKKAN_PROVIDERS names no folder of the five provider texts")
def test_the_labels_of_the_providers_are_met() -> None:
    value, citation, empty = _measured(Path(str(PROVIDERS)))
    assert (value >= 0.85, citation >= 0.9, empty >= 0.95) == (True, True, True)
