"""A file becomes clauses: sources -> lines -> headings -> bodies -> `Document`.

In: a path, bytes or a text. Out: a `Document` in which every non-blank character has its place.
It refuses to know which documents are known: corpus.py looks that up.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..types import Document, Furniture, Span
from .frontmatter import edition_of, provider_of, title_of
from .lines import read_lines
from .pipes import pipe_tables
from .segment import segment
from .source_text import SourceText
from .tree import flatten


def digest(text: str) -> str:
    """The sha256 of a source text as UTF-8: what `corpus/sources.toml` knows documents by."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_source(source: SourceText, doc_id: str) -> Document:
    """A loaded source as a document."""
    lines, furniture = read_lines(source.text, source.page_starts, [table.span for table in source.tables])
    tree = segment(lines, source.text, [table.rows for table in source.tables], source.headings)
    clauses, tables = flatten(tree.nodes, doc_id)
    kept = tuple(sorted([*furniture, *tree.furniture], key=_place))
    return Document(
        id=doc_id,
        title=title_of(source.text, kept, clauses),
        provider=provider_of(source.text, kept, clauses),
        edition=edition_of(source.text, kept, clauses),
        text=source.text,
        sha256=digest(source.text),
        clauses=clauses,
        tables=tables,
        furniture=kept,
        notices=tuple(tree.notices),
        page_starts=source.page_starts,
    )


def _place(item: Furniture) -> Span:
    return item.span


def read_text(text: str, doc_id: str = "t") -> Document:
    """A plain text as a document."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return read_source(SourceText(plain, (), pipe_tables(plain), "txt"), doc_id)


def read_file(path: Path, doc_id: str | None = None) -> Document:
    """A file as a document."""
    from .sources import load  # the readers of each format are needed only where a file is opened

    return read_source(load(path), doc_id or path.stem)
