import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from indexer.indexing import lexical
from indexer.indexing.counting import count
from indexer.indexing.lexical import Lexical
from indexer.indexing.postings import Weights, assemble
from indexer.indexing.units import Fields

PLAIN = Weights(fields=(1.0, 0.0, 0.0, 0.0, 0.0), b=(0.75,) * 5, synonym=0.0, k1=1.5)
LETTERS = "カキクケコ"


def body(text: str) -> Fields:
    return Fields(text, "", "", "", "")


def corpus(size: int, seed: int = 3) -> list[list[str]]:
    """Documents of coined words, so that each is one token however it is segmented."""
    chance = np.random.default_rng(seed)
    names = [f"zq{a}{b}" for a in "abcdefgh" for b in "ijklmnop"]
    return [list(chance.choice(names, chance.integers(3, 30), p=_zipf(len(names)))) for _ in range(size)]


def _zipf(size: int) -> np.ndarray:
    weights: np.ndarray = 1 / np.arange(1, size + 1)
    return np.asarray(weights / weights.sum())


def built(texts: list[list[str]], weights: Weights = PLAIN, parts: int = 1) -> Lexical:
    counted = [count([body(" ".join(text)) for text in texts[at::parts]]) for at in range(parts)]
    arrays = assemble([len(part.lengths) for part in counted], lambda at: counted[at], weights)
    return Lexical(arrays, weights)


def test_scores_agree_with_bm25s() -> None:
    texts = corpus(200)
    oracle = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    oracle.index(texts, show_progress=False)
    ours = built(texts)
    for query in corpus(20, seed=9):
        words = list(dict.fromkeys(query))
        units, scores = ours.top(dict.fromkeys(words, 1.0), 200)
        wanted = oracle.get_scores(words)
        np.testing.assert_allclose(scores, wanted[units], rtol=1e-5)
        assert len(units) == np.count_nonzero(wanted)


def test_counts_and_lengths_agree_with_rank_bm25() -> None:
    texts = corpus(200)
    oracle, ours = BM25Okapi(texts, k1=1.5, b=0.75), built(texts)
    for word in ("zqai", "zqbk", "zqhp"):
        units, scores = ours.top({word: 1.0}, 200)
        wanted = oracle.get_scores([word])[units] / (oracle.idf[word] * 2.5)  # its idf and its k1 + 1 taken out
        np.testing.assert_allclose(scores / ours.idf(word), wanted, rtol=1e-5)


def test_the_formula_written_out() -> None:
    texts = [["zqai", "zqai", "zqaj"], ["zqaj"], ["zqak", "zqal"]]
    idf = np.log(1 + (3 - 1 + 0.5) / 1.5)
    assert built(texts).top({"zqai": 1.0}, 5)[1] == pytest.approx(idf * 2 / (2 + 1.5 * (0.25 + 0.75 * 3 / 2)), rel=1e-5)


def test_documents_apart_score_as_documents_together() -> None:
    texts = corpus(90)
    together, apart = built(texts), built([text for at in range(3) for text in texts[at::3]])
    order = [at for part in range(3) for at in range(part, 90, 3)]
    three = built(texts, parts=3)
    terms = dict.fromkeys(texts[0], 1.0)
    every = np.arange(90)
    np.testing.assert_allclose(
        three.contributions(terms, every).sum(axis=(0, 2)),
        together.contributions(terms, np.array(order)).sum(axis=(0, 2)),
        rtol=1e-5,
    )
    np.testing.assert_allclose(three.contributions(terms, every), apart.contributions(terms, every), rtol=1e-5)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 40),
    st.lists(st.sampled_from(["zqai", "zqaj", "zqak", "zqbi", "zqhp", "zqnone"]), min_size=1, unique=True),
)
def test_skipping_frequent_words_changes_nothing(limit: int, query: list[str]) -> None:
    texts, terms = corpus(300), dict.fromkeys(query, 1.0)
    plain = built(texts).top(terms, limit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "SMALL", 10)
        skipping = built(texts).top(terms, limit)
    np.testing.assert_allclose(skipping[1], plain[1], rtol=1e-5)


@pytest.mark.parametrize("small", [10, 10_000])
def test_ranges_keep_the_rest_out(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "SMALL", small)
    ours, terms = built(corpus(300)), {"zqai": 1.0, "zqhp": 1.0}
    units, scores = ours.top(terms, 300, [(10, 20), (100, 130)])
    wanted = {
        unit: score for unit, score in zip(*ours.top(terms, 300), strict=True) if 10 <= unit < 20 or 100 <= unit < 130
    }
    assert dict(zip(units.tolist(), scores.tolist(), strict=True)) == pytest.approx(wanted)


def test_contributions_add_up_to_the_score() -> None:
    fields = [
        Fields("契約を解約する", "料金を返す", "次の場合", "解約", "契約の終了"),
        Fields("料金", "", "", "料金", ""),
    ]
    counted = count(fields)
    ours = Lexical(assemble([2], lambda _: counted))
    terms = {"解約": 1.0, "料金": 1.0, "契約": 1.0, "syn:022021": 1.0}
    units, scores = ours.top(terms, 5)
    np.testing.assert_allclose(ours.contributions(terms, units).sum(axis=(0, 2)), scores, rtol=1e-5)


def test_members_of_a_group_are_found_in_the_unit_that_has_them() -> None:
    counted = count([body("転貸の禁止"), body("又貸しの禁止")])
    ours = Lexical(assemble([2], lambda _: counted))
    assert ours.members("syn:024525", 0) == ["転貸"]
    assert ours.members("syn:024525", 1) == ["又貸し"]
    assert ours.members("syn:999999", 0) == []


def test_unknown_words_and_empty_indexes_find_nothing() -> None:
    assert len(built(corpus(5)).top({"zznothing": 1.0}, 5)[0]) == 0
    empty = Lexical(assemble([], lambda _: count([])))
    assert len(empty.top({"解約": 1.0}, 5)[0]) == 0


def test_a_document_without_words_is_kept_in_its_place() -> None:
    counted = [count([body("解約")]), count([body("")]), count([]), count([body("解約")])]
    ours = Lexical(assemble([1, 1, 0, 1], lambda at: counted[at]))
    assert ours.top({"解約": 1.0}, 5)[0].tolist() == [0, 2]


def test_a_word_said_a_thousand_times_is_counted_as_255() -> None:
    counted = count([body("解約、" * 1_000)])
    assert counted.counts.max() == 255


def test_a_word_stands_in_a_range_or_not() -> None:
    texts = corpus(60)
    ours = built(texts)
    for word in {word for text in texts for word in text} | {"zqnever"}:
        for first, last in ((0, 60), (10, 11), (20, 45), (59, 60), (30, 30)):
            assert ours.stands(word, first, last) == any(word in text for text in texts[first:last])
