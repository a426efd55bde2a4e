"""Terms that stand in a list or a table of definitions: （3） 契約者　利用規約に…, 用語 | 意味.

In: a read document and its tree. Out: terms with their clause and the very words. It refuses to read
sentences: 「X」といいます and 「X」とは are found by definitions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..normalize import fold, normalize
from ..types import Clause, Document, Span, Table
from .neighbours import Neighbours

_HEADING = re.compile(r"(?<!要件)(?<!概念)定義|用語")
_LEAD = re.compile(r"(?:用語|語句|言葉|文言)[^。]{0,40}(?:意味|意義|定義|次の|以下の|各号|通り|とおり)")
_HEADER = re.compile(r"用語|語句|定義|意味")
_QUOTED = re.compile(r"[「『]([^「」『』\n]{1,60})[」』] ?(?:とは|[:：…―]|\s|$)?")
_COLON = re.compile(r"([^:。、\n]{1,40}?) ?(?::|…{1,2}|―+) ?")
_WIDE = re.compile("([^\u3000\t。、\n]{1,40}?)(?:\u3000+|\t+|[ ]{2,})(?=[^\\s])")
_BLANK = re.compile(r" (?=[^ はがをにでともへやの])")
_NO_TERM = re.compile(r"[はがをに、。「」:]|(?:その|この|当該|各|本|又は|及び|または|および|の)$|^第?[0-9]+[条項号章]")
_MARKER = re.compile(r"[・●■◆○□\-*]? ?")
_ROW_NUMBER = re.compile(r"\(?[0-9]{1,3}[.)]? ")
_LONGEST = 40


def listed(document: Document, near: Neighbours) -> Iterator[tuple[str, str, Span]]:
    """The terms of the document's lists and tables of definitions: words, clause, place."""
    reader = _Reader(document)
    for clause in document.clauses:
        if clause.level in ("item", "paragraph") and _is_defining(clause, near):
            yield from reader.entry(clause)
    for table in document.tables:
        owner = document.by_id.get(table.clause)
        first_line = table.text.split("\n", 1)[0] + " ".join(table.rows[0] if table.rows else ())
        if owner and (_is_defining(owner, near) or _HEADER.search(first_line)):
            yield from reader.table(table)


def _is_defining(clause: Clause, near: Neighbours) -> bool:
    """True where the clause stands in a list of definitions: by its article's heading or the words over it."""
    article = near.up(clause, "article")
    if article and _HEADING.search(article.heading):
        return True
    lead = near.parent(clause) if clause.level == "item" else clause
    return lead is not None and _LEAD.search(fold(lead.text)) is not None


class _Reader:
    """Splits entries into term and definition; a blank beside Latin letters is judged by the other uses."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._plain = normalize(document.text).text

    def entry(self, clause: Clause) -> Iterator[tuple[str, str, Span]]:
        """The term an entry of a list opens with, or those of its lines."""
        if clause.level == "item" and clause.heading and clause.text:
            yield from self._headed(clause)
            return
        at = 0
        for block in clause.text.split("\n"):
            mark = _MARKER.match(fold(block))
            skip = mark.end() if mark else 0
            loose = clause.level == "item" and at == 0
            if size := self._term_size(block[skip:], loose):
                start, end = size
                span = clause.source_span(at + skip + start, at + skip + end)
                yield block[skip + start : skip + end], clause.id, span
            at += len(block) + 1

    def _headed(self, clause: Clause) -> Iterator[tuple[str, str, Span]]:
        for mark in clause.marks:
            at = self._document.text.find(clause.heading, mark.start, mark.end)
            if at >= 0:
                yield clause.heading, clause.id, Span(at, at + len(clause.heading))
                return

    def _term_size(self, words: str, loose: bool) -> tuple[int, int] | None:
        """Where the term stands in an entry; `loose` takes a single blank for the end of the term."""
        folded = fold(words)
        if quoted := _QUOTED.match(folded):
            return quoted.span(1) if loose or quoted[0][-1] not in "」』" else None
        for pattern, text in ((_WIDE, words), (_COLON, folded)):
            if (match := pattern.match(text)) and not _NO_TERM.search(folded[: match.end(1)]):
                return match.span(1)
        return self._before_blank(folded) if loose else None

    def _before_blank(self, folded: str) -> tuple[int, int] | None:
        cuts = []
        for blank in _BLANK.finditer(folded[: _LONGEST + 1]):
            head = folded[: blank.start()]
            if _NO_TERM.search(_without_brackets(head)):
                break
            cuts.append(blank.start())
        again = [cut for cut in cuts if self._plain.count(normalize(folded[:cut]).text) > 1]
        best = again[-1] if again else cuts[0] if cuts else 0
        return (0, best) if best else None

    def table(self, table: Table) -> Iterator[tuple[str, str, Span]]:
        """The terms of a table: its cells where there are any, else the openings of its rows."""
        yield from self._cells(table) if table.rows else self._lines(table)

    def _cells(self, table: Table) -> Iterator[tuple[str, str, Span]]:
        header, *rows = table.rows
        column = next((i for i, cell in enumerate(header) if re.search(r"用語|語句|名称", fold(cell))), None)
        if column is None:
            column = 1 if len(header) > 2 else 0
            rows = rows if _HEADER.search(" ".join(header)) else list(table.rows)
        at = table.span.start
        for row in rows:
            cell = row[column].strip() if column < len(row) else ""
            start = self._document.text.find(cell, at, table.span.end) if cell else -1
            if start >= 0 and len(cell) <= _LONGEST:
                at = start + len(cell)
                yield cell, table.clause, Span(start, at)

    def _lines(self, table: Table) -> Iterator[tuple[str, str, Span]]:
        ended = True
        at = table.span.start
        for line in self._document.text[table.span.start : table.span.end].split("\n"):
            folded = fold(line).rstrip()
            lead = len(folded) - len(folded.lstrip())
            number = _ROW_NUMBER.match(folded, lead)
            skip = number.end() if number else lead
            if (ended or number) and not _is_header(folded):
                size = self._term_size(line[skip:].rstrip(), loose=True)
                if size:
                    start, end = at + skip + size[0], at + skip + size[1]
                    yield self._document.text[start:end], table.clause, Span(start, end)
            at += len(line) + 1
            if folded.strip():
                ended = folded.endswith(("。", ".")) or _is_header(folded)


def _is_header(line: str) -> bool:
    words = line.split()
    return bool(words) and all(
        re.fullmatch(r"用語.{0,6}|語句|定義|意味|内容|説明|項番|No\.?|番号|.{0,4}意[味義]", word) for word in words
    )


def _without_brackets(words: str) -> str:
    return re.sub(r"\([^()]*\)", "", words)
