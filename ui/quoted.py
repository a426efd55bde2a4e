"""Quotations with their verdicts: marked in the text they were taken from, as cards, and as a table to take away.

In: the records of `yakkan verify`. Out: HTML and a `Sheet`. It refuses to decide what is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indexer import Document, Sheet
from ui import shelf
from ui.address import link
from ui.paper import Safe, join, lay, tag
from ui.words import say

Record = dict[str, Any]


def text(pasted: str, records: Sequence[Record]) -> Safe:
    """The checked text; under each quotation a line, behind it its number and the verdict in words."""
    parts: list[str] = []
    at = 0
    for number, record in enumerate(records, start=1):
        start, end = record["at"]
        kind = "sound" if record["found"] else "unsound"
        said = f"{number} {say('quotes.mark_found' if record['found'] else 'quotes.mark_lost')}"
        parts += [pasted[at:start], tag("span", pasted[start:end], class_=kind), tag("sup", said, class_=kind)]
        at = end
    return tag(
        "div",
        join([*parts, pasted[at:]]),
        class_="checked clause",
        tabindex="0",
        role="region",
        aria_label=say("quotes.text"),
    )


def card(number: int, record: Record) -> None:
    """One quotation: the verdict, the words, and where they stand or what comes nearest."""
    near = record["nearest"]
    place = record if record["found"] else near
    verdict = say("quotes.found" if record["found"] else "quotes.lost")
    head = tag("b", verdict, class_="severity" if record["found"] else "severity error")
    parts: list[str] = [
        tag("p", tag("span", str(number), class_="numbered"), head, class_="where"),
        tag("p", record["quote"], class_="clause"),
    ]
    if not record["found"]:
        parts += (
            [tag("p", say("quotes.near"), class_="small"), difference(near)]
            if near
            else [tag("p", say("quotes.nothing_near"), class_="small")]
        )
    if place:
        parts.append(_where(place))
    lay(tag("section", *parts, class_="finding"))
    if place:
        link(
            "read",
            say("quotes.open"),
            doc=place["doc"],
            at=place["id"].partition("#")[2],
            start=place["start"],
            end=place["end"],
        )


def difference(near: Record) -> Safe:
    """The quotation against the real wording: what is only in the one, what is only in the other."""
    names = {"quoted": ("del", say("quotes.removed")), "source": ("ins", say("quotes.added"))}
    parts = [
        tag(names[change["kind"]][0], change["text"], title=names[change["kind"]][1])
        if change["kind"] in names
        else change["text"]
        for change in near["changes"]
    ]
    return tag("p", *parts, class_="clause")


def table(
    records: Sequence[Record], held: Mapping[str, Document], header: tuple[str, ...], verdicts: tuple[str, str]
) -> Sheet:
    """All quotations with their verdicts, for a file."""
    rows = tuple(_row(number, record, held, verdicts) for number, record in enumerate(records, start=1))
    return Sheet(header[0], header[1:], rows, (8, 60, 16, 24, 30, 20, 60))


def _row(number: int, record: Record, held: Mapping[str, Document], verdicts: tuple[str, str]) -> tuple[str | int, ...]:
    near = record["nearest"]
    place = record if record["found"] else near
    verdict = verdicts[0 if record["found"] else 1]
    if place is None:
        return (number, record["quote"], verdict)
    document = held[place["doc"]]
    return (
        number,
        record["quote"],
        verdict,
        document.provider,
        document.title,
        place["citation"],
        "" if record["found"] else near["difference"],
    )


def _where(place: Record) -> Safe:
    name = shelf.short(shelf.session().index.document(place["doc"]))
    provider = tag("span", name, class_=f"provider {shelf.hue(place['doc'])}")
    return tag("p", provider, "　", tag("b", place["citation"]), class_="where")
