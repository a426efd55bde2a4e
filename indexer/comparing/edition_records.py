"""Two editions as the records of `yakkan diff --json`.

In: changes and broken references. Out: dicts and lists. It refuses to compute anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .editions import Change
from .following import Broken
from .wording import WordChange

Record = dict[str, Any]


def changes(found: Iterable[Change]) -> list[Record]:
    """`yakkan diff OLD NEW --json`."""
    return [change(each) for each in found]


def change(given: Change) -> Record:
    """One change: `changes` hold offsets into `old_text` and `new_text`."""
    return {
        "kind": given.kind,
        "old": given.old,
        "new": given.new,
        "old_text": given.old_text,
        "new_text": given.new_text,
        "changes": [word_change(each) for each in given.changes],
        "why": list(given.why),
    }


def word_change(given: WordChange) -> Record:
    """One run of changed words."""
    return {
        "op": given.op,
        "old": [given.old.start, given.old.end],
        "new": [given.new.start, given.new.end],
        "old_text": given.old_text,
        "new_text": given.new_text,
    }


def broken(given: Broken) -> Record:
    """One reference that the new edition broke."""
    return {
        "fault": given.fault,
        "from": given.new.clause,
        "text": given.new.text,
        "start": given.new.span.start,
        "end": given.new.span.end,
        "to": given.new.to,
        "expected": given.expected,
        "message": given.message,
    }
