"""An old edition against a new one: what became of every clause.

In: two read documents. Out: the changes in reading order, the renumbering map, the references it broke and
the date the new edition takes effect. It refuses to format: tables are made in exporting/.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..types import Clause, Document
from .effective import Effective, effective_date
from .following import Broken, Comparable, Sayings, Words, broken, comparable, together
from .following import printed as printed_reference
from .matching import GROUPS, Matches, match
from .substance import reasons
from .wording import WordChange, key, word_changes

Kind = Literal["新設", "削除", "実質", "文言", "番号のみ", "移動"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one clause; `changes` point into `old_text` and `new_text`, `why` says what decided the kind."""

    kind: Kind
    old: str | None
    new: str | None
    old_text: str
    new_text: str
    changes: tuple[WordChange, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two editions with all that was found between them."""

    old: Document
    new: Document
    changes: tuple[Change, ...]
    renumbered: dict[str, str]
    broken: tuple[Broken, ...]
    effective: Effective | None

    @cached_property
    def by_old(self) -> dict[str, Change]:
        """Changes by the old clause's id."""
        return {change.old: change for change in self.changes if change.old}

    @cached_property
    def by_new(self) -> dict[str, Change]:
        """Changes by the new clause's id."""
        return {change.new: change for change in self.changes if change.new}


def diff(old: Document, new: Document) -> tuple[Change, ...]:
    """What changed from one edition to the next, in the new order with what is gone at its place."""
    return compare(old, new).changes


def compare(old: Document, new: Document) -> Comparison:
    """Two editions compared: changes, renumbering map, broken references, effective date."""
    return _Comparer(old, new, match(old, new)).comparison()


class _Comparer:
    def __init__(self, old: Document, new: Document, matches: Matches) -> None:
        self.old, self.new, self.matches = old, new, matches
        self.back = matches.back()
        self.said_old, self.said_new = Sayings(old), Sayings(new)
        self.broken: list[Broken] = []

    def comparison(self) -> Comparison:
        changes = tuple(self._changes())
        return Comparison(
            self.old, self.new, changes, self.matches.pairs, tuple(self.broken), effective_date(self.old, self.new)
        )

    def _changes(self) -> Iterator[Change]:
        gone = self._gone()
        yield from gone.get(None, ())
        swallowed: set[str] = set()
        for clause in self.new.clauses:
            before = self.back.get(clause.id)
            if before in self.matches.voided:
                swallowed.add(clause.id)
                text = printed(self.old, self.old.by_id[before], self.matches.pairs)
                yield Change("削除", before, clause.id, text, printed(self.new, clause, ()))
                yield from gone.get(before, ())
            elif before is not None:
                change = self._pair(self.old.by_id[before], clause)
                yield from (change,) if change else ()
                yield from gone.get(before, ())
            elif clause.parent in swallowed:
                swallowed.add(clause.id)
            else:
                if clause.level not in GROUPS:
                    swallowed.add(clause.id)
                yield Change("新設", None, clause.id, "", printed(self.new, clause, self.back))

    def _gone(self) -> dict[str | None, list[Change]]:
        """What was deleted, by the last matched clause before it in the old order."""
        found: dict[str | None, list[Change]] = {}
        swallowed: set[str] = set()
        last: str | None = None
        for clause in self.old.clauses:
            if clause.id in self.matches.voided:
                swallowed.add(clause.id)
                last = clause.id
            elif clause.id in self.matches.pairs:
                last = clause.id if clause.id not in self.matches.moved else last
            elif clause.parent in swallowed:
                swallowed.add(clause.id)
            else:
                if clause.level not in GROUPS:
                    swallowed.add(clause.id)
                text = printed(self.old, clause, self.matches.pairs)
                found.setdefault(last, []).append(Change("削除", clause.id, None, text, ""))
        return found

    def _pair(self, old: Clause, new: Clause) -> Change | None:
        one, two = self.said_old.of(old), self.said_new.of(new)
        changes = word_changes(one.text, two.text)
        placed = together(one, two, changes)
        self.broken += broken(placed, self.matches.pairs, self.old, self.new)
        moved, renumbered = old.id in self.matches.moved, old.number != new.number
        if not (changes or moved or renumbered):
            return None
        substance: tuple[str, ...] = ()
        wording = False
        if changes:
            made = comparable(one, two, placed, self.matches.pairs)
            wording = key(made.old) != key(made.new) or bool(made.redirected)
            substance = _substance(one, two, made) if wording and old.level != "history" else ()
        kind: Kind = "実質" if substance else "移動" if moved else "文言" if wording else "番号のみ"
        why = (*substance, *_notes(old, new, moved=moved, wording=wording, followed=bool(changes) and not wording))
        return Change(kind, old.id, new.id, one.text, two.text, changes, why)


def _substance(old: Words, new: Words, made: Comparable) -> tuple[str, ...]:
    """Why the difference is one of substance; a heading agrees to nothing."""
    redirected = tuple(f"参照先: {printed_reference(one)} → {printed_reference(two)}" for one, two in made.redirected)
    return reasons(made.old[old.heading :], made.new[new.heading :]) + redirected


def _notes(old: Clause, new: Clause, *, moved: bool, wording: bool, followed: bool) -> Iterator[str]:
    if key(old.heading) != key(new.heading):
        yield "見出しの変更"
    if moved:
        yield "位置の移動"
    if old.number != new.number:
        yield "番号の変更"
    if followed:
        yield "参照番号の整理"
    if new.level == "history" and wording:
        yield "改定履歴"


def printed(document: Document, clause: Clause, elsewhere: Container[str]) -> str:
    """A clause as it stands with all below it, without what the other edition has in another place."""
    return "\n".join(printed_clauses(document, clause, elsewhere))


def printed_clauses(document: Document, clause: Clause, elsewhere: Container[str]) -> list[str]:
    """The same, clause by clause."""
    found = []
    for each in (clause, *(() if clause.level in GROUPS else below(document, clause))):
        if each is clause or each.id not in elsewhere:
            heading = f"（{each.heading}）" if each.heading else ""
            words = "　".join(part for part in (each.label + heading, each.text) if part)
            tables = [table.text for table in document.tables if table.clause == each.id]
            found.append("\n".join(part for part in (words, *tables) if part))
    return found


def below(document: Document, clause: Clause) -> Iterator[Clause]:
    """All that stands below a clause, in reading order."""
    for child in document.children.get(clause.id, ()):
        yield child
        yield from below(document, child)
