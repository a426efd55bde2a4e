"""Two editions as the tables a legal department signs: 新旧対照表, 参照の点検, 条番号の対応.

In: a comparison. Out: sheets. It refuses to judge: kinds, reasons and broken references come as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..comparing.editions import Change, Comparison
from ..numbering import cite
from ..types import Document
from .edition_rows import EditionRows, Row, Runs
from .sheet import Cell, Run, Sheet, sheet

KINDS = ("新設", "削除", "実質", "文言", "移動", "番号のみ")
WIDTHS = (60, 60, 32)
LEGEND = (
    "下線は変更箇所です。空白の違いは変更に数えていません。「実質」は点検の目安であり、判断は原文によってください。"
)


def edition_sheet(comparison: Comparison) -> Sheet:
    """The 新旧対照表: new beside old in the new order, what is gone at its place, changed words underlined."""
    old, new = comparison.old, comparison.new
    header = (_named("新", new), _named("旧", old), "備考")
    rows = tuple((Cell(row.new), Cell(row.old), row.note) for row in _shortened(EditionRows(comparison).rows()))
    title = f"{new.title or old.title} 新旧対照表".strip()
    return Sheet(title, header, rows or (("（変更なし）", "（変更なし）", ""),), WIDTHS, tuple(_notes(comparison)))


def _named(side: str, document: Document) -> str:
    return f"{side}（{document.edition}）" if document.edition else side


def _notes(comparison: Comparison) -> Iterator[str]:
    if comparison.effective:
        clause = comparison.effective.clause
        place = f"（{cite(comparison.new.by_id[clause])}）" if clause else ""
        yield f"施行日: {comparison.effective.date}{place}"
    counts = Counter[str](change.kind for change in comparison.changes)
    yield "変更の数: " + "、".join(f"{kind} {counts[kind]}" for kind in KINDS)
    if comparison.broken:
        yield f"参照の点検: {len(comparison.broken)}件を確認してください。"
    yield LEGEND


def _shortened(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with a run of articles of which only the number moved as one row."""
    held: list[Row] = []
    for row in rows:
        if held and (row.shift, row.note) != (held[0].shift, held[0].note):
            yield _one(held)
            held = []
        held.append(row)
        if row.shift is None:
            yield held.pop()
    if held:
        yield _one(held)


def _one(rows: Sequence[Row]) -> Row:
    """第13条（料金）から第30条（雑則）まで　（略）."""
    if len(rows) == 1:
        return rows[0]
    return Row(_through(rows[0].new, rows[-1].new), _through(rows[0].old, rows[-1].old), rows[0].note)


def _through(first: Runs, last: Runs) -> Runs:
    return (*first[:-1], Run("から"), *last[:-1], Run("まで　（略）"))


def references_sheet(comparison: Comparison) -> Sheet:
    """The references that the new edition broke, with what they should lead to."""
    header = ("箇所", "参照の文言", "新版での参照先", "旧版の参照先に当たる規定", "内容")
    of = comparison.new.by_id
    rows = (
        (
            cite(of[each.new.clause]),
            "".join(each.new.text.split()),
            cite(of[each.new.to]) if each.new.to else "なし",
            cite(of[each.expected]) if each.expected else "削除",
            each.message,
        )
        for each in comparison.broken
    )
    return sheet("参照の点検", header, rows, (18, 26, 22, 26, 70))


def renumbering_sheet(comparison: Comparison) -> Sheet:
    """What became of every article and chapter of the old edition, and which are new."""
    rows, of = [], comparison.new.by_id
    for clause in comparison.old.clauses:
        if clause.level in ("article", "part", "chapter", "section", "supplement", "appendix", "special"):
            became = comparison.renumbered.get(clause.id)
            new = (cite(of[became]), of[became].heading) if became else ("（削除）", "")
            rows.append((cite(clause), clause.heading, *new, _kind(comparison.by_old.get(clause.id))))
    for change in comparison.changes:
        if change.kind == "新設" and change.new and of[change.new].level in ("article", "chapter"):
            rows.append(("（新設）", "", cite(of[change.new]), of[change.new].heading, change.kind))
    return sheet("条番号の対応", ("旧", "旧見出し", "新", "新見出し", "変更"), rows, (16, 36, 16, 36, 14))


def _kind(change: Change | None) -> str:
    return change.kind if change else ""
