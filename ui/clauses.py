"""A clause's own words with what is marked in them: the quote, matched words, references, defined terms.

In: a clause, its document, and layers over ranges of the source. Out: `Safe` HTML. It refuses to find anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from indexer import Clause, Document, Span
from ui.paper import BREAK, Safe, join, tag, tip


class Layer(NamedTuple):
    """Something to show over a range of the source: an element with its class, where it leads, and what it says on hover or focus."""

    span: Span
    name: str = "mark"
    kind: str = "quoted"
    href: str | None = None
    tip: str | None = None


Points = Mapping[int, Safe]  # what stands between the characters of the source, such as where a page begins
NONE: Points = MappingProxyType({})


def words(
    clause: Clause, document: Document, layers: Sequence[Layer] = (), within: Span | None = None, points: Points = NONE
) -> Safe:
    """The clause's own words, or those within a range of the source, wraps joined, with the layers in them."""
    bounds = within or clause.span
    parts: list[str] = []
    for piece in clause.pieces:
        start, end = max(piece.start, bounds.start), min(piece.end, bounds.end)
        if start < end:
            parts.append(_joiner(piece.joiner) if parts else "")
            parts.extend(_run(document.text, start, end, layers, points))
    return join(parts)


def plain(clause: Clause, document: Document, span: Span) -> str:
    """The words of a citation as one line of text."""
    parts: list[str] = []
    for piece in clause.pieces:
        start, end = max(piece.start, span.start), min(piece.end, span.end)
        if start < end:
            parts.append((piece.joiner if parts else "") + document.text[start:end])
    return " ".join(("".join(parts) or document.text[span.start : span.end]).split("\n"))


def quoted(clause: Clause, document: Document, span: Span) -> Safe:
    """The words of a citation, marked: wraps joined where they are the clause's own, as they are where they stand in a table."""
    marked = [Layer(span)]
    return words(clause, document, marked, span) or source(document, span, marked)


def source(document: Document, span: Span, layers: Sequence[Layer] = ()) -> Safe:
    """A range of the source as it is, with the layers in it; its line ends are kept."""
    return join(_run(document.text, span.start, span.end, layers))


def excerpt(document: Document, span: Span, layers: Sequence[Layer] = ()) -> Safe:
    """What the clauses in a range of the source say, wraps joined; labels stand only before clauses that begin in it."""
    lines: list[Safe] = []
    for clause in document.clauses:
        if clause.span.start < span.end and clause.span.end > span.start:
            said = words(clause, document, layers, span)
            labelled = clause.label and clause.span.start > span.start
            lines += (
                [join([tag("span", f"{clause.label}　", class_="number"), said]) if labelled else said] if said else []
            )
    return join(_broken(lines))


def _broken(lines: Sequence[Safe]) -> Iterable[str]:
    for at, line in enumerate(lines):
        yield from (BREAK, line) if at else (line,)


def _joiner(words: str) -> str:
    return BREAK if words == "\n" else words


def _run(text: str, start: int, end: int, layers: Sequence[Layer], points: Points = NONE) -> Iterable[str]:
    """The characters from start to end, cut wherever a layer begins or ends or a point stands."""
    over = [layer for layer in layers if layer.span.start < end and layer.span.end > start]
    edges = (min(max(at, start), end) for layer in over for at in (layer.span.start, layer.span.end))
    for here, there in pairwise(sorted({start, end, *edges, *(at for at in points if start <= at < end)})):
        inside: str = text[here:there]
        for layer in over:
            if layer.span.start <= here and there <= layer.span.end:
                inside = _wrapped(layer, inside)
        yield points.get(here, "")
        yield inside


def _wrapped(layer: Layer, inside: str) -> Safe:
    """The words in the layer's element; what has something to say and leads nowhere can be reached by the keyboard all the same."""
    stop = "0" if layer.tip and not layer.href else None
    said = tip(layer.tip) if layer.tip else None
    return tag(layer.name, inside, class_=layer.kind, href=layer.href, data_tip=said, tabindex=stop)
