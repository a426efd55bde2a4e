"""Which clause of one edition is which clause of the other, by content and not by number.

In: two read documents. Out: the pairs, what stands in one of them only, and what changed its place.
It refuses to say whether the words of a pair differ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ..normalize import normalize
from ..types import Clause, Document
from .overlap import Said, Scale, likeness, pairs

GROUPS = ("part", "chapter", "section", "subsection")
ARTICLE_FLOOR = 0.40  # below it two articles are two articles
CHILD_FLOOR = 0.35  # paragraphs and items of one matched clause
ELSEWHERE_FLOOR = 0.75  # a clause that turns up in another article says nearly the same
ELSEWHERE_SIZE = 20  # characters below which 「その他当社が定めること」 may stand anywhere
VOID = "削除"
GAP_FLOOR = 0.15  # the only clause left between two matched neighbours, on both sides
ROWS = (("preamble",), ("supplement",), ("appendix",), ("special",), ("history",), *((level,) for level in GROUPS))
BODY = (("article",), ("paragraph",), ("item",), ("subitem",))


@dataclass(slots=True)
class Matches:
    """The renumbering map of two editions: old ids to new ids, and which of the pairs changed their place."""

    pairs: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)  # old ids
    voided: set[str] = field(default_factory=set)  # old ids of articles that are 「第7条 削除」 in the new edition

    def back(self) -> dict[str, str]:
        """New ids to old ids."""
        return {new: old for old, new in self.pairs.items()}


class Side:
    """One edition's tree as rows of clauses and what each clause says with all below it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._tables: dict[str, list[str]] = {}
        for table in document.tables:
            self._tables.setdefault(table.clause, []).append(table.text)

    @cached_property
    def _words(self) -> dict[str, str]:
        """Each clause's words with those of all its descendants, blanks out."""
        found: dict[str, str] = {}
        for clause in reversed(self.document.clauses):
            own = normalize(clause.text + "".join(self._tables.get(clause.id, ()))).text
            below = self.document.children.get(clause.id, ())
            found[clause.id] = own + "".join(normalize(child.heading).text + found[child.id] for child in below)
        return found

    def said(self, clause: Clause) -> Said:
        """The heading and the words of a clause with all below it."""
        return Said(normalize(clause.heading).text, self._words[clause.id])

    def row(self, parent: Clause | None, levels: Sequence[str]) -> list[Clause]:
        """The clauses of these levels right under a clause, chapters and sections looked through."""
        below = self.children(parent)
        found: list[Clause] = []
        for clause in below:
            if clause.level in levels:
                found.append(clause)
            if clause.level in GROUPS:
                found += self.row(clause, levels)
        return found

    def children(self, parent: Clause | None) -> Sequence[Clause]:
        """The direct children of a clause, or what stands at the top."""
        if parent is not None:
            return self.document.children.get(parent.id, ())
        return self._top

    @cached_property
    def _top(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.document.clauses if clause.parent is None)


def match(old: Document, new: Document) -> Matches:
    """The clauses of two editions that belong together."""
    matcher = _Matcher(Side(old), Side(new))
    matcher.under(None, None)
    for levels, floor in ((("article",), ARTICLE_FLOOR + 0.2), (("paragraph", "item", "subitem"), ELSEWHERE_FLOOR)):
        matcher.elsewhere(levels, floor)
    matcher.regrouped()
    matcher.voided()
    return matcher.found


