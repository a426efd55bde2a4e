"""Tables as a Word document.

In: sheets. Out: the bytes of a docx file: landscape A4, one table each under its title, header rows
repeated, marked words underlined, a Japanese font named for East Asian text. It refuses to compute.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document as open_document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .sheet import Sheet, Value, plain, runs

FONT, SIZE, TITLE_SIZE, NOTE_SIZE = "游明朝", 9.5, 14, 9
MAKER = "Yakkan"
PAGE = (297, 210)  # A4 landscape, mm
MARGIN = 15
KEPT_WHOLE = 400  # characters up to which a row is not cut by the end of a page
HEAD_FILL = "DDE6F0"


def write(sheets: Iterable[Sheet]) -> bytes:
    """The document's bytes, each sheet on a page of its own."""
    document = open_document()
    _name_fonts(document)
    _lay_out(document.sections[0])
    document.core_properties.author, document.core_properties.comments = MAKER, ""
    for number, sheet in enumerate(sheets):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _add(document, sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _name_fonts(document: Any) -> None:
    """Names the font for every script: without eastAsia, Word falls back to whatever it has."""
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    heading = document.styles["Heading 1"].font
    heading.size, heading.color.rgb = Pt(TITLE_SIZE), None
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "ja-JP")


def _lay_out(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _add(document: Any, sheet: Sheet) -> None:
    title = document.add_heading(plain(sheet.title), level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(6)
    table = document.add_table(rows=1 + len(sheet.rows), cols=len(sheet.header), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    # python-docx finds cells and columns anew at each call: a long table is walked once
    _repeat(table.rows[0])
    widths = _widths(sheet)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, values) in enumerate(zip(table.rows, (sheet.header, *sheet.rows), strict=True)):
        if number == 0 or max(len(plain(value)) for value in values) <= KEPT_WHOLE:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            cell.width = width
            _write(cell, value, head=number == 0)
    for note in sheet.notes:
        line = document.add_paragraph()
        _tighten(line, head=False)
        line.add_run(plain(note)).font.size = Pt(NOTE_SIZE)


def _widths(sheet: Sheet) -> Sequence[Any]:
    shares = sheet.shares()
    room = PAGE[0] - 2 * MARGIN
    return [Mm(room * share / sum(shares)) for share in shares]


def _repeat(row: Any) -> None:
    """Makes the row a header that Word prints again on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(cell: Any, value: Value, head: bool) -> None:
    """The words of a cell, a paragraph for each line."""
    paragraph = cell.paragraphs[0]
    _tighten(paragraph, head)
    for run in runs(value):
        for number, line in enumerate(run.text.splitlines() or [run.text]):
            if number:
                paragraph = cell.add_paragraph()
                _tighten(paragraph, head)
            written = paragraph.add_run(line)
            written.underline, written.bold = run.marked or None, head or None
        if run.text.endswith("\n"):
            paragraph = cell.add_paragraph()
            _tighten(paragraph, head)
    if head:
        shade = OxmlElement("w:shd")
        for name, setting in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
            shade.set(qn(f"w:{name}"), setting)
        cell._tc.get_or_add_tcPr().append(shade)


def _tighten(paragraph: Any, head: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if head:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
