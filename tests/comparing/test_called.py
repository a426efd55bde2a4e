"""What a document is called beside others: no two are called the same."""

from dataclasses import replace

import pytest

from indexer.comparing.called import called
from indexer.reading import read_text
from indexer.types import Document

OURS = replace(
    read_text("見本規約\n第1条（目的）\n目的です。\n", "a"), provider="甲社", title="規約", edition="2025年版"
)
OTHER = replace(OURS, id="b")


@pytest.mark.parametrize(
    ("other", "names"),
    [
        (replace(OTHER, provider="乙社"), ["甲社", "乙社"]),
        (replace(OTHER, title="約款"), ["甲社（規約）", "甲社（約款）"]),
        (replace(OTHER, title=""), ["甲社（規約）", "甲社"]),
        (replace(OTHER, edition="2026年版"), ["甲社（2025年版）", "甲社（2026年版）"]),
        (replace(OTHER, edition=""), ["甲社（2025年版）", "甲社（b）"]),
        (OTHER, ["甲社（a）", "甲社（b）"]),
    ],
)
def test_as_much_as_tells_them_apart(other: Document, names: list[str]) -> None:
    assert called([OURS, other]) == dict(zip("ab", names, strict=True))


def test_a_third_of_another_title() -> None:
    given = called([OURS, replace(OTHER, edition="2026年版"), replace(OURS, id="c", title="約款")])
    assert list(given.values()) == ["甲社（2025年版　規約）", "甲社（2026年版　規約）", "甲社（約款）"]


def test_without_a_provider() -> None:
    assert called([replace(one, provider="") for one in (OURS, OTHER)]) == {"a": "規約（a）", "b": "規約（b）"}


def test_with_nothing_known() -> None:
    assert called([replace(one, provider="", title="") for one in (OURS, OTHER)]) == {"a": "a", "b": "b"}
