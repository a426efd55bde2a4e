"""PDFs, written here byte by byte: text by page, scans, passwords, broken character maps, truncation."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indexer.errors import SourceError
from indexer.reading.sources import load, load_bytes

FIRST = [
    "第１条（目的）",
    "この規約は、当社の電話転送サービスの利用条件を定めます。",
    "①㈱ Mail-",
    "box の料金は別表のとおりです。",
]
SECOND = ["第２条（変更）", "当社は、３０日前に知らせて、この規約を変えることがあります。"]
JAPAN1 = b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n" % (entries, len(content)) + content + b"\nendstream"


def text_page(lines: list[str]) -> bytes:
    shown = b" ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T*" for line in lines)
    return b"BT /F1 12 Tf 50 700 Td 16 TL " + shown + b" ET"


def pdf(pages: list[bytes], *, font_extra: bytes = b"", more: list[bytes] | None = None, trailer: bytes = b"") -> bytes:
    """A whole PDF of these page contents, with one Japanese font and one grey picture as resources."""
    kids = b" ".join(b"%d 0 R" % (7 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/M/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]%s>>" % font_extra,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/M/CIDSystemInfo%s/FontDescriptor 5 0 R/DW 1000>>" % JAPAN1,
        b"<</Type/FontDescriptor/FontName/M/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 700/StemV 80>>",
        stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    ]
    for index, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 6 0 R>>>>>>" % (8 + 2 * index)
        )
        objects.append(stream(content))
    return assemble(objects + (more or []), trailer)


def assemble(objects: list[bytes], trailer: bytes) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(out),
    )  # fmt: skip


def rc4(key: bytes, data: bytes) -> bytes:
    state, at, out = list(range(256)), 0, bytearray()
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) % 256
        state[index], state[at] = state[at], state[index]
    first = second = 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)


def encrypted(user_password: bytes) -> bytes:
    """A PDF under the 40-bit standard handler (PDF 1.7, 7.6.3), its one text stream encrypted."""
    padded, identity = (user_password + PADDING)[:32], b"0123456789abcdef"
    owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], padded)
    rights = -4
    key = hashlib.md5(padded + owner + rights.to_bytes(4, "little", signed=True) + identity).digest()[:5]
    page_key = hashlib.md5(key + (8).to_bytes(3, "little") + b"\0\0").digest()[:10]
    handler = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (
        owner.hex().encode(), rc4(key, PADDING).hex().encode(), rights,
    )  # fmt: skip
    trailer = b"/Encrypt 9 0 R/ID[<%s><%s>]" % ((identity.hex().encode(),) * 2)
    return pdf([rc4(page_key, text_page(FIRST))], more=[handler], trailer=trailer)


def test_pages_and_lines_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "規約.PDF"
    path.write_bytes(pdf([text_page(FIRST), text_page(SECOND)]))
    source = load(path)
    assert source.format == "pdf"
    assert source.text.split("\n") == FIRST + SECOND
    assert [source.text[start:][:4] for start in source.page_starts] == ["第１条（", "第２条（"]


def test_a_pdf_is_read_whatever_its_name_says() -> None:
    assert load_bytes("a.txt", b"\n" + pdf([text_page(FIRST)])).format == "pdf"
    assert load_bytes("a.docx", pdf([text_page(FIRST)])).format == "pdf"


def test_a_scan_is_refused_and_a_lone_picture_page_is_told() -> None:
    picture = b"q 500 0 0 700 40 40 cm /Im1 Do Q"
    with pytest.raises(SourceError, match="OCR"):
        load_bytes("a.pdf", pdf([picture]))
    with pytest.raises(SourceError, match="全3ページのうち2ページ"):
        load_bytes("a.pdf", pdf([text_page(FIRST), picture, picture]))
    source = load_bytes("a.pdf", pdf([text_page(FIRST), picture, text_page(SECOND)]))
    assert source.meta == {"pages_without_text": "2"}
    assert source.text[source.page_starts[2] :].startswith("第２条")
    assert load_bytes("a.pdf", pdf([text_page(FIRST), b""])).meta == {}


def test_a_password_is_asked_for_only_where_one_is_needed() -> None:
    assert load_bytes("a.pdf", encrypted(b"")).text.split("\n") == FIRST
    with pytest.raises(SourceError, match="パスワード"):
        load_bytes("a.pdf", encrypted(b"secret"))


def test_a_broken_character_map_is_refused() -> None:
    private = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    private += (
        b"1 beginbfrange <3000> <9fff> <e000> endbfrange 1 beginbfrange <ff00> <ffff> <e000> endbfrange endcmap end"
    )
    data = pdf([text_page(FIRST + SECOND)], font_extra=b"/ToUnicode 9 0 R", more=[stream(private)])
    with pytest.raises(SourceError, match="PDF の文字情報が壊れています"):
        load_bytes("a.pdf", data)


def test_truncated_and_broken_pdfs_are_told() -> None:
    whole = pdf([text_page(FIRST)] * 3)
    for size in range(20, len(whole) - 40, 97):
        with pytest.raises(SourceError, match="途中で切れて"):
            load_bytes("a.pdf", whole[:size])
    with pytest.raises(SourceError, match="壊れています"):
        load_bytes("a.pdf", b"%PDF-1.7\n" + b"x" * 100 + b"\nstartxref\n0\n%%EOF")
    with pytest.raises(SourceError, match="途中で切れて"):
        load_bytes("a.pdf", whole.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<</Linearized 1/L 999999>>\n"))
