"""What a line may begin with: 第N条, 第N章, ２．, （１）, イ, ①, ・ and their many printings.

In: one folded line. Out: `Marker` values, candidates only. It refuses to decide: whether a marker opens
a clause or is the wrapped end of a sentence depends on what came before, and segment.py knows that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..numbering import AIUEO, CIRCLED, IROHA, ROMAN, number, sort_key, to_int
from ..types import Number

D = r"[0-9〇零一二三四五六七八九十百千]"
N = rf"{D}(?:\s?{D}){{0,6}}"  # 12, 1 2, 十二, 百二十
LOOK = 160  # a marker stands in the first characters of a line: a line of a million characters costs no more

CONTAINER = re.compile(rf"第\s{{0,3}}({N})\s{{0,3}}([編部章節款])((?:\s?の\s?{D}{{1,4}}){{0,2}})\s*")  # 第 1 章, 第二節
CONTAINER_LEVEL = {"編": "part", "部": "part", "章": "chapter", "節": "section", "款": "subsection"}
ARTICLE = re.compile(
    # 第12条, 第 1 2 条, 第十二条の二, 第12条の2の3
    rf"第\s{{0,3}}({N})\s{{0,3}}条((?:\s?の\s?(?:[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})(?=\s?の\s?[0-9一二三四五六七八九十]|[^一-龥ぁ-ん]|$)){{0,3}})\s*"
)
# What follows a pointer in running text, never a heading: 第38条(料金等)に定める, 第3条、第5条, 第9条第2項
POINTER_TAIL = re.compile(
    r"(?:に|の|を|は(?!じめに)|が|と|で|も(?!の)|や|、|,|及び|又は|若しくは|乃至|並びに|または|および|ならびに|もしくは|ないし|から|まで|より|へ"
    rf"|～|第\s?(?:$|{N}\s?(?:[条項号章節款編]|$))|・\s?第|-\s?第\s?{D}(?!三?者)|[)」』])"
)
# The same where no blank stands between: 第9条各号, 第9条所定の; with a blank it may be a title: 第9条 各種手続
POINTER_NOUN = re.compile(
    r"(?:各号|各項|所定|参照|以下|以上|記載|本文|柱書|規定|違反|前段|後段|ただし書|但書|但し書|関係|適用|に)"
)
# What follows a number that is itself the end of a pointer: (2)に定める, 2．及び3．; an item may open with やむを得ない or とき
MARKER_TAIL = re.compile(
    r"(?:に(?:[定掲該規おつ基よ関対係準従の、は]|記載)|の(?:[規定事行各う場項と]|いずれ)|を|は、|が|と(?:[し、同の]|みなす)|で[あすは]|も、|や[(第]|、|,|及び|又は"
    r"|若しくは|乃至|並びに|または|および|ならびに|もしくは|ないし|から|まで|より[、前後]|～|[)」』])"
)
# Counters after a number at the start of a wrapped line: 10日以内に, 14.6％, 3 ヶ月, ２倍に
UNIT = re.compile(
    r"(?:日(?![割本常程時付数額報])|(?:ヶ|か|カ|ヵ|ケ|箇)月|(?:ヶ|か|カ|箇)所|(?:か|カ|ヵ)国|年(?![額度次末利会])|時間|時(?![刻期点効価])|分(?![割析別散離類担])|秒"
    r"|回(?![線収答復])|名(?![称義前刺])|人(?![格員事材的為])|個(?![人別])|台(?!帳)|円(?!滑)|％|%|倍|割(?![引増賦当])|条(?![件項例文])|項(?!目)|号(?!機)|章|節|款(?!項)"
    r"|営業日|週(?![次末])|件(?![名数])|つ|社(?![員内外会名])|者|月(?![額次末初例払])|億|万|千|百|種類|種|部(?![分品署門])|以上(?!の)|以下(?![の、に])|以内|未満|番目|度(?![合数])"
    r"|級|階(?!層)|歳|世帯(?!主)|[kKMGT]?[bB](?:ps|it)?\b|GHz|MHz|mm|cm|km|kg|px)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible number at the start of a line: its style, its value, where the text after it begins."""

    style: str
    value: int
    label: str
    size: int  # characters of the line taken by the label and the blanks after it
    branches: tuple[int, ...] = ()  # of 2の2

    @property
    def rank(self) -> tuple[int, ...]:
        """The number with its branches, as they are counted: (2,) for 2, (2, 2) for 2の2."""
        return self.value, *self.branches

    @property
    def number(self) -> Number:
        """The number as a clause keeps it: 2, or "2_2" for 2の2."""
        return "_".join(map(str, self.rank)) if self.branches else self.value

    @property
    def is_bullet(self) -> bool:
        """True for ・ and its like, which carry no number."""
        return self.style.startswith("bullet")

    @property
    def is_tier(self) -> bool:
        """True for 1.2 and 1-2-3."""
        return self.style.startswith("tier")

    @property
    def is_weak(self) -> bool:
        """True for a mark that the start of a wrapped line easily looks like."""
        return self.style in WEAK or self.is_bullet


