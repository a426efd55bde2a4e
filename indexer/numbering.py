"""Numbers and ids: 「第十二条の二第3項一号」 to `a12_2.p3.i1` and back; the only place that knows both.

In: printed numbers, citations, local ids. Out: integers, ids and 「第12条の2第3項第1号」.
It refuses to know any document: whether an id exists is asked elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from .errors import CitationError
from .normalize import fold
from .types import Clause, Number

KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
KANJI_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)
DIGITS = r"[0-9〇零一二三四五六七八九十百千壱弐参拾]"
# the parts of an id: code, how the number is printed around it
CODES = {
    "part": "第{}編",
    "ch": "第{}章",
    "s": "第{}節",
    "ss": "第{}款",
    "a": "第{}条",
    "p": "第{}項",
    "i": "第{}号",
    "supplement": "附則",
    "appendix": "別紙",
    "special": "特約",
    "preamble": "前文",
    "history": "改定履歴",
}
PART_OF_ID = re.compile(r"([a-z]+)([0-9]*(?:_[0-9]+)*)(~[0-9]+)?")


@cache
def to_int(printed: str) -> int | None:
    """The value of a number in any script (12, １２, 十二, 一二, 百二十三), or None."""
    text = "".join(fold(printed).split())
    if not text:
        return None
    if text.isascii():
        return int(text) if text.isdigit() and len(text) < 10 else None
    if any(char in KANJI_UNITS for char in text):
        return _kanji_with_units(text)
    digits = [KANJI_DIGITS.get(char, int(char) if char in "0123456789" else -1) for char in text]
    return int("".join(map(str, digits))) if -1 not in digits and len(digits) < 10 else None


def _kanji_with_units(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for char in text:
        if char in KANJI_UNITS:
            unit = KANJI_UNITS[char]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        else:
            value = KANJI_DIGITS.get(char, int(char) if char in "0123456789" else None)
            if value is None or digit is not None:
                return None
            digit = value
    return total + (digit or 0)


def to_kanji(value: int) -> str:
    """The number 1 to 9999 as 千九百八十四."""
    out = ""
    for unit, char in ((1000, "千"), (100, "百"), (10, "十")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("" if digit == 1 else "〇一二三四五六七八九"[digit]) + char
    return out + ("〇一二三四五六七八九"[value] if value else "")


def number(main: str, branches: str = "") -> Number | None:
    """第「十二」条「の二」 as 12 or "12_2"; None where the digits make no number."""
    values = [to_int(main)] + [to_int(part) for part in re.split(r"の|ノ", fold(branches)) if part.strip()]
    if None in values:
        return None
    return values[0] if len(values) == 1 else "_".join(map(str, values))


def sort_key(value: Number) -> tuple[int, ...]:
    """A key that puts 第12条の2 between 第12条 and 第13条."""
    return tuple(map(int, str(value).split("_"))) if value != "" else ()


def follows(last: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """True when a number is the next one: 12 -> 13, 12 -> 12の2, 12の2 -> 12の3 or 13."""
    if not last:
        return value == (1,)
    nexts = {(last[0] + 1,), (*last, 2), (*last[:-1], last[-1] + 1)}
    return value in nexts or (len(last) > 2 and value == (*last[:-2], last[-2] + 1))


def printed(value: Number) -> tuple[str, str]:
    """The two halves of a printed number: (12, "") or (12, "の2")."""
    main, *branches = str(value).split("_")
    return main, "".join(f"の{branch}" for branch in branches)


def counted(form: str, value: Number) -> str:
    """A number in the form of its level: 第{}号 and "2_2" give 第2号の2."""
    main, branches = printed(value)
    return form.format(main) + branches


def subitem_label(value: Number) -> str:
    """イ, ロ, ロの2, ハ … for the children of a 号."""
    main, *_ = sort_key(value)
    return (IROHA[main - 1] if 0 < main <= len(IROHA) else f"({main})") + printed(value)[1]


def split_id(clause_id: str) -> tuple[str, str]:
    """`iij#a12.p2` as its document and its local id; the document is "" where there is none."""
    doc, mark, local = clause_id.rpartition("#")
    return (doc, local) if mark else ("", clause_id)


def parts(clause_id: str) -> list[tuple[str, Number | None]]:
    """The local id as (code, number) pairs: a12_2.p3 is [("a", "12_2"), ("p", 3)]."""
    found: list[tuple[str, Number | None]] = []
    for part in split_id(clause_id)[1].split("."):
        match = PART_OF_ID.fullmatch(part)
        if match is None:
            raise CitationError(
                "条項の番号が要ります", f"「{clause_id}」は番号として読めません", "例: iij-solution#a10.p2"
            )
        digits = match[2]
        found.append((match[1], None if not digits else digits if "_" in digits else int(digits)))
    return found


def article_of(clause_id: str) -> Number | None:
    """The 条 of an id, or None outside any article."""
    return dict(reversed(parts(clause_id))).get("a")


def paragraph_of(clause_id: str) -> Number | None:
    """The 項 of an id, or None."""
    return dict(reversed(parts(clause_id))).get("p")


def item_of(clause_id: str) -> str | None:
    """The 号 and its children as `3` or `3イ`, or None."""
    found, inside = "", False
    for code, value in parts(clause_id):
        inside = inside or code == "i"
        if code == "i":
            found = str(value)
        elif inside and code == "s":
            found += subitem_label(value or 0)
    return found or None


def cite(given: str | Clause) -> str:
    """`iij#a12_2.p3.i1.s1` as 「第12条の2第3項第1号イ」; a clause of an annex by the annex's own name, 別表第1 or 別記."""
    if isinstance(given, str):
        return _cited(given)
    whole = _cited(given.id)
    return given.annex + whole.removeprefix(_cited(given.id.split(".")[0])) if given.annex else whole


