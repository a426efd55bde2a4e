from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from indexer.errors import QueryError
from indexer.indexing import store
from indexer.indexing.encoders import StaticEmbedder
from indexer.indexing.index import Index
from indexer.searching.evidence import Floats, Integers, Question, Ranges
from indexer.searching.search import Asked, search, search_many
from tests.indexing.made import boat, phone, static_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> StaticEmbedder:
    return StaticEmbedder(static_model(tmp_path_factory.mktemp("models") / "toy"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, model: StaticEmbedder) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    store.update_index(folder, [phone(), boat()], model)
    with Index(folder) as opened:
        yield opened


def ids(index: Index, query: str, **options: object) -> list[str]:
    return [hit.clause.id for hit in search(index, query, **options)]  # type: ignore[arg-type]


def test_the_clause_that_has_the_words_comes_first(index: Index) -> None:
    assert ids(index, "返還されますか")[0] == "mogura-phone#a3.p2"
    assert ids(index, "管轄の裁判所はどこ？")[0] == "kamome-boat#a2.p1"


def test_a_synonym_finds_the_clause_and_is_told(index: Index) -> None:
    hit = search(index, "又貸ししてもいい？")[0]
    assert hit.clause.id == "mogura-phone#a4.p1.i1"
    assert hit.parts["synonyms"] > 0
    assert "同義「又貸し=転貸」" in hit.why


def test_a_hit_tells_words_and_headings_apart(index: Index) -> None:
    hit = search(index, "書面で解約")[0]
    assert hit.clause.id == "mogura-phone#a3.p1"
    assert {"words", "heading"} <= set(hit.parts)
    assert "語「書面・解約」" in hit.why
    assert "見出し「解約」" in hit.why


def test_an_item_and_its_paragraph_are_one_hit(index: Index) -> None:
    found = ids(index, "電話機を改造して分解")
    assert found[0] == "mogura-phone#a4.p1.i2"
    assert len([one for one in found if one.startswith("mogura-phone#a4")]) == 1


def test_the_paragraph_is_not_drowned_by_its_items(index: Index) -> None:
    assert ids(index, "契約者が各号の行為をしてはならない")[0] == "mogura-phone#a4.p1"


def test_numbers_in_any_script_are_found(index: Index) -> None:
    assert ids(index, "30日前")[0] == "mogura-phone#a3.p1"
    assert ids(index, "年五パーセント")[0] == "mogura-phone#a2.p2"


def test_a_supplement_can_be_found(index: Index) -> None:
    assert "supplement" in ids(index, "施行はいつから")[0]


def test_a_jump_needs_no_model_and_no_ranking(index: Index) -> None:
    hit = search(index, "モグラの第4条1項2号は？")[0]
    assert (hit.clause.id, hit.parts) == ("mogura-phone#a4.p1.i2", {"jump": 1.0})


def test_a_jump_to_an_article_lands_on_operative_words(index: Index) -> None:
    assert ids(index, "モグラ 第2条") == ["mogura-phone#a2.p1", "mogura-phone#a2.p2"]


def test_a_jump_without_a_name_finds_every_document_that_has_it(index: Index) -> None:
    assert {one.split("#")[0] for one in ids(index, "第2条第1項")} == {"mogura-phone", "kamome-boat"}


def test_a_jump_to_nothing_finds_nothing(index: Index) -> None:
    assert ids(index, "第99条") == []


def test_documents_are_narrowed_by_filter_and_by_name(index: Index) -> None:
    assert {hit.doc for hit in search(index, "利用の条件", docs=["kamome-boat"])} <= {"kamome-boat"}
    assert {hit.doc for hit in search(index, "カモメの契約の料金")} <= {"kamome-boat"}
    with pytest.raises(QueryError, match="mogura-phone"):
        search(index, "解約", docs=["nowhere"])


def test_k_hits_at_most(index: Index) -> None:
    assert len(search(index, "契約者の料金と電話", k=2)) == 2
    assert len(search(index, "第2条", k=1)) == 1
    assert search(index, "契約者の料金と電話", k=0) == []
    assert len(search(index, "契約者の料金と電話", k=1_000)) > 3


def test_no_documents_is_not_all_documents(index: Index, model: StaticEmbedder) -> None:
    assert search(index, "解約", docs=[], embedder=model) == []
    assert search(index, "第2条", docs=[]) == []


def test_vectors_are_one_more_part(index: Index, model: StaticEmbedder) -> None:
    with_model, without = search(index, "解約したい", embedder=model), search(index, "解約したい")
    assert "dense" in with_model[0].parts
    assert "dense" not in without[0].parts


def test_a_batch_answers_as_one_by_one(index: Index, model: StaticEmbedder) -> None:
    asked = [Asked("解約"), Asked("第2条", ["kamome-boat"], 1), Asked("裁判所", None, 3), Asked("料金", ["モグラ通信"])]
    for one, hits in zip(asked, search_many(index, asked, model), strict=True):
        alone = search(index, one.query, one.k, one.docs, model)
        assert [hit.clause.id for hit in hits] == [hit.clause.id for hit in alone]
        assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in alone], abs=1e-4)


def test_more_evidence_is_one_more_part(index: Index) -> None:
    class Topics:
        head: int | None = None

        def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:
            assert (question.text, ranges) == ("zqunknown", None)
            return np.arange(limit)[:1]

        def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
            assert question.words
            return {"topic": (units == 0).astype(np.float32)}

    hit = search(index, "zqunknown", more=[Topics()])[0]
    assert hit.parts == {"topic": 1.0}


@pytest.mark.parametrize("query", ["！？", "zqunknown", "\u200b a", "の", "\ud800"])
def test_a_query_that_matches_nothing_finds_nothing(index: Index, query: str) -> None:
    assert search(index, query) == []
