"""Any sentence-transformers model, by name or folder, behind the same seam as our own.

In: the name or folder of a model. Out: unit vectors. It refuses to load anything before it is asked to.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import numpy as np

from .encoders import EncoderError, Floats, normalized

HUB = "https://huggingface.co"
PATIENCE = 3.0  # seconds for the hub to answer
# How a family of models was taught to tell questions from passages: a part of its name, and the two prefixes.
PREFIXES = {
    "ruri-v3": ("検索クエリ: ", "検索文書: "),
    "e5": ("query: ", "passage: "),
}


def prefixes(name: str) -> tuple[str, str]:
    """The words a model wants before a question and before a passage."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2].lower()
    return next((pair for part, pair in PREFIXES.items() if part in last), ("", ""))


class SentenceEmbedder:
    """A sentence-transformers model, from disk or from the hub's cache."""

    def __init__(self, name: str) -> None:
        self._model = _load(name)
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension())
        self._query, self._passage = prefixes(name)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each question."""
        return self._encode([self._query + text for text in texts])

    def encode_clauses(self, texts: Sequence[str]) -> Floats:
        """One unit vector for each clause."""
        return self._encode([self._passage + text for text in texts])

    def _encode(self, texts: list[str]) -> Floats:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(texts, convert_to_numpy=True, show_progress_bar=False)
        return normalized(np.asarray(vectors, dtype=np.float32))


def _load(name: str) -> Any:
    """The model from disk or the hub's cache, else from the hub where one can be reached."""
    try:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(name, local_files_only=True)
        except OSError:
            if Path(name).exists() or not _reachable():
                raise
            return SentenceTransformer(name)
    except (ImportError, OSError, ValueError, RuntimeError, KeyError, TypeError) as problem:
        found = f"「{name}」を開けません（{type(problem).__name__}）"
        remedy = "名前か通信を確かめてください。それまでは言葉の一致で検索します"
        raise EncoderError("sentence-transformers のモデルの名前かフォルダが要ります", found, remedy) from problem


def _reachable() -> bool:
    """True unless the hub can be told at once to be out of reach: its own retries last over a minute."""
    if getproxies():
        return True
    host = urlsplit(os.environ.get("HF_ENDPOINT", HUB))
    try:
        socket.create_connection((host.hostname or "", host.port or 443), timeout=PATIENCE).close()
    except OSError:
        return False
    return True
