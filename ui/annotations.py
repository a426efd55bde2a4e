"""What is marked in the text of a document while it is read: references, and terms with their definitions.

In: a document. Out: layers by clause id, worked out once. It refuses to find references or terms: the library does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from indexer import Clause, Document, Reference, Span, Term, definitions, references, term_uses
from ui import previews
from ui.clauses import Layer

Layers = dict[str, list[Layer]]


def layers_of(document: Document) -> Layers:
    """The layers of each clause: no term inside a reference, no two terms over each other."""
    found: Layers = defaultdict(list)
    tips: dict[str, str] = {}
    for reference in references(document):
        found[reference.clause].append(_pointer(document, reference, tips))
    terms = definitions(document)
    for clause, layer in (*_defined(terms), *_used(document, terms)):
        if not any(_meet(layer.span, other.span) for other in found[clause]):
            found[clause].append(layer)
    return found


def _pointer(document: Document, reference: Reference, tips: dict[str, str]) -> Layer:
    """A reference: a link to its clause, or words that say why they lead nowhere."""
    same = f"{reference.to} {reference.to_end} {reference.message}"
    tip = tips.setdefault(same, previews.of_reference(document, reference))
    if reference.to in document.by_id:
        return Layer(reference.span, "a", f"ref {reference.status}", f"#{_local(reference.to)}", tip)
    return Layer(reference.span, "span", f"ref {reference.status}", None, tip or None)


def _defined(terms: Iterable[Term]) -> Iterator[tuple[str, Layer]]:
    """Each term where it is defined."""
    for span, term in {term.span: term for term in terms}.items():
        yield term.clause, Layer(span, "dfn", "defined")


def _used(document: Document, terms: tuple[Term, ...]) -> Iterator[tuple[str, Layer]]:
    """Each term where a 条 uses it first, with its definition: more would underline every line."""
    tips: dict[Term, str] = {}
    seen: set[tuple[str, str]] = set()
    for use in term_uses(document, terms):
        once = (_article(document, use.clause), use.term)
        if once not in seen and use.clause != use.definition.clause:
            seen.add(once)
            tip = tips.get(use.definition) or previews.of_definition(document, use.definition)
            tips[use.definition] = tip
            yield use.clause, Layer(use.span, "a", "term", f"#{_local(use.definition.clause)}", tip)


def _article(document: Document, clause: str) -> str:
    """The 条 that holds a clause, or what stands at its top outside the articles."""
    at: Clause = document.by_id[clause]
    while at.level != "article" and at.parent in document.by_id:
        at = document.by_id[at.parent]
    found: str = at.id
    return found


def _local(clause: str | None) -> str:
    return (clause or "").partition("#")[2]


def _meet(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)