def _cited(clause_id: str) -> str:
    out, inside = "", False
    for code, value in parts(clause_id):
        inside = inside or code == "i"
        if code == "s" and inside:
            out += subitem_label(value or 0)
        elif code in ("supplement", "appendix", "special"):
            out += CODES[code] + (str(value) if value not in (None, 1) else "")
        else:
            out += counted(CODES[code], value or "")
    return out


def place(given: str | Clause) -> dict[str, Number | str | None]:
    """The 条, 項 and 号 of a clause or its id and the citation in words, as every record gives them."""
    clause_id = given if isinstance(given, str) else given.id
    return {
        "article": article_of(clause_id),
        "paragraph": paragraph_of(clause_id),
        "item": item_of(clause_id),
        "citation": cite(given),
    }


_N = rf"(?:{DIGITS}(?:\s*{DIGITS}){{0,8}})"
_B = rf"(?:\s*[のノ]\s*{_N})*"  # 第12条の2, 第3号の2
CITATION = re.compile(
    rf"(?:第?\s*(?P<ch>{_N})\s*章(?P<chb>{_B}))?\s*(?:第?\s*(?P<s>{_N})\s*節(?P<sb>{_B}))?\s*"
    rf"(?:第?\s*(?P<a>{_N})\s*条(?P<ab>{_B}))?"
    rf"\s*(?:第?\s*(?P<p>{_N})\s*項(?P<pb>{_B}))?\s*(?:第?\s*(?P<i>{_N})\s*号(?P<ib>{_B}))?"
    rf"\s*[(]?(?:(?P<sub>[{IROHA}])(?P<subb>{_B}))?[)]?"
)
SPECIAL_HEADS = {
    "附則": "supplement",
    "別紙": "appendix",
    "別記": "appendix",
    "別表": "appendix",
    "特約": "special",
    "前文": "preamble",
    "改定履歴": "history",
}
HEAD = re.compile(rf"({'|'.join(SPECIAL_HEADS)})\s*-?\s*({_N})?")
# a12_2.p3, supplement1.p2~2, preamble; only 前文 and 改定履歴 stand without a number: the word "a" is no id
LOCAL_PART = rf"(?:(?:preamble|history)[0-9]*|(?:{'|'.join(CODES)})[0-9]+(?:_[0-9]+)*)(?:~[0-9]+)?"
LOCAL_ID = re.compile(rf"{LOCAL_PART}(?:\.{LOCAL_PART})*")


def parse_citation(words: str) -> str | None:
    """「第十二条の二第3項一号」, 「附則2第1項」 or `a12_2.p3.i1` as a local id; None where it is no citation."""
    text = fold(words).strip()
    if LOCAL_ID.fullmatch(text):
        return text
    prefix = ""
    if head := HEAD.match(text):
        code = SPECIAL_HEADS[head[1]]
        numbered = "" if code in ("preamble", "history") else str(to_int(head[2]) if head[2] else 1)
        prefix, text = code + numbered, text[head.end() :].strip()
    match = CITATION.fullmatch(text)
    if match is None or not (text or prefix):
        return None
    path = [prefix] if prefix else []
    has_article = match["a"] is not None
    for code in ("ch", "s", "a", "p", "i"):
        if match[code] is None or (code in ("ch", "s") and has_article):
            continue
        value = number(match[code], match[f"{code}b"])
        if value is None:
            return None
        path.append(f"{code}{value}")
    if match["sub"]:
        path.append(f"s{number(str(IROHA.index(match['sub']) + 1), match['subb'])}")
    return ".".join(path) or None
