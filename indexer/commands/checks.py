"""The commands that check a text: refs, terms, lint.

In: options. Out: outcomes. It refuses to know the rules.
"""

from __future__ import annotations

import argparse

from ..checking import lint as checks
from ..exporting import lines, records
from ..reading import definitions, references
from . import Outcome, corpus


def refs(options: argparse.Namespace) -> Outcome:
    """`yakkan refs DOC`."""
    found = [records.reference(each) for each in references.find(corpus(options).document(options.doc))]
    return Outcome(found, lines.refs(found))


def terms(options: argparse.Namespace) -> Outcome:
    """`yakkan terms DOC`."""
    found = [records.term(each) for each in definitions.find(corpus(options).document(options.doc))]
    return Outcome(found, lines.terms(found))


def lint(options: argparse.Namespace) -> Outcome:
    """`yakkan lint DOC`."""
    found = [records.finding(each) for each in checks.check(corpus(options).document(options.doc))]
    return Outcome(found, lines.findings(found))
