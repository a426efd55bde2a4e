"""The vectors of the topics' wordings, encoded once for each model and kept in the user's cache.

In: a model and lines of text. Out: one row a line. It refuses to know what the lines say.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from ..errors import StoreError
from ..indexing import files
from ..indexing.encoders import Embedder, Floats


def encoded(embedder: Embedder, lines: Sequence[str]) -> Floats:
    """The clause vectors of the lines: from the cache, else from the model; a cache that fails is done without."""
    named = "\0".join((embedder.name, *lines)).encode()
    path = _folder() / f"topics-{hashlib.sha256(named).hexdigest()[:24]}.npy"
    kept = _read(path)
    if kept is not None and kept.shape == (len(lines), embedder.dimension):
        return kept
    vectors = embedder.encode_clauses(lines)
    _keep(path, vectors)
    return vectors


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yakkan"


def _read(path: Path) -> Floats | None:
    try:
        return np.load(path, allow_pickle=False).astype(np.float32)  # type: ignore[no-any-return]  # numpy says Any
    except (OSError, ValueError, EOFError):
        return None


def _keep(path: Path, vectors: Floats) -> None:
    packed = io.BytesIO()
    np.save(packed, vectors, allow_pickle=False)
    with suppress(OSError, StoreError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, packed.getvalue())
