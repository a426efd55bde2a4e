"""Every line that could open an article, looked at before any is believed.

In: lines. Out: whether a better line for a number comes later, and whether a line is only an entry of a list of articles.
It refuses to keep the run of numbers: headings.py does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..numbering import sort_key
from .lines import Line
from .markers import N, head
from .titles import Titled, read_title

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
        for i, line in enumerate(lines):
            opening = head(line.text) if i not in skip else None
            if opening and opening.level == "article" and not self._points_on(read_title(lines, i, opening, 0)):
                self.last[sort_key(opening.value)] = i

    def come_later(self, value: tuple[int, ...], i: int) -> bool:
        """True when a line below `i` could open the article of that number."""
        return self.last.get(value, -1) > i

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
