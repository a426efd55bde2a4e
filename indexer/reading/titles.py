"""The title of a 条 or 章: in brackets, after a blank, on the line above or below, over two lines.

In: lines and the head found on one of them. Out: `Titled`, the title with where it is printed and the body
that begins on the same line. It refuses to decide whether the line is a heading at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..normalize import ZERO_WIDTH, fold
from ..types import Span
from .lines import Line, width
from .markers import Head, head, is_pointer_tail, markers

OPEN, CLOSE = "([「【『{《<", ")]」】』}》>"
WIDTHLESS = dict.fromkeys(map(ord, ZERO_WIDTH))
OPENING, CLOSING = "【[［<＜《〈", "】]］>＞》〉"  # of brackets around a whole heading: 【第1条 目的】
SEPARATORS = ":;.-|"  # 第1条：目的, 第1条. 目的, 第1条 - 目的
TITLE_LENGTH = 80
SENTENCE_END = re.compile(r"(?:ます|ません|です|する|した|ない|ある|こと|とき|もの|できる|という|とする)$")
SHORT_SENTENCE = re.compile(r"[^、。はをがに]{1,12}。")  # 第2条 登録。
# a title behind a comma: no pointer, no particle but の and と inside, at most a few words
AFTER_COMMA = re.compile(
    r"(?!第|前|次|本条|同|別|附|但|及|又|並|若|ただ|また|お)[^、。,はがをにへでや()「」]{1,16}(?<![のとは等])"
)
LEFT_OPEN = re.compile(r"(?:及び|又は|並びに|若しくは|および|または|[、,のにをはがとで])$")
GOES_ON = re.compile(r"[にのをはがとでや、へ)」]|及び|又は|並び|若しく|まで|から|より|第")
PREDICATE = re.compile(r"[^、]{1,40}(?:は|が|を)、")  # 契約者は、… opens a sentence, not a title


@dataclass(frozen=True)
class Titled:
    """A title, its marks in the source, the lines it takes, and the body that follows it on its last line."""

    title: str
    marks: tuple[Span, ...]
    first: int
    after: int
    body: Line | None
    style: str  # bracket, above, below, plain, comma, none
    pointer: bool = False

    def under(self, above: Line) -> Titled:
        """The same, with the line above as its title."""
        marks = (Span(above.start, above.end), *self.marks)
        return replace(self, title=above.raw, marks=marks, first=self.first - 1, style="above")


def cut(line: Line, at: int) -> Line:
    """The rest of a line from its character `at`, leading blanks off."""
    rest = line.text[at:]
    text = rest.lstrip()
    start = line.start + at + len(rest) - len(text)
    return Line(
        start, line.end, text, line.indent, line.gap, line.fill, line.cells, line.raw[len(line.raw) - len(text) :]
    )


def closing(text: str) -> int:
    """Where the bracket that opens the text is closed (brackets may be mixed and nested), or -1."""
    depth = 0
    for at, char in enumerate(text[: TITLE_LENGTH * 2]):
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth -= 1
            if depth == 0:
                return at
    return -1


def bracketed(line: Line) -> bool:
    """True for a line that is nothing but a title in brackets: （目的）."""
    text = line.text
    return (
        text[:1] in ("(", "【", "[")
        and closing(text) == len(text) - 1
        and 2 < len(text) <= TITLE_LENGTH
        and not text.startswith("(以下")
    )


def tidy(title: str) -> str:
    """The title for people: one line, inner blanks single, a spaced-out 「責 任」 closed up."""
    title = title.translate(WIDTHLESS).lstrip("#＃ ")
    framed = title[-1:] in CLOSING and not any(
        char in OPENING for char in title
    )  # 【第1条 目的】 cut behind the number
    words = (title[:-1] if framed else title).split()
    return "".join(words) if words and all(len(word) == 1 for word in words) else " ".join(words)


def looks_like_title(line: Line) -> bool:
    """True when a line without brackets reads as a title and not as a sentence."""
    text = line.text
    return (
        len(text) <= 60
        and not line.ended
        and not line.open
        and not PREDICATE.match(text)
        and not SENTENCE_END.search(text)
        and text[-1:] not in "、,をはが:"
    )


def read_title(lines: Sequence[Line], i: int, found: Head, free: int) -> Titled:
    """The title that belongs to the head on line `i`; lines before `free` are taken already."""
    line = lines[i]
    rest = cut(line, found.size)
    label = Span(line.start, line.start + len(line.text[: found.size].rstrip()))
    spaced = found.size > label.end - label.start
    above = i > free and bracketed(lines[i - 1])
    opens_with_pointer = above and spaced and rest.text.startswith("第")  # （措置）／第38条 第11条の定めに基づき、…
    if behind := _behind_comma(lines, i, rest):
        return replace(_plain(lines, i, Span(line.start, behind.start), behind, found), style="comma")
    if is_pointer_tail(rest.text, spaced) and not opens_with_pointer:
        return Titled("", (label,), i, i + 1, None, "none", pointer=True)
    if rest.text[:1] and rest.text[0] in SEPARATORS:
        rest = cut(rest, 1)
        label = Span(line.start, rest.start)
    own_title = _opens_title(rest.text)
    if own_title and not (above and closing(rest.text) < len(rest.text) - 1):
        return _in_brackets(lines, i, label, rest)
    if not rest.text:
        return _alone(lines, i, label, free)
    if above:
        return Titled(lines[i - 1].raw[1:-1], (_span(lines[i - 1]), label), i - 1, i + 1, rest, "above")
    if looks_like_title(rest) or _stands_over_words(lines, i, rest):
        return _plain(lines, i, label, rest, found)
    if SHORT_SENTENCE.fullmatch(rest.text) and _words_below(lines, i):
        return Titled(rest.raw[:-1], (label, _span(rest)), i, i + 1, None, "plain")
    if split := _title_before_blank(rest):
        body = cut(rest, split)
        title = Span(rest.start, rest.start + len(rest.text[:split].rstrip()))
        return Titled(rest.raw[: title.end - title.start], (label, title), i, i + 1, body, "plain")
    return Titled("", (label,), i, i + 1, rest, "none")


def _behind_comma(lines: Sequence[Line], i: int, rest: Line) -> Line | None:
    """The title of 第3条、費用 alone on its line over a sentence; None for 第3条、第5条, 第3条、費用の定め and 第3条、費用／の規定は."""
    title = cut(rest, 1)
    goes_on = i > 0 and (lines[i - 1].open or LEFT_OPEN.search(lines[i - 1].text))
    alone = rest.text[:1] in ("、", ",") and AFTER_COMMA.fullmatch(title.text) and not LEFT_OPEN.search(title.text)
    return (
        title
        if alone and not (title.full or goes_on) and _words_below(lines, i) and not GOES_ON.match(lines[i + 1].text)
        else None
    )


def _stands_over_words(lines: Sequence[Line], i: int, rest: Line) -> bool:
    """True for a short line that ends like a sentence without ending one, over words of its own: 第1条　同意すること."""
    if rest.ended or rest.open or len(rest.text) > 30 or "、" in rest.text:
        return False
    return rest.text[-1:] not in ",はがをに:" and _words_below(lines, i)


def _words_below(lines: Sequence[Line], i: int) -> bool:
    """True when the next line is a sentence, so that something stands below a title."""
    if i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    return below.ended and not head(below.text) and not bracketed(below)


def _title_before_blank(rest: Line) -> int:
    """Where the body begins in 第1条　目的　この規約は、…: behind a short title and an ideographic blank; 0 where it does not."""
    at = rest.raw.find("\u3000")
    title, body = rest.text[:at], rest.text[at + 1 :]
    fits = 0 < at <= 20 and not re.search(r"[、。「」]|[はがをにでと]$", title) and len(body) > 8
    return at + 1 if fits and ("。" in body or "、" in body) else 0


def _opens_title(rest: str) -> bool:
    """True where the words after the number begin with a bracketed title; a quotation may also begin a body."""
    if rest[:1] in ("「", "『", "《", "<"):
        return closing(rest) == len(rest) - 1
    return rest[:1] in ("(", "[", "【")


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def _in_brackets(lines: Sequence[Line], i: int, label: Span, rest: Line) -> Titled:
    text, after, marks = rest.text, i + 1, [label]
    close, joined, printed = closing(text), text, rest.raw
    while (
        close < 0
        and after < len(lines)
        and after < i + 3
        and len(joined) < TITLE_LENGTH
        and not head(lines[after].text)
    ):
        printed += lines[after].raw
        joined += lines[after].text  # 第26条（…／…）: the bracket closes on the next line
        close, after = closing(joined), after + 1
    if close < 0:
        return Titled("", (label,), i, i + 1, rest, "none")
    last = rest if after == i + 1 else lines[after - 1]
    at = close + 1 - (len(joined) - len(last.text))
    marks += [_span(line) for line in [rest, *lines[i + 1 : after - 1]][: after - 1 - i]]
    marks.append(Span(last.start, last.start + at))
    tail = cut(last, at)
    if tail.text in (".", "。") or (joined[1:close].isascii() and tail.text and looks_like_title(tail)):
        marks.append(_span(tail))  # 第1条（目的）。 and 第1条 (Purpose) 目的
        title = printed[1:close] if len(tail.text) == 1 else f"{printed[: close + 1]} {tail.raw}"
        return Titled(title, tuple(marks), i, after, None, "bracket")
    pointer = bool(tail.text) and is_pointer_tail(tail.text, spaced=False)
    title = printed[1:close]
    return Titled(title, tuple(marks), i, after, tail if tail.text else None, "bracket", pointer)


def _alone(lines: Sequence[Line], i: int, label: Span, free: int, container: bool = False) -> Titled:
    """第12条 alone on its line: the title stands above, or below, or nowhere."""
    if i > free and bracketed(lines[i - 1]):
        return Titled(lines[i - 1].raw[1:-1], (_span(lines[i - 1]), label), i - 1, i + 1, None, "above")
    if i + 1 < len(lines):
        below = lines[i + 1]
        if bracketed(below):
            return Titled(below.raw[1:-1], (label, _span(below)), i, i + 2, None, "below")
        body_follows = i + 2 < len(lines) and (container or not head(lines[i + 2].text))
        if (
            body_follows
            and len(below.text) <= 30
            and looks_like_title(below)
            and not head(below.text)
            and not markers(below.text)
        ):
            return Titled(below.raw, (label, _span(below)), i, i + 2, None, "below")
    return Titled("", (label,), i, i + 1, None, "none")


def _plain(lines: Sequence[Line], i: int, label: Span, rest: Line, found: Head) -> Titled:
    """第1条　目的; a title that fills its line may go on in the next."""
    marks, title, after = [label, _span(rest)], rest.raw, i + 1
    while after < min(len(lines), i + 3) and lines[after - 1].full and _goes_on(lines, after, found):
        title += lines[after].raw
        marks.append(_span(lines[after]))
        after += 1
    return Titled(title, tuple(marks), i, after, None, "plain")


def _goes_on(lines: Sequence[Line], at: int, found: Head) -> bool:
    line = lines[at]
    if head(line.text) or bracketed(line) or line.ended or line.full or markers(line.text):
        return False
    # a chapter has no body of its own: what stands between its title and the next head is still its title
    return (
        found.level != "article" and at + 1 < len(lines) and bool(head(lines[at + 1].text) or bracketed(lines[at + 1]))
    )


def container_title(lines: Sequence[Line], i: int, found: Head) -> Titled:
    """The title of a 編, 章, 節 or 款 on line `i`: to the end of its line, and of the next where it wraps."""
    line = lines[i]
    rest = cut(line, found.size)
    label = Span(line.start, line.start + len(line.text[: found.size].rstrip()))
    if is_pointer_tail(rest.text, spaced=False) or rest.ended:
        return Titled("", (label,), i, i + 1, None, "none", pointer=True)
    if rest.text[:1] and rest.text[0] in SEPARATORS:
        rest = cut(rest, 1)
        label = Span(line.start, rest.start)
    if not rest.text:
        return _alone(lines, i, label, i, container=True)
    if rest.text[0] in "([【" and (close := closing(rest.text)) > 0:
        outside = rest.text[close + 1 :].strip()
        title = rest.raw[1:close] if not outside else rest.raw
        return Titled(
            title,
            (label, _span(rest)),
            i,
            i + 1,
            None,
            "bracket",
            pointer=bool(outside) and is_pointer_tail(outside, False),
        )
    marks, title, after = [label, _span(rest)], rest.raw, i + 1
    wraps = line.full or width(line.text) > 60 or _unbalanced(title)
    while (wraps and after < min(len(lines), i + 3) and _goes_on(lines, after, found)) or (
        _unbalanced(title) and after < min(len(lines), i + 2)
    ):
        title += lines[after].raw
        marks.append(_span(lines[after]))
        after += 1
    return Titled(title, tuple(marks), i, after, None, "plain")


def _unbalanced(title: str) -> bool:
    return fold(title).count("(") > fold(title).count(")")
