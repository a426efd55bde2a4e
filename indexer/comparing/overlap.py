"""Which texts of two rows belong together by what they say.

In: two rows of texts with headings. Out: pairs of places. It refuses to know what a text is, and numbers
decide nothing: the same words are the same text wherever they stand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

GRAM = 2
HEADING_SHARE = 0.35  # of the likeness, where both texts have a heading
SAME_WORDS = 0.55  # likeness of the words alone that makes a pair under any heading
NEARBY = 0.02  # what standing at the expected place adds
NEAREST = 6  # texts looked at closely for each text
RARE = 24  # a pair of characters in more texts than this brings up no candidate by itself
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is compared: its heading and its words, blanks out."""

    heading: str
    words: str


def _grams(words: str) -> Counter[str]:
    return Counter(words[at : at + GRAM] for at in range(max(1, len(words) - GRAM + 1)) if words)


class Scale:
    """How much each pair of characters tells, learnt from all the texts (inverse document frequency)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._spread = Counter(gram for text in texts for gram in set(_grams(text)))
        self._size = len(texts)

    def spread(self, gram: str) -> int:
        """In how many texts the pair of characters stands."""
        return self._spread[gram]

    def weight(self, gram: str) -> float:
        """log(1 + N / n), as in BM25's family; never 0."""
        return math.log(1 + (self._size + 1) / (self._spread[gram] + 1))

    def weigh(self, words: str) -> dict[str, float]:
        """The pairs of characters of a text with their weights."""
        return {gram: count * self.weight(gram) for gram, count in _grams(words).items()}


def likeness(one: dict[str, float], two: dict[str, float]) -> float:
    """The weighted Dice coefficient of two texts, 0 to 1."""
    if len(two) < len(one):
        one, two = two, one
    total = sum(one.values()) + sum(two.values())
    return 2 * sum(min(weight, two[gram]) for gram, weight in one.items() if gram in two) / total if total else 1.0


def pairs(old: Sequence[Said], new: Sequence[Said], floor: float, scale: Scale | None = None) -> list[Pair]:
    """The pairs of two rows whose likeness reaches the floor: unique equal texts first, then best first."""
    if not old or not new:
        return []
    scale = scale or Scale([text.words for text in (*old, *new)])
    found = _same(old, new)
    left = [i for i in range(len(old)) if i not in {i for i, _ in found}]
    right = [j for j in range(len(new)) if j not in {j for _, j in found}]
    expected = _expected(len(old), dict(found))
    scored = []
    for i, j, score, said in _scores(old, new, left, right, scale):
        if score >= floor or said >= SAME_WORDS >= floor:
            near = 1 / (1 + abs(j - expected[i]))
            scored.append((-(score + NEARBY * near), abs(j - expected[i]), i, j))
    found += _best_first(scored)
    return sorted(found + _sole_headings(old, new, found))


def _same(old: Sequence[Said], new: Sequence[Said]) -> list[Pair]:
    """The texts that stand once in each row, word for word."""
    places: dict[Said, list[int]] = {}
    for j, text in enumerate(new):
        places.setdefault(text, []).append(j)
    counts = Counter(old)
    return [(i, places[text][0]) for i, text in enumerate(old) if counts[text] == 1 and len(places.get(text, ())) == 1]


def _expected(size: int, known: dict[int, int]) -> list[int]:
    """Where each old text would stand if it kept its distance to the last known pair before it."""
    found, shift = [], 0
    for i in range(size):
        shift = known[i] - i if i in known else shift
        found.append(i + shift)
    return found


def _scores(
    old: Sequence[Said], new: Sequence[Said], left: Sequence[int], right: Sequence[int], scale: Scale
) -> list[tuple[int, int, float, float]]:
    """The likeness of each remaining old text with the new texts that can be like it, and that of the words alone."""
    weighed = {j: scale.weigh(new[j].words) for j in right}
    titles = {heading: _even(heading) for text in (*old, *new) if (heading := text.heading)}
    by_gram: dict[str, list[int]] = {}
    by_heading: dict[str, list[int]] = {}
    for j in right:
        by_heading.setdefault(new[j].heading, []).append(j)
        for gram in weighed[j]:
            by_gram.setdefault(gram, []).append(j)
    found = []
    for i in left:
        mine = scale.weigh(old[i].words)
        for j in _candidates(mine, by_gram, right) | set(by_heading.get(old[i].heading, ()) if old[i].heading else ()):
            score = said = likeness(mine, weighed[j])
            if old[i].heading and new[j].heading:
                alike = likeness(titles[old[i].heading], titles[new[j].heading])
                score = (1 - HEADING_SHARE) * score + HEADING_SHARE * alike
            found.append((i, j, score, said))
    return found


def _even(heading: str) -> dict[str, float]:
    return {char: float(count) for char, count in Counter(heading).items()}


def _candidates(mine: dict[str, float], by_gram: dict[str, list[int]], right: Sequence[int]) -> set[int]:
    """The few texts that share most of the telling pairs of characters; all of a short row."""
    if len(right) <= RARE:
        return set(right)
    votes: Counter[int] = Counter()
    for gram, weight in mine.items():
        holders = by_gram.get(gram, ())
        if len(holders) <= RARE:
            for j in holders:
                votes[j] += weight  # type: ignore[assignment]
    return {j for j, _ in votes.most_common(NEAREST)}


def _best_first(scored: list[tuple[float, int, int, int]]) -> list[Pair]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, _, i, j in sorted(scored):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append((i, j))
    return found


def _sole_headings(old: Sequence[Said], new: Sequence[Said], found: Sequence[Pair]) -> list[Pair]:
    """Texts wholly rewritten under a heading that each row has once among what is left."""
    done_old, done_new = {i for i, _ in found}, {j for _, j in found}
    left: dict[str, list[int]] = {}
    right: dict[str, list[int]] = {}
    for i, text in enumerate(old):
        if i not in done_old and text.heading:
            left.setdefault(text.heading, []).append(i)
    for j, text in enumerate(new):
        if j not in done_new and text.heading:
            right.setdefault(text.heading, []).append(j)
    return [(rows[0], right[name][0]) for name, rows in left.items() if len(rows) == 1 == len(right.get(name, ()))]
