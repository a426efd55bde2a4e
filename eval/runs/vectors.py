"""An embedding model alone: our own, and every sentence-transformers model that is found on disk.

In: a shelf, questions and a model. Out: rankings by cosine, and a line for each model that is not there. It refuses to
fetch anything.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.metrics.ranking import Ranking
from eval.questions import Question
from eval.runs.baselines import DEPTH
from eval.shelf import Shelf
from indexer import Embedder, YakkanError, open_embedder, passage, units

FOLDERS = "YAKKAN_EVAL_MODELS"  # model folders, or folders that hold some, parted as in PATH
MARKS = ("modules.json", "config.json", "vectors.npy")  # a folder with one of these holds a model
# Public models one would take instead of ours: small ones that a laptop runs
EXPECTED = (
    "hotchpotch/static-embedding-japanese",
    "sentence-transformers/static-similarity-mrl-multilingual-v1",
    "cl-nagoya/ruri-v3-30m",
    "intfloat/multilingual-e5-small",
)
Floats = NDArray[np.float32]
Run = Callable[[Shelf, Sequence[Question]], list[Ranking]]


def dense(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
    """The model that ships, by itself; nothing where there is none."""
    model = shelf.session.embedder
    return by_model(model)(shelf, asked) if model else [[] for _ in asked]


def by_model(model: Embedder) -> Run:
    """A run that ranks by the cosine between question and clause."""

    def run(shelf: Shelf, asked: Sequence[Question]) -> list[Ranking]:
        @cache
        def encoded(doc: str) -> tuple[list[str], Floats]:
            document = shelf.documents[doc]
            found = units(document)
            texts = [passage(unit.fields) for unit in found]
            return [document.clauses[unit.clause].id for unit in found], model.encode_clauses(texts)

        queries = model.encode_queries([one.text for one in asked])
        return [_nearest([encoded(doc) for doc in one.docs], query) for one, query in zip(asked, queries, strict=True)]

    return run


def _nearest(shelves: Sequence[tuple[list[str], Floats]], query: Floats) -> Ranking:
    ids = [clause for held, _ in shelves for clause in held]
    cosines = np.concatenate([vectors @ query for _, vectors in shelves])
    # more units than places, because a 項 and its 号 are units of one place
    return [ids[at] for at in np.argsort(-cosines, kind="stable")[: 5 * DEPTH]]


def found_models() -> tuple[dict[str, Run], list[str]]:
    """Runs for the models on disk by name, and what is said of those that are not there or cannot be opened."""
    places = dict(_named())
    cached = {_short(name): place for name in EXPECTED if (place := _cached(name))}
    runs: dict[str, Run] = {}
    skipped = []
    for name, place in (cached | places).items():
        try:
            runs[name] = by_model(_opened(name, place))
        except YakkanError as error:
            skipped.append(f"skipped: {name} ({error})")
    missing = [name for name in map(_short, EXPECTED) if name not in cached | places]
    return runs, skipped + [f"skipped: {name} (not on this disk; {FOLDERS} may name its folder)" for name in missing]


def _opened(name: str, place: Path) -> Embedder:
    """A model from its folder under its own name, which tells what it wants before questions; a cached one lies under a digest."""
    with tempfile.TemporaryDirectory() as aside:
        link = Path(aside) / name
        link.symlink_to(place.resolve(), target_is_directory=True)
        return open_embedder(str(link))


def _short(name: str) -> str:
    return name.rpartition("/")[2]


def _named() -> Iterator[tuple[str, Path]]:
    """The models in the folders that the environment names."""
    for given in filter(None, os.environ.get(FOLDERS, "").split(os.pathsep)):
        folder = Path(given)
        for place in [folder] if _is_model(folder) else sorted(folder.glob("*")) if folder.is_dir() else [folder]:
            if _is_model(place) or place == folder:
                yield place.name, place


def _is_model(folder: Path) -> bool:
    return any((folder / mark).is_file() for mark in MARKS)


def _cached(name: str) -> Path | None:
    """Where the hub's cache on this disk holds a model."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    held = sorted((home / "hub" / f"models--{name.replace('/', '--')}" / "snapshots").glob("*"))
    return next((place for place in reversed(held) if _is_model(place)), None)
