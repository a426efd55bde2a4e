"""An evidence record, asked again: the same answer, or what differs and what has changed since.

In: an evidence record and an asker. Out: the answer now, the parts of the record that came out otherwise, and what the record
depended on that is no longer the same. It refuses what is no evidence record.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import QueryError
from .answer import Asker
from .outcome import Answer
from .provenance import changed, provenance
from .records import FORM, Record, answer_record, evidence_record

NEEDED = {"question", "docs", "provenance", "answer"}


class Replayed(NamedTuple):
    """The answer now; the parts of the record that differ (none, where all is as it was); what has changed since."""

    answer: Answer
    differs: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """The answer is the one of the record, whatever led to it."""
        return "answer" not in self.differs


def replay(record: Record, asker: Asker) -> Replayed:
    """The question of a record, asked again."""
    _check(record)
    known = [doc for doc in record["docs"] or () if doc in asker.index.entries]
    if record["docs"] and not known:
        raise QueryError(
            "記録したときの文書", f"{'、'.join(record['docs'])} が索引にありません", "文書を戻してから再生してください"
        )
    answer = asker.ask(record["question"], known or None)
    again = json.loads(json.dumps(evidence_record(answer, record["docs"], provenance(asker.index))))
    differs = tuple(name for name in again if again[name] != record.get(name))
    return Replayed(answer, differs, changed(record["provenance"], again["provenance"]))


def replay_record(given: Replayed) -> Record:
    """The JSON of `yakkan replay`."""
    return {
        "same": given.same,
        "differs": list(given.differs),
        "changed": list(given.changed),
        "answer": answer_record(given.answer),
    }


def read(path: Path) -> Record:
    """An evidence record from its file."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        raise _other(f"{path} を読めません") from problem
    _check(found)
    return found  # type: ignore[no-any-return]


def write(path: Path, record: Record) -> None:
    """An evidence record into its file."""
    try:
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise QueryError(
            "証拠記録を書くところです", f"{path} に書けません（{problem.strerror}）", "書ける場所を指定してください"
        ) from problem


def _check(record: Any) -> None:
    """Refuses what `yakkan ask --evidence` did not write."""
    whole = isinstance(record, dict) and record.get("form") == FORM and record.keys() >= NEEDED
    if not whole or not (isinstance(record["question"], str) and isinstance(record["provenance"], dict)):
        raise _other("形が違います")
    docs, held = record["docs"], record["provenance"].get("documents")
    if not isinstance(held, dict) or not (docs is None or (isinstance(docs, list) and all(map(_is_name, docs)))):
        raise _other("形が違います")


def _is_name(given: Any) -> bool:
    return isinstance(given, str)


def _other(found: str) -> QueryError:
    return QueryError("回答の証拠記録", found, "yakkan ask --evidence が書いた JSON を渡してください")
