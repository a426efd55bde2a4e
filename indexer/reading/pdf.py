"""A PDF's text layer, page by page.

In: the bytes of a PDF. Out: its text, lines as the text layer gives them, and where each page starts.
It refuses scans, passwords and truncated files, and knows nothing of what the text says.
"""

from __future__ import annotations

import re
from threading import Lock

import pypdfium2 as pdfium

from ..errors import SourceError
from .source_text import SourceText

TAIL = 65_536  # bytes at the end within which a whole file closes with startxref
LINEARIZED = re.compile(rb"/Linearized[^>]{0,200}?/L\s{1,5}(\d{1,12})")
IMAGE = 3  # pdfium's type of an object that is a picture
PASSWORD_ERROR = 4
# pdfium joins a line that ends in a hyphen to the next, be it 「1. …」, and leaves a mark in the hyphen's
# place: both are given back, as the hyphen may be part of a name
MARKS = str.maketrans({"\ufffe": "-\n", "\x02": "-\n", "\x00": None, "\f": "\n"})
_ONE_AT_A_TIME = Lock()  # pdfium may not be called from two threads at once


def read_pdf(data: bytes, name: str) -> SourceText:
    """The text of a PDF with `page_starts`; pages without text that show an image are told in `meta`."""
    _refuse_truncated(data, name)
    with _ONE_AT_A_TIME:
        pages, images = _read_pages(data, name)
    blank = [number for number, text in enumerate(pages, 1) if not text.strip()]
    scanned = [number for number in blank if number in images]
    if len(blank) == len(pages) or len(scanned) * 2 > len(pages):
        raise SourceError(
            "文字の情報を持つ PDF であるはずです",
            f"「{name}」は全{len(pages)}ページのうち{len(blank)}ページに文字がありません（紙の読み取り画像のようです）",
            "OCR で文字を付けた PDF か、元の文書をお使いください",
        )
    meta = {"pages_without_text": ",".join(map(str, scanned))} if scanned else {}
    starts, at = [], 0
    for text in pages:
        starts.append(at)
        at += len(text) + 1
    return SourceText("\n".join(pages), tuple(starts), (), "pdf", meta)


def _refuse_truncated(data: bytes, name: str) -> None:
    whole = LINEARIZED.search(data, 0, 2048)
    if b"startxref" not in data[-TAIL:] or (whole and int(whole[1]) > len(data)):
        raise SourceError(
            "終わりまで揃った PDF であるはずです", f"「{name}」は途中で切れています", "もう一度ダウンロードしてください"
        )


def _read_pages(data: bytes, name: str) -> tuple[list[str], set[int]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _cannot_open(name, getattr(error, "err_code", None)) from error
    try:
        pages: list[str] = []
        images: set[int] = set()
        for number in range(1, len(document) + 1):
            text, has_image = _read_page(document, number - 1)
            pages.append(text)
            if has_image:
                images.add(number)
    except pdfium.PdfiumError as error:
        raise _cannot_open(name, None) from error
    finally:
        document.close()
    return pages, images


def _read_page(document: pdfium.PdfDocument, index: int) -> tuple[str, bool]:
    page = document[index]
    try:
        layer = page.get_textpage()
        try:
            text = layer.get_text_range() if layer.count_chars() else ""
        finally:
            layer.close()
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(MARKS)
        has_image = not text.strip() and any(True for _ in page.get_objects(filter=[IMAGE], max_depth=5))
        return text, has_image
    finally:
        page.close()


def _cannot_open(name: str, code: int | None) -> SourceError:
    if code == PASSWORD_ERROR:
        return SourceError(
            "パスワードなしで開ける PDF であるはずです",
            f"「{name}」を開くにはパスワードが要ります",
            "パスワードを外して保存し直してください",
        )
    return SourceError("PDF として開けるはずです", f"「{name}」は壊れています", "もう一度ダウンロードしてください")
