"""A file of questions, one JSON value a line: `{id, query, docs?, k?}`.

In: the file's name, or - for standard input. Out: what is asked, line by line. It refuses a line that is not of that form,
and says which.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import QueryError
from .search import Asked

FORM = '{"id": "q1", "query": "…", "docs": ["ID"], "k": 10}'


class Line(NamedTuple):
    """One question of a batch and the name it goes by."""

    id: Any
    asked: Asked


def read(name: str, docs: list[str] | None, k: int) -> list[Line]:
    """The questions of a batch; `docs` and `k` hold where a line says nothing."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            "質問のファイル（UTF-8）が要ります", f"{name} は読めません", "場所と文字コードを確かめてください"
        ) from error
    return [_line(line, at, docs, k) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _line(line: str, at: int, docs: list[str] | None, k: int) -> Line:
    try:
        value = json.loads(line)
        query, wanted, most = value["query"], value.get("docs") or docs, value.get("k") or k
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QueryError(f"{at}行目は {FORM} の形です", f"「{line[:60]}」です", "直してください") from error
    if not isinstance(query, str) or not isinstance(most, int):
        raise QueryError(f"{at}行目の query は文字列、k は整数です", f"「{line[:60]}」です", "直してください")
    wanted = wanted.split(",") if isinstance(wanted, str) else wanted
    return Line(value.get("id", at), Asked(query, wanted, most))
