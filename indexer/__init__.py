"""Yakkan reads Japanese terms of service into exact clauses, searches them, and cites them.

    corpus   a folder of files        reading/corpus.py       Corpus(folder).documents()
      |      file -> text             reading/sources.py      txt, md, html, pdf, docx
      |      text -> lines            reading/lines.py        page furniture out, wraps known
      |      lines -> tree            reading/segment.py      章 節 条 項 号, tables, 附則
    Document                          types.py                every character has one place
      |      pointers, terms          reading/references.py   reading/definitions.py
      |      drafting errors          checking/lint.py
    Index    words and vectors        indexing/store.py       BM25, embeddings, fingerprint
      |      question -> clauses      searching/search.py     every score explains itself
      |      clauses -> answer        answering/answer.py     quotes cut from the source, or 規定なし
      |      clauses beside clauses   comparing/align.py      topics, key terms, editions
    records                           exporting/records.py    the command line's JSON, files in exporting/

In: nothing. Out: the public names, loaded when they are first used. It refuses to hold code of its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Answer": ".answering.outcome",
    "Answered": ".answering.outcome",
    "Asked": ".searching.search",
    "Asker": ".answering.answer",
    "Checked": ".checking.quotations",
    "Checker": ".checking.quotations",
    "Clause": ".types",
    "Corpus": ".reading.corpus",
    "Document": ".types",
    "Embedder": ".indexing.encoders",
    "EncoderError": ".indexing.encoders",
    "Hit": ".types",
    "Index": ".indexing.index",
    "Notice": ".types",
    "Reference": ".types",
    "Replayed": ".answering.replay",
    "Session": ".searching.session",
    "Span": ".types",
    "StaticEmbedder": ".indexing.encoders",
    "Table": ".types",
    "Term": ".types",
    "YakkanError": ".errors",
    "answer_record": ".answering.records",
    "ask": ".answering.answer",
    "ask_phrased": ".answering.llm",
    "asker": ".answering.answer",
    "cite": ".numbering",
    "default_folder": ".reading.corpus",
    "evidence_record": ".answering.records",
    "llm_endpoint": ".answering.endpoint",
    "open_embedder": ".indexing.encoders",
    "parse_citation": ".numbering",
    "passage": ".indexing.units",
    "quotation_record": ".checking.quotations",
    "provenance": ".answering.provenance",
    "read_document": ".reading.corpus",
    "read_text": ".reading",
    "replay": ".answering.replay",
    "replay_record": ".answering.replay",
    "search": ".searching.search",
    "search_many": ".searching.search",
    "tokens": ".indexing.tokenize",
    "units": ".indexing.units",
    "update_index": ".indexing.store",
    "verify": ".checking.quotations",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name], __name__), name)
