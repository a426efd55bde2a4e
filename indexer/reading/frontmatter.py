"""Title, provider and edition, as far as the text itself says them.

In: the lines before the first heading, and the whole document's text. Out: which lines are the title and dates, and the
three names. It refuses to know any document; `corpus/sources.toml` knows some, elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..normalize import fold
from ..numbering import to_int
from ..types import Clause, Furniture
from . import parties
from .backmatter import DATE, is_date_line, is_end
from .lines import Line
from .markers import markers
from .parties import COMPANY, CUSTOMER
from .titles import tidy

KIND = r"(?:約款|規約|規程|規則|規定|契約書?|条件書?|ポリシー|方針|特約|細則|要領|要綱|合意書|覚書|協定書?|利用条件|取扱い?|ガイドライン|約定|Terms|Agreement|Policy)"
TITLE_LINE = re.compile(
    rf".{{0,60}}{KIND}(?:\s?[(\[【].{{0,30}}[)\]】])*(?:\s?(?:第?[0-9.]{{1,6}}\s?版|Ver\.?\s?[0-9.]+|本文|全文))?",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"^.+(?:及び|又は|または|並びに|者と|社と|[はがを])(?=.)|^と(?=[ァ-ヶ一-龥A-Za-z])"
)  # 契約者とX株式会社: the words before the name
SELF_NAME = re.compile(
    r"\s?\((?:以下|本)[^)]{0,20}?「\s?(当社|弊社|当会社|本会社|当行|当組合|当会|当法人|会社|運営者|甲|乙|当センター|提供者|事業者|[^「」]{1,20})\s?」"
)
OWN_WORDS = (
    "当社",
    "弊社",
    "当会社",
    "本会社",
    "当行",
    "当組合",
    "当会",
    "当法人",
    "運営者",
    "提供者",
    "事業者",
    "会社",
)
VERSION = re.compile(
    rf"(?:第\s?)?[0-9]+(?:\.[0-9]+){{0,2}}\s?版|Ver(?:sion)?\.?\s?[0-9][0-9.]*|{DATE}\s?版", re.IGNORECASE
)
DATED = re.compile(
    rf"(最終改[定訂正]|改[定訂正]|変更|更新|施行|制定|発効|実施|適用)?日?\s?[:;]?\s?({DATE})\s?(?:付け?|から|より)?\s?(最終改[定訂正]|改[定訂正]|変更|更新|施行|制定|発効|実施|適用|版)?"
)
NAMED_IN_BODY = re.compile(
    r"(?:^|[、。])([^、。()はがをにで]{2,50}?(?:約款|規約|規程))\s?(?:\([^)]{1,40}\))?\s?を定め"
)  # 当社は、「X」サービス約款を定め


@dataclass
class Front:
    """The lines before the first heading, told apart."""

    title: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def front_lines(lines: Sequence[Line]) -> Front:
    """Tells title lines and date lines from the words of a 前文."""
    front = Front()
    title_end = _title_end(lines)
    for k, line in enumerate(lines):
        if k < title_end:
            front.title.append(line)
        elif is_date_line(line) or is_end(line) or (not front.rest and VERSION.fullmatch(line.text.strip("() "))):
            front.dates.append(line)
        elif not front.rest and is_company_line(line.text) and not line.ended:
            front.title.append(line)
        else:
            front.rest.append(line)
    return front


def is_company_line(line: str) -> bool:
    """True for a line that is nothing but the name of a company."""
    if len(line) > 40 or "(以下" in line:  # 株式会社A(以下「甲」という。)と… opens the words of a contract
        return False
    name = line.strip()
    return bool(COMPANY.fullmatch(name) or (COMPANY.match(name) and name.startswith(("株式会社", "合同会社"))))


def _title_end(lines: Sequence[Line]) -> int:
    """How many lines at the top make the title: up to the first that names a 約款 or 規約."""
    for k, line in enumerate(lines[:6]):
        if line.ended or len(line.text) > 90:
            break
        if TITLE_LINE.fullmatch(line.text):
            return k + 1
    first = lines[0] if lines else None
    alone = (
        first is not None
        and not first.ended
        and not markers(first.text)
        and len(first.text) <= 60
        and not is_date_line(first)
        and not first.text.startswith(("【", "["))
    )
    return 1 if alone else 0


def title_of(text: str, furniture: Sequence[Furniture], clauses: Sequence[Clause]) -> str:
    """The document's title from its top lines, else from the article that names it, else ""."""
    lines = [text[item.span.start : item.span.end] for item in furniture if item.kind == "title"]
    kept = [line for line in lines if not is_company_line(fold(line))]
    if kept:
        return tidy(VERSION_TAIL.sub("", " ".join(" ".join(line.split()) for line in kept)).strip())
    for clause in clauses[:6]:
        match = NAMED_IN_BODY.search(fold(clause.text)[:400])
        if match and not match[1].startswith(("本", "当社が定める", "この")):
            return clause.text[match.start(1) : match.end(1)].strip()
    return ""


