"""Whether a clause holds a value of the kind a question asks for: a period for 何日前, a court for どこの裁判所.

In: a question and the best units of an index. Out: the part `value`: 0, a half where a value suits the kind of question, 1
where one is also asked for by name. It refuses to say which value answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from .close_reading import KEPT, Closely
from .evidence import Floats, Integers, Question, Ranges
from .kinds import fits, wanted
from .values import Value, find

SENTENCE = re.compile(r"(?<=。)|\n")


class Holding:
    """Whether the value that is asked for stands in the clause, as the part `value`."""

    def __init__(self, closely: Closely) -> None:
        self._closely = closely
        self.head: int | None = closely.head
        self._values: dict[int, frozenset[Value]] = {}

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:  # noqa: ARG002  # the protocol's
        """None of its own: it reads what the others have found."""
        return np.zeros(0, dtype=np.int64)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """Which of the units hold a value that suits the question, and one that it names."""
        asks = wanted(question.text)
        if not (asks.suits or asks.asks):
            return {}
        held = [self._read(int(unit)) for unit in units]
        suits = [any(value.kind in asks.suits for value in values) for values in held]
        named = [bool(asks.asks) and any(fits(asks, value) for value in values) for values in held]
        return {"value": np.array([suits, named], dtype=np.float32).mean(axis=0)}

    def _read(self, unit: int) -> frozenset[Value]:
        """The values of a unit and of what stands below it, read once."""
        values = self._values.get(unit)
        if values is None:
            if len(self._values) > KEPT:
                self._values.clear()
            fields = self._closely.fields(unit)
            sentences = SENTENCE.split(f"{fields.body}\n{fields.inner}")
            values = self._values[unit] = frozenset(value for one in sentences for value in find(one))
        return values
