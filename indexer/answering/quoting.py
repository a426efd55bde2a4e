"""The words that answer: one sentence of the best clause cut to its operative part, or the items it announces; and the value.

In: a question and a clause with what was noticed about it. Out: the run of words and its value. It refuses to choose the clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..indexing.tokenize import words
from ..normalize import fold
from ..searching.values import Value, find
from ..types import Span
from .clues import Asked, Clues, Read, standing, terms
from .cutting import cut
from .operative import ANNOUNCES, EXCEPTION, ITEMS, Chosen, choose
from .rows import column, row
from .runs import LEADS, PROVISO, said_until
from .sentences import Sentence

UNLESS = re.compile(r"(?:承諾|同意|許可|承認)[^。]{0,30}限り")  # ただし、承諾を得たときは、この限りではない
# ただし、当社の過失によるときは、この限りではない; ただし、同じ建物の中に限る: what is said is so only with it
LIMITS = re.compile(
    r"この限りで|返還|返金|払い?戻|責(?:任|め)を負|に限(?:り|る|られ)|適用(?:しな|しま|されな|されま)|除(?:き|く)"
)
# 委託料の2倍又は500万円のうち高い方: one of two
EITHER = re.compile(r"\s{0,3}の(?:うち)?、?(?:いずれか)?([一-龥]{1,2}い)(方|ほう|額|金額)")
STANCES = ("permission", "liability", "refund")  # values that a proviso turns round
# なお, また: they tie a sentence to the one before and say nothing
TIES = re.compile(r"^(?:なお|また|さらに|ついては|したがって)、?\s{0,3}(?=[^\s。])")
APART = re.compile(r"除[きくい]|以外")  # 次の場合を除き: what follows is not what the sentence speaks of
ASKS = re.compile(r"[?？]\s{0,3}$")  # 貸してもいい？ wants yes or no, 禁止事項 the list
LONGEST_LIST = 1_000  # characters of a list that is quoted; above it, the sentence that announces it
PERMISSION = "permission"


class Quoted(NamedTuple):
    """The run of words that answers, the sentence it is a part of, and the value."""

    sentence: Sentence
    span: Span
    value: str | None


def quote(asked: Asked, clues: Clues, around: Read | None = None) -> Quoted | None:
    """The words of a clause that answer best; None where the clause has no words."""
    chosen = choose(asked, clues, around)
    if chosen is None:
        return None
    return _listed(asked, chosen) or _cut(asked, chosen, around or clues.read)


def _listed(asked: Asked, chosen: Chosen) -> Quoted | None:
    """All the items that the sentence announces, where they are what is asked for."""
    lead, items = chosen.sentence, chosen.announced
    value = value_of(asked, lead.text)
    closed = asked.wanted.closed or (asked.wanted.kind == PERMISSION and ASKS.search(asked.text))
    if not items or closed or (value is not None and value.kind != PERMISSION):
        return None
    span = Span(items[0].span().start, items[-1].span().end)
    return Quoted(lead, span, value.value if value else None) if span.end - span.start <= LONGEST_LIST else None


def _cut(asked: Asked, chosen: Chosen, around: Read) -> Quoted:
    """The operative part of the sentence, from or to that of a neighbour, with the proviso that it hangs on."""
    sentence, beside = chosen.sentence, chosen.beside
    start, end = _part(asked, sentence)
    if chosen.before and EXCEPTION.search(fold(sentence.text)):  # ただし、…はこの限りでない says nothing alone
        beside = chosen.before
    after, value = chosen.follower, _one(asked, sentence, sentence.passage.raw[start:end])
    if after and after is not beside and _is_exception(asked, sentence, after, value):
        beside, end = None, after.start + said_until(fold(after.text))
        both = value_of(asked, sentence.passage.raw[start:end])  # 不可 becomes 不可（承諾があれば可）
        value = both if both and both.kind == PERMISSION else value or both
    value = _allowed(asked, sentence, around) or value
    if beside:  # from the beginning of the first: what is said on its condition may be lifted by the second
        start, end = min(sentence.start, beside.start), max(end, beside.start + cut(asked, beside.text, ())[1])
    return Quoted(sentence, sentence.passage.source(start, end), value.value if value else None)


def _one(asked: Asked, sentence: Sentence, run: str) -> Value | None:
    """The value of the quoted words; of a row, that of the column asked for, else all; none where several rows give several."""
    found = values_of(asked, run)
    said = dict.fromkeys(one.value for one in found)
    if sentence.passage.kind != "table" or len(said) < 2:
        return _of_two(found[0], run) if found else None
    place = row(asked, sentence)
    if place and (cell := column(asked, sentence, place)):
        return value_of(asked, cell)
    return found[0]._replace(value="、".join(said)) if place else None


def _of_two(value: Value, run: str) -> Value:
    """A figure that is only one of two, of which the higher or the lower counts, says so."""
    either = EITHER.match(fold(run), value.end)
    return value._replace(value=f"{value.value}（いずれか{either[1]}{either[2]}）") if either else value


def _part(asked: Asked, sentence: Sentence) -> tuple[int, int]:
    """Where in its passage the operative part of a sentence, or the row of a table, begins and ends."""
    if found := row(asked, sentence):
        return sentence.start + found[0], sentence.start + found[1]
    tie = TIES.match(sentence.text)
    start, end = cut(asked, sentence.text, values_of(asked, sentence.text), tie.end() if tie else 0)
    return sentence.start + start, sentence.start + end


def _allowed(asked: Asked, item: Sentence, around: Read) -> Value | None:
    """Whether an item is allowed, where the sentence over the list says so: 次の行為をしてはならない."""
    if item.clause.level not in ITEMS:
        return None
    over = [one for one in around.sentences if one.clause.level not in ITEMS and ANNOUNCES.search(one.text)]
    if not over or APART.search(over[-1].text):
        return None
    said = next((one for one in find(f"{over[-1].text}{item.text}") if one.kind == PERMISSION), None)
    forbidden = said is not None and said.value.startswith("不可") and asked.wanted.kind == "condition"
    return said if _yes_or_no(asked) or forbidden else None


def _yes_or_no(asked: Asked) -> bool:
    return asked.wanted.kind == PERMISSION or asked.wanted.closed


def _is_exception(asked: Asked, sentence: Sentence, follower: Sentence, said: Value | None) -> bool:
    """A proviso that allows or limits what the quoted part of the sentence before says belongs to the answer."""
    folded = fold(follower.text)
    if follower.passage is not sentence.passage or not PROVISO.match(folded):
        return False
    stance = _yes_or_no(asked) or (said is not None and said.kind in STANCES)
    return bool(stance and (UNLESS.search(folded) or LIMITS.search(folded)))


def value_of(asked: Asked, run: str) -> Value | None:
    """The value that the question wants."""
    return next(iter(values_of(asked, run)), None)


def values_of(asked: Asked, run: str) -> tuple[Value, ...]:
    """The values that the question may want: of the kinds it asks for by name, else of those that suit it; nearest to its words."""
    found = _meant(run)
    open_to_it = asked.wanted.closed or asked.wanted.kind == "condition"
    kinds = asked.wanted.asks or asked.wanted.suits  # what it asks for by name leaves no room for what would only suit
    order = (*kinds, *((PERMISSION,) if open_to_it else ()))
    for kind in dict.fromkeys(order):
        near = [(_near(asked, run, value), value) for value in found if value.kind == kind]
        if near:
            return tuple(value for words_met, value in near if words_met == max(near, key=lambda one: one[0])[0])
    return ()


def _meant(run: str) -> tuple[Value, ...]:
    """The values of a run without those that only lead to another of their kind: 1台につき, 月末までの賃料を."""
    found, folded = find(run), fold(run)
    leads = [LEADS.match(folded, one.end) is not None for one in found]
    goals = {one.kind for one, lead in zip(found, leads, strict=True) if not lead}
    return tuple(one for one, lead in zip(found, leads, strict=True) if not (lead and one.kind in goals))


def _near(asked: Asked, run: str, value: Value) -> int:
    """How many words of the question stand in the piece of the run around a value."""
    left = max(run.rfind("、", 0, value.start), run.rfind("。", 0, value.start)) + 1
    right = run.find("、", value.end)
    return sum(standing(asked, terms(words(run[left : right if right >= 0 else len(run)]))))
