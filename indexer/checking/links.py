"""Rules about references: dangling, title_mismatch, missing_item, missing_annex, list_missing.

In: facts. Out: findings. It refuses to look for pointers itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..normalize import fold
from ..reading.references import Link
from ..reading.resolution import Missing
from ..types import Clause, Finding, Severity
from .facts import Facts

_RULES: dict[Missing, tuple[str, Severity]] = {
    "": ("dangling", "error"),
    "clause": ("dangling", "error"),
    "child": ("missing_item", "error"),
    "annex": ("missing_annex", "warning"),  # a 別紙 may be handed over as a paper of its own
    "antecedent": ("dangling", "hint"),
}
_INLINE_LIST = re.compile(r"[①⑴]|\(1\)|\([アaｱ]\)|[・●■◆○]")


def lost_references(facts: Facts) -> Iterator[Finding]:
    """References whose clause, 号 or 別紙 is not there, or whose quoted title is not the heading."""
    for link in facts.links:
        reference = link.reference
        if reference.status == "dangling":
            rule, severity = _RULES[link.missing]
            yield Finding(rule, reference.clause, reference.span, _lost_message(link), severity)
        elif reference.status == "title_mismatch":
            message = f"「{_shown(reference.text)}」: {reference.message}条番号か見出しの引用を確かめてください。"
            yield Finding("title_mismatch", reference.clause, reference.span, message, "error")


def missing_lists(facts: Facts) -> Iterator[Finding]:
    """「次の各号」 after which no 号 stands."""
    tabled = {table.clause for table in facts.document.tables}
    for link in facts.links:
        reference = link.reference
        if reference.kind != "enumeration" or reference.to is None or not _announces(reference.text):
            continue
        holder = facts.document.by_id[reference.to]
        if not _has_list(facts, holder) and holder.id not in tabled and reference.clause not in tabled:
            message = (
                f"「{_shown(reference.text)}」とありますが、その号が続いていません。号を補うか、文言を改めてください。"
            )
            yield Finding("list_missing", reference.clause, reference.span, message, "warning")


def _announces(text: str) -> bool:
    return fold(text).startswith(("次", "以下", "下記", "左", "後記"))


def _has_list(facts: Facts, holder: Clause) -> bool:
    children = facts.near.children(holder, "item", "subitem", "paragraph")
    return bool(children) or _INLINE_LIST.search(fold(holder.text)) is not None


def _lost_message(link: Link) -> str:
    reference = link.reference
    return f"「{_shown(reference.text)}」の{reference.message}番号を確かめてください。"


def _shown(words: str) -> str:
    return "".join(words.split())
