"""The table on disk: what the runtime reads with numpy alone, and what sentence-transformers opens.

In: tokens and their rows. Out: the model's folder. It refuses to know how the rows were learnt.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.indexing.encoders import MIDDLE, PACKED

from .bags import Floats

NAME = "yakkan-static"
TINY = 1e-3  # what a row of noughts is written by
LARGEST = 7  # of four bits with a sign
CLIPPED = 2.5  # standard deviations that it stands for: more only coarsens the rest
MODULES = [{"idx": 0, "name": "0", "path": "", "type": "indexer.indexing.st_static.StaticTable"}]


def write(folder: Path, tokens: Sequence[str], table: Floats, faintest: float) -> int:
    """Write the model, without the rows too short to matter; the number of tokens kept."""
    kept = np.flatnonzero(np.linalg.norm(table, axis=1) >= faintest)
    rows = table[kept]
    largest = np.minimum(np.abs(rows).max(axis=1), CLIPPED * rows.std(axis=1))
    scales = (np.maximum(largest, TINY) / LARGEST).astype(np.float16)
    whole = np.rint(rows / scales.astype(np.float32)[:, None]).clip(-LARGEST, LARGEST) + MIDDLE
    first, second = np.split(whole.astype(np.uint8), 2, axis=1)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", first | second << np.uint8(PACKED), allow_pickle=False)
    np.save(folder / "scales.npy", scales, allow_pickle=False)
    (folder / "vocab.txt").write_text("".join(f"{tokens[int(at)]}\n" for at in kept), encoding="utf-8")
    config = {
        "name": NAME,
        "dim": table.shape[1],
        "bits": PACKED,
        "tokens": "sudachi-c+a, pairs of neighbours",
        "tf": "log",
        "unknown": "skip",
    }
    _json(folder / "config.json", config)
    _json(folder / "modules.json", MODULES)
    return len(kept)


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
