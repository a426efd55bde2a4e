"""Texts without 第N条: numbered headings (1. 総則, 一、総則, Ⅰ 総則 over 1 適用), numbered paragraphs, or plain ones.

In: the same lines as any text. Out: headings for segment.py where numbered headings stand over bodies, else the paragraphs of
the text itself. It refuses texts that have articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..numbering import follows
from ..types import Span
from .body import BodyReader, Habits
from .headings import Heading
from .lines import Line
from .markers import Marker, markers
from .titles import cut, looks_like_title, tidy
from .tree import Node

FAMILIES = {
    "dot": "number",
    "space": "number",
    "bare": "number",
    "kanji": "kanji",
    "ordinal": "ordinal",
    "roman_glyph": "roman",
}
LONGEST = 40  # characters of a numbered heading
BRACKETS = "()【】[]"


def numbered_headings(lines: Sequence[Line], skip: range, taken: Sequence[Heading]) -> list[Heading]:
    """The lines 1. 総則, 2. 利用料 … that stand as headings over bodies; Roman ones over others are chapters."""
    closed = {i for made in taken for i in range(made.first, made.after)}
    found: dict[str, list[tuple[int, Marker]]] = {}
    for i, line in enumerate(lines):
        marker = None if i in skip or i in closed else _next_heading(lines, i, found)
        if marker is not None:
            found.setdefault(FAMILIES[marker.style], []).append((i, marker))
        elif taken and line.start >= lines[taken[-1].first].start:
            break  # 附則 and what follows count for themselves
    runs = {family: run for family, run in found.items() if len(run) >= 2}
    if not runs:
        return []
    main = max((family for family in runs if family != "roman"), key=lambda family: len(runs[family]), default="roman")
    made = [_made(lines[i], i, marker, "article") for i, marker in runs[main]]
    if main != "roman" and "roman" in runs:
        made += [_made(lines[i], i, marker, "chapter") for i, marker in runs["roman"]]
    return sorted(made, key=lambda heading: heading.first)


def _next_heading(lines: Sequence[Line], i: int, found: dict[str, list[tuple[int, Marker]]]) -> Marker | None:
    """The number of a line that is a heading and runs on from the last of its family."""
    for marker in markers(lines[i].text):
        family = FAMILIES.get(marker.style)
        if family is None or not _stands_over_body(lines, i, marker):
            continue
        run = found.get(family, [])
        if follows(run[-1][1].rank if run else (), marker.rank):
            return marker
    return None


def _stands_over_body(lines: Sequence[Line], i: int, marker: Marker) -> bool:
    title = cut(lines[i], marker.size)
    if not title.text or not looks_like_title(title) or len(title.text) > LONGEST or i + 1 >= len(lines):
        return False
    following = markers(lines[i + 1].text)
    return not any(other.style == marker.style and other.rank == (marker.value + 1,) for other in following)


def _made(line: Line, i: int, marker: Marker, level: str) -> Heading:
    title = cut(line, marker.size)
    marks = (Span(line.start, line.start + len(marker.label)), Span(title.start, title.end))
    bare = title.raw[1:-1] if title.text[:1] in BRACKETS and title.text[-1:] in BRACKETS else title.raw
    return Heading(level, marker.number, line.raw[: len(marker.label)], tidy(bare), marks, i, i + 1)


def paragraphs_of(lines: Sequence[Line], words: str, habits: Habits) -> list[Node]:
    """A text without any heading: its numbered paragraphs, or one paragraph for each block."""
    top = Node("preamble")
    BodyReader(top, habits, leads=True).read(lines, words)
    paragraphs = sum(child.level == "paragraph" for child in top.children)
    counted = paragraphs >= 2 or (
        paragraphs == 1 and (top.runs or top.grids)
    )  # what stands over the one 項 is no part of it
    return _counted(top) if counted else _blocks(top)


def _counted(top: Node) -> list[Node]:
    """The numbered paragraphs themselves; words before the first stay a 前文."""
    before = [child for child in top.children if child.level != "paragraph"]
    lead = [Node("preamble", runs=top.runs, grids=top.grids)] if top.runs or top.grids else []
    return [
        *lead,
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
