"""An annex is cited by the name it is printed with."""

from __future__ import annotations

import pytest

from indexer import cite, read_text
from indexer.indexing.documents import from_json, to_json
from indexer.types import Document

BODY = "利用規約\n\n第1条（料金）\n料金は、末尾に示します。\n第2条（機器）\n機器は、末尾に示します。\n\n"


def cited(document: Document) -> list[str]:
    return [cite(clause) for clause in document.clauses if clause.id.partition("#")[2].startswith("appendix")]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            "別表第１　料金\n1　基本料は、月額500円とします。\n2　初期費用は、頂きません。\n",
            ["別表第１", "別表第１第1項", "別表第１第2項"],
        ),
        ("別記\n機器は、貸与品に限ります。\n", ["別記"]),
        ("別紙 1　料金\n基本料は、月額500円とします。\n", ["別紙1"]),
        ("別紙\n基本料は、月額500円とします。\n別紙\n機器は、貸与品とします。\n", ["別紙", "別紙2"]),
    ],
)
def test_an_annex_by_its_own_name(printed: str, names: list[str]) -> None:
    document = read_text(BODY + printed)
    assert [name for name in cited(document) if name in names] == names
    assert cited(from_json(to_json(document))) == cited(document)


def test_an_id_alone_knows_no_name() -> None:
    assert cite("t#appendix2.p1") == "別紙2第1項"
