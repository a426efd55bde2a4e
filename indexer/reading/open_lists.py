"""What is open while a body is read: the 項, the 号 and their children, and which number each expects next.

In: nodes to open. Out: where the next line belongs. It refuses to read lines: choice.py does.
"""

from __future__ import annotations

from ..numbering import follows, sort_key
from ..types import Span
from .markers import PARAGRAPH_STYLES, Marker
from .tree import Node

ALIKE = frozenset({"dot", "space", "bare"})  # 2．, 2 and ２ are one way of counting 項


class OpenLists:
    """The open 項 of `owner` and the open lists in it; `leads` lets words before a printed 1 stay the owner's own."""

    def __init__(self, owner: Node, leads: bool) -> None:
        self.owner, self.leads = owner, leads
        self.paragraph: Node | None = None
        self.style = ""  # how the 項 of this body are printed
        self.stack: list[Node] = []  # the open 号, its open child, and so on

    def depth_of(self, style: str) -> int | None:
        """The depth at which a list of this style is open."""
        return next((depth for depth in reversed(range(len(self.stack))) if self.stack[depth].style == style), None)

    def continues(self, marker: Marker) -> bool:
        """True when the number is the next of an open list."""
        depth = self.depth_of(marker.style)
        if depth is None:
            return False
        return marker.is_bullet or follows(sort_key(self.stack[depth].value), marker.rank)

    def expects_paragraph(self, marker: Marker) -> bool:
        """True when the number is the next 項, printed as 項 are printed here."""
        if marker.style not in PARAGRAPH_STYLES:
            return False
        if self.style and self.style != marker.style and not {self.style, marker.style} <= ALIKE:
            return False
        if self.paragraph is None:
            return marker.rank == (1,) or (marker.rank == (2,) and self.has_lead())
        return follows(sort_key(self.paragraph.value), marker.rank)

    def last_number(self, marker: Marker) -> tuple[int, ...] | None:
        """The number that the open list or the 項 of this style has reached."""
        depth = self.depth_of(marker.style)
        if depth is not None:
            return sort_key(self.stack[depth].value)
        if self.paragraph is None or self.style != marker.style or not self.paragraph.label:
            return None
        return sort_key(self.paragraph.value)

    def has_lead(self) -> bool:
        """True when 附則 or 特約 has begun with words of its own, which a printed 2 makes the first 項."""
        return self.leads and bool(self.owner.runs) and not self._has_paragraphs()

    def _has_paragraphs(self) -> bool:
        return any(child.level == "paragraph" for child in self.owner.children)

    def lead_becomes_paragraph(self) -> None:
        """Makes the words of a 附則 without numbers its first 項."""
        only = Node("paragraph", 1, runs=self.owner.runs, children=[*self.owner.children], grids=self.owner.grids)
        self.owner.runs, self.owner.grids = [], []
        self.owner.children[:] = [only]

    def open(self, marker: Marker, label: str, span: Span) -> Node:
        """Opens the clause that a believed number begins."""
        node = Node("item", marker.number, label, marks=[span], style=marker.style)
        depth = None if self._opens_below(marker) else self.depth_of(marker.style)
        in_list = depth is not None and (self.continues(marker) or not self.expects_paragraph(marker))
        if not in_list and self._is_paragraph(marker):
            self._open_paragraph(node, marker)
        else:
            self._open_item(node, depth if in_list else None, marker.is_bullet)
        return node

    def _opens_below(self, marker: Marker) -> bool:
        """True for a first number under a child of another style: (1) イ (1)."""
        return (
            marker.rank == (1,) and not marker.is_bullet and bool(self.stack) and self.stack[-1].style != marker.style
        )

    def _is_paragraph(self, marker: Marker) -> bool:
        if self.expects_paragraph(marker) and (marker.rank > (1,) or self.paragraph is None):
            return True
        return bool(self.style) and self.style == marker.style and self.paragraph is not None and marker.rank > (1,)

    def _open_paragraph(self, node: Node, marker: Marker) -> None:
        self.stack = []
        if marker.rank == (2,) and self.has_lead():
            self.lead_becomes_paragraph()
        node.level, node.style = "paragraph", ""
        self.paragraph, self.style = node, marker.style
        self.owner.children.append(node)

    def _open_item(self, node: Node, depth: int | None, bullet: bool) -> None:
        if depth is not None:
            if bullet:
                node.value = int(self.stack[depth].value) + 1
            del self.stack[depth:]
        parent = self.stack[-1] if self.stack else self.home()
        node.level = "subitem" if self.stack else "item"
        if bullet and depth is None:
            node.value = 1 + sum(child.level == node.level for child in parent.children)
        parent.children.append(node)
        self.stack.append(node)

    def home(self) -> Node:
        """The open 項, opened now where the first one has no printed number."""
        if self.paragraph is None:
            if self.leads and not self._has_paragraphs():
                return self.owner
            self.paragraph = Node("paragraph", 1)
            self.owner.children.append(self.paragraph)
        return self.paragraph

    def parent(self, node: Node) -> Node:
        """What an open 号 stands under."""
        at = self.stack.index(node)
        return self.stack[at - 1] if at else self.home()
