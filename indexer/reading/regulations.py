"""Several regulations in one text: the lines that are the title of the next one.

In: lines, and where 第1条 begins again. Out: line ranges. It refuses to decide that it does begin again: headings.py does.
"""

from __future__ import annotations

from collections.abc import Sequence

from .backmatter import is_date_line, is_end
from .frontmatter import TITLE_LINE
from .lines import Line
from .markers import markers
from .titles import looks_like_title, tidy

DEEPEST = 6  # lines above 第1条 in which the title of its regulation is looked for
MOST = 3  # lines that a title may take


def titular(line: Line) -> bool:
    """True for a line that can be a title and is no number, date, end or row."""
    ordinary = looks_like_title(line) and not markers(line.text)
    return ordinary and not is_end(line) and not is_date_line(line) and not line.cells


def new_title(lines: Sequence[Line], floor: int, at: int) -> int:
    """The line of a 規約's title between the words of a 附則, which begin at `floor`, and line `at`; 0 where there is none."""
    for k in range(at - 1, max(floor, at - DEEPEST), -1):
        named = TITLE_LINE.fullmatch(lines[k].text) or lines[k].text.endswith("について")
        if titular(lines[k]) and named and any(lines[j].ended for j in range(floor, k)):
            return k
    return 0


def title_lines(lines: Sequence[Line], floor: int, at: int) -> range:
    """The title lines of the regulation whose first article is on line `at`."""
    named = new_title(lines, floor, at)
    after = named + 1 if named else at
    first = after
    while first - 1 > floor and after - first < MOST and titular(lines[first - 1]):
        first -= 1
    return range(first, after)


def title(lines: Sequence[Line]) -> str:
    """The title that some lines print."""
    return tidy("".join(line.raw for line in lines))
