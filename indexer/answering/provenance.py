"""What an answer depends on: the documents' texts, the model, the dictionary, the learnt weights and the word lists.

In: an open index. Out: those, each as a short digest, and one fingerprint over all. It refuses to ask.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from ..indexing.index import Index
from ..indexing.store import rules

PACKAGE = Path(__file__).parents[1]
DIGITS = 16

Provenance = dict[str, Any]


def provenance(index: Index) -> Provenance:
    """Everything that decides an answer, named, so that what has changed can be said."""
    return {
        "documents": {entry.id: entry.sha256 for entry in index.entries.values()},
        "model": index.model,
        "words": _digest(json.dumps(rules(), sort_keys=True).encode()),
        "data": _data(),
    }


def fingerprint(index: Index) -> str:
    """The provenance of an index's answers, as one word."""
    return _digest(json.dumps(provenance(index), sort_keys=True).encode())


def changed(before: Provenance, now: Provenance) -> tuple[str, ...]:
    """What differs between two provenances, in words for a person; nothing where they are the same."""
    old, new = before["documents"], now["documents"]
    ways = (
        ("文書「{}」がありません", [doc for doc in old if doc not in new]),
        ("文書「{}」が増えました", [doc for doc in new if doc not in old]),
        ("文書「{}」の文面が変わりました", [doc for doc in old if doc in new and old[doc] != new[doc]]),
    )
    found = [said.format(doc) for said, docs in ways for doc in docs]
    names = {"model": "埋め込みモデル", "words": "単語の辞書か索引の版", "data": "学習した重みや語彙の表"}
    found += [f"{said}が変わりました" for name, said in names.items() if before.get(name) != now[name]]
    return tuple(found)


@cache
def _data() -> str:
    """The weights and word lists that ship."""
    files = sorted(PACKAGE.rglob("*.toml"))
    return _digest(b"\0".join(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes() for path in files))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
