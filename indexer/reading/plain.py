"""Texts without 第N条: numbered headings (1. 総則, 1.1 …), numbered paragraphs, or plain ones.

In: the same lines as any text. Out: articles where numbered headings stand over bodies, else paragraphs of the
document itself, with a notice that says so. It refuses texts that have articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..types import Furniture, Notice, Span
from .body import BodyReader, Habits, plain_runs
from .frontmatter import front_lines
from .headings import Heading
from .lines import Line
from .markers import Marker, markers
from .titles import cut, looks_like_title, tidy
from .tree import Node

if TYPE_CHECKING:
    from .segment import Tree

HEADED = ("dot", "space", "bare")


def read_without_articles(
    tree: Tree, lines: Sequence[Line], skip: range, headings: Sequence[Heading], words: str, habits: Habits
) -> None:
    """Fills the tree from a text that has no 第N条."""
    body = [line for i, line in enumerate(lines) if i not in skip]
    numbered = _numbered_headings(body)
    cuts = sorted({*numbered, *(body.index(lines[made.first]) for made in headings)})
    _front(tree, body[: cuts[0]] if cuts else body, words, habits, whole=not cuts)
    special = {body.index(lines[made.first]): made for made in headings}
    home = tree.nodes
    for at, end in pairwise([*cuts, len(body)]):
        if at in special:
            made = special[at]
            node = Node(made.level, made.value, made.label, made.title, list(made.marks))
            tree.nodes.append(node)
            home = node.children if made.level in ("part", "chapter", "section", "subsection") else tree.nodes
            BodyReader(node, habits, leads=True).read(body[at + made.after - made.first : end], words)
        else:
            _article(home, body[at], numbered[at], body[at + 1 : end], words, habits)
    tree.notices.append(_notice(lines, bool(numbered)))


def _notice(lines: Sequence[Line], numbered: bool) -> Notice:
    how = "番号付きの見出しを条として読みました。" if numbered else "段落ごとに読みました。"
    span = Span(lines[0].start, lines[0].end) if lines else Span(0, 0)
    return Notice("no_articles", f"「第N条」がありません。{how}", span)


def _numbered_headings(lines: Sequence[Line]) -> dict[int, Marker]:
    """The lines 1. 総則, 2. 利用料 … that stand as headings over bodies: line index -> its number."""
    found: dict[int, Marker] = {}
    for i, line in enumerate(lines):
        for marker in markers(line.text):
            expected = len(found) + 1
            if marker.style in HEADED and marker.value == expected and _stands_over_body(lines, i, marker):
                found[i] = marker
                break
    return found if len(found) >= 2 else {}


def _stands_over_body(lines: Sequence[Line], i: int, marker: Marker) -> bool:
    title = cut(lines[i], marker.size)
    if not title.text or not looks_like_title(title) or len(title.text) > 40 or i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    following = markers(below.text)
    return not any(other.style == marker.style and other.value == marker.value + 1 for other in following)


def _article(home: list[Node], line: Line, marker: Marker, below: Sequence[Line], words: str, habits: Habits) -> None:
    title = cut(line, marker.size)
    marks = [Span(line.start, line.start + len(marker.label)), Span(title.start, title.end)]
    label = words[marks[0].start : marks[0].end]
    node = Node("article", marker.value, label, tidy(_unbracketed(title.text)), marks)
    home.append(node)
    BodyReader(node, habits).read(below, words)


def _unbracketed(title: str) -> str:
    return re.sub(r"^[(【\[](.*)[)】\]]$", r"\1", title)


def _front(tree: Tree, lines: Sequence[Line], words: str, habits: Habits, whole: bool) -> None:
    """The top of the text; where there is no heading at all, the text itself, paragraph by paragraph."""
    front = front_lines(lines)
    tree.furniture += [Furniture("title", Span(line.start, line.end)) for line in front.title]
    tree.furniture += [Furniture("date", Span(line.start, line.end)) for line in front.dates]
    if not front.rest:
        return
    if not whole:
        tree.nodes.append(Node("preamble", runs=plain_runs(front.rest, words, habits.wrapped)))
        return
    top = Node("preamble")
    BodyReader(top, habits, leads=True).read(front.rest, words)
    counted = sum(child.level == "paragraph" for child in top.children) >= 2
    tree.nodes += _paragraphs(top) if counted else _blocks(top)


def _paragraphs(top: Node) -> list[Node]:
    """The numbered paragraphs themselves; words before the first stay a 前文."""
    before = [child for child in top.children if child.level != "paragraph"]
    lead = Node("preamble", runs=top.runs, grids=top.grids)
    kept = [lead] if top.runs or top.grids else []
    return [
        *kept,
        *_blocks(Node("preamble", children=before)),
        *(child for child in top.children if child not in before),
    ]


def _blocks(top: Node) -> list[Node]:
    """One paragraph for each block of a text that has no numbered paragraphs."""
    only = top.children[0] if len(top.children) == 1 and not top.runs and top.children[0].level == "paragraph" else top
    if only.label:
        return [only]
    if only.children or only.grids:
        return [Node("paragraph", 1, runs=only.runs, children=only.children, grids=only.grids)]
    made: list[Node] = []
    for run in only.runs:
        if not run.same_block or not made:
            made.append(Node("paragraph", len(made) + 1))
        made[-1].runs.append(run)
    return made
