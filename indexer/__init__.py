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

# Public name -> where it lives; "module:attribute" where a name that is clear in its room would not be clear here
_PUBLIC = {
    "Answer": ".answering.outcome",
    "Answered": ".answering.outcome",
    "Asked": ".searching.search",
    "Asker": ".answering.answer",
    "Change": ".comparing.editions",
    "Checked": ".checking.quotations",
    "Checker": ".checking.quotations",
    "Clause": ".types",
    "Comparison": ".comparing.editions",
    "Corpus": ".reading.corpus",
    "Document": ".types",
    "Embedder": ".indexing.encoders",
    "EncoderError": ".indexing.encoders",
    "Finding": ".types",
    "Furniture": ".types",
    "Hit": ".types",
    "Incoming": ".reading.intake",
    "Index": ".indexing.index",
    "KINDS": ".searching.narrowing",
    "Matrix": ".comparing.matrix",
    "Notice": ".types",
    "Outcome": ".commands",
    "Reference": ".types",
    "Replayed": ".answering.replay",
    "SUFFIXES": ".reading.corpus",
    "Session": ".searching.session",
    "Sheet": ".exporting.sheet",
    "Span": ".types",
    "StaticEmbedder": ".indexing.encoders",
    "Table": ".types",
    "Term": ".types",
    "YakkanError": ".errors",
    "answer_record": ".answering.records",
    "ask": ".answering.answer",
    "ask_phrased": ".answering.llm",
    "asker": ".answering.answer",
    "beyond": ".searching.beyond",
    "called": ".comparing.called",
    "changes_record": ".comparing.edition_records:changes",
    "chapters": ".searching.narrowing",
    "cite": ".numbering",
    "compare_all": ".comparing.compare_records",
    "compare_editions": ".comparing.editions:compare",
    "compare_like": ".comparing.compare_records",
    "compare_topic": ".comparing.compare_records",
    "contrast": ".comparing.contrast_records",
    "counts": ".exporting.records",
    "default_folder": ".reading.corpus",
    "definitions": ".reading.definitions:find",
    "edition_sheet": ".exporting.edition_tables",
    "evidence_record": ".answering.records",
    "find_clause": ".searching.jump",
    "findings_sheet": ".exporting.finding_tables",
    "heading_over": ".exporting.records",
    "hit_record": ".exporting.records:hit",
    "index_rules": ".indexing.store:rules",
    "key_terms": ".comparing.compare_records",
    "key_terms_sheet": ".exporting.comparison_tables",
    "lint": ".checking.lint:check",
    "listing_record": ".exporting.records:listing",
    "llm_endpoint": ".answering.endpoint",
    "load_bytes": ".reading.sources",
    "local_folder": ".reading.corpus",
    "matched_words": ".searching.matched:matched",
    "matrix": ".comparing.matrix",
    "matrix_sheet": ".exporting.comparison_tables",
    "missing_sheet": ".exporting.comparison_tables",
    "missing_topics": ".comparing.compare_records",
    "model_card": ".indexing.encoders",
    "narrowed": ".searching.narrowing",
    "narrowed_row": ".comparing.compare_records:narrowed",
    "normalized": ".normalize:normalize",
    "open_embedder": ".indexing.encoders",
    "own_folder": ".reading.corpus",
    "parse_citation": ".numbering",
    "passage": ".indexing.units",
    "place": ".numbering",
    "provenance": ".answering.provenance",
    "quotation_record": ".checking.quotations",
    "read_document": ".reading.names",
    "read_text": ".reading",
    "references": ".reading.references:find",
    "references_sheet": ".exporting.edition_tables",
    "renumbering_sheet": ".exporting.edition_tables",
    "replay": ".answering.replay",
    "replay_record": ".answering.replay",
    "samples_folder": ".reading.corpus",
    "score_shares": ".searching.fusion:shares",
    "search": ".searching.search",
    "search_many": ".searching.search",
    "sheet_bytes": ".exporting.files:as_bytes",
    "sources_sheet": ".exporting.source_sheets",
    "term_uses": ".reading.definitions:uses",
    "tokens": ".indexing.tokenize",
    "topics": ".comparing.compare_records",
    "units": ".indexing.units",
    "unplaced": ".comparing.compare_records",
    "update_index": ".indexing.store",
    "verify": ".checking.quotations",
    "write_sheets": ".exporting.files",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(import_module(module, __name__), attribute or name)
