"""The topics of terms of service, as the data files name them.

In: `topics/*.toml`, one table a topic. Out: `Topic` values. It refuses to match anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "topics"


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that terms of service deal with, and the words by which it is known."""

    id: str
    group: str  # the file it stands in: fees, liability …
    name: str
    description: str
    headings: tuple[str, ...]
    words: tuple[str, ...]  # what is said in the body of such a clause
    everyday: tuple[str, ...]
    english: tuple[str, ...]
    near: tuple[str, ...]  # ids of topics that are easily taken for it
    against: tuple[str, ...]  # words that speak for another topic

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name and every heading it goes by."""
        return tuple(dict.fromkeys((self.name, *self.headings)))


@cache
def all_topics() -> tuple[Topic, ...]:
    """Every topic, in the order of the files."""
    return tuple(
        _topic(topic_id, path.stem, given)
        for path in sorted(FOLDER.glob("*.toml"))
        for topic_id, given in tomllib.loads(path.read_text(encoding="utf-8")).items()
    )


def _topic(topic_id: str, group: str, given: Mapping[str, str]) -> Topic:
    return Topic(
        topic_id,
        group,
        given["name"],
        given["description"],
        headings=tuple(given["headings"].split()),
        words=tuple(given["words"].split()),
        everyday=tuple(given["everyday"].strip().split("\n")),
        english=tuple(given["english"].strip().split("\n")),
        near=tuple(given.get("near", "").split()),
        against=tuple(given.get("not", "").split()),
    )
