"""Rule `chapter_promise`: a chapter's title names a matter that nothing in the chapter is about.

In: facts. Out: findings. It refuses to judge titles that name one matter only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..normalize import normalize
from ..searching.topic_matching import plain
from ..searching.topics import all_topics, topics_of_clause
from ..types import Clause, Document, Finding, Severity
from .facts import Facts
from .numbers import mark_of

_BETWEEN = re.compile(r"及び|および|並びに|ならびに|、|・|と(?=[一-龥ァ-ヶ])")
_SHELL = re.compile(r"^その他の?|(?:等|など)$")
_MATTER = re.compile(r"[一-龥ァ-ヶー]{2,}")  # 契約者の義務 names no one matter that must be said in these words
_GENERAL = re.compile(r"総則|雑則|通則|附則|一般|共通|その他|条項|規定|事項")


def broken_promises(facts: Facts) -> Iterator[Finding]:
    """「割増金及び延滞利息」 over a chapter that never speaks of 割増金; of two-letter words only a hint."""
    for clause in facts.document.clauses:
        if clause.level != "chapter":
            continue
        below = _below(facts.document, clause)
        body = normalize("\n".join(each.heading + each.text for each in below)).text
        for matter in _matters(clause) if body else ():
            if not _said(matter, body) and not _meant(matter, facts.document, below):
                message = f"章の題は「{clause.heading}」ですが、この章に「{matter}」についての定めがありません。条が抜けていないか確かめてください。"
                severity: Severity = "warning" if len(matter) > 2 else "hint"
                yield Finding("chapter_promise", clause.id, mark_of(clause), message, severity)


def _matters(chapter: Clause) -> list[str]:
    """The matters that a title of several names, without 総則 and the like, which must not be said again."""
    parts = _BETWEEN.split(re.sub(r"\(.*?\)", "", normalize(chapter.heading).text))
    bare = [_SHELL.sub("", part) for part in parts] if len(parts) > 1 else []
    return [part for part in bare if _MATTER.fullmatch(part) and not _GENERAL.search(part)]


def _below(document: Document, clause: Clause) -> list[Clause]:
    found = []
    for child in document.children.get(clause.id, ()):
        found += [child, *_below(document, child)]
    return found


def _said(matter: str, body: str) -> bool:
    return any(matter[at : at + 2] in body for at in range(len(matter) - 1))


def _meant(matter: str, document: Document, below: Iterable[Clause]) -> bool:
    """Whether an article deals with the topic of that name before all others: 事故 over articles about けが and 盗難."""
    wanted = {topic.id for topic in all_topics() if matter in map(plain, topic.forms)}
    articles = [clause for clause in below if clause.level == "article"] if wanted else []
    return any(_topic(document, article) in wanted for article in articles)


def _topic(document: Document, article: Clause) -> str | None:
    """What an article is most about; the title of its chapter has no say."""
    text = "\n".join(each.text for each in (article, *_below(document, article)))
    return next(iter(topics_of_clause(article.heading, "", text)), None)