# style -> pattern; group 1 is the number
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("paren", re.compile(r"\(\s?([0-9](?:\s?[0-9]){0,2})\s?\)\s*")),  # （１）, ( 1 )
    ("paren_kanji", re.compile(r"\(\s?([一二三四五六七八九十]{1,3})\s?\)\s*")),  # （一）
    ("paren_kana", re.compile(rf"\(\s?([{AIUEO}])\s?\)\s*")),  # （ア）, （イ）
    ("paren_alpha", re.compile(r"\(\s?([a-zA-Z]{1,4})\s?\)\s*")),  # (a), (iv)
    ("paren_glyph", re.compile(r"([⑴-⒇㈠-㈩])\s*")),  # ⑴, ㈠
    ("dark", re.compile(r"([❶-❿➀-➉➊-➓])\s*")),  # ❶, ➀
    ("roman_glyph", re.compile(r"([Ⅰ-Ⅻⅰ-ⅻ])(?:[.、)]\s*|\s+)")),  # Ⅱ．, ⅲ）
    ("circled", re.compile(rf"([{CIRCLED}])\s*")),  # ①
    ("half", re.compile(r"([0-9]{1,3})\s?\)\s*")),  # 1)
    ("tier", re.compile(r"((?:[0-9]{1,3}[.-]){1,4}[0-9]{1,3})(?:[.)]?\s+|[.)]|(?=[^0-9.%\s,-]))")),  # 1.1 , 1-1 , 2.3.4
    ("dot", re.compile(r"([0-9](?:\s?[0-9]){0,2})\s?[.、,](?![0-9])\s*")),  # 2. , 2．契約者は, 10、
    ("dot", re.compile(r"([0-9]{1,2})\s?\.(?=[0-9])")),  # 2．2025年9月30日までに
    ("space", re.compile(r"([0-9]{1,3})\s+(?=\S)")),  # 2 契約者は
    ("go", re.compile(rf"第\s?({N})\s?号[\s:.]\s*")),  # 第1号 天災による損害
    ("square", re.compile(r"[\[【]\s?([0-9]{1,2})\s?[\]】]\s*")),  # [1], 【2】
    ("ordinal", re.compile(rf"第\s?({N})(?:[.、]\s*|\s+)(?=\S)")),  # 第1　目的, in texts without 条
    ("dai", re.compile(rf"第\s?({N})\s?項[\s:.]\s*")),  # 第2項 契約者は
    ("kanji", re.compile(r"([一二三四五六七八九十]{1,3})(?:[、.]\s*|\s+)")),  # 一　氏名
    ("kana", re.compile(rf"([{AIUEO}])(?:[、.)]\s*|\s+)")),  # イ　氏名, ア．氏名, イ）
    ("alpha", re.compile(r"([a-zA-Z]|[ivxIVX]{2,4})(?:[.)]\s*|\s?\)\s*)(?=\S)")),  # a. , ii)
    ("bullet", re.compile(r"([・•●○◆◇■□⚫▪‣*-])\s*(?=\S)")),  # ・, ●
    ("bare", re.compile(r"([0-9]{1,2})(?=[^0-9\s.,)%])")),  # ２契約者は (fullwidth in the source)
)
PARAGRAPH_STYLES = frozenset({"dot", "space", "bare", "dai", "circled", "tier"})
WEAK = frozenset(
    {"space", "bare", "alpha", "roman", "kana", "iroha", "kanji", "half"}
)  # easily the start of a wrapped line
STRONG = frozenset({"square", "go"}) | frozenset(
    {"paren", "circled", "roman_glyph", "paren_kana", "paren_iroha", "dot", "dai", "tier"}
)
ALPHABETS = {"paren_kana": AIUEO, "kana": AIUEO}
# 2の2 前項, 2の2．, 一の二　, (3)の2 , (3の2), ①の2 , 第2項の2 ; no 2の2倍, 二の腕, 一の二、三及び四
BRANCHED = re.compile(
    rf"(\(?\s?(?:第\s?{N}\s?[項号]|{N}|[{AIUEO}{CIRCLED}⑴-⒇㈠-㈩])\s?\)?)"
    r"((?:\s?の\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})){1,3})"
    r"(?=\s?\)|\.(?![0-9])|[、,](?![0-9一二三四五六七八九十])|\s)"
)
MARKER_START = re.compile(rf"[(\[【0-9第❶-➓㈠-㈩{CIRCLED}⑴-⒇Ⅰ-Ⅻⅰ-ⅻ一二三四五六七八九十{AIUEO}a-zA-Z・•●○◆◇■□⚫▪‣*-]")


