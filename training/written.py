"""The written questions: everyday words beside the clauses that settle them.

In: the JSON lines and the glossary under `data/`, and the English wordings of search. Out: facets with their clauses,
near misses and questions. It refuses to know tokens and vectors.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
QUESTIONS = (
    "everyday-facets.jsonl",
    "everyday-seed.jsonl",
    "everyday-more.jsonl",
    "everyday-english.jsonl",
    "everyday-scenes.jsonl",
    "everyday-siblings.jsonl",
    "everyday-consumer.jsonl",
    "everyday-leases.jsonl",
    "everyday-commissions.jsonl",
    "everyday-english-more.jsonl",
    "everyday-hard.jsonl",
    "everyday-plain-a.jsonl",
    "everyday-plain-b.jsonl",
    "everyday-stories.jsonl",
    "everyday-trades.jsonl",
    "everyday-whole-b2b.jsonl",
    "everyday-whole-consumer.jsonl",
    "everyday-english-third.jsonl",
    "everyday-english-fourth.jsonl",
    "everyday-stories-second.jsonl",
    "everyday-turns.jsonl",
    "everyday-articles.jsonl",
    "everyday-who-how.jsonl",
    "everyday-twins.jsonl",
    "everyday-neighbours.jsonl",
    "everyday-short-a.jsonl",
    "everyday-short-b.jsonl",
    "everyday-short-c.jsonl",
)
GLOSSARIES = ("glossary.tsv", "glossary-spoken.tsv", "glossary-third.tsv")
ENGLISH = DATA.parents[1] / "indexer" / "searching" / "english.toml"  # what search adds to an English question


class Facet(NamedTuple):
    """One thing people ask about a topic: its questions, the clauses that settle it, those that only look alike."""

    topic: str
    also: tuple[str, ...]  # topics so near that one clause may answer both
    name: str  # "" where the questions are about the topic as a whole
    headings: tuple[str, ...]
    clauses: tuple[str, ...]
    near: tuple[str, ...]
    queries: tuple[str, ...]


def facets(folder: Path = DATA, names: Sequence[str] = QUESTIONS) -> list[Facet]:
    """Every facet of the files; one written without clauses takes all clauses of its topic."""
    read = [_facet(line) for name in names for line in _lines(folder / name)]
    of_topic: dict[str, list[str]] = defaultdict(list)
    for facet in read:
        of_topic[facet.topic].extend(facet.clauses)
    return [facet if facet.clauses else facet._replace(clauses=tuple(of_topic[facet.topic])) for facet in read]


def glossary(folder: Path = DATA) -> list[tuple[str, str]]:
    """Pairs of an everyday or English wording and the words a clause uses for it."""
    pairs = [line.split("\t") for name in GLOSSARIES for line in _lines(folder / name)]
    said = tomllib.loads(ENGLISH.read_text(encoding="utf-8"))
    english = [(wording.strip(), legal) for wordings, legal in said.items() for wording in wordings.split(";")]
    return [*((everyday, legal) for everyday, legal in pairs), *english]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def _facet(line: str) -> Facet:
    row = json.loads(line)
    also, *lists = (tuple(row.get(key, ())) for key in ("also", "headings", "clauses", "near", "queries"))
    return Facet(row["topic"], also, row.get("facet", ""), *lists)