class _Matcher:
    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.found = Matches()
        self._taken: set[str] = set()

    def under(self, old: Clause | None, new: Clause | None) -> None:
        """Pairs what stands below two clauses that are a pair, level by level."""
        for levels in (*ROWS, *BODY):
            self._row(self._free(self.old.row(old, levels), False), self._free(self.new.row(new, levels), True))

    def _free(self, clauses: Iterable[Clause], new: bool) -> list[Clause]:
        return [each for each in clauses if each.id not in (self._taken if new else self.found.pairs)]

    def _row(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        if not old or not new:
            return
        large = old[0].level in (*GROUPS, "article")
        left, right = [self.old.said(each) for each in old], [self.new.said(each) for each in new]
        placed = pairs(left, right, ARTICLE_FLOOR if large else CHILD_FLOOR)
        placed += _in_gaps(left, right, placed)
        if len(old) == len(new) == 1 and old[0].level not in (*GROUPS, "article"):
            placed = [(0, 0)]
        self.found.moved.update(old[i].id for i in _out_of_order(sorted(placed)))
        for i, j in sorted(placed):
            self._pair(old[i], new[j])

    def _pair(self, old: Clause, new: Clause) -> None:
        self.found.pairs[old.id] = new.id
        self._taken.add(new.id)
        if old.level not in GROUPS:
            self.under(old, new)

    def elsewhere(self, levels: Sequence[str], floor: float) -> None:
        """Pairs what was left over with what turns up in another place."""
        old = [each for each in self.old.document.clauses if each.level in levels and self._is_large(self.old, each)]
        new = [each for each in self.new.document.clauses if each.level in levels and self._is_large(self.new, each)]
        old, new = self._free(old, False), self._free(new, True)
        left, right = [self.old.said(each) for each in old], [self.new.said(each) for each in new]
        scale = Scale([self.old.said(each).words for each in self.old.document.clauses])
        for i, j in pairs(left, right, floor, scale):
            if old[i].id not in self.found.pairs and new[j].id not in self._taken:
                self.found.moved.add(old[i].id)
                self._pair(old[i], new[j])

    def voided(self) -> None:
        """Pairs an article with the 「第7条 削除」 that keeps its number."""
        left = {each.number: each for each in self._free(self.new.document.clauses, True) if self._is_void(each)}
        for each in self._free(self.old.document.clauses, False):
            if each.level == "article" and each.number in left:
                self.found.pairs[each.id] = left.pop(each.number).id
                self.found.voided.add(each.id)

    def _is_void(self, clause: Clause) -> bool:
        said = self.new.said(clause)
        return clause.level == "article" and (said.heading + said.words).strip("()。") == VOID

    def regrouped(self) -> None:
        """Marks the articles that stand in another chapter now, though their order is the same."""
        for old_id, new_id in self.found.pairs.items():
            old, new = self.old.document.by_id[old_id], self.new.document.by_id[new_id]
            if old.level == "article" and old.parent and new.parent:
                follows = self.found.pairs.get(old.parent)
                if follows is not None and follows != new.parent:
                    self.found.moved.add(old_id)

    def _is_large(self, side: Side, clause: Clause) -> bool:
        return len(side.said(clause).words) >= ELSEWHERE_SIZE


def _in_gaps(old: Sequence[Said], new: Sequence[Said], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What alone is left on both sides between the same neighbours, where it still says something alike."""
    edges = [(-1, -1), *sorted(found), (len(old), len(new))]
    lonely = [
        (i + 1, j + 1)
        for (i, j), (k, m) in pairwise(edges)
        if k - i == 2 == m - j and not (old[i + 1].heading and new[j + 1].heading)
    ]
    scale = Scale([text.words for text in (*old, *new)]) if lonely else Scale([])
    return [(i, j) for i, j in lonely if likeness(scale.weigh(old[i].words), scale.weigh(new[j].words)) >= GAP_FLOOR]


def _out_of_order(placed: Sequence[tuple[int, int]]) -> list[int]:
    """The old places outside a longest run of pairs that keeps its order (patience sorting)."""
    tails: list[int] = []  # the smallest new place that ends a run of each length
    ends: list[int] = []  # and which pair that is
    before: list[int] = []
    for at, (_, j) in enumerate(placed):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        ends[length : length + 1] = [at]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [i for at, (i, _) in enumerate(placed) if at not in kept]
