"""Rules about defined terms: undefined_term, defined_twice, unused_term.

In: facts. Out: findings. It refuses to know any term by name but the common words that open with 本.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..numbering import cite
from ..reading.definitions import Definition
from ..types import Finding
from .facts import Facts, plain_term

_DEFINING = ("called", "listed", "explained")
# 本人, 本日 … are words of the language; 本条, 本約款 name this text
_COMMON = re.compile(
    r"本(?:ページ|画面|フォーム|メール|登録|審査|稼|運用|採用|則|人|日|年|月|週|社|店|部|支店|来|体|質|文|邦|国|籍|名|拠|書|番|格|当|旨|業|職|籍地|棚|音|数|末|務|会議|省|庁|州|土|州|島|紙|革|線"
    r"|[条項号章節款編]|条項|別[紙表記]|附則|特約|前文)"
)
_SELF = re.compile(
    r"本[^本]{0,12}?(?:約款|規約|規程|規則|契約書|細則|要領|要項|基準|指針|方針|ポリシー|ガイドライン|マニュアル|仕様書|文書|条件書?|合意書?|覚書|協定書?)"
)
_TAIL = re.compile(
    r"(?:違反|上|下|中|時|後|前|内|外|等|用|に|者|書|約|終了|締結|開始|満了|以外|以前|以後|期間|成立|解除|解約|履行|存続|記載|所定)+$"
)


def undefined_terms(facts: Facts) -> Iterator[Finding]:
    """本X used like a defined term in a text that defines no such term."""
    names: dict[str, list[str]] = {}
    for words in facts.words:
        start = words.find("本")
        if start != 0 or len(words) < 3 or _COMMON.match(words) or _SELF.match(words) or _is_known(facts, words):
            continue
        stem = _TAIL.sub("", words)
        names.setdefault(stem if len(stem) > 2 else words, []).append(words)
    root = ""
    runs: dict[str, list[str]] = {}
    for stem in sorted(names):
        root = root if root and stem.startswith(root) else stem  # 本契約書面 counts with 本契約
        runs.setdefault(root, []).extend(names[stem])
    for root, found in runs.items():
        places = sorted((place for run in found for place in facts.words[run].places), key=lambda place: place[1])
        clause, span = places[0]
        message = (
            f"「{root}」は定義された用語のように{len(places)}回使われていますが、定義がありません。"
            "定義を置くか、定義済みの用語に改めてください。"
        )
        yield Finding("undefined_term", clause, span, message, "warning")


def _is_known(facts: Facts, words: str) -> bool:
    """True where the words open with a defined term, or a term with kana in it opens with them."""
    return words in facts.heads or any(words[:size] in facts.terms for size in range(2, len(words) + 1))


def terms_defined_twice(facts: Facts) -> Iterator[Finding]:
    """A term that two clauses define within reach of each other."""
    for definitions in facts.terms.values():
        defining = [one for one in definitions if one.shape in _DEFINING]
        for first, second in pairwise(defining):
            if first.term.span == second.term.span or not _clash(first, second):
                continue
            shadowed = first.term.scope != second.term.scope or _container(facts, first) != _container(facts, second)
            message = (
                f"「{plain_term(second.term)}」は{cite(facts.document.by_id[first.term.clause])}で既に定義されています。"
                "一方を削るか、別の用語にしてください。"
            )
            severity = "hint" if shadowed else "warning"
            yield Finding("defined_twice", second.term.clause, second.term.span, message, severity)  # type: ignore[arg-type]


def _clash(first: Definition, second: Definition) -> bool:
    """True unless the second only explains the first, or each holds in a place of its own."""
    if second.shape == "explained" and first.shape != "explained":
        return False
    if {first.shape, second.shape} == {"listed", "called"} and first.term.clause == second.term.clause:
        return False  # （1）借主　借りる者（以下「借主」といいます。）
    return first.term.scope == second.term.scope or None in (first.term.scope, second.term.scope)


def _container(facts: Facts, definition: Definition) -> str:
    return facts.near.container(facts.document.by_id[definition.term.clause])


def unused_terms(facts: Facts) -> Iterator[Finding]:
    """A term that is defined and then never said again."""
    for name, definitions in facts.terms.items():
        said = len({one.term.span for one in definitions})
        if facts.counts[name] > said or all(one.shape in ("gloss", "explained") for one in definitions):
            continue
        term = definitions[0].term
        message = f"「{name}」は定義されていますが、その後どこでも使われていません。定義を削るか、本文の用語を確かめてください。"
        yield Finding("unused_term", term.clause, term.span, message, "warning")
