"""Whether a clause holds a value of the kind a question asks for: a period for 何日前, a court for どこの裁判所.

In: a question and the best units of an index. Out: the part `value`: 0, a half where a value suits the kind of question, 1
where one is also asked for by name. It refuses to say which value answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from ..indexing.units import Fields
from .close_reading import CloseEvidence, Closely
from .evidence import Floats, Integers, Question
from .kinds import fits, wanted
from .values import Value, find

SENTENCE = re.compile(r"(?<=。)|\n")


class Holding(CloseEvidence[frozenset[Value]]):
    """Whether the value that is asked for stands in the clause, as the part `value`."""

    def __init__(self, closely: Closely) -> None:
        super().__init__(closely, _values)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """Which of the units hold a value that suits the question, and one that it names."""
        asks = wanted(question.text)
        if not (asks.suits or asks.asks):
            return {}
        held = self._read(units)
        suits = [any(value.kind in asks.suits for value in values) for values in held]
        named = [bool(asks.asks) and any(fits(asks, value) for value in values) for values in held]
        return {"value": np.array([suits, named], dtype=np.float32).mean(axis=0)}


def _values(fields: Fields) -> frozenset[Value]:
    """The values of a unit and of what stands below it."""
    sentences = SENTENCE.split(f"{fields.body}\n{fields.inner}")
    return frozenset(value for one in sentences for value in find(one))
