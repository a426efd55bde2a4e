"""What differs between two wordings of a clause, run by run.

In: two strings. Out: word changes with offsets into both. It refuses to say what a difference means; blanks
and the code points that fonts and encodings confuse (〜 and ～, ⻑ and 長) are no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ..normalize import SPECIAL, is_blank
from ..types import Span

Op = Literal["replace", "insert", "delete"]
Range = tuple[int, int, int, int]  # old start, old end, new start, new end

# a word is a number with its unit, a Latin or katakana run, or a form that says who may and who must; other kanji
# and hiragana go one by one and are widened afterwards
WORD = re.compile(
    r"[0-9０-９][0-9０-９,，.．]{0,30}(?:営業日|週間|時間|[箇ヶヵかカケ]月|[万億]円|[日年月円%％回倍分])?"
    r"|[A-Za-zＡ-Ｚａ-ｚ]{1,60}|[ァ-ヺー]{1,60}"
    r"|でき(?:ません|ます|ない|ず|る)|なければ(?:ならない|なりません)|はな(?:らない|りません)"
    r"|直ちに|速やかに|遅滞なく|あらかじめ|(?:もの|こと)と(?:する|します)|します|する|ません|ます|ない|とき|ただし|または|および"
    r"|.",
    re.DOTALL,
)
SENTENCE = re.compile(r"[^。\n]*[。\n]?")
KANJI = re.compile(r"[一-鿿々〇]")
SHORT_WORD = 4  # a kanji run up to this long is one word: 翌月末 is shown whole, 東京地方裁判所 is not
ISLAND = 1  # an equal run up to this long between two changes is an accident
MOST_WORK = 300_000  # pairs of equal parts that may be weighed against each other


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words replaced, inserted or deleted; the spans point into the old and the new wording."""

    op: Op
    old: Span
    new: Span
    old_text: str
    new_text: str


def key(text: str) -> str:
    """The wording as it is compared: no blanks, confused code points made one."""
    return "".join(SPECIAL.get(char, char) for char in text if not is_blank(char))


def word_changes(old: str, new: str) -> tuple[WordChange, ...]:
    """The runs in which two wordings differ, in order."""
    if key(old) == key(new):
        return ()
    ranges = [widened for found in _coarse(old, new) for widened in _fine(old, new, found)]
    joined = _joined(old, ranges)
    return tuple(_change(old, new, each) for each in _merged([_whole_words(old, new, each) for each in joined]))


def _change(old: str, new: str, found: Range) -> WordChange:
    a, b, c, d = found
    op: Op = "insert" if a == b else "delete" if c == d else "replace"
    return WordChange(op, Span(a, b), Span(c, d), old[a:b], new[c:d])


def _coarse(old: str, new: str) -> Iterator[Range]:
    """The ranges of whole sentences that differ, so that a long clause costs little."""
    yield from _differing(old, new, _cut(SENTENCE, old), _cut(SENTENCE, new))


def _fine(old: str, new: str, found: Range) -> Iterator[Range]:
    a, b, c, d = found
    for e, f, g, h in _differing(old[a:b], new[c:d], _cut(WORD, old[a:b]), _cut(WORD, new[c:d])):
        yield a + e, a + f, c + g, c + h


def _cut(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text) if key(match[0])]


def _differing(old: str, new: str, left: Sequence[Span], right: Sequence[Span]) -> Iterator[Range]:
    """The differing ranges of two texts cut into parts."""
    one, two = ([key(text[part.start : part.end]) for part in parts] for text, parts in ((old, left), (new, right)))
    head = _shared_parts(one, two)
    tail = _shared_parts(one[head:][::-1], two[head:][::-1])
    one, two = one[head : len(one) - tail], two[head : len(two) - tail]
    for op, i, j, k, m in _opcodes(one, two):
        if op != "equal":
            yield *_range(left, head + i, head + j), *_range(right, head + k, head + m)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """difflib's opcodes; one replacement for all where the same parts come so often that it would take minutes."""
    counts = Counter(new)
    if sum(counts[part] for part in old) > MOST_WORK:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _shared_parts(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts two rows open with in common."""
    differs = (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two)
    return next(differs, min(len(old), len(new)))


def _range(parts: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """The characters of some parts; where there are none, the place between their neighbours."""
    if start < end:
        return parts[start].start, parts[end - 1].end
    place = parts[start - 1].end if start else 0
    return place, place


def _joined(old: str, ranges: Sequence[Range]) -> list[Range]:
    """The ranges with those joined that only a stray character in common keeps apart."""
    found: list[Range] = []
    for each in ranges:
        between = key(old[found[-1][1] : each[0]]) if found else ""
        stray = len(between) <= ISLAND and not between.isdigit() and "。" not in between
        if found and stray and _replaces(found[-1]) and _replaces(each):
            found[-1] = (found[-1][0], each[1], found[-1][2], each[3])
        else:
            found.append(each)
    return found


def _replaces(found: Range) -> bool:
    return found[0] < found[1] and found[2] < found[3]


def _whole_words(old: str, new: str, found: Range) -> Range:
    """A replaced range that cuts through a short kanji word, widened to the word on both sides."""
    a, b, c, d = found
    if not _replaces(found):
        return found
    before = _shared(old[:a], new[:c], lambda text, at: text[len(text) - 1 - at])
    after = _shared(old[b:], new[d:], lambda text, at: text[at])
    left = before if old[a : a + 1] and KANJI.match(old[a]) and KANJI.match(new[c]) else 0
    right = after if KANJI.match(old[b - 1]) and KANJI.match(new[d - 1]) else 0
    if b - a + left + right > SHORT_WORD or d - c + left + right > SHORT_WORD:
        return found
    return a - left, b + right, c - left, d + right


def _shared(old: str, new: str, char: Callable[[str, int], str]) -> int:
    """How many kanji the two texts share at the edge, looked at as far as a short word reaches."""
    count = 0
    for at in range(min(len(old), len(new), SHORT_WORD)):
        if char(old, at) != char(new, at) or not KANJI.match(char(old, at)):
            break
        count += 1
    return count


def _merged(ranges: Sequence[Range]) -> list[Range]:
    """The ranges in order, overlapping ones made one."""
    found: list[Range] = []
    for each in ranges:
        if found and (each[0] < found[-1][1] or each[2] < found[-1][3]):
            a, b, c, d = found[-1]
            found[-1] = (min(a, each[0]), max(b, each[1]), min(c, each[2]), max(d, each[3]))
        else:
            found.append(each)
    return found
