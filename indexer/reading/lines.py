"""Text to lines: page furniture out, blanks at both ends off, offsets kept, and how lines join.

In: source text and where its pages start. Out: `Line` values in order and the furniture set aside.
It refuses to know clauses: whether a line opens one is asked in segment.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from ..normalize import ZERO_WIDTH, fold
from ..types import Furniture, Piece, Span
from .markers import head, is_pointer_tail, markers

BLANKS = " \t\u3000\u00a0\f\v\r" + ZERO_WIDTH
FULL, SHORT = 0.85, 0.6
TERMINAL = ("。", ".", "!", "?")
PAGE_NUMBER = re.compile(
    # - 5 -, 5/12, p.5, 5ページ, (5), ― 12 ―
    r"(?:[-–|*]{1,2}\s?[0-9]{1,4}\s?[-–|*]{1,2}|[0-9]{1,4}\s?/\s?[0-9]{1,4}|(?:p|P|page|Page|PAGE)[.\s]{0,2}[0-9]{1,4}(?:\s?(?:/|of)\s?[0-9]{1,4})?"
    r"|[0-9]{1,4}\s?(?:ページ|頁)|\(\s?[0-9]{1,4}\s?/\s?[0-9]{1,4}\s?\))"
)
TRAILING_PAGE = re.compile(
    r".{0,60}?\s(?:-\s?[0-9]{1,4}\s?-|[0-9]{1,4}\s?/\s?[0-9]{1,4}|[0-9]{1,4}\s?(?:ページ|頁))"
)  # ABC-12 - 5 -
BARE_NUMBER = re.compile(r"[0-9]{1,4}")
RULE = re.compile(r"[-=_*＊―─━~～・.\s]{3,}")  # ------, ＊＊＊
COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)\s?(?:[0-9]{4}|copyright)|all rights reserved)", re.IGNORECASE)
END = re.compile(r"\(?(?:以\s{0,4}上|以下\s?余白|余\s?白)\)?")  # 以上, 以 上, （以下余白）
LONG = 20  # characters from which a line may hold several articles
_ARTICLE = r"第[ \u3000]?[0-9０-９一二三四五六七八九十百]{1,4}[ \u3000]?条(?:の[0-9０-９一二三四五六七八九十]{1,2})?"
_TITLED = rf"{_ARTICLE}(?:[ \u3000]?[（(【\[][^）)】\]。]{{1,40}}[）)】\]]|\u3000[^\u3000。、]{{1,20}}\u3000)"  # 第3条（料金）, 第3条　料金
ARTICLE_WITHIN = re.compile(rf"(?<=[。）) \u3000])({_TITLED})")  # …とします。第3条（料金）契約者は、
BREAK_WITHIN = re.compile(
    rf"(?<=[。）) \u3000])[ \u3000]*((?P<article>{_TITLED})|第[0-9０-９一二三四五六七八九十]{{1,3}}章|附則"
    r"|[（(][0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}[.．](?![0-9０-９]))"
)
ASCII_WORD = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the blanks at its ends, folded; `fill` is its share of a wrapped text's measure."""

    start: int
    end: int
    text: str
    indent: int
    gap: int  # blank lines before it, beyond what is usual in this text
    fill: float = 0.0  # 0 where the text is not hard-wrapped
    cells: int = 0  # which of the tables whose cells the source gives holds the line, counted from 1
    raw: str = ""  # the same words as they stand in the source

    @property
    def full(self) -> bool:
        """True when the line runs to the right margin."""
        return self.fill >= FULL

    @property
    def short(self) -> bool:
        """True when the line ends well before the right margin."""
        return self.fill < SHORT if self.fill else len(self.text) <= 30

    @property
    def ended(self) -> bool:
        """True when the sentence ends with the line."""
        return self.text.rstrip(")」』").endswith(TERMINAL) or self.text.endswith(TERMINAL)

    @property
    def open(self) -> bool:
        """True when the sentence goes on in the next line, as far as the line itself shows."""
        return not self.ended and (self.full or self.text[-1:] in "、,(「『・" or _unclosed(self.text))


def _unclosed(text: str) -> bool:
    tail = text[-200:]
    return (tail.count("(") > tail.count(")") and "(" in tail[3:]) or tail.count("「") > tail.count("」")


