"""One document's share of an index: itself, its counted words, its vectors. Written once, never changed.

In: a `Document` and an embedding model. Out: a folder named after everything that decides its contents.
It refuses to know the other documents.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import StoreError
from ..types import Document
from . import files
from .counting import Counts, count
from .documents import from_json, to_json
from .encoders import Embedder
from .units import Unit, passage, units
from .vocabulary import pack, unpack

DOCUMENT, UNITS, SUMS = "document.json", "units.npz", "sums.json"
REMEDY = "yakkan index で作り直してください"
LEVELS = ("paragraph", "item", "preamble", "supplement", "appendix", "special", "history")


class Places(NamedTuple):
    """For each unit: its clause's place in the document, its paragraph's unit, its level (a place in LEVELS)."""

    clauses: NDArray[np.int32]
    families: NDArray[np.int32]
    levels: NDArray[np.uint8]


def key(document: Document, fingerprint: str) -> str:
    """The name of the folder: the same document under the same rules, and nothing else, has the same."""
    content = json.dumps(to_json(document), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(fingerprint.encode() + b"\0" + content).hexdigest()[:32]


def write(folder: Path, document: Document, embedder: Embedder | None) -> None:
    """Count a document's words and encode its units into a new folder."""
    found = units(document)
    counts = count([unit.fields for unit in found])
    block, edges = pack(counts.words)
    arrays: dict[str, NDArray[Any]] = {
        "words": block, "word_edges": edges, "tokens": counts.tokens, "units": counts.units, "counts": counts.counts,
        "lengths": counts.lengths, "links": counts.links,
        "clauses": np.array([unit.clause for unit in found], dtype=np.int32),
        "families": np.array([unit.family for unit in found], dtype=np.int32),
        "levels": np.array([level_number(unit.level) for unit in found], dtype=np.uint8),
    }  # fmt: skip
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    files.save_json(folder / DOCUMENT, to_json(document))
    files.save(folder / UNITS, packed.getvalue())
    files.save_json(folder / SUMS, files.checksums(folder))
    if embedder is not None:
        write_vectors(folder, found, embedder)


def write_vectors(folder: Path, found: Sequence[Unit], embedder: Embedder) -> None:
    """Encode units with a model, beside what other models left there."""
    vectors = embedder.encode_clauses([passage(unit.fields) for unit in found])
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, vectors=vectors.astype(np.float16))
    files.replace(folder / vectors_name(embedder.name), packed.getvalue())


def vectors_name(model: str) -> str:
    """The file that holds a model's vectors of a document; its own checksum is inside."""
    return f"vectors-{hashlib.sha256(model.encode()).hexdigest()[:16]}.npz"


def whole(folder: Path) -> bool:
    """True when a folder is there and as it was written."""
    try:
        return files.intact(folder, files.load_json(folder / SUMS))
    except (OSError, ValueError, AttributeError):
        return False


def has_vectors(folder: Path, model: str) -> bool:
    """True when a model's vectors of the document are there and as they were written."""
    try:
        return bool(len(vectors_of(folder, model)) == len(places_of(folder).clauses))
    except (OSError, ValueError, KeyError, BadZipFile):
        return False


def document_of(folder: Path) -> Document:
    """The document of a folder; a damaged one is a `StoreError`."""
    try:
        if files.intact(folder, {DOCUMENT: files.load_json(folder / SUMS)[DOCUMENT]}):
            return from_json(files.load_json(folder / DOCUMENT))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise StoreError("索引の中の文書が要ります", f"{folder} を読めません（{problem}）", REMEDY) from problem
    raise StoreError("書いたときのままの文書が要ります", f"{folder} の文書は変わっています", REMEDY)


def counts_of(folder: Path) -> Counts:
    """The counted words of a folder."""
    with _arrays(folder) as kept:
        words = unpack(kept["words"], kept["word_edges"])
        return Counts(words, *(kept[name] for name in Counts._fields[1:]))


def places_of(folder: Path) -> Places:
    """Where the units of a folder stand in its document."""
    with _arrays(folder) as kept:
        return Places(kept["clauses"], kept["families"], kept["levels"])


def vectors_of(folder: Path, model: str) -> NDArray[np.float16]:
    """A model's vectors of the document, one row a unit."""
    with np.load(folder / vectors_name(model), allow_pickle=False) as kept:
        vectors: NDArray[np.float16] = kept["vectors"]
        return vectors


def _arrays(folder: Path) -> Any:
    return np.load(folder / UNITS, allow_pickle=False)


def level_number(level: str) -> int:
    """The place of a level in LEVELS, as the index keeps it."""
    return LEVELS.index(level) if level in LEVELS else 0
