"""A folder of documents: what is in it, read on demand; add, replace, name and remove without half-done states.

In: a folder of source files. Out: `Document` values and ids. It refuses to know what is done with them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import CorpusError, SourceError
from ..types import Document, Notice, Span
from .changes import change
from .intake import Incoming, plan
from .names import as_toml, corrections, home, read_document, sidecar

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".docm"}
)  # what sources.py reads
_CHANGING = threading.Lock()  # two who change a folder at once do so one after the other


def default_folder(named: str | None = None) -> Path:
    """The folder named, or `YAKKAN_CORPUS`, or `corpus/local` when it holds any document, else the samples."""
    if chosen := named or os.environ.get("YAKKAN_CORPUS"):
        return Path(chosen)
    local = local_folder()
    return local if local.is_dir() and any(_files(local)) else samples_folder()


def local_folder() -> Path:
    """The folder of the user's own documents."""
    return home() / "local"


def own_folder() -> Path:
    """The folder that a person's documents are added to: `YAKKAN_CORPUS`, else `corpus/local`."""
    chosen = os.environ.get("YAKKAN_CORPUS")
    return Path(chosen) if chosen else local_folder()


def samples_folder() -> Path:
    """The folder of the sample documents."""
    return home() / "samples"


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~"))
    )


class Corpus:
    """The documents of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []  # one line for each file that could not be read
        self._documents: dict[str, Document] | None = None

    def documents(self, ids: Iterable[str] | None = None) -> tuple[Document, ...]:
        """The documents of the folder in the order of their files, or those named."""
        if self._documents is None:
            self._documents = self._read_all()
        if ids is None:
            return tuple(self._documents.values())
        return tuple(self.document(doc) for doc in ids)

    def document(self, doc: str) -> Document:
        """The document with that id; a CorpusError that lists what there is, otherwise."""
        held = {document.id: document for document in self.documents()}
        if doc not in held:
            there = "、".join(held) or "なし"
            raise CorpusError(f"文書「{doc}」を探しました", f"{self.folder} にありません", f"あるもの: {there}")
        return held[doc]

    def files(self) -> tuple[Path, ...]:
        """The source files of the folder."""
        if not self.folder.is_dir():
            raise CorpusError(
                "文書のフォルダーが要ります",
                f"{self.folder} がありません",
                "--corpus か YAKKAN_CORPUS で正しい場所を指定してください",
            )
        return tuple(_files(self.folder))

    def _read_all(self) -> dict[str, Document]:
        read: dict[str, Document] = {}
        for path in self.files():
            try:
                document = read_document(path)
            except SourceError as error:
                self.problems.append(f"{path.name}: {error}")
                continue
            if document.id in read:
                document = _renamed(document, read)
            read[document.id] = document
        return read

    def add(self, path: Path, doc_id: str | None = None, over: bool = False) -> Document:
        """Copies a file into the folder and gives it as read; refuses a duplicate or a taken id, touching nothing."""
        return self.add_all([Incoming(path, doc_id, over=over)])[0]

    def add_all(self, incoming: Sequence[Incoming]) -> tuple[Document, ...]:
        """Copies files into the folder with the names chosen for them: all of them, or none and a CorpusError."""
        with _CHANGING:
            planned = plan(incoming, self._held(), self.folder)
            change(self.folder, planned.new, planned.gone)
            self._documents = None
        return planned.documents

    def _held(self) -> tuple[Document, ...]:
        """What the folder holds at this moment."""
        self._documents = None
        return self.documents() if self.folder.is_dir() else ()

    def remove(self, doc: str) -> dict[str, bytes]:
        """Takes a document and its corrections out of the folder and gives their files, which `restore` puts back."""
        with _CHANGING:
            self._documents = None
            path = Path(self.document(doc).path)
            taken = {each.name: each.read_bytes() for each in (path, sidecar(path)) if each.is_file()}
            change(self.folder, {}, taken)
            self._documents = None
        return taken

    def restore(self, taken: Mapping[str, bytes]) -> None:
        """Puts back the files of a document that was removed; refuses where others have their names by now."""
        with _CHANGING:
            there = [name for name in taken if (self.folder / name).exists()]
            if there:
                raise CorpusError(
                    "取り除いた文書を戻すところです",
                    f"{'、'.join(there)} は別の文書が使っています",
                    "もう一度ファイルから取り込んでください",
                )
            change(self.folder, taken)
            self._documents = None

    def describe(self, doc: str, **names: str) -> Document:
        """Keeps corrected names (title, provider, edition) beside the file and gives the document with them."""
        path = Path(self.document(doc).path)
        with _CHANGING:
            change(self.folder, {sidecar(path).name: as_toml(corrections(path) | {"id": doc} | names)})
            self._documents = None
        return self.document(doc)


def _renamed(document: Document, taken: dict[str, Document]) -> Document:
    """The document again under a free id, with a notice, where another file has taken its own."""
    free = next(f"{document.id}-{k}" for k in range(2, len(taken) + 3) if f"{document.id}-{k}" not in taken)
    said = f"「{document.id}」は {Path(taken[document.id].path).name} が使っています。「{free}」として読みました。"
    renamed = read_document(Path(document.path), free)
    return replace(renamed, notices=(Notice("id_taken", said, Span(0, 0)), *renamed.notices))
