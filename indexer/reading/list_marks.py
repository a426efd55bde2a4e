"""The numbers that a list prints but its text does not hold, as HTML and Word name them.

In: a value and the name of a number format. Out: 「１」「一」「イ」「①」「iv」, or the bullet of a list
without numbers. It refuses to know where in a list an item stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ..numbering import AIUEO, CIRCLED, IROHA, to_kanji

BULLET = "・"
TEN_STEMS = "甲乙丙丁戊己庚辛壬癸"
TWELVE_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
KANJI_DIGIT = str.maketrans("0123456789", "〇一二三四五六七八九")
LEGAL = str.maketrans("一二三十", "壱弐参拾")
HALFWIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip

_NUMERAL = "[0-9０-９〇一二三四五六七八九十百]"
OWN_LABEL = re.compile(
    r"[ \t\u3000]{0,20}(?:"
    rf"第[ 　]?{_NUMERAL}{{1,5}}[ 　]?[編章節款目条項号]"  # 第1項
    # （１） (ア) (iv)
    rf"|[(（〔【\[][ 　]?(?:{_NUMERAL}{{1,3}}|[ァ-ヶｦ-ﾝ]|[a-zA-Zａ-ｚＡ-Ｚ]|[ivx]{{1,5}})[ 　]?[)）〕】\]]"
    r"|[①-⒛⓪-⓿❶-➓㈠-㈩㊀-㊉㉑-㉟㊱-㊿]"  # ① ⑴ ❶
    rf"|{_NUMERAL}{{1,3}}(?:[)）、，]|[.．](?![0-9０-９])|　|[-－.．]{_NUMERAL}{{1,3}}[ 　.．])"  # 1. １） 1.2
    r"|[一二三四五六七八九十]{1,3}[ 　]"  # 一 甲は
    r"|[ア-ヶｱ-ﾝ][.．)）、 　]"  # ア．
    r"|[a-zA-Zａ-ｚＡ-Ｚ][.．)）](?![a-zA-Z])"  # a)
    r"|[・●○■□◆◇▪•※＊*])"
)


def has_own_label(text: str) -> bool:
    """True where an item's own words begin with a number or mark, so that a list need not add one."""
    return OWN_LABEL.match(text) is not None


def _from(chars: str) -> Callable[[int], str]:
    return lambda value: chars[value - 1] if 0 < value <= len(chars) else str(value)


def _kanji(value: int) -> str:
    return to_kanji(value) if 0 < value < 10_000 else str(value).translate(KANJI_DIGIT)


def _letters(value: int) -> str:
    """a … z, aa, bb … as Word counts on."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 780 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for size, mark in ROMAN:
        count, value = divmod(value, size)
        out += mark * count
    return out


def _halfwidth(chars: str) -> str:
    return "".join(HALFWIDTH.get(char, char) for char in chars)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _value: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(FULLWIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(FULLWIDTH),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "chineseCountingThousand": _kanji,
    "taiwaneseCounting": _kanji,
    "taiwaneseCountingThousand": _kanji,
    "japaneseLegal": lambda value: _kanji(value).translate(LEGAL),
    "ideographDigital": lambda value: str(value).translate(KANJI_DIGIT),
    "japaneseDigitalTenThousand": lambda value: str(value).translate(KANJI_DIGIT),
    "ideographTraditional": _from(TEN_STEMS),
    "ideographZodiac": _from(TWELVE_BRANCHES),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "aiueo": _from(_halfwidth(AIUEO)),
    "aiueoFullWidth": _from(AIUEO),
    "iroha": _from(_halfwidth(IROHA + "ン")),
    "irohaFullWidth": _from(IROHA + "ン"),
    "decimalEnclosedCircle": _from(CIRCLED[:20]),  # 17.18.59: decimal beyond ⑳
    "decimalEnclosedCircleChinese": _from(CIRCLED[:20]),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "numberInDash": lambda value: f"- {value} -",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
HTML_TYPES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "japaneseCounting",
    "cjk-decimal": "ideographDigital", "japanese-informal": "japaneseCounting", "japanese-formal": "japaneseLegal",
    "katakana": "aiueoFullWidth", "katakana-iroha": "irohaFullWidth",
}  # fmt: skip


def circled(value: int) -> str:
    """①, ② … ㊿, and the bare number beyond."""
    return CIRCLED[value - 1] if 0 < value <= len(CIRCLED) else str(value)


def number_text(value: int, number_format: str) -> str:
    """The value as the format prints it; a format we do not know, or a value it cannot print, is decimal."""
    return FORMATS.get(number_format, str)(value)
