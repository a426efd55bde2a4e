"""The golden cases of editions: an old text, `---`, a new text, `---`, and what changed as a lawyer would list it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.comparing.edition_records import broken, changes
from indexer.comparing.editions import Change, Comparison, compare, diff
from indexer.numbering import cite
from indexer.reading import read_file, read_text

CASES = sorted((Path(__file__).parent.parent / "cases" / "editions").glob("*.txt"))
PROVIDERS = os.environ.get("YAKKAN_PROVIDERS", "")
SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))


def written(change: Change) -> str:
    """A change as one line: 実質 第3条第1項 → 第3条第1項 30日⇒60日 [数値: 30日 → 60日]."""
    places = " → ".join(cite(each) if each else "なし" for each in (change.old, change.new))
    words = " ".join(f"{each.old_text}⇒{each.new_text}" for each in change.changes)
    why = f"[{'／'.join(change.why)}]" if change.why else ""
    return " ".join(part for part in (change.kind, places, words, why) if part)


def lines(found: Comparison) -> list[str]:
    """All that was found between two editions."""
    out = [written(change) for change in found.changes]
    out += [f"参照 {each.fault} {cite(each.new.clause)}「{each.new.text}」" for each in found.broken]
    return out + ([f"施行 {found.effective.date}"] if found.effective else [])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden_case(case: Path) -> None:
    old, new, expected = case.read_text(encoding="utf-8").split("---\n")
    found = lines(compare(read_text(old, "old"), read_text(new, "new")))
    assert [line.rstrip() for line in found] == expected.strip().splitlines()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_a_text_does_not_differ_from_itself(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    found = compare(read_text(text, "old"), read_text(text, "new"))
    assert found.changes == ()
    assert found.broken == ()
    assert len(found.renumbered) == len(found.old.clauses)


@pytest.mark.skipif(
    not PROVIDERS or not Path(PROVIDERS).is_dir(),
    reason="YAKKAN_PROVIDERS names no folder with the five real documents",
)
def test_the_real_documents_do_not_differ_from_themselves() -> None:
    for path in sorted(Path(PROVIDERS).glob("*.txt")):
        document = read_file(path)
        found = compare(document, document)
        assert (path.stem, found.changes, found.broken) == (path.stem, (), ())


def test_two_texts_of_nothing() -> None:
    empty = read_text("", "e")
    assert diff(empty, empty) == ()
    text = read_text("第1条（目的）\n目的を定めます。\n", "t")
    assert [(each.kind, each.new) for each in diff(empty, text)] == [("新設", "t#a1")]
    assert [(each.kind, each.old) for each in diff(text, empty)] == [("削除", "t#a1")]


def test_records_hold_the_contract() -> None:
    old = read_text("第1条（解約）\n解約は30日前までに前条の書面で申し出ます。\n", "old")
    new = read_text("第1条（解約）\n解約は６０日前までに書面で申し出ます。\n", "new")
    (record,) = changes(diff(old, new))
    assert set(record) == {"kind", "old", "new", "old_text", "new_text", "changes", "why"}
    assert (record["kind"], record["old"], record["new"]) == ("実質", "old#a1.p1", "new#a1.p1")
    for each in record["changes"]:
        for side in ("old", "new"):
            start, end = each[side]
            assert record[f"{side}_text"][start:end] == each[f"{side}_text"]


def test_a_broken_reference_says_what_it_should_be() -> None:
    old = read_text(
        "第1条（目的）\n目的です。\n第2条（料金）\n料金です。\n第3条（支払）\n第2条の料金を払います。\n", "old"
    )
    new = read_text(
        "第1条（目的）\n目的です。\n第2条（定義）\n用語を定めます。\n第3条（料金）\n料金です。\n"
        "第4条（支払）\n第2条の料金を払います。\n",
        "new",
    )
    (record,) = map(broken, compare(old, new).broken)
    assert (record["fault"], record["to"], record["expected"]) == ("stale", "new#a2", "new#a3")
    assert new.text[record["start"] : record["end"]] == "第2条"
    assert "第3条" in record["message"]
