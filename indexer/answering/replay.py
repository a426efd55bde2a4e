"""An evidence record, asked again: the same index gives the same answer, or it is said what differs.

In: an evidence record and an asker. Out: the answer, and the names of what is no longer the same. It refuses to guess for an
index with other documents or another model.
"""

from __future__ import annotations

from typing import NamedTuple

from ..errors import QueryError
from .answer import Asker, fingerprint
from .outcome import Answer
from .records import FORM, Record, evidence_record


class Replayed(NamedTuple):
    """The answer now, and the parts of the record that came out otherwise (none, where all is as it was)."""

    answer: Answer
    differs: tuple[str, ...]


def replay(record: Record, asker: Asker) -> Replayed:
    """The question of a record, asked again of the same index."""
    if record.get("form") != FORM or not {"question", "docs", "fingerprint", "answer"} <= record.keys():
        raise QueryError("回答の証拠記録", "形が違います", "yakkan ask --evidence が書いた JSON を渡してください")
    now = fingerprint(asker.index)
    if record["fingerprint"] != now:
        found = f"記録は {record['fingerprint']}、今の索引は {now} です"
        raise QueryError(
            "記録と同じ文書・同じモデルの索引", found, "記録したときの文書を戻すか、改めて質問してください"
        )
    answer = asker.ask(record["question"], record["docs"])
    again = evidence_record(answer, record["docs"])
    return Replayed(answer, tuple(name for name in again if again[name] != record.get(name)))
