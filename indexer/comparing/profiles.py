"""How far each paragraph of a document deals with each topic, worked out once for a document.

In: a document and, where there is one, an embedding model. Out: a `Profile`: one score for each paragraph and topic. It
refuses to know other documents: a score is the same whoever it is compared with.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..answering.actors import subject_of
from ..errors import YakkanError
from ..indexing.encoders import Embedder, Floats, open_embedder
from ..indexing.units import Fields, Unit, passage, units
from ..searching.topic_list import all_topics
from ..searching.topic_matching import Matcher
from ..types import Clause, Document

# Fitted by logistic regression on eval/labels/alignment.jsonl (five providers, 131 topics, 655 cells) and rounded:
# a paragraph's score is the log-odds that it is what its document says of the topic. Left-one-document-out the
# article-level F1 was 0.815 where the fit itself had 0.829. When the model changed, BIAS, SHARE and GAP were moved in steps: its
# cosines are higher, and paragraphs compete harder (F1 0.825 before, 0.845 then; recall of 規定なし 0.911, 0.946; with pairs of
# neighbours 0.831 before SHARE was moved, 0.842 now).
HEADED, SAID, ALIKE, SHARE, GAP, BIAS = 0.6, 0.75, 5.6, 1.2, 1.2, -1.7
# What a paragraph says of a topic before topics compete for it: heading, chapter, words, likeness
RAW_HEADED, RAW_CHAPTERED, RAW_SAID, RAW_ALIKE = 4.0, 0.3, 3.5, 8.0
LEAST_SHARE, LEAST_GAP = -6.0, -5.0  # beyond these, less says nothing more
UNKNOWN = 0.3  # the likeness that is assumed where there is no model
KEPT = 200  # profiles held in memory
LEFT_OUT = frozenset({"item", "history"})  # a 号 is read with its paragraph; a 改定履歴 names matters and rules none


@dataclass(frozen=True, eq=False)
class Profile:
    """The paragraphs of a document, and what speaks for each topic in them (one row a paragraph, one column a topic)."""

    document: Document
    clauses: tuple[Clause, ...]
    scores: Floats
    headed: Floats
    said: Floats
    alike: Floats
    vectors: Floats
    actors: NDArray[np.int8]  # who acts in each: +1 the provider, -1 the customer
    words: tuple[frozenset[str], ...]

    @property
    def size(self) -> int:
        """How many paragraphs there are."""
        return len(self.clauses)


_profiles: OrderedDict[tuple[str, str, int, str], Profile] = OrderedDict()


@cache
def default_embedder() -> Embedder | None:
    """The model that is set up, or None where it cannot be had: words and headings must do then."""
    try:
        return open_embedder()
    except YakkanError:
        return None


@cache
def matcher() -> Matcher:
    """All topics, ready for matching."""
    return Matcher(all_topics())


def profile_of(document: Document, embedder: Embedder | None = None) -> Profile:
    """The profile of a document, from memory where it was worked out before."""
    model = embedder or default_embedder()
    key = (document.id, document.sha256, len(document.clauses), model.name if model else "")
    known = _profiles.get(key)
    if known is None or known.document.text != document.text:
        known = _profiles[key] = _profile(document, model)
        if len(_profiles) > KEPT:
            _profiles.popitem(last=False)
    return known


def _profile(document: Document, model: Embedder | None) -> Profile:
    chosen = [unit for unit in units(document) if unit.level not in LEFT_OUT]
    bodies = [f"{unit.fields.body}\n{unit.fields.inner}" for unit in chosen]
    headed = _rows([matcher().headed(unit.fields.heading) for unit in chosen])
    said = _rows([matcher().said(body) for body in bodies])
    whole, alike, vectors = _likeness(chosen, bodies, model)
    raw = RAW_HEADED * headed + RAW_CHAPTERED * _chaptered(chosen) + RAW_SAID * said + RAW_ALIKE * whole
    scores = HEADED * headed + SAID * said + ALIKE * alike + SHARE * _shares(raw) + GAP * _gaps(raw) + BIAS
    clauses = tuple(document.clauses[unit.clause] for unit in chosen)
    actors = np.array([subject_of(body, document.provider) for body in bodies], dtype=np.int8)
    words = tuple(_pairs(unit.fields) for unit in chosen)
    return Profile(document, clauses, scores.astype(np.float32), headed, said, alike, vectors, actors, words)


def _rows(rows: list[Floats]) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(matcher().topics))


def _chaptered(chosen: list[Unit]) -> Floats:
    return _rows([matcher().headed(unit.fields.chapter) for unit in chosen])


def _likeness(chosen: list[Unit], bodies: list[str], model: Embedder | None) -> tuple[Floats, Floats, Floats]:
    """The cosines to each topic of the paragraphs with their headings and of their bodies alone, and the vectors."""
    if model is None or not chosen:
        none = np.full((len(chosen), len(matcher().topics)), UNKNOWN, dtype=np.float32)
        return none, none, np.zeros((len(chosen), 0), dtype=np.float32)
    described = matcher().described(model).T
    vectors = model.encode_clauses([passage(unit.fields) for unit in chosen])
    return _middle(vectors @ described), _middle(model.encode_clauses(bodies) @ described), vectors


def _middle(cosines: Floats) -> Floats:
    """Three cosines a topic (its description, headings, words) as one."""
    found: Floats = cosines.reshape(len(cosines), len(matcher().topics), 3).mean(axis=2)
    return found


def _shares(raw: Floats) -> Floats:
    """The logarithm of each topic's share of a paragraph: topics compete for it."""
    if not len(raw):
        return raw
    shifted = raw - raw.max(axis=1, keepdims=True)
    shares: Floats = np.maximum(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), LEAST_SHARE)
    return shares


def _gaps(raw: Floats) -> Floats:
    """How far each paragraph stays behind the document's best for a topic: paragraphs compete for it."""
    if not len(raw):
        return raw
    gaps: Floats = np.maximum(raw - raw.max(axis=0, keepdims=True), LEAST_GAP)
    return gaps


def _pairs(fields: Fields) -> frozenset[str]:
    """The pairs of neighbouring characters in a paragraph's words: what two clauses can share."""
    text = "".join(f"{fields.body}{fields.inner}".split())
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
