"""Who stands where in a document's tree: parents, siblings, numbered children, annexes.

In: a read document. Out: clauses by number, by label and by place. It refuses to read any words
but labels and headings.
"""

from __future__ import annotations

import re
from functools import cached_property

from ..normalize import fold, normalize
from ..numbering import to_int
from ..types import Clause, Document, Level, Number

CONTAINERS = ("supplement", "appendix", "special")
_LABEL_MARK = re.compile(r"[①-⑳]|[ァ-ヶ]|[0-9]{1,2}|[a-z]")
_ANNEX_LABEL = re.compile(r"(別[紙記表添図]|附則|特約)[ \-第(「]*([0-9]{1,2}|[A-Z]|[①-⑳]|[一二三四五六七八九十]{1,3})?")
_WORD_LEVEL: dict[str, Level] = {"附": "supplement", "特": "special", "別": "appendix"}


class Neighbours:
    """The tree of one document, asked by number and by place; every question is answered at once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._numbered: dict[tuple[str | None, Level, Number], Clause] = {}
        self._articles: dict[tuple[str, Number], list[Clause]] = {}
        self._rows: dict[tuple[str | None, Level], list[Clause]] = {}
        self._first: dict[tuple[Level, Number], Clause] = {}
        self._place: dict[str, int] = {}
        for clause in document.clauses:
            self._numbered.setdefault((clause.parent, clause.level, clause.number), clause)
            self._first.setdefault((clause.level, clause.number), clause)
            if clause.level == "article":
                self._articles.setdefault((self.container(clause), clause.number), []).append(clause)
            row = self._rows.setdefault(self._row_key(clause), [])
            self._place[clause.id] = len(row)
            row.append(clause)

    def _row_key(self, clause: Clause) -> tuple[str | None, Level]:
        # articles run on through the chapters: the 前条 of 第2章's first is 第1章's last
        parent = self.container(clause) if clause.level == "article" else clause.parent
        return parent, clause.level

    def parent(self, clause: Clause) -> Clause | None:
        """The clause that holds this one."""
        return self.document.by_id.get(clause.parent) if clause.parent else None

    def up(self, clause: Clause | None, *levels: str) -> Clause | None:
        """This clause or the nearest one above it that is of one of these levels."""
        while clause is not None and clause.level not in levels:
            clause = self.parent(clause)
        return clause

    def container(self, clause: Clause) -> str:
        """The id of the 附則, 別紙 or 特約 that holds the clause; "" in the body."""
        top = self.up(self.parent(clause), *CONTAINERS)
        return top.id if top else ""

    def row(self, clause: Clause) -> list[Clause]:
        """The clauses of the same level that stand in one row with this one, itself included."""
        return self._rows[self._row_key(clause)]

    def place(self, clause: Clause) -> int:
        """Where in its row the clause stands, from 0."""
        return self._place[clause.id]

    def children(self, clause: Clause, *levels: str) -> list[Clause]:
        """The direct children of these levels."""
        return [child for child in self.document.children.get(clause.id, ()) if child.level in levels]

    def child(self, parent: Clause | None, level: Level, number: Number) -> Clause | None:
        """The child with this number; without a parent, one that stands at the top."""
        return self._numbered.get((parent.id if parent else None, level, number))

    def anywhere(self, level: Level, number: Number) -> Clause | None:
        """The first clause of this level and number, wherever it stands."""
        return self._first.get((level, number))

    @cached_property
    def last_article(self) -> Clause | None:
        """The last 条 of the body."""
        articles = self._rows.get(("", "article"))
        return articles[-1] if articles else None

    def article(self, number: Number, near: Clause, inside: Clause | None = None) -> Clause | None:
        """第N条 as a clause near another means it: of its own 別紙 or 附則 first, then of the body."""
        for container in dict.fromkeys((self.container(near) if near.level not in CONTAINERS else near.id, "")):
            candidates = self._articles.get((container, number), [])
            if inside is not None:
                candidates = [found for found in candidates if self._is_under(found, inside)]
            chapter = self.up(near, "chapter")
            own = [found for found in candidates if chapter and self.up(found, "chapter") is chapter]
            if candidates:
                return (own or candidates)[0]
        return None

    def _is_under(self, clause: Clause, above: Clause) -> bool:
        return self.up(clause, above.level) is above

    def marked(self, near: Clause, mark: str) -> Clause | None:
        """The clause labelled （ア） or ① among the children of this one, its siblings and those above."""
        at: Clause | None = near
        while at is not None and at.level in ("subitem", "item", "paragraph"):
            for child in self.children(at, "item", "subitem"):
                if mark in _LABEL_MARK.findall(fold(child.label))[:1]:
                    return child
            at = self.parent(at)
        return None

    def annexes(self, word: str, number: Number | None) -> list[Clause]:
        """The 別紙1 of the document, or all 別紙 where the pointer gives no number."""
        found = [clause for clause, name, _ in self._annexes if name == word]
        if number is None:
            return found
        exact = [clause for clause, name, value in self._annexes if (name, value) == (word, str(number))]
        return exact or (found if len(found) == 1 and str(number) == "1" and not self._printed(found[0]) else [])

    def _printed(self, annex: Clause) -> str:
        return next(value for clause, _, value in self._annexes if clause is annex)

    @cached_property
    def _annexes(self) -> list[tuple[Clause, str, str]]:
        found = []
        for clause in self.document.clauses:
            if clause.level in CONTAINERS:
                match = _ANNEX_LABEL.search(fold(clause.label))
                fallback = {"supplement": "附則", "special": "特約"}.get(clause.level, "別紙")
                found.append((clause, match[1] if match else fallback, _plain(match[2]) if match else ""))
        return found

    @cached_property
    def headings(self) -> dict[str, list[Clause]]:
        """Clauses by their heading, blanks and widths made one."""
        found: dict[str, list[Clause]] = {}
        for clause in self.document.clauses:
            if clause.heading and clause.level not in ("item", "subitem"):
                found.setdefault(plain_title(clause.heading), []).append(clause)
        return found


def _plain(printed: str | None) -> str:
    return "" if printed is None else str(to_int(printed) or printed)


def plain_title(heading: str) -> str:
    """A heading as titles are compared: no blanks, one width, no brackets around it."""
    return normalize(heading).text.strip("「」『』()")
