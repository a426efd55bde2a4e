"""How well a quotation covers the very words that answer: character precision and recall, as LegalBench-RAG counts them
(Pipitone and Houir Alami, 2024), and whether one lies within the other.

In: the places of quoted and of labelled characters, blanks left out. Out: tallies. It refuses to read text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from .tally import Tally, mean

Characters = Set[tuple[str, int]]  # document and offset


def tallies(
    quoted: Mapping[str, Sequence[Characters]],
    wanted: Mapping[str, Sequence[Characters]],
    families: Mapping[str, str],
) -> dict[str, Tally]:
    """The means over all labelled questions; one without a quotation has nought in each."""
    got = {one: frozenset[tuple[str, int]]().union(*quoted.get(one, ())) for one in wanted}
    right = {one: frozenset[tuple[str, int]]().union(*wanted[one]) for one in wanted}
    return {
        "quote precision": mean({one: _share(got[one] & right[one], got[one]) for one in wanted}, families),
        "quote recall": mean({one: _share(got[one] & right[one], right[one]) for one in wanted}, families),
        "quote inside or around": mean({one: _nested(quoted.get(one, ()), wanted[one]) for one in wanted}, families),
    }


def _share(part: Characters, whole: Characters) -> float:
    return len(part) / len(whole) if whole else 0.0


def _nested(quoted: Sequence[Characters], wanted: Sequence[Characters]) -> bool:
    return any(one and other and (one <= other or other <= one) for one in quoted for other in wanted)
