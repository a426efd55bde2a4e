"""Which words of a question are not met: a word that no clause holds weighs more than those that all hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.answering.answer import Asker
from indexer.answering.unmet import NAMES

from .made import asker


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker(tmp_path_factory.mktemp("index"))


def evidence(asking: Asker, question: str) -> dict[str, float]:
    return asking.ask(question, ["lamp"]).considered[0].evidence


@pytest.mark.parametrize(
    ("held", "absent"),
    [
        ("灯具を第三者に転貸してもいい？", "灯具を仮想通貨で転貸してもいい？"),
        ("遅延損害金の割合", "ペネトレーションテストの割合"),
        ("解約を書面で通知する", "解約を中国語で通知する"),
    ],
)
def test_an_unseen_word_outweighs_those_that_stand(asking: Asker, held: str, absent: str) -> None:
    one, other = evidence(asking, held), evidence(asking, absent)
    assert other["worst_in_document"] > one["worst_in_document"]
    assert other["worst_here"] > one["worst_here"]
    assert other["mean_met"] < one["mean_met"]


def test_a_word_the_model_never_saw(asking: Asker) -> None:
    assert evidence(asking, "ヌベラポの転貸は？")["never_seen"] > 0
    assert evidence(asking, "灯具の転貸は？")["never_seen"] == 0


def test_shares_and_flags(asking: Asker) -> None:
    found = evidence(asking, "Can we sublet the lamps to others?")
    assert found["english"] == 1
    assert all(0 <= found[name] <= 1 for name in NAMES)
    assert set(NAMES) <= set(evidence(asking, "はい？"))


def test_a_word_of_the_same_signs(tmp_path: Path) -> None:
    from indexer.reading import read_text

    terms = read_text("第1条（停止）\n停止したサービスは、再び開始することができます。\n", "again")
    alone = asker(tmp_path, [terms])
    near, far = (alone.ask(question).considered[0].evidence["worst_here"] for question in ("再開", "採掘"))
    assert near < far
