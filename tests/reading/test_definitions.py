"""The golden cases of defined terms: a source, `---`, and every term with its reach and its uses."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.numbering import cite
from indexer.reading import definitions, read_text
from indexer.types import Document

CASES = sorted((Path(__file__).parent.parent / "cases" / "definitions").glob("*.txt"))
HEAD = "第1条（用語の定義）\n次の用語の意味は次のとおりとします。\n（1）借主　借りる者\n第2条（名）\n"
WORDS = st.sampled_from(
    [
        "以下",
        "「",
        "」",
        "「鍵」",
        "「甲室」",
        "（",
        "）",
        "、",
        "。",
        "といいます",
        "という",
        "とは",
        "をいいます",
        "総称して",
        "と呼びます",
        "本条において",
        "以下同じ",
        "を含みます",
        "鍵",
        "甲室",
        "\n",
        "\u3000",
        "：",
        "借主",
        "第2条",
    ]
)


def written(document: Document) -> list[str]:
    """Each term as one line: 第1条第1項「鍵」 全体 使用: 第1条第2項、第2条第1項×2."""
    uses = definitions.uses(document, definitions.find(document))
    lines = []
    for term in definitions.find(document):
        places = Counter(cite(use.clause) for use in uses if use.definition == term)
        said = "、".join(place + (f"×{times}" if times > 1 else "") for place, times in places.items())
        lines.append(
            f"{cite(term.clause)}「{term.term}」 {cite(term.scope) if term.scope else '全体'} 使用: {said or 'なし'}"
        )
    return lines


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden_case(case: Path) -> None:
    source, _, expected = case.read_text(encoding="utf-8").partition("---\n")
    assert written(read_text(source)) == expected.strip().splitlines()


@given(st.lists(WORDS, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_spans_cut_out_the_very_words(words: str) -> None:
    document = read_text(HEAD + words)
    terms = definitions.find(document)
    for term in terms:
        cut = document.text[term.span.start : term.span.end]
        assert "".join(cut.split()) == "".join(term.term.split()) != ""
        assert term.clause in document.by_id
        assert term.scope is None or term.scope in document.by_id
    for use in definitions.uses(document, terms):
        assert use.definition in terms
        assert "".join(document.text[use.span.start : use.span.end].split()) == "".join(use.term.split())


def test_terms_and_uses_of_a_long_document_take_a_few_seconds() -> None:
    lines = []
    for number in range(1, 3001):
        lines.append(f"第{number}条（見出し{number}）")
        lines.append(f"機器の部品（以下「部品{number}番」といいます。）を渡し、部品{max(1, number - 1)}番を返します。")
    document = read_text("\n".join(lines))
    started = time.process_time()
    terms = definitions.find(document)
    uses = definitions.uses(document, terms)
    assert time.process_time() - started < 15  # 1 s on a quiet machine
    assert (len(terms), len(uses)) == (3000, 3000)
