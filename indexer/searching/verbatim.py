"""Whether the words that were typed stand in a clause just as they were typed: somebody who types 金沢地方裁判所 means that.

In: a question and the best units of an index. Out: the part `verbatim`: the share of the blank-separated pieces of the question
that stand in the unit. It refuses to cut words: a whole sentence seldom stands anywhere, and then says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..normalize import normalize
from .close_reading import KEPT, Closely
from .evidence import Floats, Integers, Question, Ranges

SHORTEST = 2  # characters of a piece that can mean something by itself


class Verbatim:
    """Whether the question's own words stand in the clause, as the part `verbatim`."""

    def __init__(self, closely: Closely) -> None:
        self._closely = closely
        self.head: int | None = closely.head
        self._texts: dict[int, str] = {}

    def candidates(self, question: Question, limit: int, ranges: Ranges) -> Integers:  # noqa: ARG002  # the protocol's
        """None of its own: it reads what the others have found."""
        return np.zeros(0, dtype=np.int64)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """The share of the pieces that each unit holds."""
        pieces = [piece for piece in map(_plain, question.text.split()) if len(piece) >= SHORTEST]
        if not pieces or sum(piece.isascii() and piece.isalpha() for piece in pieces) > 1:
            return {}  # what an English question was widened by was not typed
        held = [self._read(int(unit)) for unit in units]
        shares = np.array([[piece in text for piece in pieces] for text in held], dtype=np.float32).mean(axis=1)
        return {"verbatim": shares} if shares.any() else {}

    def _read(self, unit: int) -> str:
        """The words of a unit, of its heading and of what stands below it, read once."""
        text = self._texts.get(unit)
        if text is None:
            if len(self._texts) > KEPT:
                self._texts.clear()
            fields = self._closely.fields(unit)
            text = self._texts[unit] = _plain("\n".join((fields.heading, fields.body, fields.inner)))
        return text


def _plain(words: str) -> str:
    return normalize(words).text.strip("?。、!").lower()
