"""Files that a person has uploaded, read before anything is kept.

In: names and bytes from a browser; neither is trusted. Out: what was understood of each file, or why it cannot be read. It refuses to
put anything among the documents. The bytes lie in a folder of this session, which goes when the session goes.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer import Document, YakkanError, read_document

LONGEST = 60  # characters of a name that are kept: as many fit into any file system
FORBIDDEN = '<>:"/\\|?*'
NAMELESS = "file"


class Given(Protocol):
    """An uploaded file, as Streamlit gives it."""

    file_id: str
    name: str

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


@dataclass(frozen=True)
class Upload:
    """One uploaded file: its name as shown, where its bytes lie, and what it was understood as or why it was not."""

    key: str
    name: str
    path: Path
    document: Document | None = None
    trouble: str = ""


class Desk:
    """The uploaded files of one session."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="yakkan-"))
        self._read: dict[str, Upload] = {}
        self.close = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

    def lay_out(self, given: Sequence[Given], progress: Callable[[int, int], object]) -> list[Upload]:
        """Each file as understood, in the order given; those that are read already are not read again."""
        for key in self._read.keys() - {one.file_id for one in given}:
            shutil.rmtree(self._read.pop(key).path.parent, ignore_errors=True)
        missing = [one for one in given if one.file_id not in self._read]
        for done, one in enumerate(missing):
            progress(done, len(missing))
            self._read[one.file_id] = self._understood(one)
        return [self._read[one.file_id] for one in given]

    def _understood(self, one: Given) -> Upload:
        path = Path(tempfile.mkdtemp(dir=self._folder)) / bare_name(one.name)
        path.write_bytes(one.getvalue())
        try:
            return Upload(one.file_id, path.name, path, read_document(path))
        except YakkanError as error:
            return Upload(one.file_id, path.name, path, trouble=str(error))


def bare_name(name: str) -> str:
    """A file's name without folders, control characters and whatever a file system would not take."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if (char.isprintable() or char == "\u3000") and char not in FORBIDDEN)
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    return f"{stem[:LONGEST].strip(' .') or NAMELESS}{dot}{suffix[:10].strip()}"


def twins(uploads: Iterable[Upload], held: Iterable[Document]) -> dict[str, str]:
    """For each upload that says the same as a document or as a file before it, what that one is called."""
    names = {document.sha256: document.title or document.id for document in held}
    found: dict[str, str] = {}
    for upload in uploads:
        if upload.document is None:
            continue
        if upload.document.sha256 in names:
            found[upload.key] = names[upload.document.sha256]
        else:
            names[upload.document.sha256] = upload.name
    return found


def free_ids(uploads: Iterable[Upload], held: Iterable[str]) -> Mapping[str, str]:
    """For each upload an id that no document and no other upload has: its own, or with a number behind."""
    taken, found = set(held), {}
    for upload in uploads:
        if upload.document is not None:
            own = upload.document.id
            found[upload.key] = next(one for k in range(1, len(taken) + 2) if (one := _numbered(own, k)) not in taken)
            taken.add(found[upload.key])
    return found


def _numbered(own: str, k: int) -> str:
    return own if k == 1 else f"{own[:50].strip('-')}-{k}"
