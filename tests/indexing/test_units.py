from dataclasses import replace

from indexer.indexing.units import Unit, units
from indexer.types import Document, Span, Table

from .made import phone


def local(document: Document, unit: Unit) -> str:
    return document.clauses[unit.clause].id.split("#")[1]


def test_paragraphs_items_and_unnumbered_blocks_are_units() -> None:
    document = phone()
    found = [local(document, unit) for unit in units(document)]
    assert {"a2.p1", "a2.p2", "a4.p1", "a4.p1.i1", "a4.p1.i3"} <= set(found)
    assert any(one.startswith("supplement") for one in found)
    assert not {"ch1", "a1"} & set(found)  # a heading alone is never cited


def test_fields_say_where_words_stand() -> None:
    document = phone()
    by_id = {local(document, unit): unit for unit in units(document)}
    item, paragraph = by_id["a4.p1.i1"], by_id["a4.p1"]
    assert "転貸" in item.fields.body
    assert "転貸" not in paragraph.fields.body
    assert "転貸" in paragraph.fields.inner
    assert item.fields.lead == document.by_id["mogura-phone#a4.p1"].text
    assert item.fields.heading == "禁止事項"
    assert item.fields.chapter == "解約など"


def test_an_item_belongs_to_the_family_of_its_paragraph() -> None:
    document = phone()
    found = units(document)
    by_id = {local(document, unit): unit for unit in found}
    assert local(document, found[by_id["a4.p1.i2"].family]) == "a4.p1"
    assert local(document, found[by_id["a4.p1"].family]) == "a4.p1"


def test_a_table_speaks_for_the_paragraph_it_follows() -> None:
    document = phone()
    table = Table("mogura-phone#t1", "mogura-phone#a2.p1", Span(0, 1), "深さ 料金\n10m 800円")
    by_id = {local(document, unit): unit for unit in units(replace(document, tables=(table,)))}
    assert "800円" in by_id["a2.p1"].fields.body


def test_a_table_under_a_heading_makes_it_a_unit() -> None:
    document = phone()
    table = Table("mogura-phone#t1", "mogura-phone#a2", Span(0, 1), "深さ 料金")
    assert "a2" in [local(document, unit) for unit in units(replace(document, tables=(table,)))]


def test_a_document_without_clauses_has_no_units() -> None:
    assert units(replace(phone(), clauses=())) == []
