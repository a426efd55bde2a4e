"""The words of headings that are no plain 条 or 章: 附則（令和6年）, 別紙1 料金表, 附則 in one line, 削除 of several 条.

In: one line. Out: label, title, mark and body. It refuses to decide whether the line is a heading where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..numbering import number
from ..types import Number, Span
from .backmatter import SUPPLEMENT_LINE
from .lines import Line
from .markers import N, is_pointer_tail
from .titles import closing, cut, tidy

AROUND = "()（）【】[]［］<>＜＞:： 　"
# 第5条から第7条まで 削除, 第2条及び第3条　削除
DELETED = re.compile(
    rf"(第\s?({N})\s?条(?:から|及び|、|・|～|-|乃至|ないし)\s?第\s?({N})\s?条(?:まで)?)\s*\(?削\s?除\)?"
)
# 別紙 1　単価表, 別表 第2 料金: the number is a part of the label
NUMBERED = re.compile(rf"\S{{2,4}}\s(?:第\s?)?{N}(?=[\s:(\[【]|$)")


@dataclass(frozen=True)
class Outside:
    """A heading that stands outside the run of articles."""

    level: str
    label: str
    title: str
    mark: Span
    body: Line | None = None


def special(line: Line, level: str) -> Outside:
    """A whole line as the heading of a 附則, 別紙, 特約, 改定履歴 or 前文."""
    span = Span(line.start, line.end)
    text = line.text
    numbered = NUMBERED.match(text)
    for at in range(numbered.end() if numbered else 2, len(text)):
        if text[at] in " :([【" and text[at - 1] not in "附別付前沿改" and text[:at].strip(AROUND):
            title = line.raw[at:].strip(": ：　")
            framed = title[:1] in AROUND and closing(text[at:].strip(": ")) == len(title) - 1
            return Outside(level, line.raw[:at].strip(AROUND), tidy(title[1:-1] if framed else title), span)
    return Outside(level, line.raw.strip(AROUND), "", span)


def supplement_line(line: Line) -> Outside | None:
    """附則 with its words on the same line, or None."""
    match = SUPPLEMENT_LINE.match(line.text)
    if match is None or not line.ended or is_pointer_tail(line.text[match.end() :], spaced=True):
        return None
    body = cut(line, match.end())
    return Outside("supplement", tidy(line.raw[: match.end()]), "", Span(line.start, body.start), body)


def deleted_articles(line: Line) -> tuple[Number, Number, str] | None:
    """The first and last number and the label of 第5条から第7条まで 削除, or None."""
    found = DELETED.fullmatch(line.text) if "削" in line.text[-4:] else None
    if found is None:
        return None
    first, last = number(found[2]), number(found[3])
    return None if first is None or last is None else (first, last, line.raw[: found.end(1)].strip())
