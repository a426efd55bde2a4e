"""Composes documents from written facets, to measure on questions before they are learnt from.

    python -m training.compose --out FOLDER everyday-english.jsonl …

In: files of written questions. Out: FOLDER with documents of numbered articles and `questions.jsonl`, in the form of the
labels, so that `python -m training.measure --questions FOLDER/questions.jsonl --docs FOLDER` reads them. It refuses to
measure: a model that has learnt from the same files looks better than it is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .written import Facet, facets

SEED = 5
A_DOCUMENT = 35  # facets that are asked about in each
ARTICLES = 52  # of each document, the others filled with clauses nobody asks about
PLACED = re.compile(r"^第[0-9０-９一二三四五六七八九十]{1,4}条(?:第[0-9０-９一二三四五六七八九十]{1,3}項)?[　 ]{0,3}")


class Paragraph(NamedTuple):
    """A clause as a 項, and the facet it settles where it is one that is asked about."""

    text: str
    facet: Facet | None


class Article(NamedTuple):
    """A heading over 項."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


def documents(asked: Sequence[Facet], filling: Sequence[Facet], dice: random.Random) -> Iterator[list[Article]]:
    """The facets dealt out to documents, those of one topic in one article or apart, among articles that fill."""
    dealt = dice.sample(list(asked), len(asked))
    for first in range(0, len(dealt), A_DOCUMENT):
        by_topic: dict[str, list[Facet]] = defaultdict(list)
        for facet in dealt[first : first + A_DOCUMENT]:
            by_topic[facet.topic].append(facet)
        groups = [
            part
            for group in by_topic.values()
            for part in ([group] if dice.random() < 0.5 else [[one] for one in group])
        ]
        found = [_article(group, dice) for group in groups]
        others = [facet for facet in filling if facet.topic not in by_topic and facet.headings]
        fill = dice.sample(others, min(len(others), max(0, ARTICLES - len(found))))
        found += [_article([facet], dice, asked=False) for facet in fill]
        yield dice.sample(found, len(found))


def _article(group: Sequence[Facet], dice: random.Random, asked: bool = True) -> Article:
    """A clause of each facet and, half the time, each of its near misses, in any order."""
    paragraphs = [_paragraph(dice.choice(one.clauses), one if asked else None) for one in group]
    paragraphs += [_paragraph(near, None) for one in group for near in one.near if dice.random() < 0.5]
    headings = [heading for one in group for heading in one.headings] or [group[0].topic]
    return Article(dice.choice(headings), tuple(dice.sample(paragraphs, len(paragraphs))))


def _paragraph(text: str, facet: Facet | None) -> Paragraph:
    return Paragraph(PLACED.sub("", text).replace("\n", "　"), facet)


def printed(title: str, articles: Sequence[Article]) -> str:
    """A document as text: 第1条（見出し）, its first 項 without a number, the others with one."""
    lines = [title, ""]
    for number, article in enumerate(articles, 1):
        lines.append(f"第{number}条（{article.heading}）")
        lines += [f"{at}　{one.text}" if at > 1 else one.text for at, one in enumerate(article.paragraphs, 1)]
    return "\n".join(lines) + "\n"


def questions(doc: str, articles: Sequence[Article]) -> Iterator[dict[str, object]]:
    """The questions that a document answers, as labels."""
    for number, article in enumerate(articles, 1):
        for at, paragraph in enumerate(article.paragraphs, 1):
            for query in paragraph.facet.queries if paragraph.facet else ():
                right = {f"a{number}.p{at}": 3}
                style = "english" if query.isascii() else "everyday"
                family = f"{doc}-{number}-{at}"
                yield {"family": family, "doc": doc, "question": query, "style": style, "relevant": right}


def main() -> None:
    """Write the documents and the questions of the named files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", help="files of written questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for documents and questions.jsonl")
    options = parser.parse_args()
    asked, dice = facets(names=options.files), random.Random(SEED)  # noqa: S311  # the same documents every time
    filling = [facet for facet in facets() if facet not in set(asked)]
    options.out.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, object]] = []
    for number, articles in enumerate(documents(asked, filling, dice), 1):
        text = printed(f"第{number}号サービス利用規約", articles)
        (options.out / f"composed-{number}.txt").write_text(text, encoding="utf-8")
        rows += questions(f"composed-{number}", articles)
    lines = "".join(json.dumps({"id": f"q{at}", **row}, ensure_ascii=False) + "\n" for at, row in enumerate(rows))
    (options.out / "questions.jsonl").write_text(lines, encoding="utf-8")
    print(f"{len(rows):,} questions: {options.out}")


if __name__ == "__main__":
    main()
