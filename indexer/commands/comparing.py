"""The commands that set texts against each other: topics, compare, keyterms, diff.

In: options. Out: outcomes, and files where --out names one. It refuses to compare.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ..comparing import compare_records, edition_records, editions
from ..comparing.matrix import matrix
from ..errors import CorpusError, YakkanError
from ..exporting import lines
from ..exporting.comparison_tables import key_terms_sheet, matrix_sheet
from ..exporting.edition_tables import edition_sheet, references_sheet, renumbering_sheet
from ..exporting.files import write_sheets
from ..exporting.sheet import Sheet
from ..exporting.source_sheets import sources_sheet
from ..indexing.encoders import Embedder, open_embedder
from ..reading.corpus import Corpus, default_folder
from ..reading.names import read_document
from ..searching.jump import find_clause
from ..types import Document
from . import Outcome, corpus, documents


def topics(options: argparse.Namespace) -> Outcome:  # noqa: ARG001  # every command is called alike
    """`yakkan topics`."""
    found = compare_records.topics()
    return Outcome(found, lines.topics(found))


def compare(options: argparse.Namespace) -> Outcome:
    """`yakkan compare --topic T`, `--like REF`, `--all`, or `--missing DOC`: 他社にあって自社にない条項."""
    held, notes = documents(options)
    embedder = _embedder(notes)
    if options.missing:
        lacking = compare_records.missing_topics(matrix(held, embedder), corpus(options).document(options.missing).id)
        return Outcome(lacking, lines.missing(lacking), notes)
    if options.all:
        rows = compare_records.compare_all(held, embedder)
        shown = [row for row in rows if any(row["clauses"].values())]
        _write(options, notes, held, matrix_sheet(shown, held))
        return Outcome(rows, (line for row in shown for line in lines.row(row)), notes)
    if options.topic:
        found = compare_records.compare_topic(held, options.topic, embedder)
    else:
        document, clause = find_clause(options.like, held)
        found = compare_records.compare_like(held, document, clause.id, embedder)
    _write(options, notes, held, matrix_sheet([found], held))
    return Outcome(found, lines.row(found), notes)


def keyterms(options: argparse.Namespace) -> Outcome:
    """`yakkan keyterms`."""
    held, notes = documents(options)
    found = compare_records.key_terms(held, _embedder(notes))
    _write(options, notes, held, key_terms_sheet(found, held))
    return Outcome(found, lines.key_terms(found), notes)


def _write(options: argparse.Namespace, notes: list[str], held: Sequence[Document], table: Sheet) -> None:
    """Writes a comparison to the file that --out names: with the other comparison table and the sources, where it holds several."""
    if not options.out:
        return
    sheets = [table]
    if table.title == "条項の比較":
        sheets.append(key_terms_sheet(compare_records.key_terms(held, _embedder([])), held))
    write_sheets(Path(options.out), [*sheets, sources_sheet(held)])
    notes.append(f"{options.out} に比較表を書きました。")


def _embedder(notes: list[str]) -> Embedder | None:
    try:
        return open_embedder()
    except YakkanError as error:
        notes.append(str(error))
        return None


def diff(options: argparse.Namespace) -> Outcome:
    """`yakkan diff OLD NEW`: what changed from one edition to the next; --out writes the 新旧対照表."""
    found = editions.compare(_edition(options, options.old), _edition(options, options.new))
    made = edition_records.changes(found.changes)
    broken = [edition_records.broken(each) for each in found.broken]
    notes = []
    if options.out:
        write_sheets(Path(options.out), [edition_sheet(found), references_sheet(found), renumbering_sheet(found)])
        notes.append(f"{options.out} に新旧対照表を書きました。")
    return Outcome(made, lines.changes(made, broken, found.old, found.new), notes)


def _edition(options: argparse.Namespace, name: str) -> Document:
    """A file's document, or the document of the corpus that goes by that id."""
    path = Path(name)
    if path.is_file():
        return read_document(path)
    corpus = Corpus(default_folder(options.corpus))
    if path.suffix and not any(document.id == name for document in corpus.documents()):
        raise CorpusError(f"比べる文書 {name} を探しました", "ファイルがありません", "場所を確かめてください")
    return corpus.document(name)
