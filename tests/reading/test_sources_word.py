"""Word files: automatic numbers, tables, tracked changes, fields, notes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from indexer.reading.sources import load, load_bytes

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, numbering: str = "", styles: str = "", **more: str) -> bytes:
    """A .docx with this inside its body, numbering, styles and further parts."""
    parts = {"numbering": numbering, "styles": styles, **more}
    roots = {kind: f"<w:{kind} {SPACES}>{content}</w:{kind}>" for kind, content in parts.items() if content}
    relations = "".join(f'<Relationship Id="r{kind}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>' for kind in roots)
    relations_root = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    )
    main = f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="/word/document.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations_root.format(main))
        archive.writestr("word/_rels/document.xml.rels", relations_root.format(relations))
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for kind, content in roots.items():
            archive.writestr(f"word/{kind}.xml", content)
    return out.getvalue()


def read(body: str, numbering: str = "", styles: str = "", **more: str) -> list[str]:
    return load_bytes("a.docx", package(body, numbering, styles, **more)).text.split("\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str, num: str | None = None, level: int | None = None, style: str = "") -> str:
    numbered = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbered += "" if num is None else f'<w:numId w:val="{num}"/>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        f"<w:numPr>{numbered}</w:numPr>" if numbered else ""
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def level(depth: int, text: str, number_format: str = "decimal", extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, to: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{to}"/>{override}</w:num>'


LEGAL = abstract(
    0, level(0, "第%1条", "decimalFullWidth"), level(1, "%2."), level(2, "（%3）", "japaneseCounting"),
    level(3, "%4", "irohaFullWidth"),
) + num(1, 0)  # fmt: skip


def test_levels_count_and_restart() -> None:
    shape = [
        (0, "目的"),
        (1, "甲"),
        (1, "乙"),
        (2, "丙"),
        (3, "丁"),
        (3, "戊"),
        (2, "己"),
        (1, "庚"),
        (2, "辛"),
        (0, "定義"),
        (1, "壬"),
    ]
    lines = read("".join(par(text, "1", depth) for depth, text in shape), LEGAL)
    assert lines == [
        "第１条 目的", "1. 甲", "2. 乙", "（一） 丙", "イ 丁", "ロ 戊", "（二） 己",
        "3. 庚", "（一） 辛", "第２条 定義", "1. 壬",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", "1 2 10 11 21"), ("decimalZero", "01 02 10 11 21"), ("decimalFullWidth", "１ ２ １０ １１ ２１"),
        ("japaneseCounting", "一 二 十 十一 二十一"), ("ideographDigital", "一 二 一〇 一一 二一"),
        ("japaneseLegal", "壱 弐 拾 拾壱 弐拾壱"), ("ideographTraditional", "甲 乙 癸 11 21"), ("aiueo", "ｱ ｲ ｺ ｻ ﾅ"),
        ("aiueoFullWidth", "ア イ コ サ ナ"), ("iroha", "ｲ ﾛ ﾇ ﾙ ﾅ"), ("irohaFullWidth", "イ ロ ヌ ル ナ"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ 21"), ("lowerLetter", "a b j k u"), ("upperLetter", "A B J K U"),
        ("lowerRoman", "i ii x xi xxi"), ("upperRoman", "I II X XI XXI"), ("somethingNew", "1 2 10 11 21"),
    ],
)  # fmt: skip
def test_number_formats(number_format: str, printed: str) -> None:
    suffix = '<w:suff w:val="nothing"/>'
    lines = read(par("", "1", 0) * 21, abstract(0, level(0, "%1", number_format, suffix)) + num(1, 0))
    assert [lines[value - 1] for value in (1, 2, 10, 11, 21)] == printed.split()


def test_suffixes_bullets_and_none() -> None:
    def label(text: str, number_format: str, suffix: str = "tab") -> str:
        made = abstract(0, level(0, text, number_format, f'<w:suff w:val="{suffix}"/>')) + num(1, 0)
        return read(par("甲", "1", 0), made)[0]

    assert label("第%1条", "decimal", "nothing") == "第1条甲"
    assert label("%1)", "decimal", "space") == "1) 甲"
    assert [label(mark, "bullet") for mark in ("\uf0b7", "l", "•", "※")] == ["・甲", "・甲", "・甲", "※甲"]
    assert label("", "none") == "甲"
    assert label("附則", "none") == "附則 甲"


def test_several_levels_in_one_label_and_legal_numbers() -> None:
    made = abstract(
        0, level(0, "第%1章", "japaneseCounting"), level(1, "%1.%2"), level(2, "%1.%2.%3", extra="<w:isLgl/>")
    ) + num(1, 0)
    lines = read(par("甲", "1", 0) * 2 + par("乙", "1", 1) + par("丙", "1", 2), made)
    assert lines == ["第一章 甲", "第二章 甲", "二.1 乙", "2.1.1 丙"]


def test_level_restart_is_followed() -> None:
    def labels(extra: str) -> list[str]:
        made = abstract(0, level(0, "A%1"), level(1, "B%2"), level(2, "C%3", extra=extra)) + num(1, 0)
        return [
            line.split()[0] for line in read("".join(par("甲", "1", depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2)), made)
        ]

    assert labels("")[2::2] == ["C1", "C1", "B1"]
    assert labels('<w:lvlRestart w:val="0"/>') == ["A1", "B1", "C1", "B2", "C2", "A2", "B1", "C3"]
    assert labels('<w:lvlRestart w:val="1"/>') == ["A1", "B1", "C1", "B2", "C2", "A2", "B1", "C1"]


def test_lists_that_share_an_abstract_go_on_unless_told_to_start_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "lowerLetter")}</w:lvlOverride>'
    made = (
        abstract(0, level(0, "%1."))
        + num(1, 0)
        + num(2, 0)
        + num(3, 0, start.format(1))
        + num(4, 0, start.format(5))
        + num(5, 0, changed)
    )
    order = ["1", "1", "2", "3", "3", "4", "4", "5", "0", "9"]
    lines = read("".join(par("甲", one, 0) for one in order), made)
    assert [line.removesuffix("甲").strip() for line in lines] == [
        "1.",
        "2.",
        "3.",
        "1.",
        "2.",
        "5.",
        "6.",
        "(g)",
        "",
        "",
    ]


def test_numbers_come_through_styles() -> None:
    made = abstract(
        0, level(0, "第%1条", extra='<w:pStyle w:val="Jo"/>'), level(1, "%2", extra='<w:pStyle w:val="Ko"/>')
    ) + num(1, 0)
    styles = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
    <w:style w:type="paragraph" w:styleId="Jo"><w:basedOn w:val="Normal"/>
   <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Ko"><w:basedOn w:val="Jo"/>
   <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Jo2"><w:basedOn w:val="Jo"/></w:style>
    <w:style w:type="paragraph" w:styleId="Bare"><w:basedOn w:val="Jo"/>
   <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>"""
    body = "".join(par("甲", style=style) for style in ("Jo", "Ko", "Ko", "Jo2", "Ko", "Bare", "Loop", "Gone", ""))
    body += par("乙", "0", style="Jo") + par("丙", style="Jo")
    assert read(body, made, styles) == [
        "第1条 甲", "1 甲", "2 甲", "第2条 甲", "1 甲", "甲", "甲", "甲", "甲", "乙", "第3条 丙",
    ]  # fmt: skip


