"""A clause named in words: 「IIJ 第10条第2項」, 「第十二条の二第3項一号」, `iij-solution#a10.p2`.

In: the words and the documents they may mean. Out: one document and one clause of it, or a CitationError that says
what is missing. It refuses to search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import CitationError
from ..numbering import cite, parse_citation
from ..types import Clause, Document
from .names import named

TRAILING = re.compile(r"[のをはが、,。?？！!\s]+$")


def find_clause(ref: str, documents: Sequence[Document]) -> tuple[Document, Clause]:
    """The one clause that the words name among the documents."""
    meant, words = _meant(ref, documents)
    local = parse_citation(TRAILING.sub("", words))
    if local is None:
        raise CitationError(
            "条項の番号が要ります", f"「{ref}」からは読み取れません", "例: 「IIJ 第10条第2項」「iij-solution#a10.p2」"
        )
    found = [(document, clause) for document in meant if (clause := _clause(document, local))]
    if len(found) == 1:
        return found[0]
    if not found:
        where = "、".join(document.id for document in meant)
        raise CitationError(
            f"{cite(local)}を探しました", f"{where} にはありません", "yakkan outline で条項の一覧を確かめてください"
        )
    several = "、".join(document.id for document, _ in found)
    raise CitationError(
        f"どの文書の{cite(local)}かが要ります", f"{several} にあります", f"例: {found[0][0].id}#{local}"
    )


def _clause(document: Document, local: str) -> Clause | None:
    """The clause of that local id; where 条 are counted anew in each part or chapter, the only one that ends with it."""
    if exact := document.by_id.get(f"{document.id}#{local}"):
        return exact
    ending = [clause for clause in document.clauses if clause.id.endswith(f".{local}") and local.startswith("a")]
    main = [clause for clause in ending if clause.id.partition("#")[2].startswith(("part", "ch"))]
    return main[0] if len(main) == 1 else None


def _meant(ref: str, documents: Sequence[Document]) -> tuple[Sequence[Document], str]:
    """The documents that the words name, and the rest of the words."""
    doc, mark, local = ref.strip().partition("#")
    by_id = {document.id: document for document in documents}
    if mark and doc in by_id:
        return [by_id[doc]], local
    if mark:
        raise CitationError(f"文書「{doc}」を探しました", "ありません", f"あるもの: {'、'.join(by_id) or 'なし'}")
    found = named(ref, by_id)
    return ([by_id[one] for one in found.docs], found.rest) if found.docs else (documents, ref)
