"""What is measured on a shelf, on a small one whose labels are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.areas import answering, comparing, reading, searching
from eval.shelf import Shelf, opened
from indexer import normalized, read_text

from ..indexing.made import PHONE


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "phone.txt").write_text(PHONE, encoding="utf-8")
    with opened("made", folder) as found:
        yield found


def test_a_shelf_without_labels_gives_no_figure_of_reading(shelf: Shelf) -> None:
    assert list(reading.measure(shelf)) == []
    assert searching.questions(shelf) == {}


def outline(shelf: Shelf) -> list[dict[str, str]]:
    facts = []
    for clause in shelf.documents["phone"].clauses:
        words = normalized(clause.text).text
        named = {
            "id": reading.local(clause.id),
            "level": clause.level,
            "label": clause.label,
            "heading": clause.heading,
        }
        facts.append(named | {"first": words[:12], "last": words[-12:]})
    return facts


def test_an_outline_is_exact_or_not(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "OUTLINES", tmp_path)
    facts = outline(shelf)
    (tmp_path / "phone.json").write_text(json.dumps(facts), encoding="utf-8")
    (measured,) = reading.measure(shelf)
    assert [tally.value for tally in measured.tallies.values()] == [1, 1]
    facts[3]["heading"] = "別の見出し"
    (tmp_path / "phone.json").write_text(json.dumps(facts), encoding="utf-8")
    (measured,) = reading.measure(shelf)
    assert measured.tallies["clauses exact"].value == pytest.approx(1 - 1 / len(facts))
    assert measured.tallies["documents exact"].value == 0


def test_a_clause_too_many_makes_a_document_inexact(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "OUTLINES", tmp_path)
    (tmp_path / "phone.json").write_text(json.dumps(outline(shelf)[1:]), encoding="utf-8")
    (measured,) = reading.measure(shelf)
    assert [tally.value for tally in measured.tallies.values()] == [1, 0]


def test_planted_errors_are_counted(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PLANTED", tmp_path)
    (tmp_path / "phone.toml").write_text('[[planted]]\nclause = "a1.p1"\nkind = "dangling"\n', encoding="utf-8")
    (measured,) = reading.measure(shelf)
    assert (measured.area, measured.tallies["recall"].value) == ("lint", 0)


def test_references_are_told_by_where_they_begin_and_lead(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    (real,) = [one for one in reading._references(shelf.documents["phone"]) if one[1] == "ok" and one[2] == "a3.p1"]
    row = {"doc": "phone", "start": real[0], "status": "ok", "to": "a3.p1", "to_end": None}
    monkeypatch.setattr(reading, "lines", lambda name: [row] if "references" in name else [])
    (measured,) = reading.measure(shelf)
    assert measured.tallies["recall"].value == 1


def test_an_answer_is_judged_with_its_words(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    at = PHONE.index("三十日前まで")
    asked = [
        answering.Question("q", "q", ("phone",), "解約は何日前に知らせる？", "everyday", {"phone#a3.p1": 3}),
        answering.Question("r", "r", ("phone",), "ワニを飼ってよいか", "everyday", {}, ("phone",)),
    ]
    span = {"clause": "a3.p1", "start": at, "end": at + 6}
    monkeypatch.setattr(answering, "of_one_document", lambda: asked)
    monkeypatch.setattr(answering, "of_many_documents", lambda: asked)
    monkeypatch.setattr(answering, "lines", lambda _name: [{"id": "q", "doc": "phone", "spans": [span]}])
    search, single, shared = answering.measure(shelf)
    assert single.outcomes == {"q": "right", "r": "refused"}
    assert single.tallies["quote recall"].value == 1
    assert single.tallies["refused unanswerable"].value == 1
    assert single.curve[-1] == (1.0, 0.5)
    assert search.tallies["条 hit@1"].value == 1
    assert shared.tallies["条 F1"].value == 1
    assert shared.tallies["規定なし recall"].value == 1


def test_comparison_is_held_against_its_labels(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = {
        "alignment.jsonl": [{"topic": "customer-termination", "clauses": {"phone": ["a3"], "unknown": ["a1"]}}],
        "keyterms.jsonl": [
            {"key": "late-rate", "values": {"phone": {"value": "年5%", "clauses": ["a2"]}}},
            {"key": "court", "values": {"phone": None}},
        ],
    }
    monkeypatch.setattr(comparing, "lines", labels.__getitem__)
    alignment, key_terms = comparing.measure(shelf)
    assert alignment.tallies["条 F1"].value == 1
    assert {name: (tally.value, tally.n) for name, tally in key_terms.tallies.items()} == {
        "value accuracy": (1, 1),
        "citation accuracy": (1, 1),
        "empty accuracy": (1, 1),
    }


def test_the_digest_of_a_fact_takes_the_heading_too() -> None:
    (clause,) = [
        one for one in read_text("第1条（目的）\n本規約は条件を定めます。\n").clauses if one.level == "paragraph"
    ]
    words = normalized(clause.text).text
    fact = {"label": "", "first": reading.digest(words[:8]), "last": reading.digest(words[-8:])}
    assert reading._as_digested(clause, fact)
    assert not reading._as_digested(clause, fact | {"last": fact["first"]})
    assert not reading._as_digested(None, fact)