def test_a_list_style_lends_its_levels() -> None:
    made = abstract(0, extra='<w:numStyleLink w:val="L"/>') + abstract(
        1, level(0, "第%1条"), extra='<w:styleLink w:val="L"/>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert read(par("甲", "1", 0) + par("乙", "2", 0), made + num(1, 0) + num(2, 1), styles) == ["第1条 甲", "第2条 乙"]


def test_body_order_controls_and_tracked_changes() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("新")}</w:ins>'
    merged = f'<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>{run("前")}</w:p>'
    body = (
        f"<w:p>{run('甲')}{deleted}{inserted}<w:moveFrom>{run('元')}</w:moveFrom><w:moveTo>{run('先')}</w:moveTo></w:p>"
        f"<w:sdt><w:sdtPr><w:alias w:val='題'/></w:sdtPr><w:sdtContent>{par('乙')}</w:sdtContent></w:sdt>"
        f"<w:ins w:id='4'>{par('丙')}</w:ins>{merged}{par('後')}"
        f"<w:p><w:hyperlink>{run('丁')}</w:hyperlink><w:smartTag>{run('戊')}</w:smartTag></w:p>"
    )
    assert read(body) == ["甲新先", "乙", "丙", "前後", "丁戊"]


def test_fields_symbols_ruby_and_hidden_runs() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    enclosed = r" eq \o\ac(○,21)"
    body = (
        f"<w:p>{mark('begin')}{code('REF a')}{run('隠')}{mark('separate')}{run('第3条')}{mark('end')}{run('に')}</w:p>"
        f"<w:p>{mark('begin')}{code(enclosed)}{mark('end')}{run('甲')}</w:p>"
        f'<w:p><w:fldSimple w:instr="DATE">{run("4月1日")}</w:fldSimple></w:p>'
        f'<w:p><w:r><w:sym w:font="Wingdings" w:char="F081"/><w:noBreakHyphen/><w:tab/><w:br/></w:r>{run("乙")}</w:p>'
        f"<w:p><w:r><w:ruby><w:rt>{run('やっかん')}</w:rt><w:rubyBase>{run('約款')}</w:rubyBase></w:ruby></w:r></w:p>"
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r>{run('丙')}</w:p>"
        f"<w:p>{run('丁')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{par('枠')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{par('枠')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(body) == ["第3条に", "㉑甲", "4月1日", "①-\t", "乙", "約款", "丙", "丁", "枠"]


def test_notes_stand_at_the_end_and_comments_nowhere() -> None:
    references = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    body = f"<w:p>{run('甲')}{references}</w:p>{par('乙')}"
    notes = f'<w:footnote w:id="0" w:type="separator">{par("--")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{par("注の文")}</w:footnote>'
    assert read(body, footnotes=notes, comments=f'<w:comment w:id="1">{par("内部")}</w:comment>') == [
        "甲",
        "乙",
        "注1　注の文",
    ]


def test_tables_keep_their_cells_and_spans(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("前")
    table = made.add_table(3, 3)
    for row, texts in zip(table.rows, (("種別", "区分", "額"), ("基本", "A", "1円"), ("", "B", "2円")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 0).merge(table.cell(0, 1))
    made.add_paragraph("後")
    frame = made.add_table(1, 1)
    frame.cell(0, 0).text = "枠の中"
    made.sections[0].header.paragraphs[0].text = "頁の頭"
    made.save(str(tmp_path / "規約.docx"))
    source = load(tmp_path / "規約.docx")
    (found,) = source.tables
    assert found.rows == (("種別 区分", "", "額"), ("基本", "A", "1円"), ("基本", "B", "2円"))
    assert source.text[found.span.start : found.span.end] == "種別 区分\t\t額\n基本\tA\t1円\n基本\tB\t2円"
    assert source.text.startswith("前\n")
    assert "後\n枠の中" in source.text
    assert "頁の頭" not in source.text
    assert load_bytes("a.txt", (tmp_path / "規約.docx").read_bytes()).format == "docx"
