"""What a reader sees of another clause without going there: its name and its first words.

In: a document and the clause. Out: short texts for tips. It refuses to look anything up.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer import Clause, Document, Reference, Term, cite

LONGEST = 140  # characters of a preview


def of_clause(document: Document, clause: Clause) -> str:
    """第10条（契約期間）: the first words of the clause, or of those below it where it has none."""
    heading = f"（{clause.heading}）" if clause.heading else ""
    return f"{cite(clause)}{heading}\n{_cut(''.join(_texts(document, clause)))}"


def of_reference(document: Document, reference: Reference) -> str:
    """What is wrong with a reference, and the clauses it leads to."""
    ends = [document.by_id[end] for end in (reference.to, reference.to_end) if end in document.by_id]
    return "\n".join(filter(None, [reference.message, *(of_clause(document, clause) for clause in ends)]))


def of_definition(document: Document, term: Term) -> str:
    """The sentence that defines a term, and where it stands."""
    clause = document.by_id[term.clause]
    at = next((place for place in range(len(clause.text)) if clause.source_offset(place) >= term.span.start), 0)
    return f"{cite(clause)}\n{_cut(clause.text[clause.text.rfind('。', 0, at) + 1 :] or clause.heading)}"


def _texts(document: Document, clause: Clause) -> Iterator[str]:
    yield clause.text
    for child in document.children.get(clause.id, ()):
        yield f"{child.label} " if child.label else ""
        yield from _texts(document, child)


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
