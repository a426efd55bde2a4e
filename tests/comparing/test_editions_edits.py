"""What holds of any two editions: edits made to a sample are found again, each of its kind, and nothing else is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.comparing.editions import compare, diff
from indexer.comparing.wording import key, word_changes
from indexer.reading import read_text
from indexer.types import Clause, Document

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
FRESH = [
    ("猫の世話", ["猫に与える魚は、毎朝、漁港で選びます。", "猫が眠る間は、太鼓を鳴らしません。"]),
    ("庭の草木", ["庭師は、梅の枝を冬のうちに切り揃えます。"]),
    ("茶会", ["茶会の菓子は、季節の花をかたどります。", "茶碗は、正客から順に回します。", "雨の折は、座敷に移ります。"]),
]  # fmt: skip
PROVISO = "ただし、その期間は45日とします。"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, the old number it had (None: new), and what was done to it."""

    text: str
    old: int | None
    kind: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """An article, the old number it had (None: new), and whether it was moved."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    old: int | None
    moved: bool = False
    gone: tuple[int, ...] = ()  # old paragraph numbers


def plain(text: str) -> str:
    return text.replace("\n", "")


@cache
def model(name: str) -> tuple[Article, ...]:
    """The articles of a sample, written anew in one plain layout."""
    document = read_text((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    articles = [clause for clause in document.clauses if clause.level == "article" and clause.heading]
    found = []
    for number, article in enumerate(articles[:25], start=1):
        below = [clause for clause in document.children[article.id] if clause.text]
        made = [Paragraph(plain(each.text), n, items=items(document, each)) for n, each in enumerate(below, start=1)]
        found.append(Article(article.heading, tuple(made), number))
    return tuple(found)


def items(document: Document, clause: Clause) -> tuple[str, ...]:
    return tuple(plain(child.text) for child in document.children.get(clause.id, ()) if child.text)


def printed(articles: list[Article]) -> str:
    lines = []
    for number, article in enumerate(articles, start=1):
        lines.append(f"第{number}条（{article.heading}）")
        for place, paragraph in enumerate(article.paragraphs, start=1):
            label = f"{place}. " if len(article.paragraphs) > 1 else ""
            lines.append(label + paragraph.text)
            lines += [f"({at}) {words}" for at, words in enumerate(paragraph.items, start=1)]
    return "\n".join(lines) + "\n"


def expected(old: tuple[Article, ...], new: list[Article]) -> set[tuple[str, str | None, str | None]]:
    """The changes that the edits are, by the ids they should be found under."""
    kept = {article.old for article in new}
    found: set[tuple[str, str | None, str | None]] = {
        ("削除", f"old#a{article.old}", None) for article in old if article.old not in kept
    }
    for number, article in enumerate(new, start=1):
        if article.old is None:
            found.add(("新設", None, f"new#a{number}"))
            continue
        before, after = f"old#a{article.old}", f"new#a{number}"
        if article.moved or article.old != number:
            found.add(("移動" if article.moved else "番号のみ", before, after))
        found |= {("削除", f"{before}.p{gone}", None) for gone in article.gone}
        for place, paragraph in enumerate(article.paragraphs, start=1):
            if paragraph.old is None:
                found.add(("新設", None, f"{after}.p{place}"))
            elif paragraph.kind or paragraph.old != place:
                found.add((paragraph.kind or "番号のみ", f"{before}.p{paragraph.old}", f"{after}.p{place}"))
    return found


@st.composite
def edited(draw: st.DrawFn) -> tuple[tuple[Article, ...], list[Article]]:
    """A sample's articles, and the same after some edits, each to an article of its own."""
    old = model(draw(st.sampled_from(NAMES)))
    new = [draw(st.sampled_from(EDITS))(draw, article) if draw(st.booleans()) else article for article in old]
    for at in sorted(draw(st.sets(st.integers(0, len(new) - 1), max_size=3)), reverse=True):
        del new[at]
    if draw(st.booleans()):
        at = draw(st.integers(0, len(new) - 1))
        far = [place for place in range(len(new)) if abs(place - at) > 1]
        new.insert(draw(st.sampled_from(far)), replace(new.pop(at), moved=True))
    for heading, texts in draw(st.lists(st.sampled_from(FRESH), unique_by=lambda fresh: fresh[0])):
        made = tuple(Paragraph(text, None) for text in texts)
        new.insert(draw(st.integers(0, len(new))), Article(heading, made, None))
    return old, new


