"""Whether a difference in wording changes what is agreed, and by what sign.

In: an old and a new wording, pointers made comparable. Out: the reasons why it is 実質; none means 文言.
It refuses to weigh: a word without a known equal on the other side counts as substance, because a reader
can dismiss a reason but cannot find what was kept quiet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ..indexing.tokenize import Word, words
from ..normalize import normalize
from ..numbering import DIGITS, to_int

_UNITS = (
    r"営業日|暦日|週間|年間|日間|時間|分間|秒間|[箇ケヶヵかカ]月間?|年|月|日|時|分|秒|円|ドル|%|パーセント"
    r"|倍|回|割|件|名|人|台|個|通|社"
)
_KANJI_UNITS = r"営業日|週間|年間|日間|時間|分間|[箇ケヶヵかカ]月間?|年|日|円|%|パーセント|倍|回|割|名|社"
FIGURE = re.compile(
    rf"(?:[0-9][0-9,]{{0,30}}(?:\.[0-9]{{1,10}})?(?P<tens>[千万億]{{0,2}})(?P<unit>{_UNITS})?"
    rf"|{DIGITS}{{1,12}}(?P<scale>[万億]?)(?P<kanji>{_KANJI_UNITS}))"
)
NUMBERING = re.compile(r"第[0-9]{1,6}(?:[条項号章節編款回版](?:の[0-9]{1,3}){0,3})?")  # no quantity
SCALE = {"千": 1_000, "万": 10_000, "億": 100_000_000}

# each form is consumed once, the longer before the shorter; forms of one name are one meaning
MODALITY = {
    "義務（なければならない）": r"なければならない|なければなりません|ねばならない|義務を負|要します|要する|必要とし",
    "禁止": r"てはならない|てはなりません|を禁じ|を禁止",
    "できない": r"できない(?:ものと[しす])?|できません|できず|できなく|得ない|得ません|かねます",
    "できる": r"できる(?:ものと[しす])?|できます|でき、|し得る|得ます",
    "ことがある": r"(?:こと|場合)があ(?:る|り)",
    "": r"ない(?:もの|こと)と[しす]",  # 負わないものとする is 負わない
    "ものとする": r"(?:もの|こと)と(?:し|す)",
    "努める": r"努め|努力",
    "みなす": r"みな(?:す|し|さ)",
    "推定する": r"推定",
}
NEGATION = {
    "": r"にかかわらず|に関わらず|を問わず|少なくとも|間もなく|まもなく|遅滞なく|滞りなく|なお|少なく|のみならず"
    r"|なければな(?:らない|りません)|ねばならない|てはな(?:らない|りません)|でき(?:ない|ません|ず|なく)|得(?:ない|ません)"
    r"|だけでなく|やむを得(?:ない|ず)|すくなくとも|いずれ|必ず",
    "ない": r"ない|ません|なく|なかっ|せず|ず(?=[、にと])|ざる",
}
CONDITION = {
    "ただし書": r"ただし|但し",
    "除外": r"を除(?:き|く|い)|除外|以外",
    "限定": r"に限(?:り|る|っ)|のみ|だけ",
    "かかわらず": r"にかかわらず|に関わらず|を問わず",
    "事前": r"事前|あらかじめ|予め|前もって",
    "承諾": r"承諾|同意|承認",
    "書面": r"書面",
    "直ちに": r"直ちに|ただちに|即時|即座|直ぐに",
    "速やかに": r"速やか|すみやか",
    "遅滞なく": r"遅滞なく",
    "以上": r"以上",
    "以下": r"以下(?![「『])(?!、?「)",
    "以内": r"以内",
    "以降": r"以降|以後",
    "未満": r"未満",
    "超": r"を超え|超過",
    "又は": r"又は|または|若しくは|もしくは",
    "故意": r"故意",
    "重過失": r"重過失|重大な過失",
}
PARTY = re.compile(
    r"当社|弊社|当行|当会|(?<![一-龥])[甲乙丙丁](?![一-龥])|お客[様さ]ま?|顧客|会員|ユーザー?|借主|貸主|委託先|代理人|保証人|本人|相手方"
    r"|[一-龥ァ-ヺー]{1,8}者"
)
SAME_PARTY = {"弊社": "当社", "お客さま": "お客様", "ユーザ": "ユーザー"}
SCOPES = {"可否・義務": MODALITY, "否定": NEGATION, "条件": CONDITION}

# words that say the same in terms and that the dictionary does not put together
SAME_WORDS = (
    "規定 定め 定める 所定", "記載 記す 書く 記入", "通知 知らせる 知る 知らせ お知らせ 連絡", "送付 送る 発送", "払う 支払う 支払い 支払",
    "渡す 引き渡す 引渡し 引き渡し", "返す 返却 返還", "守る 遵守 順守", "行う 実施", "用いる 利用 使用 使う",
    "終わる 終了", "始める 始まる 開始", "求める 請求", "改める 変更 変える", "場合 時 際", "受ける 受け取る 受領",
    "掲げる 記載 定める", "当該 其の", "事由 理由", "示す 提示", "有する 持つ", "及び 並びに と", "為 目的",
    "作る 作成", "調べる 調査", "届け出る 届出 届け出", "基づく 従う 拠る 因る よる", "関する 係る 就く", "等 など 他", "申し込む 申し込み 申込み 申込 申す 込む",
    "重過失 重大 重",
)  # fmt: skip
GROUPS = {word: tuple(line for line in SAME_WORDS if word in line.split()) for word in " ".join(SAME_WORDS).split()}
SHOWN = 4  # words named in a reason
# words that open a sentence, join or point, and agree to nothing
EMPTY_WORDS = """尚 又 よる 次 下記 更に 即ち 此れ 其れ 此の 其の 当該 前記 上記 以下 以て 就く 於く 対する 関する 係る 因る 拠る
際 時 場合"""
EMPTY = frozenset(EMPTY_WORDS.split())


def reasons(old: str, new: str) -> tuple[str, ...]:
    """What makes the difference of two wordings one of substance, in words; () where it is wording only."""
    one, two = normalize(old).text, normalize(new).text
    if one == two:
        return ()
    found = [_difference("数値", figures(one), figures(two)), _difference("主体", parties(one), parties(two))]
    found += [_difference(name, _forms(one, table), _forms(two, table)) for name, table in SCOPES.items()]
    kept = [each for each in found if each]
    return tuple(kept) if kept else tuple(filter(None, [_content(old, new)]))


def figures(text: str) -> list[str]:
    """The quantities of a text in one form, in order: 三十日 is 30日, 1,000,000円 is 100万円, １ヶ月 is 1か月."""
    return [figure for match in FIGURE.finditer(NUMBERING.sub(" ", text)) if (figure := _figure(match))]


def _figure(match: re.Match[str]) -> str:
    unit = match["unit"] or match["kanji"] or ""
    unit = re.sub(r"[箇ケヶヵカ]月", "か月", unit).replace("パーセント", "%").removesuffix("間") or unit
    scales = match["tens"] or match["scale"] or ""
    digits = match[0][: len(match[0]) - len(scales + (match["unit"] or match["kanji"] or ""))]
    value = float(digits.replace(",", "")) if digits[:1].isascii() and digits else to_int(digits)
    if value is None:
        return match[0]
    for scale in scales:
        value *= SCALE[scale]
    return f"{value:g}{unit}" if value < 1e6 else f"{value:.0f}{unit}"


def parties(text: str) -> list[str]:
    """Who is named, each at the first place: who acts stands before whom it is done to."""
    return list(dict.fromkeys(SAME_PARTY.get(name, name) for name in PARTY.findall(text)))


def _forms(text: str, table: dict[str, str]) -> list[str]:
    """The names of the forms in a text, sorted: their order in a sentence is style."""
    names = list(table)
    pattern = re.compile("|".join(f"({forms})" for forms in table.values()))
    found = [names[(match.lastindex or 1) - 1] for match in pattern.finditer(text)]
    return sorted(name for name in found if name)


def _difference(name: str, old: Sequence[str], new: Sequence[str]) -> str:
    if list(old) == list(new):
        return ""
    gone, come = _without(old, new), _without(new, old)
    if not gone and not come:
        gone, come = list(old), list(new)  # the same in another order: who does what to whom
    return f"{name}: {_listed(gone)} → {_listed(come)}"


def _without(given: Sequence[str], other: Sequence[str]) -> list[str]:
    left = list(other)
    found = []
    for each in given:
        if each in left:
            left.remove(each)
        else:
            found.append(each)
    return found


def _listed(names: Sequence[str]) -> str:
    short = [name for name, _ in groupby(names)]
    return "、".join(short[:SHOWN]) + (" ほか" if len(short) > SHOWN else "") if short else "なし"


def _content(old: str, new: str) -> str:
    """The words of one side that have no equal on the other, as a reason."""
    left, right = words(old), words(new)
    gone, come = _alone(left, right), _alone(right, left)
    return f"語句: {_listed(gone)} → {_listed(come)}" if gone or come else ""


def _alone(given: Sequence[Word], other: Sequence[Word]) -> list[str]:
    forms = {word.form for word in other}
    groups = {group for word in other for group in _groups(word)}
    alone = (word.form for word in given if word.form not in forms | EMPTY and not groups.intersection(_groups(word)))
    return [form for form in dict.fromkeys(alone) if not any(form in longer for longer in forms if len(form) > 2)]


def _groups(word: Word) -> tuple[str, ...]:
    return (*word.groups, *GROUPS.get(word.form, ()))
