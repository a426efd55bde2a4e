"""Words as they were typed: the clause that holds them is not passed by one that is only like it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer import Session, read_text
from indexer.indexing import store
from indexer.indexing.index import Index
from indexer.searching.close_reading import Closely
from indexer.searching.evidence import Question
from indexer.searching.verbatim import Verbatim

TERMS = """約款
第1条（管轄裁判所）
訴訟は、長野地方裁判所を第一審の専属的合意管轄裁判所とします。
第2条（管轄裁判所の例外）
乙区域の訴訟は、松本地方裁判所でも行うことができます。
第3条（料金）
料金は、年３．５％の割合で改定します。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index")
    store.update_index(folder, [read_text(TERMS, "t")])
    return Index(folder)


@pytest.mark.parametrize(
    ("typed", "clause", "share"),
    [
        ("松本地方裁判所", "t#a2.p1", 1.0),
        ("松本地方裁判所", "t#a1.p1", 0.0),
        ("松本地方裁判所？", "t#a2.p1", 1.0),
        ("年3.5%", "t#a3.p1", 1.0),  # whatever the widths
        ("訴訟 料金", "t#a3.p1", 0.5),
        ("裁判になったらどこへ行けばいいですか", "t#a1.p1", 0.0),
        ("約", "t#a1.p1", 0.0),  # one character says nothing
    ],
)
def test_the_share_of_pieces_that_stand(index: Index, typed: str, clause: str, share: float) -> None:
    units = {index.clause(unit)[1].id: unit for unit in range(index.size)}
    found = Verbatim(Closely(index)).parts(Question(typed), np.array(list(units.values())))
    at = list(units).index(clause)
    assert (found["verbatim"][at] if found else 0.0) == pytest.approx(share)


def test_the_court_that_was_typed_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "t.txt").write_text(TERMS, encoding="utf-8")
    assert Session(corpus).search("松本地方裁判所", 1)[0].clause.id == "t#a2.p1"
