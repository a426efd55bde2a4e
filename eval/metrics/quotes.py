"""How well a quotation covers the very words that answer: character precision and recall, as LegalBench-RAG counts them
(Pipitone and Houir Alami, 2024), and whether one lies within the other.

In: quoted spans and labelled spans of each question. Out: tallies. It refuses to read text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .tally import Tally, mean

Place = tuple[str, int, int]  # document, start, end


def tallies(
    quoted: Mapping[str, Sequence[Place]], wanted: Mapping[str, Sequence[Place]], families: Mapping[str, str]
) -> dict[str, Tally]:
    """The means over all labelled questions; one without a quotation has nought in each."""
    characters = {one: (_characters(quoted.get(one, ())), _characters(wanted[one])) for one in wanted}
    return {
        "quote precision": mean({one: _share(got & right, got) for one, (got, right) in characters.items()}, families),
        "quote recall": mean({one: _share(got & right, right) for one, (got, right) in characters.items()}, families),
        "quote inside or around": mean({one: _nested(quoted.get(one, ()), wanted[one]) for one in wanted}, families),
    }


def _characters(places: Sequence[Place]) -> set[tuple[str, int]]:
    return {(doc, at) for doc, start, end in places for at in range(start, end)}


def _share(part: set[tuple[str, int]], whole: set[tuple[str, int]]) -> float:
    return len(part) / len(whole) if whole else 0.0


def _nested(quoted: Sequence[Place], wanted: Sequence[Place]) -> bool:
    return any(one[0] == other[0] and (_holds(one, other) or _holds(other, one)) for one in quoted for other in wanted)


def _holds(one: Place, other: Place) -> bool:
    return one[1] <= other[1] and other[2] <= one[2]
