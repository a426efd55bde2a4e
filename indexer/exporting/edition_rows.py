"""The rows of a 新旧対照表.

In: a comparison. Out: rows of runs, a row for each changed clause, （略） for what stands unchanged between.
It refuses to know the format of any file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..comparing.editions import Change, Comparison, printed_clauses
from ..comparing.following import Sayings
from ..comparing.matching import GROUPS
from ..numbering import cite
from ..types import Clause, Document, Number, Span
from .sheet import Run

OMITTED = "（略）"
Runs = tuple[Run, ...]
Pair = tuple[Clause | None, Clause | None]  # old, new


@dataclass(frozen=True, slots=True)
class Row:
    """New words, old words, remarks; `shift` is set where nothing but the number of an article moved by so much."""

    new: Runs
    old: Runs
    note: str = ""
    shift: int | None = None


class EditionRows:
    """A comparison laid out row by row."""

    def __init__(self, comparison: Comparison) -> None:
        self.of = comparison
        self._back = {new: old for old, new in comparison.renumbered.items()}
        self._old, self._new = Sayings(comparison.old), Sayings(comparison.new)
        self._touched = self._touched_clauses()
        self._broken: dict[str, list[str]] = {}
        for each in comparison.broken:
            self._broken.setdefault(each.new.clause, []).append("".join(each.new.text.split()))

    def _touched_clauses(self) -> set[str]:
        """New ids of the clauses that changed, or hold something that did."""
        old, new = self.of.old.by_id, self.of.new.by_id
        found: set[str] = set()
        for change in self.of.changes:
            clause = new[change.new] if change.new else self._stands_in(old.get(change.old or ""))
            while clause is not None and clause.id not in found:
                found.add(clause.id)
                clause = new.get(clause.parent or "")
            if change.new and change.old:
                left = self._stands_in(old[change.old])
                found.update([left.id] if left else ())
        return found

    def _stands_in(self, gone: Clause | None) -> Clause | None:
        """The new clause that holds the place of an old one: what became of its nearest kept parent."""
        parent = gone.parent if gone else None
        while parent is not None and parent not in self.of.renumbered:
            parent = self.of.old.by_id[parent].parent
        return self.of.new.by_id[self.of.renumbered[parent]] if parent is not None else None

    def rows(self) -> list[Row]:
        """All rows, in the new order, with what is gone at its place."""
        merged = self._merged(_entries(self.of.old), _entries(self.of.new))
        return [row for old, new in merged for row in self._block(old, new)]

    def _merged(self, old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
        """Old and new clauses of one row of the tree, new order first."""
        here = {clause.id for clause in new}
        gone: dict[str | None, list[Pair]] = {}
        last: str | None = None
        for clause in old:
            became = self.of.renumbered.get(clause.id)
            if became in here:
                last = became if not self._is_moved(clause.id) else last
            else:
                gone.setdefault(last, []).append((clause, None))
        merged = list(gone.get(None, ()))
        for clause in new:
            before = self._back.get(clause.id)
            merged += [(self.of.old.by_id[before] if before else None, clause), *gone.get(clause.id, ())]
        return merged

    def _is_moved(self, old: str) -> bool:
        change = self.of.by_old.get(old)
        return change is not None and "位置の移動" in change.why

    def _block(self, old: Clause | None, new: Clause | None) -> Iterator[Row]:
        """The rows of one article, chapter heading, 附則 or 別紙."""
        if old is None or new is None:
            yield from self._one_sided(old, new)
            return
        change = self.of.by_new.get(new.id)
        if change is not None and change.kind == "削除":
            yield from self._deleted(old, Run(change.new_text, True))
            return
        if new.id not in self._touched and new.id not in self._broken:
            return
        if new.level in GROUPS:
            if new.id in self.of.by_new:
                yield self._pair(old, new)
            return
        below = self._merged(_below(self.of.old, old), _below(self.of.new, new))
        yield from self._matched(old, new, below)

    def _matched(self, old: Clause, new: Clause, below: Sequence[Pair]) -> Iterator[Row]:
        """The rows of a pair and of what stands below it."""
        change = self.of.by_new.get(new.id)
        if any(self._is_open(pair) for pair in below):
            yield self._pair(old, new)
            yield from self._children(below)
        elif below and change is not None and (not change.changes or new.level == "article"):
            yield self._bare(old, new)  # its number, place or heading: the words need not be read again
        else:
            yield self._pair(old, new)
            yield from _omitted(below)

    def _deleted(self, old: Clause, instead: Run) -> Iterator[Row]:
        """What is gone, clause by clause, with what stands in its place beside the first."""
        for at, words in enumerate(printed_clauses(self.of.old, old, self.of.renumbered)):
            yield Row(() if at else (instead,), (Run(words, True),), "" if at else "削除")

    def _one_sided(self, old: Clause | None, new: Clause | None) -> Iterator[Row]:
        """The rows of what stands in one edition only, or in another place of the other."""
        if new is not None:
            for at, words in enumerate(printed_clauses(self.of.new, new, self._back)):
                yield Row((Run(words, True),), () if at else (Run("（新設）"),), "" if at else "新設")
            below = () if new.level in GROUPS else self._kept_below(new)
            for clause in below:
                yield from self._any(self.of.old.by_id[self._back[clause.id]], clause)
        elif old is not None and old.id not in self.of.renumbered:
            yield from self._deleted(old, Run("（削除）"))
        elif old is not None and old.level not in (*GROUPS, "article"):
            place = cite(self.of.new.by_id[self.of.renumbered[old.id]])
            yield Row((Run(f"（{place}へ移動）"),), (Run(f"{old.label}　（略）".strip("　")),), f"{place}へ移動")

    def _kept_below(self, new: Clause) -> Iterator[Clause]:
        """The topmost clauses under a new one that come from the old edition."""
        for child in self.of.new.children.get(new.id, ()):
            if child.id in self._back:
                yield child
            else:
                yield from self._kept_below(child)

    def _is_open(self, pair: Pair) -> bool:
        """True for a pair that needs rows of its own."""
        new = pair[1]
        return pair[0] is None or new is None or new.id in self._touched or new.id in self._broken

    def _children(self, below: Sequence[Pair]) -> Iterator[Row]:
        """The rows of the clauses under a pair; runs of unchanged ones are （略）."""
        same: list[Pair] = []
        for pair in below:
            if not self._is_open(pair):
                same.append(pair)
                continue
            yield from _omitted(same)
            same = []
            yield from self._any(*pair)
        yield from _omitted(same)

    def _any(self, old: Clause | None, new: Clause | None) -> Iterator[Row]:
        if old is None or new is None:
            yield from self._one_sided(old, new)
            return
        below = self._merged(_below(self.of.old, old), _below(self.of.new, new))
        yield from self._matched(old, new, below)

    def _bare(self, old: Clause, new: Clause) -> Row:
        """第13条（料金）　（略）: a clause of which only the number or the place changed."""
        row = self._pair(old, new)
        change = self.of.by_new.get(new.id)
        omitted = Run(f"　{OMITTED}")
        shift = None
        if change is not None and change.kind == "番号のみ" and new.level == "article":
            shift = _shift(old.number, new.number)
        return Row((*row.new, omitted), (*row.old, omitted), row.note, shift)

    def _pair(self, old: Clause, new: Clause) -> Row:
        change = self.of.by_new.get(new.id)
        renumbered = old.number != new.number
        changes = change.changes if change else ()
        return Row(
            _runs(new, self._new.text(new), [each.new for each in changes], renumbered),
            _runs(old, self._old.text(old), [each.old for each in changes], renumbered),
            self._note(change, old, new),
        )

    def _note(self, change: Change | None, old: Clause, new: Clause) -> str:
        why = [f"旧{cite(old)}から移動" if each == "位置の移動" else each for each in change.why] if change else []
        if change and change.kind in ("移動", "番号のみ"):
            lines = why if len(why) == 1 else [each for each in why if each != "番号の変更"]
        else:
            lines = [change.kind, *why] if change else []
        lines += [f"参照「{words}」を確認してください" for words in self._broken.get(new.id, ())]
        return "\n".join(lines)


def _shift(old: Number, new: Number) -> int | None:
    """By how much a number moved; None for 第12条の2, which has no next."""
    return new - old if isinstance(old, int) and isinstance(new, int) else None


def _below(document: Document, clause: Clause) -> Sequence[Clause]:
    return document.children.get(clause.id, ())


def _entries(document: Document) -> list[Clause]:
    """Chapter headings and what stands under them or at the top, in reading order."""
    groups = {clause.id for clause in document.clauses if clause.level in GROUPS}
    return [clause for clause in document.clauses if clause.parent is None or clause.parent in groups]


def _omitted(pairs: Sequence[Pair]) -> Iterator[Row]:
    """One row for clauses that did not change: 2～4　（略）."""
    if pairs:
        olds, news = [pair[0] for pair in pairs if pair[0]], [pair[1] for pair in pairs if pair[1]]
        yield Row((Run(_range(news)),), (Run(_range(olds)),))


def _range(clauses: Sequence[Clause]) -> str:
    first, last = clauses[0], clauses[-1]
    if first is last:
        return f"{_name(first)}　{OMITTED}"
    if first.label and last.label and first.label != last.label:
        return f"{_name(first)}{'・' if len(clauses) == 2 else '～'}{_name(last)}　{OMITTED}"
    names = [cite(each.id).removeprefix(cite(each.parent) if each.parent else "") for each in (first, last)]
    return f"{names[0]}{'・' if len(clauses) == 2 else '～'}{names[1]}　{OMITTED}"


def _name(clause: Clause) -> str:
    """The printed label without the stop after it, or 第1項 where none is printed."""
    return clause.label.rstrip("．.、，, ") or cite(clause.id).removeprefix(
        cite(clause.parent) if clause.parent else ""
    )


def _runs(clause: Clause, words: str, spans: Sequence[Span], renumbered: bool) -> Runs:
    """Label, heading in brackets and words, with the changed ones marked."""
    head = len(clause.heading)
    found = [Run(clause.label, renumbered)] if clause.label else []
    if head:
        found += [Run("（"), *_marked(words[:head], spans, 0), Run("）")]
    rest = words[head:].lstrip("\n")
    if rest:
        gap = [Run("\n" if clause.level == "article" else "　")] if found else []
        found += [*gap, *_marked(rest, spans, len(words) - len(rest))]
    return tuple(found)


def _marked(words: str, spans: Sequence[Span], at: int) -> list[Run]:
    """Words that stand at an offset, cut where the changed spans begin and end."""
    found, last = [], 0
    for span in spans:
        start, end = max(span.start - at, last), min(span.end - at, len(words))
        if start < end:
            found += [Run(words[last:start]), Run(words[start:end], True)]
            last = end
    return [run for run in (*found, Run(words[last:])) if run.text]
