"""The body of a 条 (or 附則, 特約, 別紙): lines become 項, 号, their children, and tables.

In: the lines between two headings, and the node they belong to. Out: that node, grown.
It refuses to know headings of 条 and 章: those lines never come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..types import Notice, Span
from . import grids
from .choice import Place, choose, list_that_goes_on
from .lines import Line
from .markers import Marker, markers
from .open_lists import OpenLists
from .titles import cut
from .tree import Grid, Node, Run

NEARLY_FULL = 0.75  # of the measure: a ragged line that still goes on in the next
LONGEST_HEADING = 40  # characters of a 号's own heading line


@dataclass
class Habits:
    """How this document is set, and what was odd in it."""

    wrapped: bool = False
    notices: list[Notice] = field(default_factory=list)


class BodyReader:
    """Feeds lines one by one into `owner`."""

    def __init__(self, owner: Node, habits: Habits, leads: bool = False) -> None:
        self.habits = habits
        self.lists = OpenLists(owner, leads)
        self.grid: Grid | None = None
        self.headed = False  # the open table began with the names of its columns

    def read(self, lines: Sequence[Line], words: str) -> None:
        """Reads all lines of the body; `words` is the source text they stand in."""
        before: Line | None = None
        for at, line in enumerate(lines):
            self._feed(Place(lines, at, before, words))
            before = line
        if self.lists.has_lead():
            self.lists.lead_becomes_paragraph()

    def _feed(self, place: Place) -> None:
        line = place.line
        if self.grid is not None and self._stays_in(self.grid, place):
            _into(self.grid, place)
            return
        self.grid = None
        header = grids.is_header(line)
        marker = None if header else choose(place, self.lists)
        if marker is not None:
            self._open(marker, place)
        elif header or (self._may_hold_grid() and grids.starts(place.lines, place.at)):
            self._open_grid(place)
        else:
            self._text(place)

    def _open(self, marker: Marker, place: Place) -> None:
        line = place.line
        last = self.lists.last_number(marker)
        expected = marker.is_bullet or self.lists.continues(marker) or self.lists.expects_paragraph(marker)
        if last is not None and not expected and marker.value > 1:
            self._notice_slip(marker, line, last)
        span = Span(line.start, line.start + len(marker.label))
        node = self.lists.open(marker, place.words[span.start : span.end].strip(), span)
        rest = cut(line, marker.size)
        if rest.text:
            node.runs.append(_run(rest, place.words, same_block=False))

    def _notice_slip(self, marker: Marker, line: Line, last: int) -> None:
        double = marker.value == last
        said = "同じ番号が2度あります" if double else "番号が抜けています"
        code = "number_double" if double else "number_gap"
        self.habits.notices.append(Notice(code, f"{marker.label}：{said}。", Span(line.start, line.end)))

    # --- words

    def _text(self, place: Place) -> None:
        """Puts a line without a number where it belongs."""
        stack = self.lists.stack
        if not stack or self._goes_on(place):
            node = stack[-1] if stack else self.lists.home()
            node.runs.append(_run(place.line, place.words, self._goes_on(place) and bool(node.runs)))
            return
        node = self._home_of_block(place)
        node.runs.append(_run(place.line, place.words, same_block=False))

    def _goes_on(self, place: Place) -> bool:
        """True when the line is the wrapped rest of the one before it."""
        before = place.before
        if before is None:
            return False
        if not self.habits.wrapped:
            return before.open
        if before.ended:
            return before.full
        ends_early = bool(self.lists.stack) and before.short and not before.open
        return not ends_early

    def _home_of_block(self, place: Place) -> Node:
        """Where a new block after a list belongs: a 号 with a heading or several blocks, or the 項 itself."""
        lists, deepest = self.lists, self.lists.stack[-1]
        parent = lists.parent(deepest)
        next_depth = list_that_goes_on(place, lists)
        if self._was_own_heading(deepest, parent, place, next_depth is not None):
            parent.blocky = True
            run = deepest.runs.pop()
            deepest.heading = " ".join(run.words.split())
            deepest.marks.append(run.span)
            return deepest
        if parent.blocky or (next_depth is not None and lists.stack[next_depth] is deepest):
            parent.blocky = True
            return deepest
        if next_depth is None:
            lists.stack = []
            return lists.home()
        del lists.stack[next_depth + 1 :]
        return lists.stack[-1]

    def _was_own_heading(self, node: Node, parent: Node, place: Place, goes_on: bool) -> bool:
        """True when the 号 so far is a short line of its own, a heading, and its body begins now."""
        before = place.before
        if node.heading or len(node.runs) != 1 or node.children or before is None:
            return False
        title = node.runs[0].words
        if before.ended or not before.short or len(title) > LONGEST_HEADING or title[-1] in "、,はがをにで":
            return False
        return parent.blocky or (len(parent.children) == 1 and goes_on and self._sentence_begins(place))

    def _sentence_begins(self, place: Place) -> bool:
        """True when this line begins a sentence, which the entries of a plain list are not followed by."""
        return place.line.ended or (self.habits.wrapped and any(line.ended for line in list(place.below())[:6]))

    # --- tables

    def _may_hold_grid(self) -> bool:
        return not self.lists.stack and (self.lists.paragraph is not None or self.lists.leads)

    def _open_grid(self, place: Place) -> None:
        self.lists.stack = []
        self.grid = Grid([], [])
        self.lists.home().grids.append(self.grid)
        self.headed = any(grids.is_header(line) for line in place.lines[place.at : place.at + 2])
        _into(self.grid, place)

    def _stays_in(self, grid: Grid, place: Place) -> bool:
        """True while a line is a row or the rest of a cell; the next 項 in turn, or a sentence under bare rows, ends a table."""
        for marker in markers(place.line.text):
            next_row = marker.style in ("space", "dot", "paren") and marker.value == grid.numbered + 1
            if next_row and (marker.value > 1 or not self.lists.expects_paragraph(marker)):
                grid.numbered = marker.value
                return True
        believed = choose(place, self.lists)
        if believed is not None and self.lists.expects_paragraph(believed):
            return False
        return self.headed or not place.line.ended


def _into(grid: Grid, place: Place) -> None:
    line = place.line
    grid.spans.append(Span(line.start, line.end))
    grid.words.append(place.words[line.start : line.end])


def _run(line: Line, words: str, same_block: bool) -> Run:
    return Run(Span(line.start, line.end), words[line.start : line.end], same_block)


def plain_runs(lines: Sequence[Line], words: str, wrapped: bool) -> list[Run]:
    """Lines as words that carry no numbers: a 前文, a 改定履歴, the text under a 章."""
    runs: list[Run] = []
    before: Line | None = None
    for line in lines:
        goes_on = before is not None and ((not before.ended and before.fill >= NEARLY_FULL) if wrapped else before.open)
        runs.append(_run(line, words, goes_on))
        before = line
    return runs
