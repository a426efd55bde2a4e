"""A Word document as Word shows it: paragraphs with their automatic numbers, and tables, in body order.

In: the bytes of a .docx. Out: its text and tables. Text that a tracked change deleted, comments, headers,
footers, field codes and hidden runs are not text. It refuses to know what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..errors import SourceError
from .archive import Package
from .list_marks import circled
from .source_text import MAX_COLUMNS, SourceText, TextBuilder, one_line, said_again
from .word_numbers import Numbering, W, switched_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# the content of these is gone, or is no text
SKIPPED = {
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "rt", "rubyPr", "sectPr", "sdtPr", "sdtEndPr",
        "tblPr", "tblGrid", "trPr", "tcPr",
    )
}  # fmt: skip
TEXT_OF = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
NOTES = (("footnotes", "footnote", "注"), ("endnotes", "endnote", "後注"))
# 囲い文字: Word writes ① as a field without a result, EQ \o\ac(○,1)
ENCLOSED = re.compile(
    r"\s*eq\s{1,9}\\o(?:\\a[clr])?\s{0,9}\(\s{0,9}[○◯〇]\s{0,9}[,;]\s{0,9}([0-9０-９]{1,2})\s{0,9}\)", re.IGNORECASE
)


def read_docx(data: bytes, name: str) -> SourceText:
    """The text of a .docx with its numbers resolved, tables with their cells, and notes at the end."""
    package = Package(data, name)
    root = package.document()
    body = root.find(W + "body")
    if body is None:
        raise package.broken()
    try:
        reader = _Reader(Numbering(package.part("numbering"), package.part("styles")))
        reader.read_blocks(body)
        for kind, element, mark in NOTES:
            reader.read_notes(package.part(kind), element, mark)
    except RecursionError as error:
        raise SourceError(
            "ふつうの入れ子の Word 文書であるはずです",
            f"「{name}」は入れ子が深すぎます",
            "Word で開いて保存し直してください",
        ) from error
    return reader.builder.build("docx")


class _Reader:
    """Walks blocks into a builder; fields and merged paragraphs reach across blocks, so it remembers them."""

    def __init__(self, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self._numbering = numbering
        self._fields: list[_Field] = []
        self._carried = ""  # text of a paragraph whose mark was deleted: it runs on into the next
        self._boxes: list[etree._Element] = []
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def read_blocks(self, parent: etree._Element) -> None:
        """Add the paragraphs and tables under a body, cell, note or text box."""
        for block in _blocks(parent):
            if block.tag == W + "p":
                self._add_paragraph(block)
            else:
                self._add_table(block)

    def read_notes(self, part: etree._Element | None, element: str, mark: str) -> None:
        """Add the notes that the text refers to, a line each or more."""
        notes = {note.get(W + "id", ""): note for note in part.iterfind(W + element)} if part is not None else {}
        referred = [note_id for note_id in dict.fromkeys(self._notes[element]) if note_id in notes]
        for number, note_id in enumerate(referred, 1):
            self.builder.add(f"{mark}{number}　{self._flat(notes[note_id])}")

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(W + "pPr")
        text = self._carried + self._runs(paragraph)
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self._carried = text
            return
        self._carried = ""
        self.builder.add((self._numbering.label(properties) + text).rstrip(" "))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_blocks(box)

    def _add_table(self, table: etree._Element) -> None:
        rows = [list(_children(row, "tc")) for row in _children(table, "tr") if not _is_deleted(row)]
        if max(map(len, rows), default=0) < 2:  # a frame around text, not a table
            for row in rows:
                for cell in row:
                    self.read_blocks(cell)
            return
        above: list[str] = []
        grid = []
        for row in rows:
            above = self._cells(row, above)
            grid.append(above)
        self.builder.add_table(grid)

    def _cells(self, row: list[etree._Element], above: list[str]) -> list[str]:
        """The texts of a row: a cell that spans columns leaves blanks, one merged downwards is said again."""
        texts: list[str] = []
        for cell in row:
            properties = cell.find(W + "tcPr")
            merged = None if properties is None else properties.find(W + "vMerge")
            text = one_line(self._flat(cell))
            if merged is not None and merged.get(W + "val", "continue") == "continue" and not text:
                text = said_again(above[len(texts)]) if len(texts) < len(above) else ""
            span = None if properties is None else properties.find(W + "gridSpan")
            width = span.get(W + "val", "1") if span is not None else "1"
            texts += [text] + [""] * (min(int(width), MAX_COLUMNS) - 1 if width.isdecimal() else 0)
        return texts

    def _flat(self, parent: etree._Element) -> str:
        """The blocks of a cell or a note on one line."""
        outer, self.builder = self.builder, TextBuilder()
        try:
            self.read_blocks(parent)
            return one_line("\n".join(self.builder.lines()))
        finally:
            self.builder = outer

    def _runs(self, parent: etree._Element) -> str:
        """The text of a paragraph, from its runs at any depth."""
        out: list[str] = []
        for element in parent:
            if element.tag in SKIPPED or _is_hidden(element):
                continue
            if element.tag in (W + "fldChar", W + "instrText"):
                out.append(self._field(element))
            elif element.tag in (W + "t", MATH_TEXT):
                out.append("" if self._in_code() else element.text or "")
            elif element.tag in TEXT_OF:
                out.append("" if self._in_code() else TEXT_OF[element.tag])
            elif element.tag == W + "sym":
                out.append(_symbol(element))
            elif element.tag in (W + "footnoteReference", W + "endnoteReference"):
                self._notes[element.tag.removeprefix(W).removesuffix("Reference")].append(element.get(W + "id", ""))
            elif element.tag == W + "txbxContent":
                self._boxes.append(element)
            else:
                out.append(self._runs(_choice(element)))
        return "".join(out)

    def _in_code(self) -> bool:
        return any(not field.in_result for field in self._fields)

    def _field(self, element: etree._Element) -> str:
        """Follow a field's begin, separate and end; the text of an enclosed number is in its code."""
        kind = element.get(W + "fldCharType")
        if element.tag == W + "instrText":
            if self._fields:
                self._fields[-1].code += element.text or ""
        elif kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            enclosed = None if field.in_result else ENCLOSED.match(field.code)
            return circled(int(enclosed[1])) if enclosed else ""
        return ""


class _Field:
    """A field that has begun and not ended."""

    def __init__(self) -> None:
        self.code, self.in_result = "", False


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also inside content controls and inserted text."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag not in SKIPPED:
            yield from _blocks(_choice(child))


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _children(child, name)


def _choice(element: etree._Element) -> etree._Element:
    """Of alternate contents the first: both say the same."""
    if element.tag != MC + "AlternateContent":
        return element
    first = element.find(MC + "Choice")
    return first if first is not None else element


def _is_hidden(element: etree._Element) -> bool:
    return element.tag == W + "r" and switched_on(element.find(W + "rPr"), "vanish")


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font; of Wingdings' the circled numbers are known."""
    code = element.get(W + "char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
    if "wingdings" in element.get(W + "font", "").lower() and 0x81 <= number & 0xFF <= 0x8A:
        return circled((number & 0xFF) - 0x80)
    return chr(number) if number and not 0xD800 <= number <= 0xDFFF else ""