VERSION_TAIL = re.compile(rf"\s?[(（\[]\s?(?:{VERSION.pattern})\s?[)）\]]\s*$", re.IGNORECASE)


def provider_of(text: str, furniture: Sequence[Furniture], clauses: Sequence[Clause]) -> str:
    """The company that offers the terms: it calls itself 当社, stands under the title, performs, or names itself first."""
    opening = [fold(clause.text) for clause in clauses if clause.text][:8]
    named: list[str] = []
    for words in opening:
        for match in COMPANY.finditer(words[:3000]):
            called = SELF_NAME.match(words, match.end())
            if called and called[1] in OWN_WORDS:
                return _company(match[0])
            if called and called[1] not in ("甲", "乙") and not CUSTOMER.fullmatch(called[1]):
                named.append(match[0])
    signed = {kind: _signed(text, furniture, kind) for kind in ("title", "end", "footer")}
    ends = [fold(text[item.span.start : item.span.end]) for item in furniture if item.kind == "end"]
    performs = parties.provider(opening, ends)
    if performs is not None:
        return signed["title"] or performs
    return signed["title"] or (_company(named[0]) if named else "") or signed["end"] or signed["footer"]


def _signed(text: str, furniture: Sequence[Furniture], kind: str) -> str:
    """The company named on a line of its own among title lines, after 以上, or in a copyright line."""
    for item in furniture:
        line = text[item.span.start : item.span.end].strip()
        if item.kind == kind and (match := COMPANY.search(fold(line))):
            return _company(line if is_company_line(fold(line)) else line[match.start() : match.end()])
    return ""


def _company(name: str) -> str:
    return " ".join(BEFORE_NAME.sub("", name.strip(" :・")).split())


def edition_of(text: str, furniture: Sequence[Furniture], clauses: Sequence[Clause]) -> str:
    """The edition: a version in the title lines, else the latest date of 改定, 施行 or 制定 that the text gives."""
    top = [text[item.span.start : item.span.end] for item in furniture if item.kind in ("title", "date")]
    for line in top:
        if match := VERSION.search(fold(line)):
            return "".join(match[0].split())
    history = [line for clause in clauses if clause.level == "history" for line in clause.text.split("\n")]
    supplements = [clause.text for clause in clauses if clause.id.partition("#")[2].startswith("supplement")]
    for lines in (top, history, supplements):
        if dated := [found for line in lines if (found := _dated(line))]:
            return max(dated)[1]
    return ""


ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}


def _dated(line: str) -> tuple[tuple[int, ...], str] | None:
    """The latest date of a line as a sort key and in words: 2021年12月1日改正."""
    found = []
    for match in DATED.finditer(fold(line)[:600]):
        date = "".join(match[2].split())
        numbers = [to_int(n) or 0 for n in re.findall(r"[0-9]+|[〇一二三四五六七八九十千]+", date.replace("元", "1"))]
        era = next((start for name, start in ERAS.items() if date.startswith(name)), 0)
        if len(numbers) == 3:
            found.append(
                ((numbers[0] + era, numbers[1], numbers[2]), date + (match[1] or match[3] or "").replace("版", ""))
            )
    return max(found) if found else None
