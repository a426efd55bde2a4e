"""Markdown as its reader sees it: the marks gone, the words and printed numbers kept.

In: the text of a .md file. Out: its text, tables with their cells, and the front matter as `meta`.
HTML comments are internal notes: they appear nowhere. It refuses to know what the text says.
"""

from __future__ import annotations

import re

from ..errors import SourceError
from .list_marks import BULLET, has_own_label
from .markdown_inline import Links, inline, split_cells
from .source_text import SourceText, TextBuilder

COMMENT_MARK = "\uffff"  # stands where a comment was; no text may hold it
KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]{0,40})[ \t]*:[ \t]*(.*)")
FENCE = re.compile(r" {0,3}(```+|~~~+)")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|(?=第)|$)")  # "## 第1条", and "##第1条" as some write it
CLOSING = re.compile(r"[ \t]#{1,6}[ \t]{0,9}$")
QUOTE = re.compile(r" {0,3}(?:>[ \t]?){1,20}")
ITEM = re.compile(r"([ \t]{0,40})[-*+][ \t]{1,8}(?=\S)")
ORDERED = re.compile(r"[ \t]{0,40}\d{1,9}[.)][ \t]")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]?){3,200}|(?:\*[ \t]?){3,200}|(?:_[ \t]?){3,200})$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]{0,9}$")  # beneath a heading
DELIMITER = re.compile(r"[ \t]{0,99}\|?[ \t]{0,99}:?-+:?[ \t]{0,99}(?:\|[ \t:|-]*)?$")
DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]{0,200})\]:[ \t]{1,9}<?([^\s<>]{1,2000})>?(?:[ \t].{0,500})?$")


def read_markdown(text: str, name: str) -> SourceText:
    """The words of a Markdown text, one source line a line."""
    meta, body = _front_matter(text.replace("\f", "\n"))
    lines = _without_comments(body, name).split("\n")
    links: Links = {}
    kept = []
    for line in lines:
        if definition := DEFINITION.match(line):
            links.setdefault(definition[1].casefold(), definition[2])
        else:
            kept.append(line)
    reader = _Reader(links)
    reader.read(kept)
    return reader.builder.build("md", meta)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The keys between `---` lines at the very start, and the text after them."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or len(lines) < 2 or not (KEY.match(lines[1]) or lines[1].startswith("#")):
        return {}, text
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return {}, text
    found = [match for line in lines[1:end] if (match := KEY.match(line))]
    meta = {match[1].lower(): match[2].strip().strip("\"'") for match in found}
    return meta, "\n".join(lines[end + 1 :])


def _without_comments(text: str, name: str) -> str:
    """The text without `<!-- … -->`; a line that held nothing else goes too."""
    out, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 2)
        if end < 0:
            # to hide the rest would lose clauses, to show it would leak notes
            raise SourceError(
                "コメント <!-- は --> で閉じられているはずです",
                f"「{name}」の{text.count(chr(10), 0, start) + 1}行目のコメントが閉じられていません",
                "--> を書き足してください",
            )
        out += [text[at:start], COMMENT_MARK]
        at = end + 3
    lines = "".join([*out, text[at:]]).split("\n")
    bare = [(line, line.replace(COMMENT_MARK, "")) for line in lines]
    return "\n".join(left for line, left in bare if left.strip() or left == line)


class _Reader:
    """Turns lines into blocks; emphasis and code may reach over the lines of one block, not further."""

    def __init__(self, links: Links) -> None:
        self.builder = TextBuilder()
        self._links = links
        self._block: list[str] = []

    def read(self, lines: list[str]) -> None:
        """Add every line."""
        at, fence = 0, ""
        while at < len(lines):
            line = lines[at]
            mark = FENCE.match(line)
            if fence:
                if mark and mark[1].startswith(fence) and not line.strip("`~ \t"):
                    fence = ""
                else:
                    self.builder.add(line)
            elif mark:
                self._flush()
                fence = mark[1]
            elif "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and DELIMITER.match(lines[at + 1]):
                at = self._table(lines, at)
                continue
            else:
                self._line(line)
            at += 1
        self._flush()

    def _line(self, line: str) -> None:
        if quote := QUOTE.match(line):
            line = line[quote.end() :]
        if not line.strip():
            self._flush()
            self.builder.add("")
        elif self._block and UNDERLINE.match(line):
            self._flush(heading=True)
        elif RULE.match(line):
            self._flush()
            self.builder.add("")
        elif heading := HEADING.match(line):
            self._flush()
            self._block = [CLOSING.sub("", line[heading.end() :])]
            self._flush(heading=True)
        elif item := ITEM.match(line):
            self._flush()
            words = line[item.end() :]
            self._block = [item[1] + ("" if has_own_label(words.lstrip("*_\\")) else BULLET) + words]
        else:
            if ORDERED.match(line):
                self._flush()
            self._block.append(line)

    def _flush(self, heading: bool = False) -> None:
        if self._block:
            text = inline("\n".join(self._block), self._links)
            for line in text.split("\n"):
                self.builder.add(line.rstrip(" "), heading)
            self._block = []

    def _table(self, lines: list[str], at: int) -> int:
        """Add the table that starts at a line and give the line after it."""
        self._flush()
        rows = [split_cells(lines[at], self._links)]
        at += 2
        while at < len(lines) and "|" in lines[at]:
            rows.append(split_cells(lines[at], self._links))
            at += 1
        self.builder.add_table(rows)
        return at
