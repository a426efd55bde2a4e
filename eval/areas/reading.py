"""How exactly documents are read: the outline, references, defined terms and drafting errors.

In: a shelf, and what was written down by hand beside the texts. Out: one `Measured` an area. It refuses to know how it is read.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from eval.measured import Measured
from eval.metrics.tally import Tally, agreement, ratio
from eval.questions import lines
from eval.shelf import ROOT, Shelf
from indexer import Clause, Document, definitions, lint, normalized, references

OUTLINES, PLANTED = ROOT / "tests" / "cases" / "truth", ROOT / "tests" / "cases" / "planted"
RUN = "ships"
FACT = 8  # characters at each end that an outline fact holds the digest of
Fact = tuple[Any, ...]


def measure(shelf: Shelf) -> Iterator[Measured]:
    """The areas this shelf has labels for."""
    areas: tuple[tuple[str, Callable[[Document], set[Fact]], Callable[[Document], set[Fact] | None]], ...] = (
        ("references", _references, _pointers),
        ("terms", _terms, _labelled("providers-terms.jsonl", ("start", "end", "clause", "scope"))),
        ("lint", _errors, _planted),
    )
    outlines = {doc: found for doc, document in shelf.documents.items() if (found := _outline(document))}
    if outlines:
        yield Measured("reading", RUN, _exactness(outlines))
    for area, found_in, wanted in areas:
        known = {doc: want for doc, document in shelf.documents.items() if (want := wanted(document)) is not None}
        if known:
            yield Measured(area, RUN, agreement({doc: found_in(shelf.documents[doc]) for doc in known}, known))


def _outline(document: Document) -> tuple[dict[str, bool], int] | None:
    """For each clause written down whether it was read just so, and how many clauses too many were read (whole outlines only)."""
    path = OUTLINES / f"{document.id}.json"
    by_local = {local(clause.id): clause for clause in document.clauses}
    if path.is_file():
        facts = json.loads(path.read_text(encoding="utf-8"))
        named = {fact["id"] for fact in facts}
        return {fact["id"]: _as_written(by_local.get(fact["id"]), fact) for fact in facts}, len(by_local.keys() - named)
    held = [row for row in lines("outline-facts.jsonl") if row["doc"] == document.id]
    return ({row["id"]: _as_digested(by_local.get(row["id"]), row) for row in held}, 0) if held else None


def _exactness(outlines: dict[str, tuple[dict[str, bool], int]]) -> dict[str, Tally]:
    clauses = {
        f"{doc}#{one}": (float(right), 1.0) for doc, (found, _) in outlines.items() for one, right in found.items()
    }
    docs = {clause: clause.partition("#")[0] for clause in clauses}
    whole = {doc: (float(all(found.values()) and not extra), 1.0) for doc, (found, extra) in outlines.items()}
    return {"clauses exact": ratio(clauses, docs), "documents exact": ratio(whole)}


def _as_written(clause: Clause | None, fact: dict[str, str]) -> bool:
    """Whether a clause has the level, label, heading and first and last words that an outline gives."""
    if clause is None:
        return False
    bare = {name: normalized(fact[name]).text for name in ("label", "heading", "first", "last")}
    text = normalized(clause.text).text
    ends = text.startswith(bare["first"]) and text.endswith(bare["last"])
    named = (clause.level, normalized(clause.label).text, normalized(clause.heading).text)
    return ends and named == (fact["level"], bare["label"], bare["heading"])


def _as_digested(clause: Clause | None, fact: dict[str, str]) -> bool:
    """The same where only digests are held: of what is printed after the label, a heading of its own first."""
    if clause is None:
        return False
    text = normalized(clause.heading + clause.text).text
    ends = (digest(text[:FACT]), digest(text[-FACT:])) == (fact["first"], fact["last"])
    return ends and normalized(clause.label).text == normalized(fact["label"]).text


def digest(words: str) -> str:
    """The digest of an outline fact."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def local(clause_id: str) -> str:
    """A clause id without its document."""
    return clause_id.rpartition("#")[2]


def _labelled(name: str, fields: tuple[str, ...]) -> Callable[[Document], set[Fact] | None]:
    rows = lines(name)

    def of(document: Document) -> set[Fact] | None:
        return {tuple(row[field] for field in fields) for row in rows if row["doc"] == document.id} or None

    return of


def _pointers(document: Document) -> set[Fact] | None:
    found = _labelled("providers-references.jsonl", ("start", "status", "to", "to_end"))(document)
    return found and {_leading(fact) for fact in found}


def _references(document: Document) -> set[Fact]:
    found = references(document)
    return {
        _leading((one.span.start, one.status, one.to and local(one.to), one.to_end and local(one.to_end)))
        for one in found
    }


def _leading(fact: Fact) -> Fact:
    """A reference by where it begins and leads; one that leads nowhere has no target, whatever number it printed."""
    return fact if fact[1] in ("ok", "title_mismatch") else (*fact[:2], None, None)


def _terms(document: Document) -> set[Fact]:
    return {
        (one.span.start, one.span.end, local(one.clause), one.scope and local(one.scope))
        for one in definitions(document)
    }


def _errors(document: Document) -> set[Fact]:
    return {(local(one.clause), one.rule) for one in lint(document) if one.severity != "hint"}


def _planted(document: Document) -> set[Fact] | None:
    path = PLANTED / f"{document.id}.toml"
    if not path.is_file():
        return None
    return {
        (error["clause"], error["kind"]) for error in tomllib.loads(path.read_text(encoding="utf-8")).get("planted", [])
    }
