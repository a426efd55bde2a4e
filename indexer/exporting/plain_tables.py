"""A table as CSV that Excel opens as it is.

In: a sheet. Out: bytes, UTF-8 with BOM, RFC 4180. It refuses to hold formulas: a cell that would be one
begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io

from .sheet import Sheet, Value, is_dangerous, plain


def write(sheet: Sheet) -> bytes:
    """The sheet's header and rows; its title and notes have no place in CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(name) for name in sheet.header])
    writer.writerows([_guarded(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(value: Value) -> str:
    return "'" + plain(value) if is_dangerous(value) else plain(value)
