"""Archives that are no Word file, are broken, or inflate out of proportion."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from indexer.errors import SourceError
from indexer.reading.sources import load_bytes

SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        load_bytes("a.docx", data)
    return str(caught.value)


def test_truncated_and_broken_archives_are_told() -> None:
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph("甲" * 3000)
    made.save(stream)
    whole = stream.getvalue()
    assert load_bytes("a.docx", whole).text == "甲" * 3000
    for size in range(4, len(whole) - 22, 997):
        assert "途中で切れて" in refused(whole[:size])
    damaged = bytearray(whole)
    damaged[whole.index(b"word/document.xml") + 30] ^= 0xFF
    assert "壊れて" in refused(bytes(damaged))


def test_documents_without_a_body_or_without_words() -> None:
    assert "Word 文書" in refused(zipped("xl/workbook.xml", b"<workbook/>"))
    assert "壊れて" in refused(zipped("word/document.xml", f"<w:document {SPACES}/>".encode()))
    nested = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    assert "壊れて" in refused(zipped("word/document.xml", f"<w:document {SPACES}>{nested}</w:document>".encode()))
    empty = f"<w:document {SPACES}><w:body><w:p/></w:body></w:document>"
    assert "本文がありません" in refused(zipped("word/document.xml", empty.encode()))


def test_bombs_are_refused() -> None:
    size = 30_000_000
    bomb = zipped("word/document.xml", b" " * size)
    assert "異常に大きく" in refused(bomb)
    # a directory that lies about the size gets no further
    assert "壊れて" in refused(bomb.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_expand(encoding: str) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    page = f"{entities}<w:document {SPACES}><w:body><w:p>&b;</w:p></w:body></w:document>"
    assert "実体参照" in refused(zipped("word/document.xml", page.encode(encoding)))
