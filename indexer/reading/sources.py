"""A file becomes text: the door of the reading room.

In: a path, or a name with bytes, of a txt, md, html, pdf or docx. Out: `SourceText`. What a file is, its
content says before its name does. It refuses to know what the text says, and answers a file that cannot
be read with one `SourceError`.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import SourceError
from . import plausible
from .decoding import decode
from .markdown import read_markdown
from .markup import read_html
from .pdf import read_pdf
from .pipes import pipe_tables
from .source_text import CellTable, SourceText
from .word import read_docx

__all__ = ["CellTable", "SourceText", "load", "load_bytes"]

MAX_BYTES = 50_000_000
SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx",
}  # fmt: skip
KNOWN = "txt・md・html・pdf・docx のどれか"
# a PDF may carry some bytes before its header, and readers accept it within the first kilobyte
PDF_HEAD = re.compile(rb"%PDF-\d")
HTML_HEAD = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!doctype\s{1,20}html|<html[\s>])", re.IGNORECASE)
HTML_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{1,40})")
OTHER_KINDS = (
    (b"{\\rtf", "リッチテキスト（RTF）", "Word で開き、.docx で保存し直してください"),
    (b"\x89PNG", "画像", "文字の入った文書をお使いください"),
    (b"\xff\xd8\xff", "画像", "文字の入った文書をお使いください"),
    (b"GIF8", "画像", "文字の入った文書をお使いください"),
    (b"\x1f\x8b", "圧縮ファイル", "展開してから読み込んでください"),
    (b"7z\xbc\xaf", "圧縮ファイル", "展開してから読み込んでください"),
    (b"Rar!", "圧縮ファイル", "展開してから読み込んでください"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def load(path: Path) -> SourceText:
    """The text of a file; a file that cannot be read raises a `SourceError`."""
    path = Path(path)
    if path.is_dir():
        raise SourceError("ファイルを指定するはずです", f"「{path}」はフォルダです", "中のファイルを指定してください")
    if not path.is_file():
        raise SourceError(
            "読み込むファイルがあるはずです", f"「{path}」は見つかりません", "ファイル名と場所を確かめてください"
        )
    _refuse_suffix(path.name)
    try:
        _refuse_size(path.name, path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            "ファイルを開けるはずです",
            f"「{path}」を読み取れません",
            "権限と、ほかのプログラムが使っていないかを確かめてください",
        ) from error
    return load_bytes(path.name, data)


def load_bytes(name: str, data: bytes) -> SourceText:
    """The text of a file given as its name and its bytes."""
    suffix_kind = _refuse_suffix(name)
    _refuse_size(name, len(data))
    source = _read(data, name, suffix_kind)
    if not source.text.strip("\ufeff\u200b \u3000\t\n"):
        raise SourceError(
            "本文のあるファイルであるはずです", f"「{name}」には本文がありません", "中身を確かめてください"
        )
    plausible.check(source.text, name, source.format)
    return source


def _refuse_suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix == ".doc":
        raise SourceError(
            f"{KNOWN}であるはずです", f"「{name}」は古い Word の形式です", "Word で開き、.docx で保存し直してください"
        )
    if suffix not in SUFFIXES:
        raise SourceError(
            f"{KNOWN}であるはずです", f"「{name}」の種類は読めません", "いずれかの形式で保存し直してください"
        )
    return SUFFIXES[suffix]


def _refuse_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise SourceError(
            f"{MAX_BYTES // 1_000_000}MB までのファイルであるはずです",
            f"「{name}」は{size / 1_000_000:.0f}MB あります",
            "画像を除くか、文書を分けてください",
        )
    if size == 0:
        raise SourceError("本文のあるファイルであるはずです", f"「{name}」は空です", "中身を確かめてください")


def _read(data: bytes, name: str, suffix_kind: str) -> SourceText:
    """Read the bytes as what they are; the suffix decides only between kinds of plain text."""
    if PDF_HEAD.search(data, 0, 1024) and not data.startswith(b"PK"):
        return read_pdf(data, name)
    if data.startswith(b"PK\x03\x04") or (suffix_kind == "docx" and data.startswith(b"PK")):
        return read_docx(data, name)
    _refuse_other_kinds(data, name)
    if suffix_kind in ("pdf", "docx"):
        raise SourceError(
            f"{suffix_kind} のファイルであるはずです",
            f"「{name}」の中身は {suffix_kind} ではありません",
            "もう一度ダウンロードするか、正しい拡張子を付けてください",
        )
    declared = HTML_CHARSET.search(data, 0, 4096) if suffix_kind == "html" or b"<" in data[:1024] else None
    text = decode(data, name, declared[1].decode("ascii") if declared else "")
    if suffix_kind == "html" or HTML_HEAD.match(text):
        return read_html(text, name)
    return read_markdown(text, name) if suffix_kind == "md" else _read_plain(text)


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if ENCRYPTED_STREAM in data:
            raise SourceError(
                "パスワードなしで開ける文書であるはずです",
                f"「{name}」を開くにはパスワードが要ります",
                "パスワードを外して保存し直してください",
            )
        raise SourceError(
            f"{KNOWN}であるはずです",
            f"「{name}」の中身は古い Office の形式です",
            "Word で開き、.docx で保存し直してください",
        )
    for head, kind, remedy in OTHER_KINDS:
        if data.startswith(head):
            raise SourceError(f"{KNOWN}であるはずです", f"「{name}」の中身は{kind}です", remedy)


def _read_plain(text: str) -> SourceText:
    """A plain text kept as it is; a form feed starts a page and becomes a line end."""
    feeds = [match.start() for match in re.finditer("\f", text)]
    starts = [0, *(at + 1 for at in feeds if text[at + 1 : at + 2])] if feeds else []
    # pdftotext ends its last page with a form feed too: no page begins where only blanks follow
    while len(starts) > 1 and not text[starts[-1] :].strip():
        starts.pop()
    plain = text.replace("\f", "\n")
    return SourceText(plain, tuple(starts), pipe_tables(plain), "txt")
