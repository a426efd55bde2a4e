"""Answers as the JSON of `yakkan ask`, and as an evidence record from which the same answer can be had again.

In: an `Answer`. Out: dicts and lists. It refuses to decide what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..numbering import place
from .outcome import Answer, Answered, Considered, Near
from .provenance import Provenance
from .support import Support

Record = dict[str, Any]
FORM = 1  # of the evidence record


def answer_record(given: Answer) -> Record:
    """The JSON of `yakkan ask`."""
    found: Record = {
        "question": given.question,
        "status": given.status,
        "answers": [answered(one) for one in given.answers],
        "absent": list(given.absent),
        "searched": {
            "expansions": list(given.expansions),
            "topics": list(given.topics),
            "nearest": [near(one) for one in given.nearest],
        },
    }
    if given.note:
        found["note"] = given.note
    if given.phrased:
        found["phrased"] = [
            {"text": one.text, "cites": [{"id": clause} | place(clause) for clause in one.clauses]}
            for one in given.phrased
        ]
    return found


def answered(given: Answered) -> Record:
    """One answer; `quote` is the source from `start` to `end`, character for character."""
    return {
        "doc": given.doc,
        "id": given.clause.id,
        **place(given.clause),
        "page": given.page,
        "quote": given.quote,
        "start": given.span.start,
        "end": given.span.end,
        "sentence": given.sentence,
        "value": given.value,
        "confidence": round(given.confidence, 4),
        "support": [support(one) for one in given.support],
    }


def support(given: Support) -> Record:
    """A clause that completes an answer."""
    return {"id": given.clause.id, **place(given.clause), "why": given.why, "text": given.clause.text}


def near(given: Near) -> Record:
    """A clause that comes nearest, and why it does not answer."""
    return {
        "doc": given.doc,
        "id": given.clause.id,
        **place(given.clause),
        "score": given.score,
        "why": given.why,
        "text": given.clause.text,
    }


def evidence_record(given: Answer, docs: Sequence[str] | None, made_from: Provenance) -> Record:
    """Everything an answer came from: the question, what was searched, every candidate, and the index it was asked of."""
    return {
        "form": FORM,
        "question": given.question,
        "docs": None if docs is None else list(docs),
        "fingerprint": given.fingerprint,
        "provenance": made_from,
        "expansions": list(given.expansions),
        "topics": list(given.topics),
        "considered": [considered(one) for one in given.considered],
        "answer": answer_record(given),
    }


def considered(given: Considered) -> Record:
    """What one document had to offer."""
    candidates = [
        {"rank": rank, "id": hit.clause.id, "score": score, "search": hit.score, "parts": hit.parts}
        for rank, (hit, score) in enumerate(zip(given.hits, given.scores, strict=True), start=1)
    ]
    weighed = {name: round(value, 6) for name, value in given.evidence.items()}
    return {"doc": given.doc, "confidence": given.confidence, "evidence": weighed, "candidates": candidates}
