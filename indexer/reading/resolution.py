"""What a pointer means where it stands: 前項 in 第5条第2項 is 第5条第1項.

In: a pointer's steps, the clause they stand in, and what was named just before. Out: the clause, or the
two ends of a run of clauses, or why there is none. It refuses to read text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from ..numbering import AIUEO, IROHA, cite, counted
from ..types import Clause, Level
from .neighbours import CONTAINERS, Neighbours, plain_title
from .pointer_words import RANK
from .pointers import Pointer, Step

Missing = Literal["", "clause", "child", "annex", "antecedent"]
COUNTERS = {
    "part": "編",
    "chapter": "章",
    "section": "節",
    "subsection": "款",
    "article": "条",
    "paragraph": "項",
    "item": "号",
}
ABOVE = {"paragraph": ("article", *CONTAINERS), "item": ("paragraph",), "section": ("chapter",)}


@dataclass(frozen=True, slots=True)
class Target:
    """The clause a pointer means (`last` where it means a run), or what is missing and why."""

    first: Clause | None = None
    last: Clause | None = None
    missing: Missing = ""
    message: str = ""
    mismatch: str = ""


class Resolver:
    """Resolves the pointers of one document."""

    def __init__(self, near: Neighbours) -> None:
        self.near = near

    def resolve(self, pointer: Pointer, where: Clause, base: Clause | None, last: Clause | None) -> Target:
        """The target of a pointer in the clause `where`; `base` is what a run hands down, `last` what 同条 means."""
        target = Target(base)
        for index, step in enumerate(pointer.steps):
            above = target.first if index or base else None
            found = self._step(step, where, above, last)
            if found.first is None:
                return found
            mismatch = found.mismatch or target.mismatch or self._title_problem(step, found.first)
            target = Target(found.first, found.last, mismatch=mismatch)
        return target

    def _step(self, step: Step, where: Clause, above: Clause | None, last: Clause | None) -> Target:
        if step.unit == "annex":
            return self._annex(step)
        if step.unit == "mark":
            return self._mark(step, above, where)
        if step.word in ("各", "次の各"):
            return self._enumeration(step, above, where)
        if step.word == "同":
            return self._same(step, above or last)
        if step.word in ("本", "前", "次", "前各"):
            return self._relative(step, where)
        return self._numbered(step, above, where)

    def _numbered(self, step: Step, above: Clause | None, where: Clause) -> Target:
        near, level = self.near, cast(Level, step.unit)
        if step.number is None:
            return _lost("番号として読めません")
        if level == "article":
            found = near.article(step.number, where, above if above and above.level != "article" else None)
            if found is None and above is not None and above.level not in CONTAINERS:
                found = near.article(step.number, where)
                wrong = f"{_cite(found)}は{_cite(above)}の条ではありません。" if found else ""
                return Target(found, mismatch=wrong) if found else self._no_article(step)
            return Target(found) if found else self._no_article(step)
        if level in ("part", "chapter"):
            found = near.anywhere(level, step.number)
            return Target(found) if found else _lost(f"{_named(step)}はありません")
        parent = above or self._enclosing(level, where)
        if parent is None:
            return _lost(f"{_named(step)}を含む条項がありません")
        return self._child(parent, step)

    def _enclosing(self, level: Level, where: Clause) -> Clause | None:
        return self.near.up(where, *ABOVE.get(level, ("section", "chapter")))

    def _child(self, parent: Clause, step: Step) -> Target:
        number, level = step.number, cast(Level, step.unit)
        found = self.near.child(parent, level, number) if number is not None else None
        if found is None and level == "item" and parent.level != "paragraph":
            paragraphs = self.near.children(parent, "paragraph")
            held = [self.near.child(paragraph, "item", cast(int, number)) for paragraph in paragraphs]
            found = next((item for item in held if item), None)
        if found is not None:
            return Target(found)
        return _lost(f"{_cite(parent)}に{_named(step)}はありません{self._up_to(parent, level)}", "child")

    def _up_to(self, parent: Clause, level: Level) -> str:
        row = self.near.children(parent, level)
        return (
            f"（{counted(f'第{{}}{COUNTERS[level]}', row[-1].number)}までです）"
            if row
            else f"（{COUNTERS[level]}に分かれていません）"
        )

    def _no_article(self, step: Step) -> Target:
        last = self.near.last_article
        until = f"（{_cite(last)}までです）" if last else ""
        return _lost(f"{_named(step)}はこの文書にありません{until}")

    def _relative(self, step: Step, where: Clause) -> Target:
        own = self.near.up(where, step.unit) or self._listed(step, where)
        if own is None:
            return _lost(f"この箇所は{COUNTERS[step.unit]}の中にありません")
        if step.word == "本":
            return Target(own)
        row, place = self.near.row(own), self.near.place(own)
        if own is not self.near.up(where, step.unit):
            place += 1  # 「前各号」 in the words after a list: all of the list
        count = 1 if step.word == "次" else place if step.word == "前各" else int(step.number or 1)
        if step.word == "次":
            return Target(row[place + 1]) if place + 1 < len(row) else _lost(f"次の{COUNTERS[step.unit]}がありません")
        if count < 1 or count > place:
            counted = f"{count}つの" if count > 1 else ""
            return _lost(f"前に{counted}{COUNTERS[step.unit]}がありません")
        first, end = row[place - count], row[place - 1]
        return Target(first, end if count > 1 else None)

    def _listed(self, step: Step, where: Clause) -> Clause | None:
        """The last 号 of the paragraph the words stand in, or of the paragraph before it."""
        if step.unit != "item" or step.word not in ("前", "前各"):
            return None
        paragraph = self.near.up(where, "paragraph")
        if paragraph is None:
            return None
        row, place = self.near.row(paragraph), self.near.place(paragraph)
        for holder in (paragraph, *row[max(0, place - 1) : place]):
            if items := self.near.children(holder, "item"):
                return items[-1]
        return None

    def _same(self, step: Step, last: Clause | None) -> Target:
        found = self.near.up(last, step.unit)
        if found is None and last is not None and step.unit == "paragraph" and last.level == "article":
            paragraphs = self.near.children(last, "paragraph")
            found = paragraphs[0] if len(paragraphs) == 1 else None
        counter = COUNTERS[step.unit]
        return Target(found) if found else _lost(f"「同{counter}」が指す{counter}が前にありません", "antecedent")

    def _enumeration(self, step: Step, above: Clause | None, where: Clause) -> Target:
        """The clause whose 各号 or 各項 are meant; they are its children."""
        near, level = self.near, cast(Level, step.unit)
        if above is None and level == "item":
            found = (
                where if near.children(where, "item", "subitem") else near.up(where, "paragraph", "article") or where
            )
            return Target(found)
        if above is None:
            return Target(near.up(where, "article", *CONTAINERS) or where)
        holders = [above, *near.children(above, "paragraph")]
        if any(near.children(holder, level, "subitem") for holder in holders):
            return Target(above)
        return _lost(f"{_cite(above)}に{COUNTERS[level]}はありません", "child")

    def _mark(self, step: Step, above: Clause | None, where: Clause) -> Target:
        if above is None:
            found = self.near.marked(where, step.label)
            return Target(found) if found else _lost("")
        children = self.near.children(above, "subitem", "item")
        for child in children:
            if step.label in child.label.translate(FULLWIDTH):
                return Target(child)
        for order in (AIUEO, IROHA):
            number = order.find(step.label) + 1
            if number and (by_number := self.near.child(above, "subitem", number)):
                return Target(by_number)
        return _lost(f"{_cite(above)}に{step.label}はありません", "child")

    def _annex(self, step: Step) -> Target:
        word = step.label
        found = self.near.annexes(word, step.number)
        if not found:
            named = word if step.number is None else f"{word}{step.number}"
            return _lost(f"{named}はこの文書にありません", "annex")
        return Target(found[0], found[-1] if len(found) > 1 else None)

    def _title_problem(self, step: Step, found: Clause) -> str:
        """Why the quoted title is not the clause's heading; "" where it is, or where none is quoted."""
        if step.title is None or not found.heading:
            return ""
        quoted, real = plain_title(step.title), plain_title(found.heading)
        if quoted == real or (found.level in CONTAINERS and (quoted in real or real in quoted)):
            return ""
        others = [clause for clause in self.near.headings.get(quoted, ()) if clause is not found]
        whose = f"「{step.title}」は{_cite(others[0])}の見出しです。" if others else ""
        return f"引用された見出し「{step.title}」が、{_cite(found)}の見出し「{found.heading}」と違います。{whose}"


FULLWIDTH = {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}


def _lost(message: str, missing: Missing = "clause") -> Target:
    return Target(missing=missing, message=message)


def _named(step: Step) -> str:
    return counted(f"第{{}}{COUNTERS[step.unit]}", step.number or "")


def _cite(clause: Clause | None) -> str:
    return cite(clause) if clause else ""


def inherited(pointer: Pointer, before: Pointer, to: Clause | None, near: Neighbours) -> Clause | None:
    """What a run hands down: 第3項 after 第15条第2項及び stands in 第15条."""
    step = pointer.steps[0]
    if (
        to is None
        or step.word in ("本", "前", "次", "同", "前各", "次の各")
        or (step.unit not in ABOVE and step.unit != "mark")
    ):
        return None
    reached = RANK[before.steps[-1].unit] >= RANK[step.unit]
    if not reached and pointer.join != "in":
        return None
    if step.unit == "mark":
        return near.parent(to) if before.steps[-1].unit == "mark" and len(before.steps) > 1 else None
    return near.up(near.parent(to) if near.up(to, step.unit) is to else to, *ABOVE[step.unit])
