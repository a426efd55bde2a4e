"""Text becomes vectors: the one seam behind which every embedding model stands.

In: texts, and the name or folder of a model. Out: float32 rows of length one. It refuses to know clauses and indexes.

The static model that ships is a folder of `config.json`, `vocab.txt` (one token a line, or two that stand side by side), `vectors.npy`
(one row a token, importance folded in; int8, float16, or with `"bits": 4` two numbers in each byte) and, for whole numbers,
`scales.npy` (one factor a row). Numpy alone reads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import YakkanError
from .tokenize import BESIDE, pairs, tokens

Floats = NDArray[np.float32]
Integers = NDArray[np.integer[Any]]
MODELS = Path(__file__).parent.parent / "models"
SHIPPED = "yakkan-static"
VARIABLE = "YAKKAN_MODEL"
LONG = 0.95  # of the rows are shorter than the one that counts in full
PACKED = 4  # bits of a packed number
LOW = np.uint8(15)  # the one in the lower half of a byte
MIDDLE = 8  # what stands for nought
SLICE = 8_192  # rows unpacked at once: the whole table would be ten times its size
SKIP = "skip"  # what a model's config says where a token it never saw adds nothing


class EncoderError(YakkanError):
    """An embedding model that cannot be read."""


class Embedder(Protocol):
    """A model that turns questions and clauses into vectors of one space."""

    name: str  # says which vectors these are: part of an index's fingerprint
    dimension: int

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each question."""
        ...

    def encode_clauses(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each clause."""
        ...


def open_embedder(name_or_path: str | None = None) -> Embedder:
    """The model of that name or folder; without one, what YAKKAN_MODEL names, else the model that ships."""
    wanted = name_or_path or os.environ.get(VARIABLE) or SHIPPED
    for folder in (Path(wanted), MODELS / wanted):
        if (folder / "vectors.npy").is_file():
            return StaticEmbedder(folder)
    if wanted == SHIPPED:
        raise EncoderError(
            "同梱の埋め込みモデルを探しました", f"{MODELS / SHIPPED} にありません", "言葉の一致だけで検索します"
        )
    from .sentence_models import SentenceEmbedder

    return SentenceEmbedder(wanted)


def model_card() -> str:
    """What the model that ships was made from and how good it is, in Markdown."""
    return (MODELS / "MODEL_CARD.md").read_text(encoding="utf-8")


def normalized(vectors: Floats) -> Floats:
    """The rows at length one; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return rows


class StaticEmbedder:
    """A bag of token vectors, summed: no network of layers, no library but numpy."""

    def __init__(self, folder: Path) -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
            self._vectors = np.asarray(np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False))
            scales = folder / "scales.npy"
            self._scales = np.load(scales, allow_pickle=False).astype(np.float32) if scales.is_file() else None
            self.dimension = int(config["dim"])
            self.name = f"{config['name']}@{_digest(folder)}"
        except (OSError, ValueError, KeyError) as problem:
            raise EncoderError(
                "埋め込みモデルのフォルダ", f"{folder} を読めません（{problem}）", "作り直してください"
            ) from problem
        self._packed = config.get("bits") == PACKED
        if self._vectors.shape != (len(vocabulary), self.dimension // (2 if self._packed else 1)):
            found = f"{folder} のベクトルは{self._vectors.shape}、語は{len(vocabulary)}"
            raise EncoderError("語と同じ数のベクトルが要ります", found, "モデルを作り直してください")
        self.folder = folder
        self._rows = {token: row for row, token in enumerate(vocabulary)}
        self._scale = float(config.get("scale", 1.0))
        self._damping = str(config.get("tf", "log"))
        unknown = str(config.get("unknown", SKIP))
        self._unknown = None if unknown == SKIP else self._rows.get(unknown)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each question."""
        return self._encode(texts)

    def encode_clauses(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each clause."""
        return self._encode(texts)

    def rows(self, text: str) -> Integers:
        """The rows of the tokens of a text that the model knows, each once."""
        known = (self._rows.get(token) for token in tokens(text))
        return np.array(list(dict.fromkeys(row for row in known if row is not None)), dtype=np.int64)

    def row_vectors(self, rows: Integers) -> tuple[Floats, Floats]:
        """The vectors of rows at length one, and the lengths they have in a sum."""
        vectors = self._numbers(rows)
        scales = self._scale if self._scales is None else self._scales[rows] * np.float32(self._scale)
        lengths: Floats = np.linalg.norm(vectors, axis=1) * scales
        return normalized(vectors), lengths

    def importance(self, given: Sequence[str]) -> Floats:
        """How much each token counts, from 0 to 1, as the model learnt it; one it never saw could not count more."""
        rows = [self._rows.get(token) for token in given]
        return np.array([1.0 if row is None else self._lengths[row] for row in rows], dtype=np.float32)

    @cached_property
    def _lengths(self) -> Floats:
        """The length of each row, as a share of what few rows of words exceed."""
        slices = [slice(start, start + SLICE) for start in range(0, len(self._rows), SLICE)]
        lengths = np.concatenate([np.linalg.norm(self._numbers(one), axis=1) for one in slices])
        if self._scales is not None:
            lengths = lengths * self._scales
        single = [row for token, row in self._rows.items() if BESIDE not in token]
        shares: Floats = np.minimum(lengths / max(float(np.quantile(lengths[single], LONG)), 1e-6), 1.0)
        return shares

    def _encode(self, texts: Sequence[str]) -> Floats:
        summed = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for at, text in enumerate(texts):
            said = [self._rows.get(token, self._unknown) for token in tokens(text)]
            rows = Counter([row for row in (*said, *map(self._rows.get, pairs(text))) if row is not None])
            if rows:
                summed[at] = self._sum(self._weights(rows), list(rows))
        return normalized(summed * self._scale)

    def _numbers(self, rows: Integers | list[int] | slice) -> Floats:
        """Rows as they are written, not scaled; of packed ones the first half of a row is in the low bits, the second in the high."""
        found = self._vectors[rows]
        if not self._packed:
            return np.asarray(found, dtype=np.float32)
        return np.concatenate(_halves(found), axis=1) - np.float32(MIDDLE)

    def _sum(self, weights: Floats, rows: list[int]) -> Floats:
        """Rows weighed and added up, not scaled; packed ones are added up before the halves are put together."""
        if not self._packed:
            return np.asarray(weights @ self._numbers(rows))
        halves = [weights @ half for half in _halves(self._vectors[rows])]
        total: Floats = np.concatenate(halves) - np.float32(MIDDLE) * weights.sum()
        return total

    def _weights(self, rows: Counter[int]) -> Floats:
        """How often each token counts: damped as the model was trained, times the row's own scale."""
        times = np.fromiter(rows.values(), dtype=np.float32, count=len(rows))
        if self._damping == "log":
            times = 1 + np.log(times)
        elif self._damping == "sqrt":
            times = np.sqrt(times)
        elif self._damping == "one":
            times = np.ones_like(times)
        return times if self._scales is None else times * self._scales[list(rows)]


def _halves(packed: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """The two numbers of each byte."""
    return (packed & LOW).astype(np.float32), (packed >> np.uint8(PACKED)).astype(np.float32)


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for name in ("config.json", "vocab.txt", "vectors.npy", "scales.npy"):
        path = folder / name
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
