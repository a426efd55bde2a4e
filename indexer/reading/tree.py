"""The tree while it grows, and its flattening into clauses with ids.

In: nodes made by segment.py and body.py. Out: `Clause` and `Table` values in reading order.
It refuses to read text: what a node says has been decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from ..types import Clause, Level, Number, Span, Table
from .lines import pieces

CODE = {
    "part": "part", "chapter": "ch", "section": "s", "subsection": "ss", "article": "a", "paragraph": "p", "item": "i",
    "subitem": "s", "preamble": "preamble", "supplement": "supplement", "appendix": "appendix", "special": "special", "history": "history",
}  # fmt: skip
CONTAINERS = ("part", "chapter", "section", "subsection")
ORDINAL = ("supplement", "appendix", "special", "history", "preamble")


@dataclass(slots=True)
class Run:
    """One line of a clause's own words, and whether it goes on with the block before it."""

    span: Span
    words: str
    same_block: bool


@dataclass(slots=True)
class Grid:
    """A table as it stands: its lines, and its cells where the source gives them."""

    spans: list[Span]
    words: list[str]
    rows: tuple[tuple[str, ...], ...] = ()
    numbered: int = 0  # the last row number seen in its first column
    source: int = 0  # which of the source's own tables it is


@dataclass(slots=True)
class Node:
    """A clause that is still growing."""

    level: str
    value: Number = ""
    label: str = ""
    heading: str = ""
    marks: list[Span] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    style: str = ""
    blocky: bool = False  # one of its children has a heading or several blocks of its own

    extent: Span | None = None

    def span(self) -> Span:
        """From its label to the last character of its last child; asked for when the tree is grown."""
        if self.extent is None:
            self.extent = self._measure()
        return self.extent

    def _measure(self) -> Span:
        spans = [*self.marks, *(run.span for run in self.runs), *(s for grid in self.grids for s in grid.spans)]
        spans += [child.span() for child in self.children]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def flatten(nodes: list[Node], doc_id: str) -> tuple[tuple[Clause, ...], tuple[Table, ...]]:
    """All clauses and tables below the top nodes, in reading order, each with an id of its own."""
    return _Flattener(nodes, doc_id).result()


class _Flattener:
    def __init__(self, nodes: list[Node], doc_id: str) -> None:
        self.nodes, self.doc_id = nodes, doc_id
        self.clauses: list[Clause] = []
        self.tables: list[Table] = []
        self.taken: Counter[str] = Counter()
        self.ordinals: Counter[str] = Counter()
        self.scope = _scope(nodes)
        if any(node.level == "article" for node in nodes):
            self.ordinals["part"] = 1  # the first regulation of several has no heading of its own

    def result(self) -> tuple[tuple[Clause, ...], tuple[Table, ...]]:
        for node in self.nodes:
            self._add(node, None, "", "", self._annex(node))
        return tuple(self.clauses), tuple(self.tables)

    def _annex(self, node: Node) -> str:
        """What an annex is called in print; "" where another annex is called the same."""
        name = _compact(node) if node.level == "appendix" else ""
        alike = [other for other in self.nodes if other.level == "appendix" and _compact(other) == name]
        return name if len(alike) == 1 else ""

    def _add(self, node: Node, parent: str | None, path: str, scope: str, annex: str = "") -> None:
        local = self._unique(self._local(node, path, scope))
        full = f"{self.doc_id}#{local}"
        made, text = pieces([(run.span, run.words, run.same_block) for run in node.runs])
        level, marks = cast(Level, node.level), tuple(node.marks)
        self.clauses.append(
            Clause(full, level, node.value, node.label, node.heading, node.span(), parent, text, made, marks, annex)
        )
        for k, grid in enumerate(node.grids, start=1):
            span = Span(min(s.start for s in grid.spans), max(s.end for s in grid.spans))
            self.tables.append(Table(f"{full}.t{k}", full, span, "\n".join(grid.words), grid.rows))
        inner = local if node.level == self.scope else scope
        for child in node.children:
            self._add(child, full, local, inner, annex)

    def _local(self, node: Node, path: str, scope: str) -> str:
        code = CODE[node.level]
        if node.level in ORDINAL:
            self.ordinals[code] += 1
            bare = node.level in ("preamble", "history") and self.ordinals[code] == 1
            return code if bare else f"{code}{self.ordinals[code]}"
        if node.level == "part":
            self.ordinals[code] += 1
            return f"{code}{node.value or self.ordinals[code]}"
        own = f"{code}{node.value}"
        inside = path.split(".")[0].rstrip("0123456789_~")
        if node.level == "article":
            return (
                f"{path}.{own}"
                if inside in ("supplement", "appendix", "special")
                else ".".join(filter(None, (scope, own)))
            )
        if node.level == "chapter":
            restarted = own in self.taken and path  # 章 counted anew in each 編
            return f"{path}.{own}" if restarted else ".".join(filter(None, (scope, own)))
        return f"{path}.{own}" if path else own

    def _unique(self, local: str) -> str:
        self.taken[local] += 1
        return local if self.taken[local] == 1 else f"{local}~{self.taken[local]}"


def _compact(node: Node) -> str:
    """The printed label without blanks: 別表第１, 別記."""
    return "".join(node.label.split())


def _scope(nodes: list[Node]) -> str:
    """The level whose id articles carry because their numbers start again in it: part, chapter, or none."""
    for level in ("", "part", "chapter"):
        seen = Counter((where, str(node.value)) for where, node in _articles(nodes, level, ""))
        if not any(count > 1 and value == "1" for (_, value), count in seen.items()):
            return level
    return ""


def _articles(nodes: list[Node], level: str, where: str) -> Iterator[tuple[str, Node]]:
    for k, node in enumerate(nodes):
        if node.level == "article":
            yield where, node
        elif node.level in CONTAINERS:
            yield from _articles(node.children, level, f"{where}/{k}" if node.level == level else where)
