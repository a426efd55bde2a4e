"""What the sample documents hold, counted: `python -m eval.numbers` prints the table, `--write` puts it in the README.

In: the sample documents. Out: a Markdown table. It refuses to judge whether a count is right: the tests do, against
lists written by hand.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from indexer import Corpus, Document

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "README.ja.md")
BLOCK = re.compile(r"(?<=<!-- numbers -->\n).*?(?=<!-- /numbers -->)", re.DOTALL)
LEVELS = {"章": "chapter", "節": "section", "条": "article", "項": "paragraph", "号": "item", "イ": "subitem"}


def row(document: Document) -> list[str]:
    """One document's line of the table: its id, characters, clauses of each level, tables and notices."""
    levels = Counter(clause.level for clause in document.clauses)
    counts = [len(document.text), *(levels[level] for level in LEVELS.values())]
    return [f"`{document.id}`", *(f"{n:,}" for n in (*counts, len(document.tables), len(document.notices)))]


def table() -> str:
    """The whole table, as the README holds it."""
    head = ["doc", "文字", *LEVELS, "表", "notices"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)], *map(row, Corpus(ROOT / "corpus" / "samples").documents())]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def write() -> None:
    """Puts the table of today between the markers of each README."""
    made = table()
    for page in PAGES:
        page.write_text(BLOCK.sub(made, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write() if "--write" in sys.argv[1:] else print(table(), end="")
