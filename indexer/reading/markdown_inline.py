"""The marks inside a line of Markdown: emphasis, code, links, escapes, tags and entities.

In: the text of one block. Out: the words a reader sees. It refuses to know where the block stands.
"""

from __future__ import annotations

import html
import re

Links = dict[str, str]
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
# punctuation that means itself is set aside as noncharacters, which no text may hold, and put back at the end
ASIDE = {ord(char): 0xFDD0 + index for index, char in enumerate(PUNCTUATION)}
BACK = {code: char for char, code in ASIDE.items()}
ESCAPE_OR_TICKS = re.compile(r"\\([!-/:-@\[-`{-~])|`{1,80}")
STARS = re.compile(r"(?<!\*)(\*{1,3})(?![\s*])([^*]+)(?<!\s)\1(?!\*)")
UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?![\s_])([^_]+)(?<!\s)\1(?!\w)")
LINK = re.compile(
    r"(!?)\[([^\[\]]{0,1000})\]"
    r"(?:\(\s{0,9}<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,2000})?)>?(?:\s{1,9}[\"'][^\"'\n]{0,500}[\"'])?\s{0,9}\)"
    r"|\[([^\[\]]{0,200})\])?"
)
AUTOLINK = re.compile(r"<((?:https?|mailto|tel):[^\s<>]{1,2000})>")
CELL_BREAK = re.compile(r"</t[dh]>\s{0,20}<t[dh][^<>]{0,500}>", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br[ \t]{0,9}/?>(\n?)", re.IGNORECASE)
RUBY = re.compile(r"<r[tp]>[^<]{0,200}</r[tp]>", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:a|b|i|u|p|s|div|span|strong|em|sup|sub|small|big|table|thead|tbody|tr|td|th|ul|ol|li|center|font|details|summary"
    r"|h[1-6]|hr|img|ruby|rb|rt|rp|ins|code|pre|blockquote|section|article|main|mark|kbd|wbr)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
LAST_BREAK = re.compile(r"\\(?=\n)")
MAX_NESTING = 4


def inline(text: str, links: Links) -> str:
    """The words of a block without the marks around them."""
    return _unmarked(_set_aside(text), links).translate(BACK)


def split_cells(row: str, links: Links) -> list[str]:
    """The cells of a table row; a bar that is escaped or in code divides nothing."""
    bare = _set_aside(row).strip()
    cells = bare.removeprefix("|").removesuffix("|").split("|")
    return [_unmarked(cell.strip(), links).translate(BACK) for cell in cells]


def _set_aside(text: str) -> str:
    """Escaped punctuation and the content of code set aside, the backslashes and ticks gone."""
    marks = list(ESCAPE_OR_TICKS.finditer(text))
    ticks: dict[str, list[int]] = {}
    for index in range(len(marks) - 1, -1, -1):
        if marks[index][1] is None:
            ticks.setdefault(marks[index][0], []).append(index)
    out, at, index = [], 0, 0
    while index < len(marks):
        mark = marks[index]
        out.append(text[at : mark.start()])
        closing = _next_after(ticks, mark[0], index) if mark[1] is None else None
        if mark[1] is not None:
            out.append(mark[1].translate(ASIDE))
            at = mark.end()
        elif closing is None:
            out.append(mark[0].translate(ASIDE))
            at = mark.end()
        else:
            out.append(text[mark.end() : marks[closing].start()].translate(ASIDE))
            at, index = marks[closing].end(), closing
        index += 1
    return "".join([*out, text[at:]])


def _next_after(ticks: dict[str, list[int]], run: str, index: int) -> int | None:
    """The next run of as many ticks, which closes the code; the lists stand last first and shrink as we pass."""
    left = ticks[run]
    while left and left[-1] <= index:
        left.pop()
    return left[-1] if left else None


def _unmarked(text: str, links: Links) -> str:
    text = RUBY.sub("", CELL_BREAK.sub("\t", LINE_BREAK.sub("\n", text)))
    text = AUTOLINK.sub(lambda match: match[1].translate(ASIDE), text)
    text = LINK.sub(lambda match: _link(match, links), TAG.sub("", text))
    for pattern in (STARS, UNDERSCORES):
        for _ in range(MAX_NESTING):
            text, count = pattern.subn(r"\2", text)
            if not count:
                break
    return html.unescape(LAST_BREAK.sub("", text))


def _link(match: re.Match[str], links: Links) -> str:
    """[t](u) as t（u）; the address is left out where it is t itself or a place in the same text."""
    image, words, address, reference = match.groups()
    if address is None:
        address = links.get((reference or words).casefold())
        if address is None:
            return match[0]
    if image or not address or address.startswith("#") or address.removeprefix("mailto:") == words:
        return words
    return f"{words}（{address.translate(ASIDE)}）"
