import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.indexing import store
from indexer.indexing.encoders import Embedder, EncoderError, open_embedder
from indexer.indexing.index import Index
from indexer.indexing.units import units
from indexer.reading import read_text
from indexer.searching import topic_vectors, topics
from indexer.searching.evidence import Question
from indexer.searching.search import search
from indexer.searching.topic_matching import KEPT
from indexer.searching.topics import (
    TopicEvidence,
    all_topics,
    find_topic,
    topics_of_clause,
    topics_of_question,
    weights_of,
)
from tests.indexing.made import boat, phone

ROOT = Path(__file__).parent.parent.parent
LABELS = ROOT / "eval" / "labels" / "samples-topics.jsonl"


@pytest.fixture(scope="module")
def model() -> Embedder:
    try:
        return open_embedder()
    except EncoderError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, model: Embedder) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    store.update_index(folder, [phone(), boat()], model)
    with Index(folder) as opened:
        yield opened


def first(weights: dict[str, float]) -> str:
    return next(iter(weights), "")


def test_there_are_enough_topics_and_each_is_whole() -> None:
    assert len(all_topics()) >= 95
    assert len({one.id for one in all_topics()}) == len({one.name for one in all_topics()}) == len(all_topics())
    for one in all_topics():
        assert one.id.isascii()
        assert one.description.endswith("。")
        assert one.headings
        assert one.words
        assert 6 <= len(one.everyday) <= 12, one.id
        assert 2 <= len(one.english) <= 4, one.id
        assert all(line == line.strip() != "" for line in (*one.everyday, *one.english)), one.id


def test_near_topics_exist() -> None:
    known = {one.id for one in all_topics()}
    assert [(one.id, near) for one in all_topics() for near in one.near if near not in known or near == one.id] == []


def test_no_wording_belongs_to_two_topics() -> None:
    times = Counter(line for one in all_topics() for line in (*one.everyday, *one.english))
    assert [line for line, count in times.items() if count > 1] == []


def test_every_topic_is_found_by_its_id_and_its_name() -> None:
    assert [one.id for one in all_topics() if find_topic(one.id) is not one or find_topic(one.name) is not one] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("バックアップ", "backup"),
        ("延滞利息", "late-charge"),
        ("ＩＤ 及び パスワードの管理", "id-password"),
        ("裁判所はどこですか", "jurisdiction"),
    ],
)
def test_a_topic_is_found_by_a_heading_or_by_what_it_is_about(words: str, expected: str) -> None:
    found = find_topic(words)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("words", ["", "   ", "ﾟ", "🦀🦀🦀", "qqq zzz"])
def test_words_about_nothing_have_no_topic(words: str) -> None:
    assert topics_of_question(words) == {}
    assert find_topic(words) is None


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("ワニの返却", "借りたワニは契約終了の日から三日以内に返還しなければなりません。", "equipment-return"),
        ("", "本規約の解釈は日本国の法令に準拠します。", "governing-law"),
        ("準拠法及び裁判管轄", "訴えは沼地地方裁判所を第一審の専属的合意管轄裁判所とする。", "jurisdiction"),
        ("準拠法及び裁判管轄", "この契約は日本法を準拠法とし、日本法に従って解釈する。", "governing-law"),
        ("本サービスの停止について", "料金の支払いを怠ったときは停止することがあります。", "suspension"),
        ("料金", "一円未満の端数は切り捨てます。", "rounding"),
        ("雑則", "暴力団員でないことを表明し、保証します。", "antisocial"),
        ("飼育の報告義務", "受任者は、毎月、ワニの状況を報告書で報告する。", "report"),
    ],
)
def test_a_clause_nobody_has_seen_has_its_topic(heading: str, text: str, expected: str, model: Embedder) -> None:
    assert expected in list(topics_of_clause(heading, "", text, model))[:2]


