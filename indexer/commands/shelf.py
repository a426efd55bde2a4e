"""The commands over the folder of documents: list, outline, show, add.

In: options. Out: outcomes. It refuses to search.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import YakkanError
from ..exporting import lines, records
from ..reading.corpus import Corpus, own_folder
from . import Outcome, UsageError, corpus, documents


def list_documents(options: argparse.Namespace) -> Outcome:
    """`yakkan list`."""
    held, problems = documents(options)
    found = [records.listing(document) for document in held]
    return Outcome(found, lines.listing(found), problems)


def outline(options: argparse.Namespace) -> Outcome:
    """`yakkan outline DOC`."""
    found = records.outline(corpus(options).document(options.doc))
    return Outcome(found, lines.outline(found))


def show(options: argparse.Namespace) -> Outcome:
    """`yakkan show REF`."""
    from ..reading import definitions, references
    from ..searching.jump import find_clause

    held, problems = documents(options)
    document, clause = find_clause(options.ref, held)
    found = records.shown(document, clause, references.find(document), definitions.find(document))
    return Outcome(found, lines.shown(found, document), problems)


def add(options: argparse.Namespace) -> Outcome:
    """`yakkan add FILE…`: the good files go in, each bad one is explained."""
    if options.id and len(options.files) > 1:
        raise UsageError(
            f"--id は1ファイルのときだけ使えますが、{len(options.files)}ファイルあります。1つずつ加えてください"
        )
    folder = Corpus(Path(options.corpus) if options.corpus else own_folder())
    added, refused = [], []
    for name in options.files:
        try:
            document = folder.add(Path(name), options.id, options.replace)
        except YakkanError as error:
            refused.append(f"{Path(name).name}: {error}")
            continue
        notices = [records.notice(document, each) for each in document.notices]
        added.append(records.listing(document) | {"file": document.path, "notices": notices})
    return Outcome(added, lines.added(added), failures=refused)