def width(text: str) -> int:
    """The columns a line takes in print: two for a fullwidth character, one for the others."""
    if len(text) > 2000:
        return 2 * len(text)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def read_lines(
    text: str, page_starts: Sequence[int] = (), rows: Sequence[Span] = ()
) -> tuple[list[Line], list[Furniture]]:
    """The lines of a text in order, and the page furniture that was taken out of them."""
    lines = _physical(text, rows)
    furniture, kept = _take_furniture(lines, page_starts)
    return _measure(kept), furniture


def _physical(text: str, rows: Sequence[Span]) -> list[Line]:
    folded = fold(text)
    lines: list[Line] = []
    at, blank, row = 0, 0, 0
    for raw in _printed_lines(text):
        end = at + len(raw)
        stripped = raw.strip(BLANKS)
        if not stripped:
            blank += 1
        else:
            indent = len(raw) - len(raw.lstrip(BLANKS))
            start = at + indent
            while row < len(rows) and rows[row].end <= start:
                row += 1
            cells = row + 1 if row < len(rows) and rows[row].start <= start else 0
            lines.append(
                Line(
                    start,
                    start + len(stripped),
                    folded[start : start + len(stripped)],
                    indent,
                    blank,
                    0.0,
                    cells,
                    stripped,
                )
            )
            blank = 0
        at = end + (text[end : end + 1] == "\n")
    return lines


def _printed_lines(text: str) -> Iterator[str]:
    """The lines of a text; where articles follow each other on one line, as in a text that lost its breaks, a line each."""
    for raw in text.split("\n"):
        if len(raw) < LONG or not any(_stands_alone(raw, match) for match in ARTICLE_WITHIN.finditer(raw)):
            yield raw
            continue
        at = 0
        for match in BREAK_WITHIN.finditer(raw):
            if not match["article"] or _stands_alone(raw, match):
                yield raw[at : match.start(1)]
                at = match.start(1)
        yield raw[at:]


def _stands_alone(raw: str, match: re.Match[str]) -> bool:
    """True when words follow a bracketed title on the line and do not make 第3条（料金） a pointer."""
    rest = fold(raw[match.end() : match.end() + 8]).strip()
    return bool(rest) and not is_pointer_tail(rest, spaced=False)


def _measure(lines: list[Line]) -> list[Line]:
    """The same lines, told how wide the text is set and how its lines are usually spaced."""
    usual = Counter(line.gap for line in lines).most_common(1)[0][0] if lines else 0
    widths = [width(line.text) for line in lines]
    margin = _margin(lines, widths)
    return [
        Line(
            line.start,
            line.end,
            line.text,
            line.indent,
            max(0, line.gap - usual),
            w / margin if margin else 0.0,
            line.cells,
            line.raw,
        )
        for w, line in zip(widths, lines, strict=True)
    ]


def _margin(lines: list[Line], widths: list[int]) -> int:
    """The columns to which a hard-wrapped text is set, or 0 where each line is a block of its own."""
    running = [i for i, line in enumerate(lines) if not line.ended and widths[i] >= 24 and not line.cells]
    if not running:
        return 0
    margin = sorted(widths[i] for i in running)[int(len(running) * 0.9)]
    filled = [i for i in running if 0.85 * margin <= widths[i] <= 1.15 * margin]
    # a wrapped line goes on in the next; a list of entries of one length does not
    going_on = sum(i + 1 < len(lines) and not _numbered(lines[i + 1].text) for i in filled)
    beyond = sum(w > 1.15 * margin for w in widths)
    wrapped = margin >= 30 and len(filled) >= max(3, 0.15 * len(lines)) and beyond <= 0.05 * len(lines)
    return margin if wrapped and going_on >= 0.5 * len(filled) else 0


def _numbered(text: str) -> bool:
    return bool(head(text)) or any(marker.style not in ("space", "bare") for marker in markers(text))


def _take_furniture(lines: list[Line], page_starts: Sequence[int]) -> tuple[list[Furniture], list[Line]]:
    numbered = {i for i, line in enumerate(lines) if _is_page_number(line.text)}
    numbered |= _bare_page_numbers(lines, page_starts)
    running = _running_titles(lines, page_starts, numbered)
    furniture: list[Furniture] = []
    kept: list[Line] = []
    for i, line in enumerate(lines):
        span = Span(line.start, line.end)
        if i in numbered:
            furniture.append(Furniture("page", span))
        elif i in running or (COPYRIGHT.match(line.text) and len(line.text) < 160):
            furniture.append(Furniture("footer", span))
        elif RULE.fullmatch(line.text[:400]) and not line.cells:
            furniture.append(Furniture("mark", span))
        else:
            kept.append(line)
    return furniture, kept


