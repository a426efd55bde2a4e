"""Sheets into a file whose suffix says which kind: xlsx, docx, csv, md.

In: a path and sheets. Out: the file, whole or not at all. It refuses other suffixes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import YakkanError
from . import markdown, plain_tables, word_tables, workbooks
from .sheet import Sheet

KINDS = (".xlsx", ".docx", ".csv", ".md")


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Writes sheets to a path; a csv holds the first sheet alone."""
    try:
        path.write_bytes(as_bytes(path.suffix.lower(), sheets))
    except OSError as error:
        raise YakkanError(
            f"{path} に書くところです", f"できませんでした（{error.strerror}）", "場所と権限を確かめてください"
        ) from error


def as_bytes(suffix: str, sheets: Sequence[Sheet]) -> bytes:
    """The contents of a file of that kind."""
    if suffix == ".xlsx":
        return workbooks.write(sheets)
    if suffix == ".docx":
        return word_tables.write(sheets)
    if suffix == ".csv":
        return plain_tables.write(sheets[0])
    if suffix == ".md":
        return markdown.write(sheets).encode()
    raise YakkanError(
        f"書き出せるのは {'、'.join(KINDS)} です", f"「{suffix or '拡張子なし'}」です", "拡張子を変えてください"
    )
