"""Bytes become characters: UTF-8, UTF-16, CP932, EUC-JP and ISO-2022-JP told apart.

In: the bytes of a text file, and the encoding it declares, if any. Out: its text with "\\n" line ends.
It refuses to guess: bytes that are none of these, strictly, are an error.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

from ..errors import SourceError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
JIS_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I", b"\x1b$(D", b"\x1b$(Q", b"\x1b$(O")
JIS = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_jp_3")
# the 2004 form adds ① and ㈱, which Windows programs write into EUC-JP files
EIGHT_BIT = ("cp932", "euc_jp", "euc_jis_2004")
DECLARED = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "cp932": "cp932", "ms932": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp", "eucjp": "euc_jp",
    "iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
SAMPLE = 100_000  # characters beyond ASCII that are weighed
ASCII_RUN = re.compile(r"[\x00-\x7f]+")


def decode(data: bytes, name: str, declared: str = "") -> str:
    """The text of the bytes, decoded strictly, with "\\n" line ends and no byte order mark."""
    text = _by_mark(data)
    if text is None and b"\x00" in data:
        raise SourceError(
            "文字だけのファイルであるはずです",
            f"「{name}」は文字でないデータを含みます",
            "元の文書を開き、txt か PDF で保存し直してください",
        )
    if text is None:
        text = _by_trial(data, DECLARED.get(declared.lower(), ""))
    if text is None:
        raise SourceError(
            "UTF-8・UTF-16・Shift_JIS・EUC-JP・JIS のどれかの文字コードであるはずです",
            f"「{name}」はどれとしても読めません",
            "元の文書を UTF-8 で保存し直してください",
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    return None


def _by_trial(data: bytes, declared: str) -> str | None:
    # JIS is all ASCII bytes and would pass as UTF-8; UTF-8 is hardly ever met by chance, so it comes next
    if any(escape in data for escape in JIS_ESCAPES):
        for encoding in JIS:
            if (text := _strictly(data, encoding)) is not None:
                return text
    if (text := _strictly(data, "utf-8")) is not None:
        return text
    candidates = [declared, *EIGHT_BIT] if declared else EIGHT_BIT
    texts = [text for encoding in candidates if (text := _strictly(data, encoding)) is not None]
    return max(texts, key=_japanese, default=None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _japanese(text: str) -> float:
    """How much the characters beyond ASCII look like Japanese: their mean weight."""
    sample = ASCII_RUN.sub("", text)[:SAMPLE]
    counts = Counter(sample)
    return sum(_weight(char) * count for char, count in counts.items()) / len(sample) if sample else 0.0


@cache
def _weight(char: str) -> float:
    if "\u3041" <= char <= "\u3096":
        return 3
    if "\u30a1" <= char <= "\u30fe" or char in "、。「」（）・":
        return 2
    if "\uff61" <= char <= "\uff9f":  # EUC-JP read as CP932 is a run of ､ﾎ､ﾏ
        return -1
    if is_common_kanji(char) or "\uff01" <= char <= "\uff5e":
        return 1
    return -2 if is_kanji(char) or not char.isprintable() else 0


def is_kanji(char: str) -> bool:
    """True for an ideograph of the unified block."""
    return "\u4e00" <= char <= "\u9fff"


@cache
def is_common_kanji(char: str) -> bool:
    """True for the 2,965 kanji of JIS level 1, which everyday Japanese stays within."""
    if not is_kanji(char):
        return False
    try:
        return 0xB0 <= char.encode("euc_jp")[0] <= 0xCF
    except UnicodeEncodeError:
        return False
