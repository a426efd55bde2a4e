"""A folder of documents: what is in it, read on demand; add, replace and remove without half-done states.

In: a folder of source files, each with an optional `<file>.toml` of corrected names. Out: `Document` values and ids.
It refuses to know what is done with them. Known documents are recognised by the sha256 of their text
(`corpus/sources.toml`), never by their words.
"""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..errors import CorpusError, SourceError
from ..types import Document, Notice, Span
from . import digest, read_source
from .source_text import SourceText

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"})
FIELDS = ("id", "title", "provider", "edition", "aliases")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Known:
    """What `sources.toml` or a sidecar says of a document; an empty field says nothing."""

    id: str = ""
    title: str = ""
    provider: str = ""
    edition: str = ""
    aliases: tuple[str, ...] = ()


def home() -> Path:
    """The project's corpus folder: beside the package in a checkout, else in the working folder."""
    beside = Path(__file__).resolve().parents[2] / "corpus"
    return beside if beside.is_dir() else Path.cwd() / "corpus"


def default_folder(named: str | None = None) -> Path:
    """The folder named, or `YAKKAN_CORPUS`, or `corpus/local` when it holds any document, else the samples."""
    if chosen := named or os.environ.get("YAKKAN_CORPUS"):
        return Path(chosen)
    local = local_folder()
    return local if local.is_dir() and any(_files(local)) else home() / "samples"


def local_folder() -> Path:
    """The folder of the user's own documents."""
    return home() / "local"


def _files(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~"))
    )


def slug(name: str) -> str:
    """A file's name as an id: ASCII, lower-case, dashes; "" where nothing of it is ASCII."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


@cache
def known_documents() -> dict[str, Known]:
    """The documents of `corpus/sources.toml` by the sha256 of their text."""
    path = home() / "sources.toml"
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    return {entry["sha256"]: _known(entry) for entry in entries}


def _known(entry: dict[str, object]) -> Known:
    fields = {name: entry[name] for name in FIELDS if name in entry}
    aliases = fields.pop("aliases", ())
    return Known(**{name: str(value) for name, value in fields.items()}, aliases=tuple(aliases))  # type: ignore[arg-type]


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

    # --- changes

    def add(self, path: Path, doc_id: str | None = None, over: bool = False) -> Document:
        """Copies a file into the folder and gives it as read; refuses a duplicate or a taken id, touching nothing."""
        data, document = self._admit(path, doc_id)
        held = {other.id: other for other in self.documents()} if self.folder.is_dir() else {}
        same = next((other for other in held.values() if other.sha256 == document.sha256), None)
        if same is not None:
            raise CorpusError(
                "新しい文書を加えるところです", f"{path.name} は「{same.id}」と同じ内容です", "何も変えていません"
            )
        if document.id in held and not over:
            raise CorpusError(
                "文書名は文書ごとに1つです",
                f"「{document.id}」は {held[document.id].title or '別の文書'} が使っています",
                "--id で別の名前を付けるか、--replace で置き換えてください",
            )
        target = self.folder / f"{document.id}{path.suffix.lower()}"
        _write(target, data)
        if document.id in held:
            self._retire(Path(held[document.id].path), target)
        self._documents = None
        return replace(document, path=str(target))

    def _retire(self, old: Path, new: Path) -> None:
        """Takes away what a replaced document leaves: its file, where the new one is of another type, and its corrections."""
        _sidecar(old).unlink(missing_ok=True)
        if old != new:
            old.unlink(missing_ok=True)

    def _admit(self, path: Path, doc_id: str | None) -> tuple[bytes, Document]:
        if doc_id is not None and not ID.fullmatch(doc_id):
            raise CorpusError("文書名には英小文字・数字・ハイフンを使います", f"「{doc_id}」です", "例: iij-solution")
        document = read_document(path, doc_id)
        return path.read_bytes(), document

    def remove(self, doc: str) -> None:
        """Takes a document and its corrections out of the folder."""
        path = Path(self.document(doc).path)
        path.unlink()
        _sidecar(path).unlink(missing_ok=True)
        self._documents = None

    def describe(self, doc: str, **fields: str) -> Document:
        """Keeps corrected names (title, provider, edition) beside the file and gives the document with them."""
        document = self.document(doc)
        kept = {
            "id": document.id,
            "title": document.title,
            "provider": document.provider,
            "edition": document.edition,
        } | fields
        lines = [f"{name} = {_toml(value)}" for name, value in kept.items() if name in FIELDS]
        _write(_sidecar(Path(document.path)), ("\n".join(lines) + "\n").encode())
        self._documents = None
        return self.document(doc)


def _renamed(document: Document, taken: dict[str, Document]) -> Document:
    """The document again under a free id, with a notice, where another file has taken its own."""
    free = next(f"{document.id}-{k}" for k in range(2, len(taken) + 3) if f"{document.id}-{k}" not in taken)
    said = f"「{document.id}」は {Path(taken[document.id].path).name} が使っています。「{free}」として読みました。"
    renamed = read_document(Path(document.path), free)
    return replace(renamed, notices=(Notice("id_taken", said, Span(0, 0)), *renamed.notices))


def read_document(path: Path, doc_id: str | None = None) -> Document:
    """A file as a document, with the names that its sidecar, `sources.toml`, its own metadata or its text give it."""
    from .sources import load  # the readers of each format are needed only where a file is opened

    source = load(path)
    sha = digest(source.text)
    side, known = _corrections(path), known_documents().get(sha, Known())
    chosen = doc_id or (side.id if ID.fullmatch(side.id) else "") or known.id or slug(path.stem) or f"doc-{sha[:8]}"
    document = read_source(source, chosen)

    def named(field: str) -> str:
        said = (getattr(side, field), getattr(known, field), _own(source, field), getattr(document, field))
        return next((words for words in said if words), "")

    return replace(
        document,
        title=named("title"),
        provider=named("provider"),
        edition=named("edition"),
        aliases=side.aliases or known.aliases,
        path=str(path),
    )


def _own(source: SourceText, name: str) -> str:
    """What the file's own front matter says; an HTML page's <title> is not trusted over the text."""
    return source.meta.get(name, "") if source.format == "md" else ""


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".toml")


def _corrections(path: Path) -> Known:
    side = _sidecar(path)
    try:
        return _known(tomllib.loads(side.read_text(encoding="utf-8"))) if side.is_file() else Known()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{side.name} は TOML の書式です", f"読めません（{error}）", "直すか消すかしてください"
        ) from error


def _toml(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _write(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".adding-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)  # a temporary file is private to its owner; a document of the corpus is not
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise CorpusError(
            f"{target.name} を保存するところです",
            f"できませんでした（{error.strerror}）",
            "空き容量と書き込みの権限を確かめてください",
        ) from error