def _is_page_number(text: str) -> bool:
    return len(text) <= 80 and bool(
        PAGE_NUMBER.fullmatch(text) or (TRAILING_PAGE.fullmatch(text) and "。" not in text and "、" not in text)
    )


def _edges(lines: list[Line], page_starts: Sequence[int], depth: int = 2) -> dict[int, int]:
    """The first and last lines of each page: line index -> page."""
    page = 0
    by_page: list[list[int]] = [[] for _ in page_starts]
    for i, line in enumerate(lines):
        while page + 1 < len(page_starts) and page_starts[page + 1] <= line.start:
            page += 1
        if page_starts:
            by_page[page].append(i)
    return {i: page for page, inside in enumerate(by_page) for i in {*inside[:depth], *inside[-depth:]}}


def _bare_page_numbers(lines: list[Line], page_starts: Sequence[int]) -> set[int]:
    """Lines that are a number alone, where the pages or a run 1, 2, 3 … show that they count pages."""
    bare = [i for i, line in enumerate(lines) if BARE_NUMBER.fullmatch(line.text)]
    if page_starts:
        edges = _edges(lines, page_starts, 1)
        return {i for i in bare if i in edges}
    far = [i for i in bare if i > 8]
    climbing = [
        (a, b)
        for a, b in pairwise(far)
        if int(lines[b].text) == int(lines[a].text) + 1 and b - a >= 12 and not lines[a].cells
    ]
    return {i for pair in climbing for i in pair} if len(climbing) >= 2 else set()


def _running_titles(lines: list[Line], page_starts: Sequence[int], numbered: set[int]) -> set[int]:
    """Lines that come back on page after page: beside a page number, at a page's edge, or inside a sentence."""
    shapes: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if len(line.text) <= 80 and not re.search("[、。]", line.text) and i not in numbered and not line.cells:
            shapes.setdefault(re.sub(r"[0-9]+", "0", line.text), []).append(i)
    edges = _edges(lines, page_starts)
    found: set[int] = set()
    for at in shapes.values():
        if len(at) < 2:
            continue
        pages = len({edges[i] for i in at if i in edges})
        beside = [i for i in at if i - 1 in numbered or i + 1 in numbered]
        plain = not _numbered(lines[at[0]].text)
        if pages >= max(2, len(page_starts) // 2 if len(page_starts) < 6 else 3) and plain:
            found |= {i for i in at if i in edges}
        elif len(beside) >= 2 and plain:
            found |= set(beside)
        elif len(at) >= 3 and plain and sum(_interrupts(lines, i) for i in at) * 2 >= len(at):
            found |= set(at)
    return found


def _interrupts(lines: list[Line], i: int) -> bool:
    """True when the line stands between two lines of one sentence."""
    if not 0 < i < len(lines) - 1:
        return False
    before, after = lines[i - 1].text, lines[i + 1].text
    long_enough = width(before) > 1.3 * width(lines[i].text) or width(before) >= 60
    return long_enough and not before.endswith((*TERMINAL, ")", "」", ":")) and not _numbered(after)


def joiner(before: str, after: str, same_block: bool) -> str:
    """What stands between two lines once the wrap is undone: nothing, a blank between Latin words, or a new block."""
    if not same_block:
        return "\n"
    if not (before and after and ASCII_WORD.match(after[0]) and re.match(r"[A-Za-z0-9,;:.]", before[-1])):
        return ""
    word = before.rsplit(" ", 1)[-1]
    in_address = "://" in word or word.startswith("www.")
    return "" if in_address and (len(before) > 40 or word[-1] in "/-_.?=&") else " "


def pieces(lines: Sequence[tuple[Span, str, bool]]) -> tuple[tuple[Piece, ...], str]:
    """The pieces and the joined text of a run of (span, source text, continues the block) lines."""
    made: list[Piece] = []
    text: list[str] = []
    before = ""
    for span, words, same_block in lines:
        join = joiner(before, words, same_block) if made else ""
        made.append(Piece(span.start, span.end, join))
        text += [join, words]
        before = words
    return tuple(made), "".join(text)
