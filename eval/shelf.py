"""A folder of documents, open for measuring: read, indexed aside, with the model that ships.

In: a folder. Out: a `Shelf`. It refuses to touch the user's own index.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexer import Asker, Document, Session, asker

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"
OTHERS = ROOT / "eval" / "documents"  # of other trades, invented to measure on and for nothing else
INDEX, PROVIDERS = "YAKKAN_INDEX", "YAKKAN_PROVIDERS"


@dataclass(frozen=True)
class Shelf:
    """Documents by id, and a session that searches them."""

    name: str
    session: Session
    documents: dict[str, Document]

    @cached_property
    def asker(self) -> Asker:
        """Answers questions from the session."""
        return asker(self.session)


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Shelf]:
    """The shelf of a folder, with an index of its own that is thrown away afterwards."""
    before = os.environ.get(INDEX)
    with tempfile.TemporaryDirectory() as aside:
        os.environ[INDEX] = aside
        try:
            session = Session(folder)
        finally:
            os.environ.pop(INDEX) if before is None else os.environ.update({INDEX: before})
        yield Shelf(name, session, {document.id: document for document in session.corpus.documents()})


def folders() -> dict[str, Path]:
    """What can be measured here: our own documents, and the five providers' texts where their folder is named."""
    named = os.environ.get(PROVIDERS)
    return {"samples": SAMPLES, "others": OTHERS} | (
        {"providers": Path(named)} if named and Path(named).is_dir() else {}
    )
