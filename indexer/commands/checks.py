"""The commands that check a text: refs, terms, lint, verify.

In: options. Out: outcomes. It refuses to know the rules.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..checking import lint as checks
from ..checking import quotations
from ..exporting import lines, records
from ..reading import definitions, references
from ..reading.sources import load
from . import Outcome, corpus, documents


def refs(options: argparse.Namespace) -> Outcome:
    """`yakkan refs DOC`."""
    document = corpus(options).document(options.doc)
    found = [records.reference(each) for each in references.find(document)]
    return Outcome(found, lines.refs(found, document))


def terms(options: argparse.Namespace) -> Outcome:
    """`yakkan terms DOC`."""
    document = corpus(options).document(options.doc)
    found = [records.term(each) for each in definitions.find(document)]
    return Outcome(found, lines.terms(found, document))


def lint(options: argparse.Namespace) -> Outcome:
    """`yakkan lint DOC`."""
    document = corpus(options).document(options.doc)
    found = [records.finding(each) for each in checks.check(document)]
    return Outcome(found, lines.findings(found, document))


def verify(options: argparse.Namespace) -> Outcome:
    """`yakkan verify FILE`: each quotation of a pasted text, located or not."""
    held, problems = documents(options)
    text = sys.stdin.read() if options.file == "-" else load(Path(options.file)).text
    found = [quotations.quotation_record(each) for each in quotations.verify(text, held)]
    return Outcome(found, lines.quotations(found), problems)
