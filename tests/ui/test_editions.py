"""改定: two editions from the shelf or from files, which stay in the session."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ROOT, Opened, laid

SAMPLE = ROOT / "corpus" / "samples" / "hoshizora-cloud.txt"
BOTH = {"old": "hoshizora-cloud", "new": "hoshizora-cloud-2"}


@pytest.fixture
def folder(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples and a second edition of one of them."""
    both = Path(shutil.copytree(samples, tmp_path / "corpus"))
    words = SAMPLE.read_text(encoding="utf-8")
    (both / "hoshizora-cloud-2.txt").write_text(words.replace("１か月前", "２か月前"), encoding="utf-8")
    monkeypatch.setenv("YAKKAN_CORPUS", str(both))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    monkeypatch.chdir(ROOT)
    return both


def uploaded(at: AppTest, side: str, name: str, data: bytes) -> AppTest:
    next(each for each in at.get("file_uploader") if each.key == f"file_{side}").upload(name, data).run()
    assert not at.exception
    return at


def test_nothing_chosen(opened: Opened) -> None:
    at = opened("editions")
    assert [each.value for each in at.info] == ["旧と新を一つずつ選ぶと、変わったところを示します。"]


def test_a_change_is_shown_with_its_kind_and_words(opened: Opened) -> None:
    html = laid(opened("editions", **BOTH))
    assert re.search(
        r'<span class="severity">実質</span><div><a href="read\?doc=hoshizora-cloud-2&amp;at=a11.p1">', html
    )
    assert "<ins>２か月前</ins>" in html
    assert "<del>１か月前</del>" in html
    assert "数値: 1か月 → 2か月" in html


def test_kinds_narrow_the_list(opened: Opened) -> None:
    at = opened("editions", kinds="added,deleted", **BOTH)
    assert "<table" not in laid(at)
    assert [each.value for each in at.info] == ["選んだ種類の変更はありません。"]


def test_the_table_as_it_leaves(opened: Opened) -> None:
    at = opened("editions", view="table", **BOTH)
    assert re.search(
        r"<th scope=\"col\">新（.*?）</th><th scope=\"col\">旧（.*?）</th><th scope=\"col\">備考</th>", laid(at)
    )
    assert len(at.get("download_button")) == 4


def test_the_numbers(opened: Opened) -> None:
    assert "<td>第11条</td><td>契約者による解約</td><td>第11条</td>" in laid(opened("editions", view="numbers", **BOTH))


def test_no_reference_is_broken(opened: Opened) -> None:
    at = opened("editions", view="references", **BOTH)
    assert len(at.success) == 1


def test_the_same_twice(opened: Opened) -> None:
    at = opened("editions", old="hoshizora-cloud", new="hoshizora-cloud")
    assert len(at.success) == 1
    assert "<table" not in laid(at)


def test_new_and_old_change_places(opened: Opened) -> None:
    at = opened("editions", **BOTH)
    next(each for each in at.button if each.label == "新旧を入れ替える").click().run()
    assert (at.selectbox(key="old").value, at.selectbox(key="new").value) == (BOTH["new"], BOTH["old"])
    assert "<ins>１か月前</ins>" in laid(at)


def test_a_file_stays_in_the_session(opened: Opened, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    words = SAMPLE.read_text(encoding="utf-8").replace("１か月前", "３か月前")
    at = uploaded(opened("editions", old="hoshizora-cloud"), "new", "<b>改定案</b>.txt", words.encode())
    assert "<ins>３か月前</ins>" in laid(at)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert "<ins>" not in laid(opened("editions", old="hoshizora-cloud"))


@pytest.mark.parametrize(("name", "data"), [("empty.txt", b""), ("broken.pdf", b"%PDF-1.7 no"), ("broken.docx", b"PK")])
def test_a_bad_file_is_explained(opened: Opened, name: str, data: bytes) -> None:
    at = uploaded(opened("editions", old="hoshizora-cloud"), "new", name, data)
    assert f'role="alert">{name}: ' in laid(at)


@pytest.mark.parametrize("view", ["changes", "table", "numbers", "references"])
def test_in_english(opened: Opened, view: str) -> None:
    assert opened("editions", lang="en", view=view, **BOTH).title[0].value == "Compare two editions"
