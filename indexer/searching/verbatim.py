"""Whether the words that were typed stand in a clause just as they were typed: somebody who types 金沢地方裁判所 means that.

In: a question and the best units of an index. Out: the part `verbatim`: the share of the blank-separated pieces of the question
that stand in the unit. It refuses to cut words: a whole sentence seldom stands anywhere, and then says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..indexing.units import Fields
from ..normalize import normalize
from .close_reading import CloseEvidence, Closely
from .evidence import Floats, Integers, Question

SHORTEST = 2  # characters of a piece that can mean something by itself


class Verbatim(CloseEvidence[str]):
    """Whether the question's own words stand in the clause, as the part `verbatim`."""

    def __init__(self, closely: Closely) -> None:
        super().__init__(closely, _words)

    def parts(self, question: Question, units: Integers) -> Mapping[str, Floats]:
        """The share of the pieces that each unit holds."""
        pieces = [piece for piece in map(_plain, question.text.split()) if len(piece) >= SHORTEST]
        if not pieces or sum(piece.isascii() and piece.isalpha() for piece in pieces) > 1:
            return {}  # what an English question was widened by was not typed
        held = self._read(units)
        shares = np.array([[piece in text for piece in pieces] for text in held], dtype=np.float32).mean(axis=1)
        return {"verbatim": shares} if shares.any() else {}


def _words(fields: Fields) -> str:
    """The words of a unit, of its heading and of what stands below it."""
    return _plain("\n".join((fields.heading, fields.body, fields.inner)))


def _plain(words: str) -> str:
    return normalize(words).text.strip("?。、!").lower()
