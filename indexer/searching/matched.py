"""Where a clause has the words of a question, or words of the same meaning.

In: a question and a text. Out: ranges of the text. It refuses to rank: search.py has done so.
"""

from __future__ import annotations

from ..indexing.tokenize import placed, words
from ..types import Span


def matched(question: str, text: str) -> tuple[Span, ...]:
    """The words of the text that the question has too, by themselves or by a synonym; words side by side are one range."""
    asked = words(question)
    forms, groups = {word.form for word in asked}, {group for word in asked for group in word.groups}
    found: list[Span] = []
    for start, end, here in placed(text):
        if not any(word.form in forms or groups.intersection(word.groups) for word in here):
            continue
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Span(start, end))
    return tuple(found)
