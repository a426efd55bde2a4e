"""Periods, deadlines, rates, amounts, hours, courts, yes and no: the values that stand in a sentence.

In: a text. Out: values in one notation (3ヶ月前まで, 年14.5%, 東京地方裁判所, 不可（書面の承諾があれば可）), each with the
characters it was read from. It refuses to choose among them; what counts as a value is data, in values.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..normalize import Normalized, normalize
from ..numbering import to_int

RULES = Path(__file__).with_name("values.toml")
LONGEST = 20_000  # characters of a text that are read: a clause is shorter
WRITING_NEAR = 16  # characters before 承諾 within which 書面 belongs to it
MACROS = {
    "{N}": r"(?P<n>(?<![0-9.,])[0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,4})?)",
    "{K}": r"(?P<n>(?<![0-9.,])[0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,4})?|(?<![第一-龥・])(?!十分|千万)[〇一二三四五六七八九十百千壱弐参拾]{1,6}(?:・[〇一二三四五六七八九]{1,3})?)",
    "{U}": r"(?P<u>営業日|[箇ヶヵかカケケ]月|週|年|日|時間|分(?!の|[一-龥])|秒)(?:間(?=前|以?内|分))?",
    "{P}": r"(?:お客様|(?<![一-龥ァ-ヶー])(?:(?:お|ご)?(?!場合|その場合)[一-龥ァ-ヶー]{1,10}(?:者|人|主|店|社|員|生|客)|[甲乙丙](?![一-龥ァ-ヶー])"
    r"|ユーザー?|パートナー|テナント|オーナー|メンバー|ベンダー|クライアント|ライセンシー|ライセンサー|ゲスト|サプライヤー))(?:\([^()]{1,12}\))?",
    "{F}": r"(?:(?<![資材飼燃衣飲試原塗染食肥])料|料金|金|額|(?<!時)代|会費|費用|費|分の1)",
}
DECIMAL = str.maketrans("〇一二三四五六七八九・", "0123456789.")  # 〇・五箇月分, 一・五倍
# 24時間365日の監視を保証するものではない: no value of the clause
DENIED = re.compile(
    r"[^、。]{0,24}保証(?:(?:する)?(?:もの|こと)?(?:では|は)(?:な[いく]|ありません)|し(?:ない|ません|かね)|いたし(?:ません|かね))"
)
# 無利息ではない, 返金しないことがあります, 乙に帰属しない: what is said is taken back, or left open
TAKEN_BACK = re.compile(
    r"(?:する|う|す|いたす)?(?:もの|こと|わけ|必要|義務)?(?:では|とは|とも|は|が|も)(?:な[いくか]|ありません|あり得|限ら|せず|しません|しない|でき)"
    r"|と?(?:は|も)?(?:し(?:ない|ません)|せず)|(?:場合|こと)があ|かどうか|を(?:負わ|要し)"
)
REVOCABLE = frozenset({"bearer", "refund"})
FREE = frozenset({"無利息", "請求なし", "減額なし"})
SCALE = {"": 1, "千": 1_000, "万": 10_000, "億": 100_000_000}


class Value(NamedTuple):
    """A value in one notation and where in the text it stands."""

    kind: str
    value: str
    start: int
    end: int


class _Rule(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    form: str


class _Permission(NamedTuple):
    no: re.Pattern[str]
    yes: re.Pattern[str]
    turned: re.Pattern[str]
    refuses: re.Pattern[str]
    without: re.Pattern[str]
    exception: re.Pattern[str]
    withit: re.Pattern[str]
    must: re.Pattern[str]
    writing: re.Pattern[str]


@cache
def _rules() -> tuple[tuple[_Rule, ...], _Permission]:
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    rules = tuple(_Rule(one["kind"], _compiled(one["pattern"]), one["form"]) for one in data["rule"])
    words = data["permission"]
    return rules, _Permission(*(re.compile(words[name]) for name in _Permission._fields))


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, meaning in MACROS.items():
        pattern = pattern.replace(name, meaning)
    return re.compile(pattern)


@lru_cache(maxsize=20_000)
def find(text: str) -> tuple[Value, ...]:
    """The values of a text in reading order; of two that overlap, the one whose rule comes first."""
    whole = normalize(text[:LONGEST])
    rules, permission = _rules()
    taken: list[Value] = []
    held = bytearray(len(whole.text))  # the characters that a value has
    for rule in rules:
        for match in rule.pattern.finditer(whole.text):
            start, end = match.span("at") if "at" in rule.pattern.groupindex else match.span()
            if end > start and not any(held[start:end]):
                held[start:end] = b"\x01" * (end - start)
                taken.append(Value(rule.kind, _form(rule, match), start, end))
    taken = [one for one in taken if not _revoked(whole.text, one)]
    found = taken + ([allowed] if (allowed := _permission(whole.text, permission)) else [])
    return tuple(_placed(whole, value) for value in sorted(found, key=lambda one: (one.start, one.end)))


def _revoked(text: str, value: Value) -> bool:
    """True for a value that the words behind it take back."""
    revocable = value.kind in REVOCABLE or value.value in FREE
    return bool(DENIED.match(text, value.end) or (revocable and TAKEN_BACK.match(text, value.end)))


def _placed(whole: Normalized, value: Value) -> Value:
    start, end = whole.source(value.start, value.end)
    return Value(value.kind, value.value, start, end)


def _form(rule: _Rule, match: re.Match[str]) -> str:
    given: dict[str, Any] = {name: found or "" for name, found in match.groupdict().items()}
    number = to_int(given.get("n", "")) if given.get("n") and not given["n"].isascii() else None
    given["n"] = given.get("n", "") if number is None else str(number)
    given["n"] = given["n"].translate(DECIMAL) if "・" in given["n"] and "十" not in given["n"] else given["n"]
    given["u"] = "ヶ月" if given.get("u", "").endswith("月") else given.get("u", "")
    if given["u"] == "週":  # 10日 and 2年 stand alone, 2週 does not
        given |= {"u": "週間", "k": ""}
    given["y"] = "年" if given.get("y", "").startswith("年") else given.get("y", "")
    given["の"] = "の" if given.get("w") else ""
    given["yen"] = _yen(given) if "{yen}" in rule.form else ""
    return rule.form.format(**given)


def _yen(given: dict[str, Any]) -> str:
    """An amount in figures: 30,000, or 5万 and 4,000 more; a number nobody would write stays as it is printed."""
    parts = [(given.get(number, ""), given.get(scale, "")) for number, scale in (("n", "m"), ("more", "by"))]
    counted = [_counted(number) for number, _ in parts]
    if None in counted:
        return "".join(map("".join, parts))
    total = sum((count or 0) * SCALE[scale] for count, (_, scale) in zip(counted, parts, strict=True))
    return f"{total:,.2f}".rstrip("0").removesuffix(".")


def _counted(number: str) -> float | None:
    """A number in figures or in kanji; none of it is nought."""
    return float(number.replace(",", "") or 0) if number.isascii() else to_int(number)


def _permission(text: str, words: _Permission) -> Value | None:
    """What the sentence allows: 可, 不可, or only with consent; the words that say so."""
    no, yes = (found and _straight(text, found, words) for found in (words.no.search(text), words.yes.search(text)))
    if no and (not yes or no.start() <= yes.start() or words.exception.search(text)):
        consent = words.without.search(text) or words.exception.search(text)
        value = f"不可（{_consent(text, consent, words)}があれば可）" if consent else "不可"
        return Value("permission", value, *no.span())
    if yes is None:
        needed = words.must.search(text)
        said = f"可（{_consent(text, needed, words)}が必要）" if needed else ""
        return Value("permission", said, *needed.span()) if needed else None
    if words.refuses.search(text):
        return None
    if without := words.without.search(text, 0, yes.start()):
        return Value("permission", f"可（{without['consent']}は不要）", *yes.span())
    if consent := words.withit.search(text, 0, yes.start()):
        return Value("permission", f"可（{_consent(text, consent, words)}が必要）", *yes.span())
    return Value("permission", "可", *yes.span())


def _straight(text: str, said: re.Match[str], words: _Permission) -> re.Match[str] | None:
    """The words that say yes or no; None where what follows them takes it back."""
    end = said.end() - len("もの") if said[0].endswith("もの") else said.end()
    return None if words.turned.match(text, end) else said


def _consent(text: str, consent: re.Match[str], words: _Permission) -> str:
    """書面の承諾 or 承諾."""
    written = words.writing.search(text, max(0, consent.start() - WRITING_NEAR), consent.start())
    return f"{written[0]}の{consent['consent']}" if written else consent["consent"]
