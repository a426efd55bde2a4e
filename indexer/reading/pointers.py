"""The grammar of pointers: the words 「第40条（契約解除）第2項」, 「前三項」, 「次の各号」, 「別記-1」 in a text.

In: folded text (normalize.fold, so one character for each of the source) and what counts as a title.
Out: pointers as steps with offsets, and how each is joined to the one before. It refuses to know any
document: whether a clause exists is asked in references.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..numbering import number, to_int
from ..types import Number
from .pointer_words import (
    ANNEX_RUN_ON,
    BRACKETED_ITEM,
    BRANCH,
    CHILD_MARK,
    CIRCLED,
    GAP_AND,
    GAP_OPENED,
    GAP_REMARK,
    GAP_TO,
    HEAD,
    NUMBERS,
    RANK,
    REMARK,
    RUN_ON,
    STEP,
    UNITS,
)

TITLED = ("annex", "part", "chapter", "section", "subsection", "article")
LONGEST_TITLE = 80
_BRACKETS = {"(": ")", "[": "]", "【": "】", "「": "」", "『": "』"}
Join = Literal["", "and", "to", "in"]


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of a pointer: 第2項 is ("paragraph", "", 2), 前二項 ("paragraph", "前", 2), 本条 ("article", "本")."""

    unit: str
    word: Literal["", "前", "次", "本", "同", "各", "前各", "次の各"] = ""
    number: Number | None = None
    label: str = ""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words of one pointer in a text, and how they hang on the pointer before."""

    start: int
    end: int
    steps: tuple[Step, ...]
    join: Join = ""


def scan(text: str, is_title: Callable[[str], bool]) -> list[Pointer]:
    """Every pointer in a folded text, in order; `is_title` knows the headings of the document."""
    found: list[Pointer] = []
    at = 0
    while head := HEAD.search(text, at):
        for pointer in _pointers_at(text, head, is_title):
            found.append(_joined(text, found, pointer))
        at = found[-1].end
        while run := _run_on(text, found[-1], is_title):
            found.append(_joined(text, found, run))
            at = run.end
    return found


def _joined(text: str, found: list[Pointer], pointer: Pointer) -> Pointer:
    if not found or pointer.start - found[-1].end > 2 * LONGEST_TITLE:
        return pointer
    gap = text[found[-1].end : pointer.start]
    join: Join = ""
    if GAP_OPENED.fullmatch(gap) or GAP_REMARK.fullmatch(gap):
        join = "in"  # 第5条第1、2項, 第5条(第2項を除く。), 第5条(以下「X」という。)第2項
    elif GAP_TO.fullmatch(gap):
        join = "to"
    elif GAP_AND.fullmatch(gap):
        join = "and"
    return Pointer(pointer.start, pointer.end, pointer.steps, join)


def _pointers_at(text: str, head: re.Match[str], is_title: Callable[[str], bool]) -> Iterator[Pointer]:
    if head["list"] is None:
        yield _grown(text, head.start(), head.end(), _first_step(head), is_title)
        return
    numbers = list(NUMBERS.finditer(text, head.start() + 1, head.end()))
    unit_at = head.end() + (text[head.end()] == " ")
    unit = UNITS[text[unit_at]]
    for index, match in enumerate(numbers):
        start = match.start() - (text[match.start() - 1] == "第")
        step = Step(unit, number=number(match[0]))
        if index + 1 < len(numbers):
            yield Pointer(start, match.end(), (step,))
        else:
            yield _grown(text, start, unit_at + 1, step, is_title)


def _first_step(head: re.Match[str]) -> Step:
    if head["number"]:
        return Step(UNITS[head["unit"]], number=number(head["number"].strip("()")))
    if head["bare"]:
        return Step(UNITS[head["bare_unit"]], number=number(head["bare"]))
    if head["count"]:
        return Step(UNITS[head["count_unit"]], "前", to_int(head["count"]))
    if head["all"]:
        return Step(UNITS[head["all_unit"]], "前各")
    if head["next"]:
        return Step(UNITS[head["next_unit"]], "次の各")
    if head["each"]:
        return Step("item", "各")
    if head["former"] or head["mark"]:
        return Step("mark", label=(head["former"] or head["mark"]).strip("()"))
    if head["provision"]:
        return Step("paragraph", "本")
    if head["word"]:
        word = head["word"]
        return Step(UNITS[head["word_unit"]], word, 1 if word in "前次" else None)  # type: ignore[arg-type]
    return Step("annex", label=head["annex"] or head["special"][:2], number=_annex_number(head["annex_number"]))


def _annex_number(printed: str | None) -> Number | None:
    return None if printed is None else number(printed) or printed


def _grown(text: str, start: int, end: int, first: Step, is_title: Callable[[str], bool]) -> Pointer:
    """The pointer from its first step as far as its words reach: branches, titles, 項, 号, （ア）."""
    first, end = _with_branches(text, first, end)
    first, end = _with_title(text, first, end, is_title)
    steps = [first]
    while grown := _next_step(text, steps[-1], end):
        step, end = grown
        step, end = _with_branches(text, step, end)
        step, end = _with_title(text, step, end, is_title)
        steps.append(step)
    return Pointer(start, end, tuple(steps))


def _next_step(text: str, last: Step, end: int) -> tuple[Step, int] | None:
    if last.word in ("各", "前各", "次の各") or (last.word == "前" and last.number != 1):
        return None
    match = STEP.match(text, end)
    if match:
        unit = UNITS[match["unit"] or match["same"] or match["each"]]
        if RANK[unit] > RANK[last.unit]:
            if match["each"]:
                return Step(unit, "各"), match.end()
            if match["same"]:
                return Step(unit, "同"), match.end()
            return Step(unit, number=number(match["number"].strip("()"))), match.end()
    if last.unit in ("article", "paragraph") and (item := BRACKETED_ITEM.match(text, end)):
        return Step("item", number=number(item["number"])), item.end()
    pattern = CIRCLED if last.unit in ("article", "paragraph") else CHILD_MARK
    if last.unit in ("article", "paragraph", "item", "mark") and (mark := pattern.match(text, end)):
        return Step("mark", label=mark["mark"].strip("()")), mark.end()
    return None


def _with_branches(text: str, step: Step, end: int) -> tuple[Step, int]:
    if step.unit not in ("article", "paragraph", "item") or step.number is None or step.word:
        return step, end
    branches = ""
    while len(branches) < 12 and (match := BRANCH.match(text, end)):
        branches, end = branches + match[0].strip(), match.end()
    value = number(str(step.number), branches[1:].replace("ノ", "の")) if branches else step.number
    return Step(step.unit, number=value), end


def _with_title(text: str, step: Step, end: int, is_title: Callable[[str], bool]) -> tuple[Step, int]:
    """The step with the bracketed title that follows it, where the bracket is a title and no remark."""
    opening = end + text.startswith(" ", end)
    if step.unit not in TITLED or step.word == "前各" or text[opening : opening + 1] not in _BRACKETS:
        return step, end
    closing = _closing(text, opening)
    inside = text[opening + 1 : closing]
    if not inside.strip() or NUMBERS.fullmatch(inside.strip()):
        return step, end
    titled = is_title(inside) or (text[opening] in "([【" and not REMARK.search(inside))
    return (Step(step.unit, step.word, step.number, step.label, inside), closing + 1) if titled else (step, end)


def _closing(text: str, opening: int) -> int:
    """Where the bracket opened here closes, brackets in it counted; `opening` itself where it does not."""
    pair = text[opening] + _BRACKETS[text[opening]]
    depth = 0
    for at in range(opening, min(len(text), opening + LONGEST_TITLE)):
        depth += (text[at] == pair[0]) - (text[at] == pair[1])
        if depth == 0:
            return at
    return opening


def _run_on(text: str, last: Pointer, is_title: Callable[[str], bool]) -> Pointer | None:
    """A member that only a run makes a pointer: 第3条、5条; 第1号又は3号; 第1号ア及びイ; ①から④; 別紙1及び2."""
    gap = GAP_TO.match(text, last.end) or GAP_AND.match(text, last.end)
    tail = last.steps[-1]
    if gap is None or tail.word in ("次の各", "各"):
        return None
    start = gap.end()
    if tail.unit == "mark" and (mark := CHILD_MARK.match(text, start)):
        return Pointer(start, mark.end(), (Step("mark", label=mark["mark"].strip("()")),))
    if tail.unit == "annex" and tail.number is not None and (annex := ANNEX_RUN_ON.match(text, start)):
        step = Step("annex", label=tail.label, number=_annex_number(annex["number"]))
        return Pointer(start, annex.end(), (step,))
    if text[last.end - 1] == ")" and tail.unit == "item" and (item := BRACKETED_ITEM.match(text, start)):
        return Pointer(start, item.end(), (Step("item", number=number(item["number"])),))
    match = RUN_ON.match(text, start)
    if match is None or RANK[UNITS[match["unit"]]] > RANK[tail.unit]:
        return None
    step = Step(UNITS[match["unit"]], number=number(match["number"].strip("()")))
    return _grown(text, match.start(), match.end(), step, is_title)
