from collections.abc import Iterator

import numpy as np
import pytest

from indexer.indexing import store
from indexer.indexing.index import Index
from indexer.searching.close_reading import Closely
from indexer.searching.evidence import Question
from indexer.searching.holding import Holding
from indexer.searching.search import search
from tests.indexing.made import boat, phone


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    store.update_index(folder, [phone(), boat()])
    with Index(folder) as opened:
        yield opened


def value(index: Index, question: str, clause: str) -> float:
    """What is said of one clause."""
    units = {index.clause(unit)[1].id: unit for unit in range(index.size)}
    found = Holding(Closely(index)).parts(Question(question), np.array([units[clause]]))
    return float(found["value"][0]) if found else 0.0


@pytest.mark.parametrize(
    ("question", "clause", "expected"),
    [
        ("解約は何日前までに言えばいい？", "mogura-phone#a3.p1", 1.0),
        ("遅れたら年利は何%？", "mogura-phone#a2.p2", 1.0),
        ("どこの裁判所ですか", "kamome-boat#a2.p1", 1.0),
        ("どこの裁判所ですか", "mogura-phone#a3.p1", 0.0),
        ("「料金」の定義", "mogura-phone#a2.p2", 0.0),
    ],
)
def test_a_clause_holds_the_value_that_is_asked_for_or_not(
    index: Index, question: str, clause: str, expected: float
) -> None:
    assert value(index, question, clause) == expected


def test_a_question_for_no_value_says_nothing_of_any_clause(index: Index) -> None:
    assert Holding(Closely(index)).parts(Question("用語の意味"), np.arange(index.size)) == {}


def test_a_hit_says_that_it_holds_the_value(index: Index) -> None:
    hit = search(index, "解約は何日前までに", more=[Holding(Closely(index))])[0]
    assert hit.clause.id == "mogura-phone#a3.p1"
    assert hit.parts["value"] == 1.0
