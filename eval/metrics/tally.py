"""What a measure is made of: for each unit of counting, how much of how much.

In: numerators and denominators. Out: the ratio of their sums, which is a mean, a precision, a recall or an F1.
It refuses to drop a unit: what was not answered counts with a numerator of nought.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Units by id: what each got, what it could have got, and the family of units it is no independent witness of."""

    parts: dict[str, tuple[float, float]]
    families: dict[str, str]

    @property
    def n(self) -> int:
        """How many units were counted."""
        return sum(1 for _, whole in self.parts.values() if whole)

    @property
    def value(self) -> float:
        """The ratio of the sums; 0 where nothing could be got."""
        whole = sum(part[1] for part in self.parts.values())
        return sum(part[0] for part in self.parts.values()) / whole if whole else 0.0

    def among(self, units: Set[str]) -> Tally:
        """The same for some of the units."""
        return Tally({unit: part for unit, part in self.parts.items() if unit in units}, self.families)


def mean(values: Mapping[str, float], families: Mapping[str, str] | None = None) -> Tally:
    """A mean: each unit could have got 1."""
    return Tally({unit: (float(value), 1.0) for unit, value in values.items()}, _known(values, families))


def ratio(parts: Mapping[str, tuple[float, float]], families: Mapping[str, str] | None = None) -> Tally:
    """A ratio of sums."""
    return Tally({unit: (float(got), float(whole)) for unit, (got, whole) in parts.items()}, _known(parts, families))


def agreement(found: Mapping[str, Set[Hashable]], wanted: Mapping[str, Set[Hashable]]) -> dict[str, Tally]:
    """Precision, recall and F1 of sets, each member a unit; the members of one set are of one family."""
    units = {f"{name} {each}": (name, each) for name in wanted for each in found.get(name, set()) | wanted[name]}
    given = {unit: int(each in found.get(name, set())) for unit, (name, each) in units.items()}
    right = {unit: int(each in wanted[name]) for unit, (name, each) in units.items()}
    families = {unit: name for unit, (name, _) in units.items()}
    return {
        "precision": ratio({unit: (given[unit] * right[unit], given[unit]) for unit in units}, families),
        "recall": ratio({unit: (given[unit] * right[unit], right[unit]) for unit in units}, families),
        "F1": ratio({unit: (2 * given[unit] * right[unit], given[unit] + right[unit]) for unit in units}, families),
    }


def _known(units: Iterable[str], families: Mapping[str, str] | None) -> dict[str, str]:
    return {unit: (families or {}).get(unit, unit) for unit in units}
