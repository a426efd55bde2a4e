"""The index folder: built once, updated by document, never half-used.

In: documents and an embedding model. Out: a folder that `Index` opens.
It refuses to know what is searched for.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import StoreError
from ..types import Document
from . import files, generations, segments, tokenize
from .encoders import Embedder
from .units import units

SOURCES = ("types.py", "normalize.py", "numbering.py", "reading/*.py", "indexing/*.py")
PATIENCE = 60.0  # seconds to wait for another writer
Progress = Callable[[int, int, int, float], None]  # documents done, documents, clauses so far, seconds left


class Report(NamedTuple):
    """What an update did: the documents it read anew, kept, and dropped, the units there now, the seconds it took."""

    added: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    units: int
    seconds: float


@cache
def code_version() -> str:
    """A checksum over the code that decides what an index holds."""
    root, found = Path(__file__).parent.parent, hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def rules() -> dict[str, str]:
    """What must be the same for an index to be used: the code and the dictionary."""
    return {"code": code_version(), "dictionary": tokenize.version()}


def update_index(
    folder: Path,
    documents: Sequence[Document],
    embedder: Embedder | None = None,
    progress: Progress | None = None,
    patience: float = PATIENCE,
) -> Report:
    """Make the folder hold exactly these documents; those it already holds unchanged are not read again."""
    started = time.monotonic()
    names = [document.id for document in documents]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise StoreError("文書のIDは1つずつです", f"「{twice}」が二つあります", "IDを変えてください")
    with files.clear_errors(folder), files.writer(folder, patience):
        manifest = _manifest_or_nothing(folder)
        before = {entry["id"]: entry["segment"] for entry in manifest.get("documents", ())}
        generations.sweep(folder)
        entries, added = _segments(folder, documents, embedder, progress, started)
        same = {entry["id"]: entry["segment"] for entry in entries} == before and list(before) == names
        if not same or not _made_alike(manifest, embedder):
            generations.publish(folder, entries, rules(), embedder)
            generations.collect(folder)
    kept = tuple(name for name in names if name not in added)
    removed = tuple(name for name in before if name not in names)
    return Report(added, kept, removed, sum(entry["units"] for entry in entries), time.monotonic() - started)


def _made_alike(manifest: Mapping[str, Any], embedder: Embedder | None) -> bool:
    """True when an index was made by these rules and this model."""
    model = embedder.name if embedder else ""
    return bool(manifest) and manifest["rules"] == rules() and manifest["model"] == model


def _manifest_or_nothing(folder: Path) -> dict[str, Any]:
    try:
        return generations.manifest_of(folder)[1]
    except StoreError:
        return {}


def _segments(
    folder: Path,
    documents: Sequence[Document],
    embedder: Embedder | None,
    progress: Progress | None,
    started: float,
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The manifest's line for each document, and the ids of those that had to be read anew."""
    fingerprint = "|".join(rules().values())
    entries: list[dict[str, Any]] = []
    added: list[str] = []
    total = 0
    for done, document in enumerate(documents, 1):
        name = segments.key(document, fingerprint)
        if _ensure(folder / generations.SEGMENTS / name, document, embedder):
            added.append(document.id)
        size = len(segments.places_of(folder / generations.SEGMENTS / name).clauses)
        entries.append(_entry(document, name, size))
        total += size
        if progress is not None:
            spent = time.monotonic() - started
            progress(done, len(documents), total, spent / done * (len(documents) - done))
    return entries, tuple(added)


def _ensure(folder: Path, document: Document, embedder: Embedder | None) -> bool:
    """Make a document's segment and its vectors be there; True when its words had to be read."""
    if segments.whole(folder):
        if embedder is not None and not segments.has_vectors(folder, embedder.name):
            segments.write_vectors(folder, units(document), embedder)
        return False
    with files.new_folder(folder.parent) as aside:
        segments.write(aside, document, embedder)
        files.publish(aside, folder)
    return True


def _entry(document: Document, segment: str, size: int) -> dict[str, Any]:
    named = {name: getattr(document, name) for name in ("id", "title", "provider", "edition", "aliases", "sha256")}
    return named | {"segment": segment, "units": size}
