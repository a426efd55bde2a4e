"""Rule `chapter_promise`: a chapter's title names a matter that nothing in the chapter is about.

In: facts. Out: findings. It refuses to judge titles that name one matter only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..normalize import normalize
from ..types import Clause, Finding, Severity
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
        parts = [
            _SHELL.sub("", part) for part in _BETWEEN.split(re.sub(r"\(.*?\)", "", normalize(clause.heading).text))
        ]
        body = _body(facts, clause) if len(parts) > 1 else ""
        for part in parts:
            if not body or not _MATTER.fullmatch(part) or _GENERAL.search(part):
                continue
            if not any(part[at : at + 2] in body for at in range(len(part) - 1)):
                message = f"章の題は「{clause.heading}」ですが、この章に「{part}」についての定めがありません。条が抜けていないか確かめてください。"
                severity: Severity = "warning" if len(part) > 2 else "hint"
                yield Finding("chapter_promise", clause.id, mark_of(clause), message, severity)


def _body(facts: Facts, chapter: Clause) -> str:
    """All words below a chapter, headings included."""
    found, waiting = [], list(facts.document.children.get(chapter.id, ()))
    while waiting:
        clause = waiting.pop()
        found.append(clause.heading + clause.text)
        waiting.extend(facts.document.children.get(clause.id, ()))
    return normalize("\n".join(found)).text
