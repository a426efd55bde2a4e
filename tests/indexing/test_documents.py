import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing.documents import from_json, to_json
from indexer.indexing.vocabulary import Vocabulary, pack, unpack
from indexer.types import Notice, Span, Table

from .made import boat, phone


def test_a_document_comes_back_as_it_went() -> None:
    whole = replace(
        phone(),
        tables=(Table("t", "c", Span(1, 2), "x", (("a", "b"), ("c",))),),
        notices=(Notice("odd", "変", Span(0, 1)),),
        page_starts=(0, 40),
        path="a.pdf",
    )
    for document in (whole, boat()):
        again = from_json(json.loads(json.dumps(to_json(document))))
        assert again == document
        assert again.path == document.path
        clause = next(one for one in again.clauses if one.text)
        assert clause.source_offset(0) == document.by_id[clause.id].source_offset(0)


@given(st.sets(st.text(max_size=8).filter(lambda word: word.isprintable())), st.text(max_size=8))
def test_packed_words_are_found_and_no_others(words: set[str], other: str) -> None:
    ordered = sorted(words)
    block, edges = pack(ordered)
    vocabulary = Vocabulary(block, edges)
    assert unpack(block, edges) == ordered
    assert [vocabulary.number(word) for word in ordered] == list(range(len(ordered)))
    assert [vocabulary.word(number) for number in range(len(vocabulary))] == ordered
    if other not in words and other.isprintable():
        assert vocabulary.number(other) is None
