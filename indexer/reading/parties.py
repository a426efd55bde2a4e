"""The two parties of a contract, and which of them performs.

In: the words a contract opens with, and the lines of its signatures. Out: the name of 甲 or 乙, whichever leases, sells or
works; both names where that cannot be told. It refuses to guess: that 甲 comes first does not make it the provider.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .backmatter import PARTY

COMPANY = re.compile(
    r"(?:(?:株式|合同|合資|有限|相互)会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|独立行政法人|国立大学法人|学校法人|医療法人|特定非営利活動法人)[^\s、。(「]{1,40}"
    r"|(?:[A-Za-z][A-Za-z&.]{0,20}\s)?[^\s、。(「」)]{1,40}(?:株式|合同|合資|有限)会社|[A-Z][A-Za-z.&, ]{1,40}(?:Inc\.|Ltd\.|LLC|Corporation|K\.K\.)"
)
TAKES = r"賃借人|借主|借受人|買主|買受人|購入者|委託者|委任者|発注者|注文者|需要者|荷送人|荷主|寄託者|被許諾者|ライセンシー|フランチャイジー|加盟者|派遣先"
USERS = r"利用者|ユーザー|お客様|お客さま|顧客|契約者|申込者|会員"  # not before a name: 会員制株式会社X is one
GIVES = r"賃貸人|貸主|貸渡人|売主|売渡人|販売者|受託者|受任者|受注者|請負人|請負者|供給者|提供者|運送人|受寄者|許諾者|ライセンサー|フランチャイザー|派遣元"
AND = r"(?:と|及び|および|並びに|ならびに)?\s?"
# 被許諾者 is looked for before 許諾者
OPENS = re.compile(rf"{AND}(?:(?P<takes>{TAKES})|(?P<gives>{GIVES}))")  # 賃貸人X株式会社, 発注者であるX
ENDS = re.compile(rf"(?:(?P<takes>{TAKES}|{USERS})|(?P<gives>{GIVES}))$")  # …を申し込む利用者
CUSTOMER = re.compile(f"{TAKES}|{USERS}")
# (以下「甲」という。), (本店の所在地…、以下「乙」という。)
CALLED = re.compile(r"\((?:[^()「」]{0,60}、)?以下[^()「」]{0,16}「\s?([甲乙])\s?」")
BEFORE = re.compile(rf"{AND}(?:(?:{TAKES}|{GIVES})(?:である|たる)?[\s:]?)?\s?")
# ○○株式会社; が提供するサービスの利用者
BLANK_NAME = re.compile(r"[○◯〇●□×*_]{2}|[^A-Za-z0-9ぁ-んァ-ヺ一-龥ー々・&.\s]{2}|^[がはのをに]")
LONGEST_NAME = 40
# What the performing party does, and what the other does; 委託に基づき and 提供された are no act of the subject
ACTS = re.compile(
    r"(?P<takes>(?:賃借|借用|購入|委託|発注|注文|寄託|利用)(?:し|する)|(?:借り受け|買い受け|買受け|借受け))"
    r"|(?P<gives>(?:賃貸|貸与|販売|供給|提供|許諾|受託|受注|納入|派遣|使用許諾)(?:し|する)|(?:貸し渡|貸渡|売り渡|売渡)[しす]|請け負|請負う|引き受け)"
)
SUBJECT = re.compile(r"(?=[甲乙][はが])")
OPENING = 8  # clauses in which it is said who does what


@dataclass(frozen=True, slots=True)
class Party:
    """甲 or 乙: its name as far as one is printed, and the words that stand before it or at its signature."""

    name: str
    words: str


def provider(opening: Sequence[str], signatures: Sequence[str]) -> str | None:
    """The name of the party that performs ("" where it is not printed), both where no word tells; None without 甲 and 乙."""
    parties = _named(opening) or _signed(signatures)
    if parties.keys() != {"甲", "乙"}:
        return None
    side = _by_role(parties) or next((found for words in opening[:OPENING] if (found := _by_acts(words))), 0)
    if side:
        return parties["甲" if side > 0 else "乙"].name
    names = [parties[party].name for party in "甲乙"]
    return "／".join(names) if all(names) else ""


def _named(opening: Sequence[str]) -> dict[str, Party]:
    """甲 and 乙 as the opening words call them: X株式会社(以下「甲」という。)とY(以下「乙」という。)は."""
    found: dict[str, Party] = {}
    for words in opening:
        for match in CALLED.finditer(words):
            before = re.split(r"[、。)\n]", words[max(0, match.start() - 80) : match.start()])[-1]
            found.setdefault(match[1], Party(_name(before), before))
    return found


def _name(before: str) -> str:
    """The name in the words before (以下「甲」という。): without と, 賃貸人 and 発注者である; "" where they are no name."""
    name = before[match.end() :].strip() if (match := BEFORE.match(before)) else before.strip()
    return "" if len(name) > LONGEST_NAME or BLANK_NAME.search(name) else " ".join(name.split())


def _signed(lines: Sequence[str]) -> dict[str, Party]:
    """甲 and 乙 as the signatures name them: the company on the line of 甲, or below it."""
    found: dict[str, Party] = {}
    party = ""
    for line in lines:
        if match := PARTY.match(line):
            party = match[1]
            found.setdefault(party, Party("", line[: match.end()]))
        company = COMPANY.search(line)
        if party and company and not found[party].name:
            found[party] = Party(_name(company[0]), found[party].words)
    return found


def _by_role(parties: dict[str, Party]) -> int:
    """+1 where 賃貸人 or 受託者 stands at 甲, or 借主 at 乙; -1 the other way round; 0 where neither is said."""
    return _sign(_role(parties["甲"].words) - _role(parties["乙"].words))


def _role(words: str) -> int:
    match = OPENS.match(words) or ENDS.search(words.strip("() "))
    return 0 if match is None else 1 if match["gives"] else -1


def _by_acts(words: str) -> int:
    """The same from what is done: 甲は、乙に清掃を委託し、乙はこれを受託する."""
    score = 0
    for sentence in words.split("。"):
        for segment in SUBJECT.split(sentence):
            if segment[:1] in ("甲", "乙"):
                acts = sum(1 if act["gives"] else -1 for act in ACTS.finditer(segment))
                score += acts if segment[0] == "甲" else -acts
    return _sign(score)


def _sign(score: int) -> int:
    return (score > 0) - (score < 0)
