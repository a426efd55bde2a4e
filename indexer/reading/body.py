"""The body of a 条 (or 附則, 特約, 別紙): lines become 項, 号, their children, and tables.

In: the lines between two headings, and the node they belong to. Out: that node, grown.
It refuses to know headings of 条 and 章: those lines never come here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..types import Notice, Span
from . import grids
from .choice import Place, choose, list_that_goes_on
from .lines import Line
from .markers import Marker, markers
from .open_lists import OpenLists
from .titles import bracketed, cut
from .tree import Grid, Node, Run

NEARLY_FULL = 0.75  # of the measure: a ragged line that still goes on in the next
Rows = tuple[tuple[str, ...], ...]
ASIDE = ("(", "※", "ただし", "但し", "なお")  # what goes on with the words above and is no body of a heading
SENTENCE = re.compile(r"。|[はがを]、")  # words that no heading has
LONGEST_HEADING = 40  # characters of a 号's own heading line


@dataclass
class Habits:
    """How this document is set, and what was odd in it."""

    wrapped: bool = False
    tables: Sequence[Rows] = ()  # the cells of the tables that the source gives
    notices: list[Notice] = field(default_factory=list)


class BodyReader:
    """Feeds lines one by one into `owner`."""

    def __init__(self, owner: Node, habits: Habits, leads: bool = False) -> None:
        self.habits = habits
        self.lists = OpenLists(owner, leads)
        self.grid: Grid | None = None
        self.above: Line | None = None  # a bracketed line that is the heading of the 項 on the next line
        self.headed = False  # the open table began with the names of its columns

    def read(self, lines: Sequence[Line], words: str, whole: bool = True) -> None:
        """Reads all lines of the body; `words` is the source text they stand in, `whole` that no articles follow inside."""
        before: Line | None = None
        for at, line in enumerate(lines):
            self._feed(Place(lines, at, before, words))
            before = line
        if whole and self.lists.has_lead():
            self.lists.lead_becomes_paragraph()

    def _feed(self, place: Place) -> None:
        line = place.line
        if line.cells:
            self.grid = cells_into(self.lists.home(), place.line, place.words, self.habits)
            self.lists.stack = []
            return
        if self.grid is not None and not self.grid.rows and self._stays_in(self.grid, place):
            _into(self.grid, place)
            return
        self.grid = None
        if self._stands_above(place):
            self.above = line
            return
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
        if last is not None and not expected and marker.rank > (1,):
            self._notice_slip(marker, line, last)
        span = Span(line.start, line.start + len(marker.label))
        node = self.lists.open(marker, place.words[span.start : span.end].strip(), span)
        if self.above is not None:
            node.heading = self.above.raw[1:-1]
            node.marks.append(Span(self.above.start, self.above.end))
            self.above = None
        rest = cut(line, marker.size)
        if rest.text:
            node.runs.append(_run(rest, place.words, same_block=False))

    def _stands_above(self, place: Place) -> bool:
        """True for （施行期日） on the line above the number of the next 項."""
        if not bracketed(place.line) or place.in_sentence or place.at + 1 >= len(place.lines):
            return False
        marker = choose(Place(place.lines, place.at + 1, place.line, place.words), self.lists)
        return marker is not None and self.lists.expects_paragraph(marker)

    def _notice_slip(self, marker: Marker, line: Line, last: tuple[int, ...]) -> None:
        double = marker.rank == last
        said = "同じ番号が2度あります" if double else "番号が抜けています"
        code = "number_double" if double else "number_gap"
        self.habits.notices.append(Notice(code, f"{marker.label}：{said}。", Span(line.start, line.end)))

    # --- words

    def _text(self, place: Place) -> None:
        """Puts a line without a number where it belongs."""
        stack = self.lists.stack
        goes_on = self._goes_on(place)
        if stack and not goes_on:
            node = self._home_of_block(place)
        else:
            node = stack[-1] if stack else self.lists.home()
            if (
                not stack
                and not goes_on
                and node.label
                and self._is_own_heading(node, place)
                and self._sentence_begins(place)
            ):
                _make_heading(node)
        node.runs.append(_run(place.line, place.words, goes_on and bool(node.runs)))

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
            _make_heading(deepest)
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
        """True when the 号 so far is a heading line of its own, as its list has them, and its body begins now."""
        if not self._is_own_heading(node, place):
            return False
        return parent.blocky or (len(parent.children) == 1 and goes_on and self._sentence_begins(place))

    def _is_own_heading(self, node: Node, place: Place) -> bool:
        """True when all that a clause has so far is one short line that ends no sentence."""
        before = place.before
        if node.heading or len(node.runs) != 1 or node.children or node.grids or before is None:
            return False
        if place.line.text.startswith(ASIDE) or SENTENCE.search(node.runs[0].words):
            return False
        title = node.runs[0].words
        return (
            not before.ended and before.short and len(title) <= LONGEST_HEADING and title[-1] not in "、,はがをにで:："
        )

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
            next_row = marker.style in ("space", "dot", "paren") and marker.rank == (grid.numbered + 1,)
            if next_row and (marker.value > 1 or not self.lists.expects_paragraph(marker)):
                grid.numbered = marker.value
                return True
        believed = choose(place, self.lists)
        if believed is not None and self.lists.expects_paragraph(believed):
            return False
        return self.headed or not place.line.ended


def _make_heading(node: Node) -> None:
    """Turns the one line that a clause has so far into its heading."""
    run = node.runs.pop()
    node.heading = " ".join(run.words.split())
    node.marks.append(run.span)


def _into(grid: Grid, place: Place) -> None:
    line = place.line
    grid.spans.append(Span(line.start, line.end))
    grid.words.append(place.words[line.start : line.end])


def _run(line: Line, words: str, same_block: bool) -> Run:
    return Run(Span(line.start, line.end), words[line.start : line.end], same_block)


def cells_into(node: Node, line: Line, words: str, habits: Habits) -> Grid:
    """Puts a line of a table whose cells are known where the table stands, and gives that table."""
    grid = node.grids[-1] if node.grids and node.grids[-1].source == line.cells else None
    if grid is None:
        grid = Grid([], [], habits.tables[line.cells - 1], source=line.cells)
        node.grids.append(grid)
    grid.spans.append(Span(line.start, line.end))
    grid.words.append(words[line.start : line.end])
    return grid


def plain_words(node: Node, lines: Sequence[Line], words: str, habits: Habits) -> None:
    """Gives a node lines as words that carry no numbers: a 前文, a 改定履歴, the text under a 章."""
    before: Line | None = None
    for line in lines:
        if line.cells:
            cells_into(node, line, words, habits)
            before = None
            continue
        goes_on = before is not None and (
            (not before.ended and before.fill >= NEARLY_FULL) if habits.wrapped else before.open
        )
        node.runs.append(_run(line, words, goes_on))
        before = line
