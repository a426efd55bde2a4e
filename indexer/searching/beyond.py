"""The evidence beyond words and vectors, all of it: what search is given unless it is measured without.

In: an open index and a model. Out: kinds of evidence. It refuses to weigh them.
"""

from __future__ import annotations

from ..indexing.encoders import Embedder
from ..indexing.index import Index
from .close_reading import Closely
from .evidence import Evidence
from .holding import Holding
from .meeting import Meeting
from .topics import TopicEvidence
from .verbatim import Verbatim


def beyond(index: Index, embedder: Embedder | None) -> tuple[Evidence, ...]:
    """Topics for every candidate; for the head of the list each word met, the value asked for, and the words as typed."""
    closely = Closely(index)
    return (TopicEvidence(index, embedder), Meeting(closely, embedder), Holding(closely), Verbatim(closely))
