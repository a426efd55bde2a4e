"""What adding files to a folder would write: decided whole before anything is touched.

In: files with the ids and names chosen for them, and the documents there. Out: a `Plan`, or a CorpusError that says which file cannot
be added and why. It refuses to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import CorpusError
from ..types import Document
from .names import ID, LONGEST_ID, as_toml, natural_id, read_document, sidecar

NAMES = ("title", "provider", "edition")


@dataclass(frozen=True)
class Incoming:
    """A file to be added; what is not given stays as it was read. `over`: it may take the place of the document with its id."""

    path: Path
    id: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # title, provider, edition
    over: bool = False


@dataclass
class Plan:
    """The documents as they will be read, the files to write and the files to drop."""

    documents: tuple[Document, ...] = ()
    new: dict[str, bytes] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def plan(incoming: Sequence[Incoming], held: Sequence[Document], folder: Path) -> Plan:
    """What is to be done so that all the files are in the folder."""
    made = Plan()
    there = {document.id: document for document in held}
    for one in incoming:
        document = _admitted(one, there, made.documents)
        before = there.get(document.id)
        target = _target(one, document, before, folder, made)
        if before is not None:
            made.gone += [Path(before.path).name, sidecar(Path(before.path)).name]
        made.new[target.name] = one.path.read_bytes()
        made.gone.append(sidecar(target).name)  # corrections that were left behind by another file are not this one's
        if said := _corrected(one, document, target):
            made.new[sidecar(target).name] = as_toml(said)
        there[document.id] = _named(document, _wanted(one), target)
        made.documents += (there[document.id],)
    return made


def _named(document: Document, wanted: Mapping[str, str], target: Path) -> Document:
    title, provider, edition = (wanted.get(name, getattr(document, name)) for name in NAMES)
    return replace(document, title=title, provider=provider, edition=edition, path=str(target))


def _admitted(one: Incoming, there: Mapping[str, Document], made: Sequence[Document]) -> Document:
    """The file as read, where it may be added to what is there and what was admitted before it."""
    if one.id is not None and not (ID.fullmatch(one.id) and len(one.id) <= LONGEST_ID):
        raise CorpusError(
            f"文書名には英小文字・数字・ハイフンを{LONGEST_ID}字まで使います", f"「{one.id}」です", "例: iij-solution"
        )
    document = read_document(one.path, one.id)
    same = next((other for other in there.values() if other.sha256 == document.sha256), None)
    if same is not None:
        raise CorpusError(
            "新しい文書を加えるところです", f"{one.path.name} は「{same.id}」と同じ内容です", "何も変えていません"
        )
    taken = there.get(document.id)
    if taken is not None and (not one.over or taken in made):
        raise CorpusError(
            "文書名は文書ごとに1つです",
            f"「{document.id}」は {taken.title or '別の文書'} が使っています",
            "--id で別の名前を付けるか、--replace で置き換えてください",
        )
    return document


def _target(one: Incoming, document: Document, before: Document | None, folder: Path, made: Plan) -> Path:
    """Where the file will stand: under its id, unless a file that is no part of this change stands there."""
    suffix = one.path.suffix.lower()
    for name in (document.id, *(f"{document.id}-{k}" for k in range(2, 1_000))):
        target = folder / f"{name}{suffix}"
        own = before is not None and target == Path(before.path)
        if own or not (target.exists() or target.name in made.new):
            return target
    raise CorpusError(
        f"「{document.id}」をファイルの名前にするところです",
        "同じ名前のファイルが多すぎます",
        "別の文書名にしてください",
    )


def _wanted(one: Incoming) -> dict[str, str]:
    return {name: words.strip() for name, words in one.names.items() if name in NAMES}


def _corrected(one: Incoming, document: Document, target: Path) -> dict[str, str]:
    """What must stand beside the file so that it is read again as the person wants it."""
    said = {name: words for name, words in _wanted(one).items() if words != getattr(document, name)}
    if said or natural_id(target, document.sha256) != document.id:
        return {"id": document.id} | said
    return {}
