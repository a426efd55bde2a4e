"""The headings that stand outside the articles: 前文, 附則, 別紙, 特約, 改定履歴, 以上, 目次, dates.

In: lines. Out: what such a line opens. It refuses to know the articles around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import END, Line
from .markers import N, head, is_pointer_tail
from .titles import bracketed

SUPPLEMENT = re.compile(
    r"[(\[【<]附\s{0,4}則[)\]】>]|附\s{0,4}則\s?(?:(?:第?\s?[0-9一二三四五六七八九十]{1,3}\s?)?(?:[(\[].{0,60}[)\]])?\s?抄?|\s.{0,40})"
)  # 附則, 附　則（令和6年…）
APPENDIX = re.compile(
    # 別紙, 別紙1, 別紙 第2 料金表, 別記-1 (作業範囲), 【別表１】, 様式第2号
    rf"[(\[【<]?\s?(?:別\s?[紙表記添図]|付\s?[録表属]書?|附\s?[録属]書?|様\s?式|添付資料|Appendix|APPENDIX|Annex|Exhibit|Schedule)\s?(?:第?\s?(?:{N}|[A-Z])(?:\s?-\s?[0-9]{{1,3}})?\s?号?|-\s?[0-9]{{1,3}})?"
    r"\s?[)\]】>]?(?P<tail>.{0,60})"
)
SPECIAL = re.compile(
    r"[(\[【]?(?:特\s?約(?:条項|事項)?|特記事項|特\s?則|個別規定|追加条件)\s?[0-9一二三四五六七八九十]{0,3}[)\]】]?(?P<tail>[\s:(].{1,60})?"
)
HISTORY = re.compile(
    r"[<【\[(■]?\s?(?:(?:改[定訂正版]|変更|更新|制定|制改[定訂])\s?(?:履\s?歴|記録|経過|経緯)|沿\s?革|版数?履歴|Revision History)\s?[>】\])]?.{0,8}"
)
PREAMBLE = re.compile(r"[<【\[(]?前\s{0,4}文[>】\])]?")
CONTENTS = re.compile(r"[<【\[(]?(?:目\s{0,6}次|もくじ|コンテンツ|Contents|CONTENTS|Table of Contents)[>】\])]?")
LEADERS = re.compile(r"(?:[.・…‥･\s_-]{3,}|\s)[0-9]{1,4}$|[.・…‥]{4,}")  # 第1条（目的）……… 3
YEAR = r"(?:(?:19|20)[0-9]{2}|(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9]{1,2}|[一二三四五六七八九十]{1,4})|二〇[〇一二三四五六七八九]{2})"
TWO = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"{YEAR}\s?[年./-]\s?{TWO}\s?[月./-]\s?{TWO}\s?日?"
DATE_LINE = re.compile(
    # 2022年6月1日版, 施行: 2008年 4月 1日, 令和6年12月18日改定, 制定日　2020/04/01, 最終更新 2024.1.1
    rf"[(\[]?(?:[一-龥ぁ-んァ-ヶー第0-9.\s]{{0,14}}[:;\s]?\s?)?{DATE}\s?(?:[一-龥ぁ-ん第0-9.・,、\s]{{0,14}})[)\]]?"
)
# 以上、本契約の成立を証するため、本書2通を作成する。
SIGNING = re.compile(
    r"(?:以上|上記)(?:、|のとおり|の通り|の契約).{0,60}(?:証する|証として|証し|通を?作成|通作成|締結したこと)|本契約の成立を証するため.{0,60}作成"
)
# この契約の成立を証するため、本書二通を作成し, 本覚書締結の証として、本書2通を作成し, 上記合意の証として本電磁的記録を作成し
CLOSING = re.compile(
    r"[^。]{0,30}(?:契約|合意|覚書|協定|約定|成立|締結|以上|上記)[^。]{0,12}証(?:する|し|と|拠と)[^。]{0,20}"
    r"(?:本[一-龥]{0,6}書|契約書|正本|電磁的記録)(?=[をの各0-9一二三四五六七八九弐参]|正本|原本)[^。]{0,20}作成"
)
PARTY = re.compile(r"(?:.{0,12}\()?([甲乙])(?:[):\s]|$)")  # 甲：東京都, 乙　住所, 貸主（甲）　住所
LONGEST_SIGNING = 40  # lines
SUPPLEMENT_LINE = re.compile(r"附\s{0,3}則[\s:]\s*(?=\S.{5})")  # 附則　本規約は、2024年1月1日から施行します。


def special_heading(lines: Sequence[Line], i: int) -> str | None:
    """The level that line `i` opens outside the articles (supplement, appendix, special, history, preamble), or None."""
    line = lines[i]
    text = line.text
    if len(text) > 90 or line.ended or (i and lines[i - 1].open and not line.short and not head(lines[i - 1].text)):
        return None
    if HISTORY.fullmatch(text):
        return "history"
    if PREAMBLE.fullmatch(text):
        return "preamble"
    if SUPPLEMENT.fullmatch(text) and not is_pointer_tail(text.replace(" ", "")[2:], spaced=False):
        return "supplement"
    for level, pattern in (("appendix", APPENDIX), ("special", SPECIAL)):
        match = pattern.fullmatch(text)
        if match and not _runs_on(match["tail"] or "", line):
            return level
    return None


def _runs_on(tail: str, line: Line) -> bool:
    """True when the words after 別紙 or 特約 make it a sentence: 別紙1に定める, 別紙記載の…."""
    bare = tail.lstrip(" :・-")
    if not bare:
        return False
    spaced = tail[:1] in " :([【「<" or line.text[:1] in "([【<"
    return line.full or is_pointer_tail(bare, spaced) or (not spaced and len(bare) > 24) or "、" in bare[-1:]


def is_date_line(line: Line) -> bool:
    """True for a line that is a date and what happened on it: 施行: 2008年4月1日."""
    return len(line.text) <= 60 and not line.ended and bool(DATE_LINE.fullmatch(line.text))


def is_end(line: Line) -> bool:
    """True for 以上, 以下余白, and the sentence over the signatures of a contract."""
    return bool(END.fullmatch(line.text) or SIGNING.match(line.text))


def closing_formula(lines: Sequence[Line], k: int) -> range:
    """The lines of the sentence over the signatures that begins on line `k`, as far as it is wrapped; none where it is another sentence."""
    stop = k
    while stop + 1 < len(lines) and stop < k + 4 and not lines[stop].ended and not is_date_line(lines[stop + 1]):
        stop += 1
    words = "".join(line.text for line in lines[k : stop + 1])
    if not (SIGNING.match(words) or CLOSING.match(words)):
        return range(0)
    return range(k, stop + 1 if lines[stop].ended else k + 1)


def is_signed(lines: Sequence[Line]) -> bool:
    """True for lines that are the names of 甲 and of 乙 and hold no sentence."""
    if len(lines) > LONGEST_SIGNING or any(line.ended for line in lines):
        return False
    return {match[1] for line in lines if (match := PARTY.match(line.text))} == {"甲", "乙"}


def contents_range(lines: Sequence[Line]) -> range:
    """The lines of a 目次: headings that all come again later, with no sentence among them."""
    label = next((i for i, line in enumerate(lines[:400]) if CONTENTS.fullmatch(line.text)), None)
    start = (
        label if label is not None else next((i for i, line in enumerate(lines[:400]) if head(line.text)), len(lines))
    )
    least = 3 if label is None else 1
    seen: set[tuple[str, str]] = set()
    for i in range(start + (label is not None), len(lines)):
        line = lines[i]
        found = head(line.text.lstrip("・● "))
        key = (found.level, str(found.value)) if found and found.level in ("part", "chapter", "article") else None
        if key and key in seen and found and (found.value == 1 or key == _first(lines, start)):
            end = i - 1 if bracketed(lines[i - 1]) else i  # （目的）above 第1条 belongs to the article
            return range(start, end) if len(seen) >= least else range(0)
        if line.ended and not LEADERS.search(line.text):
            return range(0) if label is None or len(seen) < 1 else range(start, _end_of_list(lines, start, i))
        if key:
            seen.add(key)
    return range(0)


def _first(lines: Sequence[Line], start: int) -> tuple[str, str] | None:
    found = next((found for line in lines[start : start + 40] if (found := head(line.text.lstrip("・● ")))), None)
    return (found.level, str(found.value)) if found else None


def _end_of_list(lines: Sequence[Line], start: int, sentence: int) -> int:
    """Where a labelled 目次 ends when a sentence follows it: after its last line with leaders or a page number."""
    with_page = [i for i in range(start, sentence) if LEADERS.search(lines[i].text)]
    return with_page[-1] + 1 if with_page else start + 1