def reworded(draw: st.DrawFn, article: Article) -> Article:
    return with_paragraph(draw, article, lambda text: text.replace("、", "", 1), "文言")


def strengthened(draw: st.DrawFn, article: Article) -> Article:
    return with_paragraph(draw, article, lambda text: text + PROVISO, "実質")


def with_paragraph(draw: st.DrawFn, article: Article, edit: Callable[[str], str], kind: str) -> Article:
    at = draw(st.integers(0, len(article.paragraphs) - 1))
    given = article.paragraphs[at]
    text = edit(given.text)
    if text == given.text:
        return article
    made = (*article.paragraphs[:at], replace(given, text=text, kind=kind), *article.paragraphs[at + 1 :])
    return replace(article, paragraphs=made)


def with_new_paragraph(draw: st.DrawFn, article: Article) -> Article:
    at = draw(st.integers(0, len(article.paragraphs)))
    new = Paragraph("狐の面を着けた者は、鳥居をくぐる前に名を告げます。", None)
    return replace(article, paragraphs=(*article.paragraphs[:at], new, *article.paragraphs[at:]))


def without_paragraph(draw: st.DrawFn, article: Article) -> Article:
    if len(article.paragraphs) < 3:
        return article
    at = draw(st.integers(0, len(article.paragraphs) - 1))
    gone = article.paragraphs[at].old
    kept = (*article.paragraphs[:at], *article.paragraphs[at + 1 :])
    return replace(article, paragraphs=kept, gone=(gone,) if gone else ())


EDITS = [reworded, strengthened, with_new_paragraph, without_paragraph]


@settings(max_examples=30, deadline=None)
@given(edited())
def test_edits_come_back(given_: tuple[tuple[Article, ...], list[Article]]) -> None:
    old, new = given_
    found = compare(read_text(printed(list(old)), "old"), read_text(printed(new), "new"))
    assert {(each.kind, each.old, each.new) for each in found.changes} == expected(old, new)


@settings(max_examples=200, deadline=None)
@given(
    st.text("当社は利用者に30日、 ます。ません第条料金\n", max_size=60),
    st.text("当社は利用者に60日、 ます。第条料\n", max_size=60),
)
def test_word_changes_lead_from_old_to_new(old: str, new: str) -> None:
    found = word_changes(old, new)
    made, at = "", 0
    for each in found:
        assert old[each.old.start : each.old.end] == each.old_text
        assert new[each.new.start : each.new.end] == each.new_text
        assert at <= each.old.start
        made += old[at : each.old.start] + each.new_text
        at = each.old.end
    assert key(made + old[at:]) == key(new)


@pytest.mark.parametrize("size", [500])
def test_two_long_editions_in_seconds(size: int) -> None:
    texts = [
        (article.heading, paragraph.text)
        for name in NAMES
        for article in model(name)
        for paragraph in article.paragraphs
    ]
    bodies = [
        f"（{heading}その{n}）\n{n}番目の件です。{words}" for n, (heading, words) in enumerate((texts * 9)[:size])
    ]
    old = "".join(f"第{n}条{body}\n" for n, body in enumerate(bodies, start=1))
    new = "".join(f"第{n}条{body}{PROVISO if n % 7 == 0 else ''}\n" for n, body in enumerate(bodies[3:], start=1))
    left, right = read_text(old, "old"), read_text(new, "new")
    start = time.perf_counter()
    found = diff(left, right)
    assert time.perf_counter() - start < 20
    assert sum(each.kind == "削除" for each in found) == 3
    assert sum(each.kind == "実質" for each in found) == (size - 3) // 7


def test_one_endless_sentence() -> None:
    words = "料金その他の債務を支払い" * 4_000
    start = time.perf_counter()
    found = word_changes(words, words + "ません")
    assert time.perf_counter() - start < 5
    assert found
