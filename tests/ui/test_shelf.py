"""What a document is called in a narrow place: no two are called the same."""

from dataclasses import replace

import pytest

from indexer import Document, read_text
from ui import shelf

PLAIN = read_text("見本規約\n第1条（目的）\n目的です。\n", "a")
OURS = replace(PLAIN, provider="甲社", title="規約", edition="2025年版")


@pytest.mark.parametrize(
    ("other", "called"),
    [
        (replace(OURS, id="b", provider="乙社"), "甲社"),
        (replace(OURS, id="b", title="約款"), "甲社（規約）"),
        (replace(OURS, id="b", edition="2026年版"), "甲社（2025年版）"),
        (replace(OURS, id="b"), "甲社（a）"),
    ],
)
def test_as_much_as_tells_it_apart(other: Document, called: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "documents", lambda: (OURS, other))
    assert shelf.short(OURS) == called
    assert shelf.short(other) != called


def test_without_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (replace(PLAIN, id=name, provider="", title="規約") for name in "ab")
    monkeypatch.setattr(shelf, "documents", lambda: (one, other))
    assert (shelf.short(one), shelf.short(other)) == ("規約（a）", "規約（b）")
