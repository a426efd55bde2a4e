"""What each command does: options in, an `Outcome` out; every command is a few lines over one library call.

In: the options that cli.py has parsed. Out: the JSON value, the same for people, and what to say beside it.
It refuses to print: cli.py does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..reading.corpus import Corpus, default_folder
from ..types import Document


@dataclass(frozen=True)
class Outcome:
    """What a command found, as JSON and as lines; notes are worth saying, failures make the command fail."""

    value: Any
    lines: Iterable[str]
    notes: Sequence[str] = ()
    failures: Sequence[str] = ()
    as_lines: bool = False  # the value is a list of which each member is one JSON line
    after: Callable[[], None] | None = None  # what goes on when all is said, until the person stops it


class UsageError(Exception):
    """Words of the command line that do not go together."""


def docs(options: argparse.Namespace) -> list[str] | None:
    """The document ids or names that --docs gives, each once."""
    return list(dict.fromkeys(options.docs.split(","))) if options.docs else None


def corpus(options: argparse.Namespace) -> Corpus:
    """The folder of documents that the command works on."""
    return Corpus(default_folder(options.corpus))


def documents(options: argparse.Namespace) -> tuple[tuple[Document, ...], list[str]]:
    """The documents that the command works on, and a line for each file that could not be read."""
    folder = corpus(options)
    return folder.documents(docs(options)), folder.problems
