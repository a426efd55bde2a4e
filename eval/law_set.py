"""The public lawqa_jp set as its owner has it on disk: questions on Japanese law, and the articles they were made from.

In: a folder with the set. Out: a `LawSet`, or one line that says what is wrong with the folder. It refuses to fetch anything, to
search, and to choose among the answers.

`selection.json` holds {"samples": [{"ファイル名", "コンテキスト", "問題文", "選択肢", …}]}; in a コンテキスト `##` is a law, `###` an
article, `####` a paragraph, `#####` an item.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from indexer import YakkanError, normalized

FILE = "selection.json"
CONTEXT, ASKED, CHOICES, NAME = "コンテキスト", "問題文", "選択肢", "ファイル名"
LAW, ARTICLE, PARAGRAPH, MARK = "## ", "### ", "#### ", "#"
NUMBERED = re.compile(r"第[^条]{1,12}条")  # 第27条の22の2
Paragraphs = dict[str, list[str]]  # printed heading of the paragraph to its lines


class Place(NamedTuple):
    """An article: its law, its heading, and for a heading that is no 第N条, such as (答), the words that tell it from others."""

    law: str
    heading: str
    words: str = ""


@dataclass(frozen=True)
class LawSet:
    """The questions' records, and every article that one of them was made from."""

    records: tuple[dict[str, Any], ...]
    articles: dict[Place, Paragraphs]


def read(folder: Path) -> LawSet:
    """The set in a folder, or in the folder `data` below it."""
    path = next((place for place in (folder / FILE, folder / "data" / FILE) if place.is_file()), None)
    if path is None:
        found = f"「{folder}」にも、その下の data にもありません"
        raise YakkanError(f"lawqa_jp の {FILE} が要ります", found, "lawqa_jp を置いたフォルダーを指定してください")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise YakkanError(f"{path.name} は JSON", f"読めません（{error}）", "ファイルを取り直してください") from error
    records = data.get("samples") if isinstance(data, dict) else data
    fields = (CONTEXT, ASKED, CHOICES)
    if not isinstance(records, list) or not records or not all(_whole(record, fields) for record in records):
        names = "・".join(fields)
        raise YakkanError(f"{path.name} の各問に{names}", "ないものがあります", "lawqa_jp の元の形のまま置いてください")
    return LawSet(tuple(records), _joined(records))


def _whole(record: object, fields: Sequence[str]) -> bool:
    return isinstance(record, dict) and all(isinstance(record.get(field), str) for field in fields)


def articles_of(context: str) -> dict[Place, Paragraphs]:
    """The articles of one context, with their paragraphs."""
    found: dict[Place, Paragraphs] = {}
    law = heading = paragraph = ""
    place: Place | None = None
    for line in context.splitlines():
        if line.startswith((LAW, ARTICLE)):
            law, heading = (_bare(line), "") if line.startswith(LAW) else (law, _bare(line))
            place, paragraph = None, ""
        elif line.startswith(PARAGRAPH):
            paragraph = _bare(line)
        elif line.strip() and not line.startswith(MARK):
            place = place or Place(law, heading, "" if NUMBERED.match(heading) else line.strip())
            found.setdefault(place, {}).setdefault(paragraph, []).append(line.strip())
    return found


def _bare(line: str) -> str:
    """What a heading says, in one width."""
    return str(normalized(line.lstrip(MARK)).text)


def _joined(records: Sequence[dict[str, Any]]) -> dict[Place, Paragraphs]:
    """The articles of all contexts; what two excerpts of one article share stands in it once."""
    found: dict[Place, Paragraphs] = {}
    for record in records:
        for place, paragraphs in articles_of(record[CONTEXT]).items():
            held = found.setdefault(place, {})
            for paragraph, lines in paragraphs.items():
                kept = held.setdefault(paragraph, [])
                kept += [line for line in lines if line not in kept]
    return found
