"""The commands that set texts against each other: diff.

In: options. Out: outcomes, and files where --out names one. It refuses to compare.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..comparing import edition_records, editions
from ..errors import CorpusError
from ..exporting import lines
from ..exporting.edition_tables import edition_sheet, references_sheet, renumbering_sheet
from ..exporting.files import write_sheets
from ..reading.corpus import Corpus, default_folder, read_document
from ..types import Document
from . import Outcome


def diff(options: argparse.Namespace) -> Outcome:
    """`yakkan diff OLD NEW`: what changed from one edition to the next; --out writes the 新旧対照表."""
    found = editions.compare(_edition(options, options.old), _edition(options, options.new))
    made = edition_records.changes(found.changes)
    broken = [edition_records.broken(each) for each in found.broken]
    notes = []
    if options.out:
        write_sheets(Path(options.out), [edition_sheet(found), references_sheet(found), renumbering_sheet(found)])
        notes.append(f"{options.out} に新旧対照表を書きました。")
    return Outcome(made, lines.changes(made, broken), notes)


def _edition(options: argparse.Namespace, name: str) -> Document:
    """A file's document, or the document of the corpus that goes by that id."""
    path = Path(name)
    if path.is_file():
        return read_document(path)
    corpus = Corpus(default_folder(options.corpus))
    if path.suffix and not any(document.id == name for document in corpus.documents()):
        raise CorpusError(f"比べる文書 {name} を探しました", "ファイルがありません", "場所を確かめてください")
    return corpus.document(name)
