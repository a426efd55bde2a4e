"""A document set like a law book: 条 headings with their numbers in the margin, 項, 号 and イ indented, tables, page numbers.

In: a document and what is marked in it. Out: blocks of `Safe` HTML in the order of the source, each with its anchor. It refuses to
know which view is open: the place of a citation is set anew over its block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from indexer import Clause, Document, Furniture, Span, Table, cite
from ui.address import url
from ui.annotations import Layers, layers_of
from ui.citing import whose
from ui.clauses import Layer, Points, source, words
from ui.paper import Safe, join, tag
from ui.words import say

HEADED = ("part", "chapter", "section", "subsection", "article")
OUTSIDE = ("preamble", "supplement", "appendix", "special", "history")
ASIDE = ("page", "footer")  # furniture that is shown at the end, not in the text
NOWHERE = Span(-1, -1)
BLANK = "\0"


class Block(NamedTuple):
    """A piece of the page: what it shows of the source, of which clause, and its HTML."""

    span: Span
    clause: str
    html: Safe


class Book:
    """The blocks of one document, and any block again with the place of a citation marked."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._layers: Layers = layers_of(document)
        self._points = _pages(document)
        self._copying = say("read.copy", citation=BLANK)
        self.blocks = tuple(self._set())

    def _set(self) -> Iterator[Block]:
        """All blocks in the order of the source; a clause stands before what begins where it does."""
        order = {clause.id: at for at, clause in enumerate(self.document.clauses)}
        parts = [*self.document.clauses, *self.document.tables, *self.document.furniture]
        for part in sorted(parts, key=lambda part: (part.span.start, order.get(getattr(part, "id", ""), len(order)))):
            if isinstance(part, Clause):
                yield Block(part.span, part.id, self._clause(part, NOWHERE, False))
            elif isinstance(part, Table):
                yield Block(part.span, part.clause, self._table(part, NOWHERE))
            elif part.kind not in ASIDE:
                yield Block(part.span, "", _furniture(self.document, part))

    def page(self, at: str, cited: Span | None) -> Safe:
        """The whole text, with the clause that is cited and the words that are quoted."""
        here, span = f"{self.document.id}#{at}", cited or NOWHERE
        tables = {table.span: table for table in self.document.tables}
        shown = []
        for block in self.blocks:
            clause = self.document.by_id.get(block.clause)
            meets = block.span.start < span.end and block.span.start <= span.end and block.span.end > span.start
            if clause is None or not (meets or block.clause == here):
                shown.append(block.html)
            elif block.span in tables and (table := tables[block.span]).clause == block.clause:
                shown.append(self._table(table, span))
            else:
                shown.append(self._clause(clause, span, block.clause == here))
        return tag(
            "article",
            *shown,
            class_="book",
            lang="ja",
            data_whose=quote(whose(self.document)),  # the sanitizer drops an attribute that looks like markup
            data_to=url("read", doc=self.document.id),
            data_done=say("read.copied"),
        )

    def _clause(self, clause: Clause, cited: Span, here: bool) -> Safe:
        layers = [*self._layers.get(clause.id, ()), Layer(cited)]
        text = words(clause, self.document, layers, points=self._points)
        local = clause.id.partition("#")[2]
        kind = f"lawbook {clause.level} {'here' if here else ''}".strip()
        if clause.level in HEADED or clause.level in OUTSIDE:
            heading = tag(
                _rank(self.document, clause), tag("span", _closed(clause.label), class_="label"), clause.heading
            )
            below = tag("p", text, class_="clause") if text else ""
            return tag("div", self._number(clause, _closed(clause.label)), heading, below, class_=kind, id=local)
        number = _closed(clause.label) or str(clause.number)
        return tag(
            "div",
            self._number(clause, number, printed=bool(clause.label)),
            tag("b", clause.heading, class_="subheading") if clause.heading else "",
            text,
            class_=f"clause {kind} deep{_depth(self.document, clause)}",
            id=local,
        )

    def _number(self, clause: Clause, number: str, printed: bool = True) -> Safe:
        """The number in the margin, which copies the citation and the address of its clause."""
        place = cite(clause)
        return tag(
            "button",
            number,
            type="button",
            class_="margin printed" if printed else "margin",
            data_cite=place,
            aria_label=self._copying.replace(BLANK, place),
        )

    def _table(self, table: Table, cited: Span) -> Safe:
        layers = [*self._layers.get(table.clause, ()), Layer(cited)]
        if not table.rows:
            lines = _lines(self.document, table.span)
            shown = (tag("div", source(self.document, line, layers)) for line in lines)
            return tag("div", *shown, class_="clause lines table", tabindex="0")
        rows = [tag("tr", *(tag("td", cell) for cell in row)) for row in table.rows]
        meets = table.span.start < cited.end and table.span.end > cited.start
        kind = "book here" if meets else "book"
        return tag("div", tag("table", *rows, class_=kind), class_="scroll table", tabindex="0")


def aside(document: Document) -> Safe:
    """The page numbers and running titles that were set aside, so that nothing of the source is hidden."""
    kept = [part for part in document.furniture if part.kind in ASIDE]
    if not kept:
        return Safe("")
    lines = [tag("li", source(document, part.span)) for part in kept]
    return tag("details", tag("summary", say("read.aside", count=len(kept))), tag("ol", *lines, class_="small"))


def _furniture(document: Document, part: Furniture) -> Safe:
    """Titles, dates and the like, small, where they stand; a table of contents folded."""
    shown = tag("p", source(document, part.span), class_=f"small lines {part.kind}")
    return tag("details", tag("summary", say("read.contents")), shown) if part.kind == "contents" else shown


def _lines(document: Document, span: Span) -> list[Span]:
    """The lines of a range that hold anything; a printed table is often set with empty ones between."""
    found, at = [], span.start
    for line in document.text[span.start : span.end].split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def _closed(label: str) -> str:
    """第 6条 as 第6条."""
    return "".join(label.split())


def _pages(document: Document) -> Points:
    """A mark where each page begins."""
    return {
        _first(document, start): tag("span", say("read.page", page=page), class_="page")
        for page, start in enumerate(document.page_starts, start=1)
    }


def _first(document: Document, start: int) -> int:
    """The first character of the page that belongs to a clause's own words."""
    later = [max(piece.start, start) for clause in document.clauses for piece in clause.pieces if piece.end > start]
    return min(later, default=start)


def _rank(document: Document, clause: Clause) -> str:
    """h2 for what stands at the top, one lower for each heading above."""
    above = 0
    while clause.parent in document.by_id:
        clause = document.by_id[clause.parent]
        above += 1
    return f"h{min(2 + above, 6)}"


def _depth(document: Document, clause: Clause) -> int:
    """0 for a 項, 1 for a 号, one more for each level below."""
    depth = 0
    while clause.level in ("item", "subitem"):
        depth += 1
        clause = document.by_id.get(clause.parent or "", document.clauses[0])
    return min(depth, 4)


def outline(document: Document) -> Safe:
    """The headings as links to their places in the text."""
    listed: Sequence[Clause] = [clause for clause in document.clauses if clause.level in (*HEADED, *OUTSIDE)]
    lines = [
        tag(
            "li",
            tag(
                "a",
                join(filter(None, [_closed(clause.label), clause.heading]), "　"),
                href=f"#{clause.id.partition('#')[2]}",
            ),
            class_=clause.level,
        )
        for clause in listed
    ]
    return tag("nav", tag("ol", *lines), class_="outline", aria_label=say("read.outline"))
