"""A document as plain lines that a lawyer can read: what the golden files hold after `---`."""

from __future__ import annotations

from indexer import Document


def printed(document: Document) -> list[str]:
    """One line for each clause and table, then notices, then what is no clause."""
    lines = [f"{name}: {value}" for name in ("title", "provider", "edition") if (value := getattr(document, name))]
    for clause in document.clauses:
        heading = f"（{clause.heading}）" if clause.heading else ""
        shown = (_local(clause.id), clause.label, heading, clause.text.replace("\n", "／"))
        lines.append(" | ".join(part for part in shown if part))
        for table in document.tables:
            if table.clause == clause.id:
                lines.append(f"{_local(table.id)} 表 | " + table.text.replace("\n", "／"))
    for notice in document.notices:
        lines.append(f"notice: {notice.code} {document.text[notice.span.start : notice.span.end][:16]}")
    for item in document.furniture:
        lines.append(f"{item.kind}: {document.text[item.span.start : item.span.end]}")
    return lines


def _local(clause_id: str) -> str:
    return clause_id.partition("#")[2]
