"""Lines to the tree: headings first, then the body under each, then what stands around them.

In: lines and the source text. Out: `Tree`, the top nodes with the furniture and the notices. It refuses to open
files and to know titles, providers and editions: frontmatter.py does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ..numbering import follows
from ..types import Furniture, Notice, Span
from . import backmatter, grids
from .body import BodyReader, Habits, Rows, plain_words
from .frontmatter import front_lines, is_company_line
from .headings import CONTAINERS, Heading, Outliner
from .lines import END, Line
from .markers import STRONG, markers
from .plain import numbered_headings, paragraphs_of
from .tree import Grid, Node

COUNTED = ("kanji", "iroha", "kana", "half")  # weak marks, which a run of them makes strong: 一 二 三, イ ロ ハ, 1) 2)
RAW = ("preamble", "history", *CONTAINERS)


@dataclass
class Tree:
    """The top nodes of a document, and what is no clause."""

    nodes: list[Node] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def segment(
    lines: Sequence[Line], words: str, tables: Sequence[Rows] = (), headings: Collection[int] = frozenset()
) -> Tree:
    """The tree over the lines of a text, some of which the source marks as headings; every line ends up in exactly one place."""
    return _Segmenter(lines, words, tables, headings).run()


class _Segmenter:
    def __init__(self, lines: Sequence[Line], words: str, tables: Sequence[Rows], marked: Collection[int]) -> None:
        self.lines, self.words, self.marked = lines, words, marked
        self.tree = Tree()
        self.habits = Habits(any(line.full for line in lines), tables)
        self.open: list[Node] = []  # the open 編, 章, 節, 款
        self.home: list[Node] = self.tree.nodes  # where articles of an 附則 or 特約 go

    def run(self) -> Tree:
        """Reads headings, then the lines between them."""
        skip = backmatter.contents_range(self.lines)
        outliner = Outliner(self.lines, skip)
        headings = outliner.walk()
        self._set_aside("contents", [self.lines[i] for i in skip])
        if not any(made.level == "article" for made in headings):
            headings = self._without_articles(headings, skip)
        starts = [made.first for made in headings]
        first = starts[0] if starts else len(self.lines)
        self._front([line for i, line in enumerate(self.lines[:first]) if i not in skip], whole=not headings)
        for k, made in enumerate(headings):
            following = headings[k + 1] if k + 1 < len(headings) else None
            end = following.first if following else len(self.lines)
            self._place(made, [self.lines[i] for i in range(made.after, end) if i not in skip], following)
        self.tree.notices = sorted(
            [*outliner.notices, *self.habits.notices, *self.tree.notices], key=lambda notice: notice.span
        )
        return self.tree

    def _without_articles(self, headings: list[Heading], skip: range) -> list[Heading]:
        """The headings of a text that has no 第N条, with a notice that says how it was read."""
        numbered = numbered_headings(self.lines, skip, headings)
        how = "番号付きの見出しを条として読みました。" if numbered else "段落ごとに読みました。"
        where = Span(self.lines[0].start, self.lines[0].end) if self.lines else Span(0, 0)
        self.tree.notices.append(Notice("no_articles", f"「第N条」がありません。{how}", where))
        return sorted([*headings, *numbered], key=lambda made: made.first)

    def _set_aside(self, kind: str, lines: Sequence[Line]) -> None:
        self.tree.furniture += [Furniture(kind, Span(line.start, line.end)) for line in lines]  # type: ignore[arg-type]

    def _front(self, lines: Sequence[Line], whole: bool) -> None:
        """What stands before the first heading: title lines and dates are furniture, the rest is a 前文, or the whole text."""
        front = front_lines(lines)
        self._set_aside("title", front.title)
        self._set_aside("date", front.dates)
        if whole:
            self.tree.nodes += paragraphs_of(front.rest, self.words, self.habits)
        elif rest := self._without_headings(front.rest):
            self.tree.nodes.append(Node("preamble"))
            plain_words(self.tree.nodes[-1], rest, self.words, self.habits)

    def _place(self, made: Heading, below: Sequence[Line], following: Heading | None) -> None:
        node = Node(made.level, made.value, made.label, made.title, list(made.marks))
        if made.level in CONTAINERS:
            self._open_container(node)
        elif made.level == "article":
            (self.open[-1].children if self.open else self.home).append(node)
        else:
            self.open = []
            self.tree.nodes.append(node)
            self.home = node.children if made.level in ("supplement", "appendix", "special") else self.tree.nodes
        if node.level != "history":
            last = following is None or following.level not in ("article", *CONTAINERS)
            below = self._without_end(below, last, has_words=made.body is not None)
        if made.body is not None:
            below = [made.body, *below]
        if following and following.level in ("article", *CONTAINERS) and not all(map(self._is_marked, below)):
            below = self._without_headings(below)
        self._fill(node, below, whole=following is None or following.level != "article")

    def _is_marked(self, line: Line) -> bool:
        """True for a line that the source marks as a heading and that is no sentence and no number."""
        return line.start in self.marked and not line.ended and not markers(line.text)

    def _without_headings(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines without the unnumbered headings right above the next article, which are set aside: ## 料金について."""
        end = len(lines)
        while end and self._is_marked(lines[end - 1]):
            end -= 1
        self._set_aside("heading", lines[end:])
        return lines[:end]

    def _open_container(self, node: Node) -> None:
        rank = CONTAINERS.index(node.level)
        while self.open and CONTAINERS.index(self.open[-1].level) >= rank:
            self.open.pop()
        if rank == 0 or (not self.open and self.home is not self.tree.nodes and node.level == "part"):
            self.home = self.tree.nodes
        (self.open[-1].children if self.open else self.home).append(node)
        self.open.append(node)

    def _without_end(self, lines: Sequence[Line], last: bool, has_words: bool) -> Sequence[Line]:
        """The lines before 以上 or the signatures; what follows, and dates and names at the very end, are set aside."""
        ends = (_ending(lines, k, last, has_words or k > 0) for k in range(len(lines)))
        ending = next((found for found in ends if found), range(len(lines), len(lines)))
        end = ending.start
        for line in lines[end : ending.stop]:
            self._set_aside("date" if backmatter.is_date_line(line) else "end", [line])
        self._after_end(lines[ending.stop :])
        k = end
        while (last or end < len(lines)) and k and _signs(lines[k - 1]) and not (k > 1 and lines[k - 2].open):
            k -= 1
        if not any(backmatter.is_date_line(line) for line in lines[k:end]):
            k = end  # a company's name alone may be an entry of a list
        for line in lines[k:end]:
            self._set_aside("date" if backmatter.is_date_line(line) else "end", [line])
        return lines[:k]

    def _after_end(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._set_aside("date" if backmatter.is_date_line(line) else "end", [line])
            if line.ended:
                self.tree.notices.append(
                    Notice(
                        "text_after_end",
                        "「以上」の後に文があります。条項としては読んでいません。",
                        Span(line.start, line.end),
                    )
                )

    def _fill(self, node: Node, lines: Sequence[Line], whole: bool) -> None:
        """Reads the body of a node; one that is not `whole` goes on with articles of its own."""
        if node.level in RAW or (node.level == "appendix" and _tabular(lines)):
            self._raw(node, lines)
            return
        BodyReader(node, self.habits, leads=node.level != "article").read(lines, self.words, whole)

    def _raw(self, node: Node, lines: Sequence[Line]) -> None:
        """Words kept as they stand; an appendix that is a table is kept as one."""
        if node.level == "appendix" and lines and not any(line.cells for line in lines):
            spans = [Span(line.start, line.end) for line in lines]
            node.grids.append(Grid(spans, [self.words[span.start : span.end] for span in spans]))
            return
        plain_words(node, lines, self.words, self.habits)


def _ending(lines: Sequence[Line], k: int, last: bool, has_words: bool) -> range:
    """The lines from `k` of 以上, the date over the signatures, or the sentence over them where only they come below; else none."""
    if END.fullmatch(lines[k].text):
        return range(k, k + 1)
    if last and k and backmatter.is_date_line(lines[k]) and backmatter.is_signed(lines[k + 1 :]):
        return range(k, k + 1)
    begins = last and has_words and not markers(lines[k].text) and not (k and lines[k - 1].open)
    found = backmatter.closing_formula(lines, k) if begins else range(0)
    if not found:
        return range(0)
    below = lines[found.stop :]
    if any(line.ended and markers(line.text) for line in below):
        return range(0)
    apart = lines[k].gap > 0 or any(backmatter.is_date_line(line) for line in below[:3])
    return found if apart or not any(line.ended for line in below) else range(0)


def _signs(line: Line) -> bool:
    """True for a date line, and for a company's name on a line of its own."""
    return backmatter.is_date_line(line) or is_company_line(line.text)


def _tabular(lines: Sequence[Line]) -> bool:
    """True when an annex is a table or a list of things and not a text of sentences or of numbered entries."""
    if any(grids.is_header(line) for line in lines[:6]):
        return True
    fragments = [line for line in lines if not line.ended]
    return len(fragments) * 3 > len(lines) * 2 and _listed(fragments) < 0.6 * len(fragments)


def _listed(lines: Sequence[Line]) -> int:
    """How many lines carry the number of an entry: (1), or 一 with 二 below it; 一 in a column of its own counts rows."""
    numbered: set[int] = set()
    runs: dict[str, dict[int, tuple[int, ...]]] = {style: {} for style in COUNTED}
    for k, line in enumerate(lines):
        for marker in markers(line.text):
            if marker.style in STRONG:
                numbered.add(k)
            elif marker.style in COUNTED and "\t" not in line.raw:
                run = runs[marker.style]
                last = next(reversed(run.values()), ())
                if marker.rank == (1,) or follows(last, marker.rank):
                    run[k] = marker.rank
    return len(numbered.union(*(run for run in runs.values() if (2,) in run.values())))
