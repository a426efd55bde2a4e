"""When a new edition takes effect, in its own words.

In: two editions. Out: the words 「…から施行します」 with the clause they stand in, or the edition line.
It refuses to compute dates: the text's own words are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..normalize import normalize
from ..types import Document

_N = r"[0-9元〇一二三四五六七八九十]{1,5}"
DATE = rf"(?:(?:令和|平成|西暦)?{_N}年{_N}月{_N}日)"
# 2026年4月1日から施行します, 令和8年4月1日より適用する, 施行日: 2026年4月1日, 2026年4月1日改定
TAKES_EFFECT = re.compile(
    rf"(?P<date>{DATE})(?:(?:から|より|をもって|に|以降)[^。\n]{{0,30}}?(?:施行|実施|適用|発効|効力)|施行|実施|改[定訂正]|制定)"
    rf"|(?:施行|実施|適用|改[定訂正]|発効)[日期]?[:は]?(?P<after>{DATE})"
)


@dataclass(frozen=True, slots=True)
class Effective:
    """The date as the text writes it, the clause it stands in (None: outside any clause), and the words."""

    date: str
    clause: str | None
    words: str


def effective_date(old: Document, new: Document) -> Effective | None:
    """The last date of effect that the old edition did not have yet; None where the text names none."""
    known = {found.date for found in _dates(old)}
    dates = list(_dates(new))
    fresh = [found for found in dates if found.date not in known]
    found = fresh or dates
    return found[-1] if found else None


def _dates(document: Document) -> Iterator[Effective]:
    """Every date of effect: the edition line first, then 改定履歴, and 附則 last, which decides."""
    edition = normalize(document.edition).text
    if match := re.search(DATE, edition):
        yield Effective(match[0], None, document.edition)
    kinds = ("history", "supplement")
    for kind in kinds:
        for clause in document.clauses:
            if clause.id.partition("#")[2].startswith(kind):
                for match in TAKES_EFFECT.finditer(normalize(clause.heading + " " + clause.text).text):
                    yield Effective(match["date"] or match["after"], clause.id, match[0])
