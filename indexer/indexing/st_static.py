"""Our static model as a sentence-transformers module: the encoder's own vectors behind `SentenceTransformer(folder)`.

In: the model's folder, whose `modules.json` names the class below. Out: the vectors of `StaticEmbedder`, as tensors. It
refuses to count or weigh anything itself. Only sentence-transformers imports it, so that nothing else waits for torch.

    SentenceTransformer(folder, trust_remote_code=True)          # the folder says which class
    SentenceTransformer(modules=[StaticTable(folder)])           # the caller says it: no flag

Without the flag sentence-transformers 6 imports only classes of its own package, from whatever package a name in
`modules.json` or a tokenizer's config comes. None of its own can cut Japanese as the index does.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from .encoders import StaticEmbedder


class StaticTable(InputModule):
    """The first and only module: texts straight to unit vectors."""

    def __init__(self, folder: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.folder = Path(folder)
        self.encoder = StaticEmbedder(self.folder)

    @classmethod
    def load(cls, model_name_or_path: str, *_: Any, **__: Any) -> StaticTable:
        """The model of a folder on this machine."""
        return cls(model_name_or_path)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor | Any]:
        """The vectors themselves: this model has no layers to run afterwards."""
        vectors = self.encoder.encode_clauses([(prompt or "") + text for text in inputs])
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, torch.Tensor | Any], **_: Any) -> dict[str, torch.Tensor | Any]:
        """The features as they came."""
        return features

    def get_embedding_dimension(self) -> int:
        """How many numbers a vector has."""
        return self.encoder.dimension

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the model's files to another folder."""
        for path in self.folder.iterdir():
            if path.suffix in (".npy", ".txt") or path.name == "config.json":
                shutil.copy(path, Path(output_path) / path.name)
