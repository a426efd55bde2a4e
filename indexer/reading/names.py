"""A file as a document with its names: id, title, provider, edition.

In: a file, with an optional `<file>.toml` of corrected names beside it. Out: a `Document`. It refuses to know a folder. Known documents
are recognised by the sha256 of their text (`corpus/sources.toml`), never by their words.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..errors import SourceError
from ..types import Document
from . import digest, read_source
from .source_text import SourceText

FIELDS = ("id", "title", "provider", "edition", "aliases")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60


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


def slug(name: str) -> str:
    """A file's name as an id: ASCII, lower-case, dashes; "" where nothing of it is ASCII."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-")


@cache
def known_documents() -> dict[str, Known]:
    """The documents of `corpus/sources.toml` by the sha256 of their text."""
    path = home() / "sources.toml"
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    return {entry["sha256"]: _known(entry) for entry in entries}


def _known(entry: Mapping[str, object]) -> Known:
    fields = {name: entry[name] for name in FIELDS if name in entry}
    aliases = fields.pop("aliases", ())
    return Known(**{name: str(value) for name, value in fields.items()}, aliases=tuple(aliases))  # type: ignore[arg-type]


def read_document(path: Path, doc_id: str | None = None) -> Document:
    """A file as a document, with the names that its sidecar, `sources.toml`, its own metadata or its text give it."""
    from .sources import load  # the readers of each format are needed only where a file is opened

    source = load(path)
    side, known = corrections(path), known_documents().get(digest(source.text), Known())
    chosen = doc_id or _id_said(side) or natural_id(path, digest(source.text))
    document = read_source(source, chosen)

    def named(field: str) -> str:
        if field in side:  # a name that the person has taken away stays away
            return str(side[field])
        said = (getattr(known, field), _own(source, field), getattr(document, field))
        return next((words for words in said if words), "")

    return replace(
        document,
        title=named("title"),
        provider=named("provider"),
        edition=named("edition"),
        aliases=_known(side).aliases or known.aliases,
        path=str(path),
    )


def natural_id(path: Path, sha256: str) -> str:
    """The id of a document of which no correction says another."""
    known = known_documents().get(sha256, Known())
    return known.id or slug(path.stem) or f"doc-{sha256[:8]}"


def _id_said(side: Mapping[str, object]) -> str:
    said = str(side.get("id", ""))
    return said if ID.fullmatch(said) else ""


def _own(source: SourceText, name: str) -> str:
    """What the file's own front matter says; an HTML page's <title> is not trusted over the text."""
    return source.meta.get(name, "") if source.format == "md" else ""


def sidecar(path: Path) -> Path:
    """Where the corrections of a file stand."""
    return path.with_name(path.name + ".toml")


def corrections(path: Path) -> dict[str, object]:
    """What a person has corrected of a file's names."""
    side = sidecar(path)
    try:
        said = tomllib.loads(side.read_text(encoding="utf-8")) if side.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{side.name} は TOML の書式です", f"読めません（{error}）", "直すか消すかしてください"
        ) from error
    return {name: value for name, value in said.items() if name in FIELDS}


def as_toml(said: Mapping[str, object]) -> bytes:
    """Corrections as the bytes of a sidecar."""
    lines = [f"{name} = {_toml(value)}" for name, value in said.items()]
    return ("\n".join(lines) + "\n").encode()


def _toml(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    one_line = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in str(value))
    escaped = one_line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