def test_the_body_tells_apart_what_one_heading_names_together(model: Embedder) -> None:
    heading = "権利の譲渡及び債権の譲渡"
    own = topics_of_clause(heading, "", "契約者は、契約上の地位を第三者に譲渡してはならない。", model)
    theirs = topics_of_clause(heading, "", "当社は、料金債権を請求事業者に譲渡することがあります。", model)
    assert first(own) == "assignment"
    assert first(theirs) == "claim-transfer"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("借りてるルーターを猫が壊しちゃった", "equipment-loss"),
        ("社員が辞めたあとも合言葉がそのままで心配", "id-password"),
        ("向こうの都合で急に打ち切られることってある？", "provider-convenience"),
        ("先に払ったぶん返してもらえるかな", "refund"),
        ("Where would a lawsuit be filed?", "jurisdiction"),
    ],
)
def test_everyday_words_have_their_topic(asked: str, expected: str, model: Embedder) -> None:
    assert expected in list(topics_of_question(asked, model))[:3]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_weights_are_shares_heaviest_first(text: str, heading: str) -> None:
    for weights in (topics_of_question(text), topics_of_clause(heading, heading, text)):
        assert len(weights) <= len(all_topics())
        assert sum(weights.values()) <= 1.001
        assert list(weights.values()) == sorted(weights.values(), reverse=True)


def test_a_question_has_few_topics(model: Embedder) -> None:
    assert 0 < len(topics_of_question("途中でやめたらいくら取られますか", model)) <= KEPT


def test_a_very_long_clause_is_read() -> None:
    assert first(topics_of_clause("解約", "", "契約者は解約の申出をする。" * 20_000)) == "customer-termination"


def test_the_part_says_how_far_topics_agree(index: Index, model: Embedder) -> None:
    everything = np.arange(index.size)
    parts = TopicEvidence(index, model).parts(Question("やめたい", model.encode_queries(["やめたい"])[0]), everything)
    assert set(parts) == {"topic"}
    assert parts["topic"].min() >= 0
    assert parts["topic"].max() <= 1.001
    assert index.clause(int(parts["topic"].argmax()))[1].id.startswith("mogura-phone#a3")


def test_search_takes_topics_as_more_evidence(index: Index, model: Embedder) -> None:
    hit = search(index, "裁判になったらどこの街まで行くの", embedder=model, more=[TopicEvidence(index, model)])[0]
    assert hit.clause.id == "kamome-boat#a2.p1"
    assert hit.parts["topic"] > 0.3


def test_topics_need_no_model_and_no_document_of_a_library(
    index: Index, model: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question("管轄裁判所はどこ", model.encode_queries(["管轄裁判所はどこ"])[0])
    everything = np.arange(index.size)
    words_alone = TopicEvidence(index).parts(Question("管轄裁判所はどこ"), everything)["topic"]
    monkeypatch.setattr(topics, "SHELF", 0)
    monkeypatch.setattr(index, "document", lambda doc: pytest.fail(f"{doc} was read"))
    vectors_alone = TopicEvidence(index, model).parts(asked, everything)["topic"]
    assert words_alone.argmax() == vectors_alone.argmax()
    assert TopicEvidence(index, model).parts(asked, everything[:0])["topic"].shape == (0,)


def test_wordings_are_encoded_once_and_a_damaged_cache_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Embedder
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh = topic_vectors.encoded(model, ["沼", "池"])
    (kept,) = (tmp_path / "yakkan").glob("topics-*.npy")
    np.testing.assert_array_equal(topic_vectors.encoded(model, ["沼", "池"]), fresh)
    for damage in (b"", b"\x93NUMPY", kept.read_bytes()[:-40]):
        kept.write_bytes(damage)
        np.testing.assert_array_equal(topic_vectors.encoded(model, ["沼", "池"]), fresh)
    kept.unlink()
    (tmp_path / "yakkan").rmdir()
    (tmp_path / "yakkan").write_text("a file where the folder should be", encoding="utf-8")
    np.testing.assert_array_equal(topic_vectors.encoded(model, ["沼", "池"]), fresh)


def test_the_clauses_of_the_samples_have_the_topics_that_a_reader_gave_them(model: Embedder) -> None:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    fields = {
        document.clauses[unit.clause].id: unit.fields
        for path in sorted((ROOT / "corpus" / "samples").glob("*.txt"))
        for document in [read_text(path.read_text(encoding="utf-8"), path.stem)]
        for unit in units(document)
    }
    known = {one.id for one in all_topics()}
    assert all(topic in known for label in labels for topic in label["topics"])
    weights = weights_of([fields[f"{label['doc']}#{label['id']}"] for label in labels], model)
    best = [all_topics()[place].id for place in weights.argmax(axis=1)]
    right = sum(topic in label["topics"] for topic, label in zip(best, labels, strict=True))
    assert right >= 0.85 * len(labels)