def _values(style: str, text: str) -> list[tuple[str, int]]:
    """The readings of a label: イ is 2 in アイウ and 1 in イロハ; i is 9 or Roman 1."""
    if style in ALPHABETS:
        found = [(style, AIUEO.index(text) + 1)]
        return [*found, (style.replace("kana", "iroha"), IROHA.index(text) + 1)] if text in IROHA else found
    if style in ("alpha", "paren_alpha"):
        lower = text.lower()
        found = [(style, ord(lower) - 96)] if len(lower) == 1 else []
        return [*found, (style.replace("alpha", "roman"), ROMAN.index(lower) + 1)] if lower in ROMAN else found
    if style == "circled":
        return [(style, CIRCLED.index(text) + 1)]
    if style == "roman_glyph":
        return [(style, (ord(text) - ord("Ⅰ")) % 16 + 1)]
    if style == "paren_glyph":
        return [("paren", ord(text) - ord("⑴" if text < "㈠" else "㈠") + 1)]
    if style == "dark":
        return [("circled", (ord(text) - ord("❶")) % 10 + 1)]
    if style == "bullet":
        return [(f"bullet{text}", 1)]
    if style == "tier":
        return [("tier" + "." * (len(re.findall(r"[.-]", text)) - 1), int(re.split(r"[.-]", text)[-1]))]
    value = to_int(text)
    return [] if value is None else [("paren" if style == "paren_kanji" else style, value)]


@lru_cache(maxsize=4096)
def markers(line: str) -> tuple[Marker, ...]:
    """Every way in which the start of a folded line can be read as a number or a mark."""
    if not MARKER_START.match(line):
        return ()
    start = line[:LOOK]
    return _branched(start) or _unbranched(start)


def _branched(start: str) -> tuple[Marker, ...]:
    """The readings of 2の2: those of the same line without の2, with the branch put back."""
    match = BRANCHED.match(start)
    branches = sort_key(number("1", match[2]) or 1)[1:] if match else ()
    if match is None or not branches:
        return ()
    more = len(match[2])
    plain = _unbranched(start[: match.end(1)] + start[match.end() :])
    return tuple(
        replace(made, label=start[: made.size + more].rstrip(), size=made.size + more, branches=branches)
        for made in plain
        if made.size >= match.end(1) and not made.is_tier
    )


def _unbranched(head: str) -> tuple[Marker, ...]:
    """Every reading of a start that has no branch."""
    found: list[Marker] = []
    for style, pattern in STYLES:
        match = pattern.match(head)
        if match is None:
            continue
        label = match[0].rstrip()
        found += [Marker(name, value, label, match.end()) for name, value in _values(style, match[1])]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may open a 条 or a 章: its number, its label, and where the rest of the line begins."""

    level: str
    value: Number
    at: int  # where the label begins, behind a decoration
    label: str
    size: int


DECORATION = "■●◆○□▼▲★◎【[(<《#"  # ■第1条（目的）, 【第1条】目的, 【第1条 目的】, ＜第1章＞ 総則, ## 第1条
CLOSED = {"【": "】", "[": "]", "(": ")", "<": ">", "《": "》"}


def head(line: str) -> Head | None:
    """第N条 or 第N編/章/節/款 at the start of a folded line, or None."""
    if line[:1] not in "第" + DECORATION:
        return None
    start = line[:LOOK]
    inner = start if start[:1] == "第" else start[1:].lstrip("# ")
    for pattern in (ARTICLE, CONTAINER):
        match = pattern.match(inner)
        if match is None:
            continue
        container = pattern is CONTAINER
        value = number(match[1], match[3] if container else match[2])
        taken = len(start) - len(inner) + match.end()
        if start[0] in CLOSED:
            taken = _behind_bracket(line, start, taken)
        if value is None or not taken:
            return None
        return Head(
            CONTAINER_LEVEL[match[2]] if container else "article",
            value,
            len(start) - len(inner),
            match[0].rstrip(),
            taken,
        )
    return None


def _behind_bracket(line: str, start: str, taken: int) -> int:
    """Where the rest begins behind 【第1条】 or inside 【第1条 目的】; 0 where the bracket holds something else: （第3条関係）."""
    close = CLOSED[start[0]]
    if start[taken : taken + 1] == close:
        rest = start[taken + 1 :]
        return taken + 1 + len(rest) - len(rest.lstrip())
    return taken if start[taken - 1] == " " and line.endswith(close) and line.count(close) == 1 else 0


def is_pointer_tail(rest: str, spaced: bool) -> bool:
    """True when what follows a number shows that it is a pointer in a sentence: に定める, 、第5条, 第2項."""
    return bool(POINTER_TAIL.match(rest)) or (not spaced and bool(POINTER_NOUN.match(rest)))


def is_marker_tail(rest: str) -> bool:
    """True when what follows a bracketed or dotted number shows a pointer in a sentence: (2)に定める."""
    return bool(MARKER_TAIL.match(rest))


def is_counted(rest: str) -> bool:
    """True when what follows a number is a unit: 日以内, ％, ヶ月."""
    return bool(UNIT.match(rest))
