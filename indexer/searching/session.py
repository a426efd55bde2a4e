"""A folder of documents, indexed and open for questions.

In: a corpus folder. Out: hits. An index that is missing, damaged, or older than the files is built anew first; a folder that
has not changed is not read. It refuses to rank: search.py does.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from ..errors import StoreError, YakkanError
from ..indexing import store
from ..indexing.encoders import Embedder, open_embedder
from ..indexing.index import Index
from ..reading.corpus import Corpus
from ..types import Hit
from .evidence import Evidence
from .search import Asked, search_many

SIGNATURE = "sources.json"


def index_folder(corpus: Path) -> Path:
    """Where the index of a corpus folder is kept: YAKKAN_INDEX, else a folder of its own in the user's cache."""
    if chosen := os.environ.get("YAKKAN_INDEX"):
        return Path(chosen)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    where = str(corpus.resolve())
    return cache / "yakkan" / f"{corpus.resolve().name}-{hashlib.sha256(where.encode()).hexdigest()[:8]}"


class Session:
    """An open index over a corpus folder, fresh when opened; `notes` says what could not be had."""

    def __init__(self, corpus: Path, progress: store.Progress | None = None) -> None:
        self.corpus = Corpus(corpus)
        self.folder = index_folder(corpus)
        self.notes: list[str] = []
        self.embedder = self._embedder()
        self.report: store.Report | None = None
        self.index = self._standing() or self._built(progress)

    def _embedder(self) -> Embedder | None:
        try:
            return open_embedder()
        except YakkanError as error:
            self.notes.append(str(error))
            return None

    def _signature(self) -> dict[str, list[int]]:
        """The name, size and time of each file, corrections included: enough to see that nothing was touched."""
        beside = [path.with_name(path.name + ".toml") for path in self.corpus.files()]
        found: dict[str, list[int]] = {}
        for path in (*self.corpus.files(), *beside):
            with suppress(FileNotFoundError):  # no corrections, or a file taken away since the folder was listed
                found[path.name] = [path.stat().st_size, path.stat().st_mtime_ns]
        return found

    def _standing(self) -> Index | None:
        """The index as it stands, where it is whole, made by these rules and this model, and no file was touched since."""
        try:
            held = json.loads((self.folder / SIGNATURE).read_text(encoding="utf-8"))
            index = Index(self.folder) if held == self._signature() else None
        except (OSError, ValueError, StoreError):
            return None
        if index is None or index.model == (self.embedder.name if self.embedder else ""):
            return index
        index.close()
        return None

    def _built(self, progress: store.Progress | None) -> Index:
        """The index, brought up to date with the files."""
        signature = self._signature()
        documents = self.corpus.documents()
        self.notes += self.corpus.problems
        self.report = store.update_index(self.folder, documents, self.embedder, progress)
        try:
            aside = self.folder / f"tmp-{os.getpid()}-{SIGNATURE}"
            aside.write_text(json.dumps(signature), encoding="utf-8")
            aside.replace(self.folder / SIGNATURE)
        except OSError as error:
            raise StoreError(
                "索引を書くところです", f"できませんでした（{error.strerror}）", "空き容量を確かめてください"
            ) from error
        return Index(self.folder)

    def search(self, query: str, k: int = 10, docs: Sequence[str] | None = None) -> list[Hit]:
        """The best clauses for one query."""
        return self.batch([Asked(query, docs, k)])[0]

    def batch(self, asked: Sequence[Asked]) -> list[list[Hit]]:
        """The best clauses for each of many queries."""
        return search_many(self.index, asked, self.embedder, self.evidence)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What speaks for a clause beyond words and vectors."""
        from .beyond import beyond  # a question by number is answered without it

        return beyond(self.index, self.embedder)
