"""Tables as an Excel workbook.

In: sheets. Out: the bytes of an xlsx file: one worksheet each, header frozen, cells wrapped, a Japanese font
named, ready to print on landscape A4. It refuses to hold formulas: words are words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .sheet import Cell, Run, Sheet, Value, is_dangerous, plain, runs

FONT, SIZE = "游ゴシック", 10
MAKER = "Yakkan"
LONGEST = 32_000  # characters of a cell; Excel keeps 32,767 and drops the rest
LONGEST_TITLE = 31
LINE_HEIGHT, HIGHEST = 16.5, 409  # points; 409 is Excel's own limit
TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD_FILL = PatternFill("solid", fgColor="DDE6F0")


def write(sheets: Iterable[Sheet]) -> bytes:
    """The workbook's bytes; no sheets give one that says so."""
    book = Workbook()
    book.properties.creator = MAKER
    book.remove(book.worksheets[0])
    for sheet in tuple(sheets) or (Sheet("表", ("表はありません",), ()),):
        _fill(book.create_sheet(_title(sheet.title, book.sheetnames)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(title: str, taken: Sequence[str]) -> str:
    """A name Excel accepts: short, without []:*?/\\, and no one else's."""
    base = TITLE_FORBIDDEN.sub("・", plain(title)).strip("' \n\t")[:LONGEST_TITLE] or "表"
    name, count = base, 1
    while name.lower() in {each.lower() for each in taken}:
        count += 1
        name = f"{base[: LONGEST_TITLE - len(str(count)) - 2]}({count})"
    return name


def _fill(page: Worksheet, sheet: Sheet) -> None:
    _write_row(page, 1, sheet.header)
    for place in page[1]:
        place.font = Font(name=FONT, size=SIZE, bold=True)
        place.fill = HEAD_FILL
        place.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    lines = (part for row in sheet.rows for part in _parts(row))
    at = 1
    for at, row in enumerate(lines, start=2):
        _write_row(page, at, row)
        page.row_dimensions[at].height = _height(row, sheet)
    for number, note in enumerate(sheet.notes, start=at + 2):
        _write(page.cell(number, 1), note)
        page.cell(number, 1).alignment = Alignment(wrap_text=False)
        page.cell(number, 1).border = Border()
    _lay_out(page, sheet)


def _height(row: Sequence[Value], sheet: Sheet) -> float:
    """The height that the row's longest cell needs: not every program works it out for wrapped cells."""
    lines = max((_lines(plain(value), width) for value, width in zip(row, sheet.shares(), strict=True)), default=1)
    return min(HIGHEST, lines * LINE_HEIGHT + 2)


def _lines(words: str, width: int) -> int:
    """How many lines words take in a column as wide as so many halfwidth characters."""
    room = max(2, width)
    sizes = (sum(2 if east_asian_width(char) in "FWA" else 1 for char in line) for line in words.split("\n"))
    return sum(max(1, -(-size // room)) for size in sizes)


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    for column, width in enumerate(sheet.shares(), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.center.text = page.title.replace("&", "&&")
    page.oddFooter.center.text = "&P / &N"


def _write_row(page: Worksheet, number: int, row: Sequence[Value]) -> None:
    for column, value in enumerate(row, start=1):
        _write(page.cell(number, column), value)


def _write(place: Place, value: Value) -> None:
    place.font = Font(name=FONT, size=SIZE)
    place.alignment = Alignment(wrap_text=True, vertical="top")
    place.border = BORDER
    if isinstance(value, int | float) and not isinstance(value, bool):
        place.value = value
        return
    if isinstance(value, Cell) and any(run.marked for run in value.runs):
        place.value = CellRichText(*(TextBlock(_font(run), run.text) for run in runs(value)))
    else:
        place.value = plain(value) or None
        if place.value is not None:
            place.data_type = "s"  # openpyxl takes words that begin with = for a formula
    place.quotePrefix = is_dangerous(value)  # and Excel would, once someone edits the cell


def _font(run: Run) -> InlineFont:
    return InlineFont(rFont=FONT, sz=SIZE, u="single" if run.marked else None)


def _parts(row: Sequence[Value]) -> Iterator[tuple[Value, ...]]:
    """The row, and below it what its longest cells could not hold."""
    pieces = [_pieces(value) for value in row]
    for at in range(max(map(len, pieces), default=1)):
        yield tuple(found[at] if at < len(found) else "" for found in pieces)


def _pieces(value: Value) -> list[Value]:
    if isinstance(value, int | float) or len(plain(value)) <= LONGEST:
        return [value]
    found, held, size = list[Value](), list[Run](), 0
    for run in runs(value):
        for start in range(0, len(run.text), LONGEST // 2):
            part = Run(run.text[start : start + LONGEST // 2], run.marked)
            if size + len(part.text) > LONGEST:
                found.append(Cell(tuple(held)))
                held, size = [], 0
            held.append(part)
            size += len(part.text)
    return [*found, Cell(tuple(held))]
