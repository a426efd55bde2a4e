"""Two views of a text that never lose the way back to the source.

In: any string. Out: `fold`, the same length with one character for each (for the patterns of the
reading room), and `normalize`, without blanks and with an offset map (for comparing quotations).
It refuses to know what the text says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# Radicals that NFKC leaves alone, as PDF fonts put them in the place of the ideograph: ⻑ for 長
RADICALS = dict(
    zip(
        "⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⺟⺡⺢⺣⺭⻂⻌⻎⻏⻖⻣⻥⻦⻪⻬⻮⻰⻳⼾",
        "民虎西長青食鬼麦黄斉歯竜亀母水水火示衣辶辶邑阜骨魚鳥黽斉歯竜亀戸",
        strict=True,
    )
)
DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
SPECIAL = (
    RADICALS
    | DASHES
    | {"｢": "「", "｣": "」", "〔": "(", "〕": ")", "〈": "(", "〉": ")", "･": "・", "~": "～", "～": "～", "〜": "～"}
)
BLANK = " "


def _fold_char(char: str) -> str:
    if char in SPECIAL:
        return SPECIAL[char]
    if char in ZERO_WIDTH or (char.isspace() and char != "\n"):
        return BLANK
    folded = unicodedata.normalize("NFKC", char)
    # ～ is ~ for NFKC and 〜 is nothing at all: both end as the one form that patterns are written with
    return SPECIAL.get(folded, folded) if len(folded) == 1 and not folded.isspace() else char


class _Folding(dict[int, str]):
    """A translation table that fills itself, so that folding a long text runs at C speed."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # circled, parenthesised and Roman numerals (①, ⑴, Ⅳ) carry meaning: they stay as they are
        kept = char if unicodedata.category(char) in ("No", "Nl") and char != "〇" else self._rule(char)
        self[code] = kept
        return kept


_FOLDING = _Folding(_fold_char)


def fold(text: str) -> str:
    """The text with every width, blank, radical and bracket variant made one, character for character."""
    return text.translate(_FOLDING)


@dataclass(frozen=True)
class Normalized:
    """A text without blanks and width differences, and where each character came from."""

    text: str
    offsets: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of `text[start:end]`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str) -> Normalized:
    """NFKC, one form of dash, bracket and radical, no blanks; a text of blanks alone gives ""."""
    out: list[str] = []
    offsets: list[int] = []
    at, size = 0, len(text)
    while at < size:
        voiced = at + 1 < size and text[at + 1] in "ﾞﾟ\u3099\u309a" and not is_blank(text[at])
        width = 2 if voiced else 1  # ｶﾞ is one ガ
        chunk = text[at : at + width]
        for char in unicodedata.normalize("NFKC", "".join(SPECIAL.get(c, c) for c in chunk)):
            char = SPECIAL.get(char, char)
            if not char.isspace() and char not in ZERO_WIDTH:
                out.append(char)
                offsets.append(at)
        at += width
    return Normalized("".join(out), tuple(offsets))


def is_blank(char: str) -> bool:
    """True for white space and for characters that have no width."""
    return char.isspace() or char in ZERO_WIDTH
