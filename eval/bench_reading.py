"""How long reading takes: real and sample documents, growth with length, and hostile lines.

In: the samples, the folder in YAKKAN_PROVIDERS where it is set, and texts made here. Out: a table on the terminal, and a
failure where the time per character grows. It refuses to judge what was read: the tests do.

    python -m eval.bench_reading
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from indexer import Corpus, default_folder, read_text

SIZES = (100_000, 1_000_000, 10_000_000)
SLACK = 2.0  # how much more a character may cost in the longest text than in the shortest
HOSTILE = (
    "第",
    "（",
    "1",
    ".",
    "-",
    "第1条",
    "（ア",
    "①",
    " ",
    "、",
    "1.",
    "第1章 ",
    "附則 ",
    "「以下",
    "2022年",
    "株式会社",
    "1-",
)
LINES = (
    "第1条\n",
    "（ア）\n",
    "①\n",
    "別紙\n",
    "附則\n",
    "1\n",
    "・あ\n",
    "(1)あ\n",
    "用語 内容\n",
    "第1章\n",
    "（目的）\n",
)


def written(size: int) -> str:
    """A text of about that many characters: articles numbered through, with 項, 号 and references."""
    made: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        before = max(1, number - 1)
        made.append(
            f"第{number}条（料金その{number}）\n契約者は、第{before}条（料金その{before}）に定めるところにより料金を支払い、"
            "支払期日を過ぎたときは、遅延損害金を支払うものとします。\n2．次の各号に該当するときは、この限りではありません。\n"
            "（１）天災のとき\n（２）工事のとき\n3．当社は、あらかじめ通知します。\n"
        )
        length += len(made[-1])
    return "".join(made)


def seconds(text: str) -> float:
    """The time to read a text once."""
    started = time.perf_counter()
    read_text(text)
    return time.perf_counter() - started


def folder_time(folder: Path) -> tuple[int, int, float]:
    """Documents, characters and seconds for a whole folder."""
    started = time.perf_counter()
    documents = Corpus(folder).documents()
    return len(documents), sum(len(document.text) for document in documents), time.perf_counter() - started


def main() -> int:
    """Prints the times; 1 where reading is not linear."""
    folders = [default_folder()] + [Path(named) for named in [os.environ.get("YAKKAN_PROVIDERS", "")] if named]
    for folder in folders:
        count, size, took = folder_time(folder)
        print(f"{folder.name}: {count} documents, {size:,} characters in {took:.2f} s")
    each = []
    for size in SIZES:
        took = seconds(written(size))
        each.append(took / size)
        print(f"{size:>12,} characters: {took:6.2f} s, {took / size * 100_000:.3f} s per 100,000")
    worst = max(
        (seconds(f"第1条（目的）\n{unit * (1_000_000 // len(unit))}\n2．以上です。\n"), unit) for unit in HOSTILE
    )
    print(f"slowest line of a million characters, made of {worst[1]!r}: {worst[0]:.2f} s")
    worst = max((seconds("第1条（目的）\n" + unit * (300_000 // len(unit))), unit) for unit in LINES)
    print(f"slowest 300,000 characters of one short line, {worst[1]!r}: {worst[0]:.2f} s")
    return int(each[-1] > SLACK * each[0])


if __name__ == "__main__":
    sys.exit(main())
