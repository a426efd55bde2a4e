"""The lint: drafting errors of one document, each with its rule, place and message.

In: a read document. Out: findings in text order. It refuses to correct anything; the rules live in the
files beside this one, a family in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..types import Document, Finding
from . import links, numbers, promises, terms, variants
from .facts import Facts

RULES: tuple[Callable[[Facts], Iterable[Finding]], ...] = (
    links.lost_references,  # dangling, title_mismatch, missing_item, missing_annex
    links.missing_lists,  # list_missing
    numbers.broken_rows,  # number_gap, number_double
    terms.undefined_terms,  # undefined_term
    terms.terms_defined_twice,  # defined_twice
    terms.unused_terms,  # unused_term
    variants.term_variants,  # variant
    variants.bare_terms,  # variant
    variants.own_names,  # variant
    promises.broken_promises,  # chapter_promise
)


def check(document: Document) -> tuple[Finding, ...]:
    """Every finding of every rule, in text order."""
    facts = Facts(document)
    found = [finding for rule in RULES for finding in rule(facts)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.rule)))
