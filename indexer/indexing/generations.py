"""Generations: what all documents of an index give together, written whole, sealed, and put in use in one step.

In: segments, and an embedding model's name. Out: a generation's folder and its manifest, or a `StoreError`.
It refuses to know how a segment is made.

    segments/<key>/       one document, its counted words and its vectors; never changed, shared by generations
    generations/<name>/   the postings and vectors over all documents, with a manifest of checksums
    CURRENT               the name of the generation in use and its manifest's checksum, replaced in one step

Whatever is written is written under a name that begins with `tmp-` and renamed when it is whole, so that a process
killed at any point leaves the old generation in use and nothing but a `tmp-` folder for the next writer to remove.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import StoreError
from . import dense, files, segments
from .encoders import Embedder
from .postings import assemble

CURRENT, MANIFEST = "CURRENT", "manifest.json"
SEGMENTS, GENERATIONS = "segments", "generations"
EXACT, COARSE = "vectors.npy", "vectors.faiss"
KEPT = 2  # generations: the one in use, and the one a reader may just be opening


def manifest_of(folder: Path) -> tuple[Path, dict[str, Any]]:
    """The generation in use and its manifest; an index that is missing or damaged is a `StoreError`."""
    remedy = "yakkan index で作り直してください"
    try:
        name, sealed = (folder / CURRENT).read_text(encoding="utf-8").split()
        generation = folder / GENERATIONS / name
        content = (generation / MANIFEST).read_bytes()
        if seal(content) != sealed or not files.intact(generation, (manifest := json.loads(content))["files"]):
            raise StoreError("書いたときのままの索引が要ります", f"{folder} の索引は欠けているか変わっています", remedy)
    except FileNotFoundError as problem:
        raise StoreError("索引のフォルダが要ります", f"{folder} に索引がありません", remedy) from problem
    except (OSError, ValueError) as problem:
        raise StoreError("読める索引が要ります", f"{folder} の索引は壊れています", remedy) from problem
    return generation, manifest


def seal(manifest: bytes) -> str:
    """The checksum of a manifest, kept beside its name: what it says of the other files can then be believed."""
    return hashlib.sha256(manifest).hexdigest()[:16]


def publish(
    folder: Path, entries: Sequence[Mapping[str, Any]], rules: Mapping[str, str], embedder: Embedder | None
) -> None:
    """Write a generation over these segments and make it the one in use."""
    homes = [folder / SEGMENTS / entry["segment"] for entry in entries]
    sizes = [entry["units"] for entry in entries]
    with files.new_folder(folder / GENERATIONS) as aside:
        for name, array in assemble(sizes, lambda at: segments.counts_of(homes[at])).items():
            files.save(aside / f"{name}.npy", array)
        places = [segments.places_of(home) for home in homes]
        for name in segments.Places._fields:
            rows = [getattr(place, name) for place in places]
            files.save(aside / f"{name}.npy", np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32))
        if embedder is not None:
            _vectors(aside, homes, sizes, embedder)
        manifest = {
            "rules": rules,
            "model": embedder.name if embedder else "",
            "documents": entries,
            "files": files.checksums(aside),
        }
        content = json.dumps(manifest, ensure_ascii=False).encode("utf-8", "surrogatepass")
        files.save(aside / MANIFEST, content)
        name = f"{time.time_ns():020}-{uuid.uuid4().hex[:8]}"
        files.publish(aside, folder / GENERATIONS / name)
    files.replace(folder / CURRENT, f"{name} {seal(content)}".encode())


def _vectors(aside: Path, homes: Sequence[Path], sizes: Sequence[int], embedder: Embedder) -> None:
    """The vectors of all units: as they are, or in 8 bits where there are very many."""
    rows = np.zeros((sum(sizes), embedder.dimension), dtype=np.float16 if sum(sizes) > dense.EXACT else np.float32)
    start = 0
    for home, size in zip(homes, sizes, strict=True):
        rows[start : start + size] = segments.vectors_of(home, embedder.name)
        start += size
    if len(rows) > dense.EXACT:
        files.save(aside / COARSE, dense.quantized(rows))
    else:
        files.save(aside / EXACT, rows)


def sweep(folder: Path) -> None:
    """Remove what killed writers left behind; the lock is ours, so nobody is writing it."""
    for parent in ("", f"{SEGMENTS}/", f"{GENERATIONS}/", f"{SEGMENTS}/*/"):
        for path in list(folder.glob(f"{parent}{files.ASIDE}*")):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def collect(folder: Path) -> None:
    """Remove generations that nobody reads any more, and segments that no generation names."""
    in_use = manifest_of(folder)[0]
    old = sorted(path for path in (folder / GENERATIONS).iterdir() if path != in_use)
    for path in old[: 1 - KEPT]:
        files.discard_unread(path, path / MANIFEST)
    named = set(_named(folder))
    for path in list((folder / SEGMENTS).glob("*")):
        if path.name not in named:
            files.discard(path)


def _named(folder: Path) -> Iterator[str]:
    """The segments that a generation still on disk names."""
    for path in (folder / GENERATIONS).glob(f"*/{MANIFEST}"):
        try:
            yield from [entry["segment"] for entry in files.load_json(path)["documents"]]
        except (OSError, ValueError, KeyError, TypeError):  # a damaged generation: nobody can be using it
            continue
