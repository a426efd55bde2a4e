"""Every error Yakkan raises on purpose: what was expected, what was found, what to do.

In: three Japanese phrases. Out: one exception whose text is one line. It refuses to print.
"""

from __future__ import annotations


class YakkanError(Exception):
    """A stated failure: one line that says what was expected, what was found and what to do."""

    def __init__(self, expected: str, found: str, remedy: str) -> None:
        self.expected, self.found, self.remedy = expected, found, remedy
        super().__init__(" ".join(f"{expected}が、{found}。{remedy}".split()))


class SourceError(YakkanError):
    """A file that cannot become text: empty, encrypted, scanned, garbled, too large or truncated."""


class CorpusError(YakkanError):
    """A folder of documents that refuses a change: a duplicate, a taken id, a missing document."""


class CitationError(YakkanError):
    """Words that name no clause."""


class StoreError(YakkanError):
    """An index folder that cannot be built, read or written."""


class QueryError(YakkanError):
    """A query that cannot be answered as asked."""
