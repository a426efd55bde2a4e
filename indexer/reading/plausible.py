"""Garbled text is told from readable text by the share of characters that make no sense.

In: a text, its file's name and format. Out: nothing, or a `SourceError`. It refuses to repair:
a text that was damaged before it reached us cannot be cited.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

from ..errors import SourceError
from .decoding import is_common_kanji, is_kanji

# Shares of the characters that are not blank. Each limit lies between what readable terms reach and what
# text garbled in that way reaches; the tests hold examples of both sides.
LOST_LIMIT = 0.005  # U+FFFD, put in the place of a character that could not be decoded
UTF8_AS_CP932_LIMIT = 0.02  # 縺 繧 繝 縲: the first bytes of every kana
UTF8_AS_LATIN_LIMIT = 0.10  # ã ‚ ƒ: the same bytes, read as Western European
EUC_AS_CP932_LIMIT = 0.15  # ､: the first byte of every hiragana
NO_CHARACTER_LIMIT = 0.05  # private use, control, unassigned: a PDF font without a character map
FOREIGN_LIMIT = 0.20  # scripts that no Japanese or English terms are written in
RARE_KANJI_LIMIT = 0.60  # of the kanji: those beyond JIS level 1; a list of 瑕疵 and 剽窃 reaches 0.4
LETTER_FLOOR = 0.30  # letters, kana, kanji and digits; beneath it the text is all signs
ENOUGH = 20  # characters below which a share says nothing

PLAUSIBLE = (
    (0x20, 0xFF), (0x370, 0x3FF), (0x400, 0x45F), (0x2000, 0x27BF), (0x2900, 0x2BFF), (0x2E80, 0x30FF),
    (0x3190, 0x319F), (0x31F0, 0x9FFF), (0xF900, 0xFAFF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
    (0x1F000, 0x1FAFF), (0x20000, 0x3FFFF), (0xE0100, 0xE01EF),
)  # fmt: skip
SYMBOL_FONT = range(0xF020, 0xF100)  # bullets of Symbol and Wingdings, met in readable PDFs
SAMPLE = 2_000_000  # characters that are weighed
RUN_OF_SIGNS = re.compile(r"([^\w\s])\1{2,}")  # the dots of a table of contents, a ruled line


def check(text: str, name: str, source_format: str) -> None:
    """Raise a `SourceError` when the text is garbled; readable Japanese or English passes."""
    counts = Counter(RUN_OF_SIGNS.sub(r"\1", text[:SAMPLE]))
    for blank in [char for char in counts if char.isspace()]:
        del counts[blank]
    total = counts.total()
    if total < ENOUGH:
        return
    if found := _garbled(counts, total):
        raise SourceError("意味の通る日本語か英語の文であるはずです", f"「{name}」は{found}", _remedy(source_format))


def _garbled(counts: Counter[str], total: int) -> str:
    def share(test: Callable[[str], bool]) -> float:
        return sum(count for char, count in counts.items() if test(char)) / total

    if share("\ufffd".__eq__) > LOST_LIMIT:
        return "読み取れずに失われた文字（�）を多く含みます"
    if share("縺繧繝縲".__contains__) > UTF8_AS_CP932_LIMIT or share("､".__eq__) > EUC_AS_CP932_LIMIT:
        return "文字化けしています（別の文字コードとして開き、保存し直されたようです）"
    if share("ãäåæçèé‚ƒ".__contains__) > UTF8_AS_LATIN_LIMIT:
        return "文字化けしています（欧文の文字コードとして開き、保存し直されたようです）"
    if (strange := share(_is_no_character)) > NO_CHARACTER_LIMIT:
        return f"文字として意味を持たない符号が{strange:.0%}を占めます"
    if (strange := share(_is_foreign)) > FOREIGN_LIMIT:
        return f"日本語にも英語にも現れない文字が{strange:.0%}を占めます"
    kanji = share(is_kanji)
    if kanji * total >= ENOUGH and share(_is_rare_kanji) > RARE_KANJI_LIMIT * kanji:
        return "ふだん使われない漢字が並び、文字化けしているようです"
    if (letters := share(_is_letter)) < LETTER_FLOOR:
        return f"文字が{letters:.0%}しかなく、記号ばかりです"
    return ""


def _remedy(source_format: str) -> str:
    if source_format == "pdf":
        return "PDF の文字情報が壊れています。元の文書を入手するか、OCR をかけた PDF をお使いください"
    return "元の文書を UTF-8 で保存し直してください"


def _is_no_character(char: str) -> bool:
    if ord(char) in SYMBOL_FONT:
        return False
    return unicodedata.category(char) in ("Co", "Cn", "Cs") or (
        unicodedata.category(char) == "Cc" and char not in "\n\t"
    )


@cache
def _is_foreign(char: str) -> bool:
    code = ord(char)
    return code in SYMBOL_FONT or not any(first <= code <= last for first, last in PLAUSIBLE)


def _is_rare_kanji(char: str) -> bool:
    return is_kanji(char) and not is_common_kanji(char)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"
