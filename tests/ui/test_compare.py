"""比較: the overview, rows side by side, key terms, what is missing, each as its address says."""

import re

import pytest

from tests.ui.conftest import Opened, laid
from ui.matrix_view import GROUPS
from ui.words import table

DOCS = ("hoshizora-cloud", "kawasemi-net", "minato-helpdesk", "tsubaki-rental", "yukishiro-forms")


def test_the_overview_has_a_cell_for_every_topic_and_document(opened: Opened) -> None:
    html = laid(opened("compare"))
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)
    assert len(rows) > 60
    assert {len(re.findall("<td", row)) for row in rows} == {len(DOCS)}
    assert "規定なし" in html


def test_a_cell_says_how_sure_it_is_by_depth_and_figure(opened: Opened) -> None:
    html = laid(opened("compare", docs="hoshizora-cloud"))
    cells = re.findall(r'<td class="depth(\d)"><a [^>]*>.*?<span class="figure">(\d+)%', html)
    assert len(cells) > 20
    for depth, percent in cells:  # the figure is rounded: the depth lies between those of half a percent less and more
        least, most = (min(5, int((int(percent) + half) / 100 * 6)) for half in (-0.5, 0.5))
        assert least <= int(depth) <= most
    assert 'href="compare?docs=hoshizora-cloud&amp;view=rows&amp;topics=' in html


def test_every_group_of_topics_has_a_place_and_a_name() -> None:
    from indexer import compare_all, read_text

    groups = {row["group"] for row in compare_all([read_text("第1条（目的）\n目的です。\n")])}
    assert groups == set(GROUPS)
    assert all(f"compare.group_{group}" in table() for group in groups)


def test_only_what_differs(opened: Opened) -> None:
    every, differing = (laid(opened("compare", **given)) for given in ({}, {"differ": "1"}))
    assert differing.count("<tr>") < every.count("<tr>")
    assert "反社会的勢力の排除</a>" not in differing


def test_rows_have_values_citations_and_marks(opened: Opened) -> None:
    html = laid(opened("compare", view="rows", topics="late-charge", docs="hoshizora-cloud,tsubaki-rental"))
    values = re.search(r'<tr class="values">(.*?)</tr>', html)
    assert values is not None
    assert re.findall("<td>(.*?)</td>", values[1]) == ["年6%", "年14.6%"]
    assert '<mark class="word" data-tip="率・額　基準の文では: ' in html
    assert re.search(r'<a href="read\?doc=tsubaki-rental&amp;at=a25\S*?&amp;start=\d+&amp;end=\d+">第25条', html)


def test_the_base_is_marked_by_nothing(opened: Opened) -> None:
    given = {"view": "rows", "topics": "late-charge", "docs": "hoshizora-cloud,tsubaki-rental"}
    words = re.search(r'<tr class="words">(.*?)</tr>', laid(opened("compare", own="tsubaki-rental", **given)))
    assert words is not None
    first, second = re.findall(r"<td>(.*?)</td>", words[1])
    assert "<mark" in first
    assert "<mark" not in second


def test_absence_is_plain(opened: Opened) -> None:
    html = laid(opened("compare", view="rows", topics="discontinuation", docs="hoshizora-cloud,tsubaki-rental"))
    assert "規定なし" in html


def test_a_clause_beside_its_equivalents(opened: Opened) -> None:
    at = opened("compare", view="rows", like="hoshizora-cloud#a12")
    assert at.selectbox(key="like").value == "hoshizora-cloud#a12"
    html = laid(at)
    assert "第12条 に当たる条項" in html
    assert len(re.findall(r'class="hue\d" scope="col"', html)) == len(DOCS)


def test_another_document_lets_go_of_the_clause(opened: Opened) -> None:
    at = opened("compare", view="rows", like="hoshizora-cloud#a12")
    at.selectbox(key="like_doc").set_value("tsubaki-rental").run()
    assert not at.exception
    assert at.selectbox(key="like").value is None
    assert "like" not in at.query_params


def test_a_topic_and_a_document_that_there_are_not_are_left_out(opened: Opened) -> None:
    at = opened("compare", view="rows", topics="late-charge,no-such", docs="nobody", own="nobody", like="nobody#a1")
    assert at.multiselect(key="topics").value == ["late-charge"]
    assert at.multiselect(key="docs").value == []


def test_no_topic_yet(opened: Opened) -> None:
    html = laid(opened("compare", view="rows"))
    assert html.count("view=rows&amp;topics=") == 6
    assert "<table" not in html


def test_key_terms(opened: Opened) -> None:
    html = laid(opened("compare", view="terms", docs="tsubaki-rental"))
    assert re.search(r'>遅延損害金の年率</th><td><p class="value">年14.6%</p>', html)
    assert '<mark class="quoted">' in html


def test_missing_clauses_are_ranked(opened: Opened) -> None:
    at = opened("compare", view="missing", own="tsubaki-rental")
    counts = [int(count) for count in re.findall(r"<td>4件中 (\d)件</td>", laid(at))]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 4


@pytest.mark.parametrize("given", [{}, {"own": "tsubaki-rental", "docs": "tsubaki-rental"}])
def test_missing_needs_two_documents_and_one_to_look_at(opened: Opened, given: dict[str, str]) -> None:
    at = opened("compare", view="missing", **given)
    assert "<table" not in laid(at)
    assert len(at.info) == 1


def test_clauses_that_fit_no_topic_are_shown(opened: Opened) -> None:
    at = opened("compare")
    assert any(each.label.startswith("どの論点にも当てはまらない条項") for each in at.expander)


@pytest.mark.parametrize("view", ["matrix", "rows", "terms", "missing"])
def test_in_english(opened: Opened, view: str) -> None:
    at = opened("compare", lang="en", view=view, topics="late-charge", own="tsubaki-rental")
    assert at.title[0].value == "Compare terms side by side"
    assert len(at.get("download_button")) == 3
