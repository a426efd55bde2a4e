"""Whether the labels still say something true: `python -m eval.check_labels`.

In: the label files, the samples, and the providers' texts where they are here. Out: one line for each label that is wrong,
and an exit status. It refuses to correct anything.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.questions import (
    ANSWERS,
    HELPS,
    LABELS,
    ONE_DOCUMENT,
    QUOTES,
    SIDE_BY_SIDE,
    Question,
    lines,
    of_many_documents,
    of_one_document,
)
from eval.shelf import folders
from indexer import Corpus, Document, key_terms, normalized, topics

CLAUSES = "clauses.jsonl"
Row = dict[str, Any]
Named = tuple[str, str]  # document and local id


def problems(folder: Path = LABELS, documents: Iterable[Document] = ()) -> Iterator[str]:
    """A line for each label that is wrong, as far as the documents that are here can tell."""
    here = {document.id: document for document in documents}
    digests = {(row["doc"], row["id"]): row["sha256"] for row in lines(CLAUSES, folder) if "id" in row}
    yield from _documents(folder, here)
    yield from _digests(digests, here)
    for file, where, named in _names(folder):
        if named not in digests:
            yield f"{file}: {where} names {'#'.join(named)}, which {CLAUSES} does not hold"
        if named[0] in here and "#".join(named) not in here[named[0]].by_id:
            yield f"{file}: {where} names {'#'.join(named)}; the document has no such clause"
    yield from _questions([*of_one_document(folder), *of_many_documents(folder)])
    yield from _quotes(folder, here)
    yield from _keys(folder)


def _documents(folder: Path, here: dict[str, Document]) -> Iterator[str]:
    for row in lines(CLAUSES, folder):
        document = here.get(row["doc"])
        if "id" not in row and document is not None and document.sha256 != row["sha256"]:
            yield f"{CLAUSES}: the text of {row['doc']} is another than the one that was labelled"


def _digests(digests: dict[Named, str], here: dict[str, Document]) -> Iterator[str]:
    for (doc, local), held in digests.items():
        clause = here[doc].by_id.get(f"{doc}#{local}") if doc in here else None
        if clause is not None:
            words = clause.text or here[doc].text[clause.span.start : clause.span.end]
            if digest(words) != held:
                yield f"{CLAUSES}: {clause.id} has another wording than the one that was labelled"


def digest(words: str) -> str:
    """The digest of a wording, blanks and widths apart."""
    return hashlib.sha256(normalized(words).text.encode()).hexdigest()[:16]


def _names(folder: Path) -> Iterator[tuple[str, str, Named]]:
    """Every clause that a label names: the file, the label, the clause."""
    for file in ONE_DOCUMENT:
        for row in lines(file, folder):
            near = [row["near"]] if row.get("near") else []
            for clause in [*row["relevant"], *near]:
                yield file, row["id"], _split(clause, row["doc"])
    for file in SIDE_BY_SIDE:
        for row in lines(file, folder):
            yield from _cells(file, row["id"], row["cells"])
    for row in lines("alignment.jsonl", folder):
        yield from _cells("alignment.jsonl", row["topic"], row["clauses"])
    for row in lines("keyterms.jsonl", folder):
        held = {doc: value["clauses"] for doc, value in row["values"].items() if value}
        yield from _cells("keyterms.jsonl", row["key"], held)
    for file in QUOTES:
        for row in lines(file, folder):
            for span in row["spans"]:
                yield file, row["id"], (row["doc"], span["clause"])
    yield from _facts(folder)


def _facts(folder: Path) -> Iterator[tuple[str, str, Named]]:
    """The clauses that facts about a text name."""
    for file, fields in (
        ("samples-topics.jsonl", ("id",)),
        ("outline-facts.jsonl", ("id",)),
        ("providers-terms.jsonl", ("clause", "scope")),
        ("providers-references.jsonl", ("to", "to_end")),
    ):
        for number, row in enumerate(lines(file, folder), start=1):
            for field in fields if row.get("status") != "dangling" else ():
                if row[field]:
                    yield file, f"line {number}", (row["doc"], row[field])


def _cells(file: str, where: str, cells: dict[str, list[str]]) -> Iterator[tuple[str, str, Named]]:
    for doc, locals_ in cells.items():
        for local in locals_:
            yield file, where, (doc, local)


def _split(clause: str, doc: str | None) -> Named:
    named, mark, local = clause.rpartition("#")
    return (named, local) if mark else (doc or "", clause)


def _questions(asked: Sequence[Question]) -> Iterator[str]:
    seen: set[str] = set()
    halves: dict[str, set[str]] = defaultdict(set)
    for one in asked:
        if one.id in seen:
            yield f"{one.id}: the id is given twice"
        seen.add(one.id)
        halves[normalized(one.text).text].add(one.half)
        odd = [grade for grade in one.relevant.values() if grade not in range(HELPS, ANSWERS + 1)]
        if odd:
            yield f"{one.id}: the grades {odd} are not in the scale {HELPS} to {ANSWERS}"
        if len(one.docs) == 1 and one.relevant and not one.graded():
            yield f"{one.id}: no clause has the grade {ANSWERS}"
        if silent := [doc for doc in one.absent if any(clause.startswith(f"{doc}#") for clause in one.relevant)]:
            yield f"{one.id}: {', '.join(silent)} is said to answer and to be silent"
    for text, both in halves.items():
        if len(both) > 1:
            yield f"「{text}」: the same question stands in both halves; give it one family"


def _quotes(folder: Path, here: dict[str, Document]) -> Iterator[str]:
    for row in [row for file in QUOTES for row in lines(file, folder)]:
        document = here.get(row["doc"])
        for span in row["spans"] if document else ():
            words = document.text[span["start"] : span["end"]] if document else ""
            held = digest(span["quote"]) if "quote" in span else span["sha256"]
            if digest(words) != held:
                yield f"{row['id']} quotes {row['doc']} {span['start']}-{span['end']}, where other words stand"


def _keys(folder: Path) -> Iterator[str]:
    known = {row["topic"] for row in topics()} | {row["key"] for row in key_terms([])}
    for file, field in (("alignment.jsonl", "topic"), ("keyterms.jsonl", "key")):
        for row in lines(file, folder):
            if row[field] not in known:
                yield f"{file}: there is no {field} named {row[field]}"


def main(arguments: Sequence[str]) -> int:
    """Prints what is wrong; 1 where anything is."""
    folder = Path(arguments[0]) if arguments else LABELS
    documents = [document for held in folders().values() for document in Corpus(held).documents()]
    found = list(problems(folder, documents))
    for line in found:
        print(f"labels: {line}", file=sys.stderr)
    print(f"labels: {len(found)} wrong, checked against {len(documents)} documents")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
