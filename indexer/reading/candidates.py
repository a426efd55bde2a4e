"""Every line that could open an article, looked at before any is believed.

In: lines. Out: whether a better line for a number comes later, and whether a line is only an entry of a list of articles.
It refuses to keep the run of numbers: headings.py does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..numbering import sort_key
from .backmatter import HISTORY
from .lines import Line
from .markers import N, head, markers
from .titles import Titled, looks_like_title, read_title

# The next line shows that a number at the end of a line was a pointer: に定める, の規定, 第2項に (but not 第2項　契約者は)
SENTENCE_GOES_ON = re.compile(rf"[にのをはがとでや、及又若乃並へ)」]|まで|から|より|第\s?{N}\s?[項号](?![\s:.])")


def goes_on_as_sentence(line: Line) -> bool:
    """True when a line shows that the one before it ended inside a sentence."""
    return bool(SENTENCE_GOES_ON.match(line.text))


class Candidates:
    """Where each article number stands as a possible heading."""

    def __init__(self, lines: Sequence[Line], skip: range) -> None:
        self.lines = lines
        self.last: dict[tuple[int, ...], int] = {}  # number -> the last line that could open it
        self.places: list[int] = []
        self.numbers: list[tuple[int, ...]] = []
        history = next(
            (i for i, line in enumerate(lines) if i not in skip and HISTORY.fullmatch(line.text)), len(lines)
        )
        for i, line in enumerate(lines[:history]):  # a 改定履歴 names articles and holds none
            opening = head(line.text) if i not in skip else None
            if opening and opening.level == "article" and not self._points_on(read_title(lines, i, opening, 0)):
                self.last[sort_key(opening.value)] = i
                self.places.append(i)
                self.numbers.append(sort_key(opening.value))

    @cached_property
    def bare_above(self) -> bool:
        """True where most articles have their title, without brackets, on the line above, and none beside the number."""
        above = 0
        for i in self.places:
            opening = head(self.lines[i].text)
            titled = read_title(self.lines, i, opening, i) if opening else None
            before = self.lines[i - 1] if i else None
            plain = before and looks_like_title(before) and len(before.text) <= 25 and not markers(before.text)
            above += bool(
                titled and titled.style == "none" and titled.body and plain and not head(before.text if before else "")
            )
        return above >= 2 and above >= 0.6 * len(self.places)

    def come_later(self, value: tuple[int, ...], i: int) -> bool:
        """True when a line below `i` could open the article of that number."""
        return self.last.get(value, -1) > i

    def next_number(self, i: int) -> tuple[int, ...]:
        """The number of the next line below `i` that could open an article, () where there is none."""
        at = bisect_right(self.places, i)
        return self.numbers[at] if at < len(self.numbers) else ()

    def listed(self, titled: Titled, value: tuple[int, ...], i: int) -> bool:
        """True for an entry of a bare list of articles, when the article itself comes later."""
        if titled.body is not None or titled.after >= len(self.lines) or not self.come_later(value, i):
            return False
        following = head(self.lines[titled.after].text)
        if following is None or following.level != "article":
            return False
        return not self._points_on(read_title(self.lines, titled.after, following, titled.after))

    def _points_on(self, titled: Titled) -> bool:
        """True when the words, or those of the next line, make it a pointer: 第3条（申込み）／第2項に定める."""
        if titled.pointer or titled.body is not None or titled.after >= len(self.lines):
            return titled.pointer
        return goes_on_as_sentence(self.lines[titled.after])
