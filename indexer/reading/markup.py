"""A web page as its reader sees it: the main text, one block a line, list numbers printed.

In: the text of an HTML file. Out: its main text, tables with their cells, and `<title>` as `meta`.
Navigation, headers, footers, scripts and hidden elements are not text. It refuses to know what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from ..errors import SourceError
from .markup_lists import ListMarks
from .markup_parts import is_dropped, main_part
from .source_text import MAX_COLUMNS, SourceText, TextBuilder, one_line, said_again

XML_HEAD = re.compile(r"\s{0,200}<\?xml[^>]{0,500}\?>")
BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLANKS = re.compile(r"[ \t\n\r\f]+")
# a line break in the source between two Japanese characters is no blank (CSS Text 3, 4.1.2)
WIDE = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
WRAP = re.compile(rf"(?<={WIDE})[ \t\f]{{0,200}}\n[ \t\n\f]*(?={WIDE})")
# a term that is the heading of an article keeps its own line: 第1条（目的）, 附則
HEADING_TERM = re.compile(r"第?[ 　]?[0-9０-９〇一二三四五六七八九十百]{1,5}[ 　]?[編章節款条]|附則|別[紙表記]")


def read_html(text: str, name: str) -> SourceText:
    """The main text of a page; a page without any words raises a `SourceError`."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(XML_HEAD.sub("", text, count=1), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise _no_words(name) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise SourceError(
            "ふつうの入れ子の HTML であるはずです",
            f"「{name}」は入れ子が深すぎます",
            "ブラウザで開いて保存し直してください",
        )
    title = root.findtext(".//title")
    builder = TextBuilder()
    walker = _Walker(builder)
    walker.walk(main_part(root))
    if not any(line.strip() for line in builder.lines()):
        raise _no_words(name)
    return builder.build("html", {"title": one_line(title)} if title and title.strip() else {})


def _no_words(name: str) -> SourceError:
    return SourceError(
        "本文のある HTML であるはずです",
        f"「{name}」には本文がありません",
        "ブラウザで本文を表示し、その画面を保存した HTML か PDF をお使いください",
    )


class _Walker:
    """Walks an element into lines without recursion, as pages nest deeper than Python does."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []
        self._marks = ListMarks()
        self._preformatted = 0
        self._term_depth = 0
        self._glued = False  # the line holds a <dt> that waits for its <dd>

    def walk(self, top: etree._Element) -> None:
        """Add everything that the element shows."""
        events = etree.iterwalk(top, events=("start", "end"))
        skipped: set[etree._Element] = set()
        for event, element in events:
            if event == "start":
                if (element is not top and is_dropped(element)) or (
                    element.tag == "table" and self._add_table(element)
                ):
                    skipped.add(element)
                    events.skip_subtree()
                else:
                    self._open(element)
            else:
                if element not in skipped:
                    self._close(element)
                if element is not top:
                    self._write(element.tail)
        self._flush()

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "dt":
            self._flush()
            self._term_depth += 1
        elif tag in BLOCKS:
            self._break()
        elif tag == "br":
            self._break(forced=True)
        if tag == "pre":
            self._preformatted += 1
        self._marks.open(element)
        self._write(element.text)

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "dt":
            self._term_depth = max(0, self._term_depth - 1)
            self._glue()
        elif tag == "dl":
            self._flush()
        elif tag in HEADINGS and not (self._term_depth or self._glued):
            self._flush(heading=True)
        elif tag in BLOCKS:
            self._break()
        if tag == "pre":
            self._preformatted -= 1
        self._marks.close(element)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            *whole, last = text.split("\n")
            for line in whole:
                self._line.append(line)
                self._flush()
            self._line.append(last)
        else:
            self._line.append(text)
        self._glued = self._glued and not text.strip()

    def _break(self, *, forced: bool = False) -> None:
        """End the line at a block's edge; inside a term, and between a term and its meaning, it goes on."""
        if self._term_depth:
            self._line.append(" ")
        elif forced or not self._glued:
            self._flush()

    def _glue(self) -> None:
        words = self._words()
        if not words:
            self._line = []
        elif HEADING_TERM.match(words):
            self._flush()
        else:
            self._line, self._glued = [words, "　"], True

    def _words(self) -> str:
        text = "".join(self._line)
        if self._preformatted:
            return text.rstrip()
        return BLANKS.sub(" ", WRAP.sub("", text)).strip(" ")

    def _flush(self, heading: bool = False) -> None:
        words = self._words()
        self._line, self._glued = [], False
        if words.strip("\u3000\xa0 "):
            self._builder.add((self._marks.take(words) + words).rstrip("\u3000 "), heading)

    def _add_table(self, table: etree._Element) -> bool:
        """Add a table of data; False for one that only lays out the page, which is read as blocks."""
        rows = list(_own_rows(table))
        if not _is_data(table, rows):
            return False
        self._flush()
        for caption in table.iterfind("caption"):
            self._builder.add(_flat(caption))
        self._builder.add_table(_grid(rows))
        return True


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not is_dropped(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot") and not is_dropped(child):
            yield from (row for row in child.iterfind("tr") if not is_dropped(row))


def _is_data(table: etree._Element, rows: list[etree._Element]) -> bool:
    if (
        table.get("role") in ("presentation", "none")
        or next(table.iterdescendants("table", *HEADINGS), None) is not None
    ):
        return False
    return any(len(_cells(row)) > 1 for row in rows)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th") and not is_dropped(cell)]


def _grid(rows: list[etree._Element]) -> list[list[str]]:
    """The texts of the cells; one that spans columns leaves blanks, one that spans rows is said again."""
    grid: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, and with what
    for row in rows:
        texts: list[str] = []
        for cell in [*_cells(row), None]:
            while len(texts) in waiting:
                texts.append(_take(waiting, len(texts)))
            if cell is None:
                break
            width = _span(cell, "colspan", MAX_COLUMNS)
            height = _span(cell, "rowspan", len(rows)) if len(texts) + width <= MAX_COLUMNS else 1
            text = _flat(cell)
            for offset in range(width):
                if height > 1:
                    waiting[len(texts) + offset] = (height - 1, "" if offset else said_again(text))
            texts += [text] + [""] * (width - 1)
        grid.append(texts)
    return grid


def _take(waiting: dict[int, tuple[int, str]], column: int) -> str:
    left, text = waiting.pop(column)
    if left > 1:
        waiting[column] = (left - 1, text)
    return text


def _span(cell: etree._Element, name: str, limit: int) -> int:
    printed = cell.get(name, "1").strip()
    size = int(printed) if printed.isascii() and printed.isdigit() and len(printed) < 6 else 1
    return min(size, limit) if size else limit if name == "rowspan" else 1


def _flat(element: etree._Element) -> str:
    """What a cell or caption shows, on one line."""
    builder = TextBuilder()
    _Walker(builder).walk(element)
    return one_line("\n".join(builder.lines()))
