"""Where a clause stands, at the two depths that answers are judged at.

In: clause ids, with or without their document. Out: the id of the 条 or of the 項. It refuses to know any document.
"""

from __future__ import annotations

WHOLE = ("appendix", "preamble", "history")  # labelled as a whole: any clause inside is as good


def article(clause_id: str) -> str:
    """The 条 that holds a clause, or what stands for one: 別紙1, 附則."""
    return _cut(clause_id, "a")


def paragraph(clause_id: str) -> str:
    """The 項 that holds a clause; a 別紙 is one place."""
    return _cut(clause_id, "p")


def within(clause_id: str, around: str) -> bool:
    """Whether a clause is another or stands below it."""
    return clause_id == around or clause_id.startswith(f"{around}.")


def _cut(clause_id: str, code: str) -> str:
    doc, mark, local = clause_id.rpartition("#")
    parts = local.split(".")
    whole = next((at for at, part in enumerate(parts) if part.startswith(WHOLE)), None)
    found = next((at for at, part in enumerate(parts) if part[0] == code and part[1:2].isdigit()), None)
    deepest = whole if whole is not None else found if found is not None else 0 if code == "a" else len(parts)
    return doc + mark + ".".join(parts[: deepest + 1])
