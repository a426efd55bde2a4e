"""A chapter's title and what stands below it: said, said in other words, or missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.checking import lint, promises
from indexer.checking.facts import Facts
from indexer.checking.promises import broken_promises
from indexer.reading import read_file, read_text
from indexer.searching.topics import all_topics
from indexer.types import Clause, Document, Finding

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
OPENING = "浮輪貸出約款\n第1章 総則\n第1条（目的）\n目的です。\n"
STRANGE = ("養子縁組", "盲導犬", "競馬場", "潜水艦", "寄席")  # no document speaks of these, and no topic goes by them


@pytest.fixture(scope="module")
def samples() -> list[Document]:
    return [read_file(path) for path in sorted(SAMPLES.glob("*.txt"))]


def found(chapter: str) -> list[Finding]:
    return [each for each in lint.check(read_text(OPENING + chapter, "t")) if each.rule == "chapter_promise"]


def test_what_no_article_speaks_of_is_missing() -> None:
    chapter = "第2章 割増金及び延滞利息\n第2条（延滞利息）\n延滞利息を払います。\n"
    (one,) = found(chapter)
    assert (one.severity, one.clause) == ("warning", "t#ch2")
    assert "「割増金」" in one.message
    assert found(chapter.replace("延滞利息を払います", "延滞利息と割増金を払います")) == []


@pytest.mark.parametrize(
    ("title", "heading", "words"),
    [
        ("事故及び責任", "けがと貴重品", "客のけがや貴重品の盗難について、当社は責任を負いません。"),
        ("保守及び点検", "故障の受付及び修理", "浮輪の故障は受付で承り、点検のうえ修理します。"),
    ],
)
def test_what_is_said_in_other_words_is_there(title: str, heading: str, words: str) -> None:
    assert found(f"第2章 {title}\n第2条（{heading}）\n{words}\n") == []


def test_an_article_on_a_neighbouring_matter_keeps_no_promise() -> None:
    (one,) = found("第2章 保険及び返却\n第2条（返却）\n客は、浮輪を日没までに返却します。\n")
    assert (one.severity, one.clause) == ("hint", "t#ch2")


def promising(document: Document, matter: str) -> Document:
    """The document with a matter added to the title of every chapter."""
    titled = (
        replace(clause, heading=f"{clause.heading}及び{matter}") if clause.level == "chapter" else clause
        for clause in document.clauses
    )
    return replace(document, clauses=tuple(titled))


def missed(document: Document, matter: str) -> list[str]:
    """The chapters that are found not to speak of it."""
    findings = broken_promises(Facts(promising(document, matter)))
    return [one.clause for one in findings if f"「{matter}」" in one.message]


@pytest.mark.parametrize("matter", STRANGE)
def test_a_matter_that_no_topic_goes_by_is_always_missed(samples: list[Document], matter: str) -> None:
    for document in samples:
        assert missed(document, matter) == [clause.id for clause in document.clauses if clause.level == "chapter"]


def test_few_broken_promises_are_believed(samples: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of matters that a topic goes by and a chapter has no two letters of, put into its title: 3 in 100 at most."""
    names = [form for topic in all_topics() for form in topic.forms][::50]
    believed: list[str] = []
    meant = promises._meant

    def watched(matter: str, document: Document, below: list[Clause]) -> bool:
        if found := meant(matter, document, below):
            believed.append(matter)
        return found

    monkeypatch.setattr(promises, "_meant", watched)
    kept = sum(len(missed(document, name)) for document in samples for name in names)
    wrongly = len([matter for matter in believed if matter in names])
    assert kept > 200
    assert wrongly <= 0.03 * (kept + wrongly)
