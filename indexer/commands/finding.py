"""The commands that look for clauses: index, search.

In: options. Out: outcomes. It refuses to rank.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from ..exporting import lines, records
from ..reading.corpus import default_folder
from ..searching import batches
from ..searching.session import Session
from ..types import Hit
from . import Outcome, UsageError, docs


def open_session(options: argparse.Namespace) -> Session:
    """The session over the folder that the options name; progress goes where cli.py says."""
    return Session(default_folder(options.corpus), options.progress)


def index(options: argparse.Namespace) -> Outcome:
    """`yakkan index`: what was built, with times."""
    session = open_session(options)
    report = session.report
    found = {
        "folder": str(session.folder),
        "documents": len(session.index.entries),
        "units": session.index.size,
        "model": session.index.model,
        "added": list(report.added) if report else [],
        "removed": list(report.removed) if report else [],
        "seconds": round(report.seconds, 3) if report else 0.0,
    }
    said = f"{found['documents']}文書 {found['units']}条項の索引: {found['folder']}（{found['seconds']}秒）"
    return Outcome(found, [said], session.notes)


def search(options: argparse.Namespace) -> Outcome:
    """`yakkan search QUERY -k N`, or one JSON line for each query of --batch FILE."""
    one_of(options, "search")
    session = open_session(options)
    if options.batch:
        return _batch(session, options)
    found = _hits(session, session.search(options.query, options.k, docs(options)))
    return Outcome(found, lines.hits(found), session.notes)


def one_of(options: argparse.Namespace, command: str) -> None:
    """Refuses a command line with both a query and a batch, or neither."""
    if (options.query is None) == (options.batch is None):
        raise UsageError(f"yakkan {command} には QUERY か --batch FILE のどちらか一方を指定してください")


def _hits(session: Session, found: Sequence[Hit]) -> list[records.Record]:
    return [records.hit(session.index.document(each.doc), each, rank) for rank, each in enumerate(found, start=1)]


def _batch(session: Session, options: argparse.Namespace) -> Outcome:
    asked = batches.read(options.batch, docs(options), options.k)
    found = session.batch([each.asked for each in asked])
    made = [{"id": each.id, "hits": _hits(session, hits)} for each, hits in zip(asked, found, strict=True)]
    return Outcome(made, (json.dumps(each, ensure_ascii=False) for each in made), session.notes, as_lines=True)
