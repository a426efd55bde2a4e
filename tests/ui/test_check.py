"""点検: all documents at a glance, and one document's findings with their places."""

import re

from tests.ui.conftest import Opened, laid


def test_every_document_is_counted(opened: Opened) -> None:
    html = laid(opened("check"))
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', html)
    assert len(rows) == 5
    assert all(len(re.findall(r'class="figure', row)) == 3 for row in rows)
    assert 'href="check?doc=kawasemi-net&amp;severity=error"' in html


def test_findings_of_one_document(opened: Opened) -> None:
    at = opened("check", doc="kawasemi-net")
    html = laid(at)
    assert len(re.findall('class="severity ', html)) == 4
    assert '<mark class="word">' in html
    assert len(at.get("download_button")) == 2


def test_severities_narrow(opened: Opened) -> None:
    html = laid(opened("check", doc="kawasemi-net", severity="error"))
    assert re.findall('class="severity (.*?)"', html) == ["error"]


def test_a_clean_document(opened: Opened) -> None:
    at = opened("check", doc="minato-helpdesk")
    assert len(at.success) == 1
    assert at.get("download_button") == []


def test_in_english(opened: Opened) -> None:
    assert opened("check", lang="en").title[0].value == "Check the drafting"
