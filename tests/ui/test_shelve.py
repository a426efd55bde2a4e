"""取り込み: what was understood is shown before anything is kept; what is kept is whole, named, and can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indexer import Corpus, Session
from indexer.reading import corpus as room
from tests.ui.conftest import Opened, laid
from tests.ui.made import AOZORA, MIDORI
from ui import keeping

HOSTILE = (
    "**太字**<script>alert(1)</script>規約\n\n第1条（![画像](http://x.invalid/a.png)）\n<img src=x onerror=alert(2)>を禁じます。\n"
).encode()
Given = tuple[str, bytes, str]


@pytest.fixture
def house(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own in which the samples are on show and nobody has added a document."""
    shutil.copytree(samples, tmp_path / "samples")
    monkeypatch.setattr(room, "home", lambda: tmp_path)
    monkeypatch.delenv("YAKKAN_CORPUS")
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    return tmp_path


def text(name: str, data: bytes) -> Given:
    return name, data, "text/plain"


def shelves(opened: Opened, **parameters: str) -> AppTest:
    """The page, whose address is not its file's name: Streamlit's test class knows it once the navigation has run."""
    at = opened("ask", **parameters).switch_page("ui/shelve.py").run()
    assert not at.exception, at.exception
    return at


def given(at: AppTest, *files: Given) -> AppTest:
    at.file_uploader[0].set_value(list(files)).run()
    assert not at.exception, at.exception
    return at


def pressed(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception, at.exception
    return at


def field(at: AppTest, label: str, at_place: int = 0) -> object:
    return [each for each in at.text_input if each.label == label][at_place]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_good_ones_go_in_and_the_bad_ones_are_explained(opened: Opened, own: Path) -> None:
    before = names(own)
    at = given(
        shelves(opened), text("aozora.txt", AOZORA), text("empty.txt", b""), ("fake.pdf", b"no pdf", "application/pdf"),
        text("picture.png", b"\x89PNG"), text("midori.txt", MIDORI),
    )  # fmt: skip
    shown = laid(at)
    assert "5件のうち 2件を加えられます" in shown
    assert shown.count(">読めません</b>") == 3
    assert "「empty.txt」は空です" in shown
    assert "「fake.pdf」の中身は pdf ではありません" in shown
    assert "青空見守り利用規約" in shown
    assert "<dt>条</dt><dd>3</dd>" in shown
    assert "<dt>号</dt><dd>2</dd>" in shown
    assert "第2条　解約" in shown
    assert [expander.label for expander in at.expander] == ["読み取りで気付いたこと 1件"] * 2
    assert names(own) == before
    pressed(at, "選んだ文書を加える")
    assert names(own) == sorted([*before, "aozora.txt", "midori.txt"])
    assert "2件を加えました" in laid(at)
    assert "4文書" in laid(at)
    found = Session(own).search("金沢地方裁判所", 1)
    assert "金沢" in next(hit.clause.text for hit in found if hit.doc == "aozora")


@pytest.mark.usefixtures("own")
def test_what_a_notice_is_about_is_told(opened: Opened) -> None:
    at = given(shelves(opened), text("aozora.txt", AOZORA))
    assert '<ul class="notices">' in laid(at)
    assert "第4条" in laid(at).partition('class="notices"')[2].partition("</ul>")[0]


def test_names_can_be_corrected_first(opened: Opened, own: Path) -> None:
    at = given(shelves(opened), text("aozora.txt", AOZORA))
    for label, words in (("題名", '直した "題名"'), ("提供者", ""), ("版・施行日", "第3版"), ("文書名", "blue-sky")):
        field(at, label).set_value(words)  # type: ignore[attr-defined]
    pressed(at, "選んだ文書を加える")
    document = Corpus(own).document("blue-sky")
    assert (document.title, document.provider, document.edition) == ('直した "題名"', "", "第3版")


def test_a_wrong_id_keeps_everything_out(opened: Opened, own: Path) -> None:
    before = names(own)
    at = given(shelves(opened), text("aozora.txt", AOZORA), text("midori.txt", MIDORI))
    field(at, "文書名", 1).set_value("../みどり")  # type: ignore[attr-defined]
    pressed(at, "選んだ文書を加える")
    assert "文書名には英小文字" in laid(at)
    assert "何も保存していません" in laid(at)
    assert names(own) == before


def test_what_is_not_wanted_stays_out(opened: Opened, own: Path) -> None:
    at = given(shelves(opened), text("aozora.txt", AOZORA), text("midori.txt", MIDORI))
    next(box for box in at.checkbox if box.label == "この文書を加える").uncheck()
    pressed(at, "選んだ文書を加える")
    assert "midori.txt" in names(own)
    assert "aozora.txt" not in names(own)


def test_the_same_twice(opened: Opened, own: Path) -> None:
    sample = (own / "minato-helpdesk.txt").read_bytes()
    at = given(
        shelves(opened),
        text("copy.txt", sample),
        text("terms.txt", AOZORA),
        text("again.txt", AOZORA),
        text("terms.txt", MIDORI),
    )
    assert laid(at).count("同じ内容です") == 2
    assert "「terms.txt」と同じ内容なので" in laid(at)
    assert [each.value for each in at.text_input if each.label == "文書名"] == ["terms", "terms-2"]
    pressed(at, "選んだ文書を加える")
    assert {"terms.txt", "terms-2.txt"} <= set(names(own))


def test_a_new_edition_takes_the_place_of_the_old(opened: Opened, own: Path) -> None:
    newer = (own / "minato-helpdesk.txt").read_text(encoding="utf-8").replace("営業日", "暦日").encode()
    at = given(shelves(opened), text("new.txt", newer))
    assert "同じ題名の文書" in laid(at)
    next(box for box in at.selectbox if box.label == "置き換える文書").select("minato-helpdesk")
    pressed(at, "選んだ文書を加える")
    assert names(own) == ["minato-helpdesk.txt", "tsubaki-rental.txt"]
    assert (own / "minato-helpdesk.txt").read_bytes() == newer


def test_hostile_names_and_words_are_text(opened: Opened, own: Path) -> None:
    at = given(shelves(opened), text("../../<b>x</b>`![a](http://x.invalid)`\0.txt", HOSTILE))
    shown = laid(at)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert not [each.value for each in at.markdown if "http" in each.value or "太字" in each.value]
    pressed(at, "選んだ文書を加える")
    assert names(own.parent) == ["documents", "index"]
    assert len(names(own)) == 3
    assert "<script" not in laid(at)


def test_renamed_removed_and_put_back(opened: Opened, own: Path) -> None:
    at = shelves(opened, edit="tsubaki-rental")
    field(at, "題名").set_value("新しい題名")  # type: ignore[attr-defined]
    pressed(at, "名前を直す")
    assert "名前を直しました" in laid(at)
    assert Corpus(own).document("tsubaki-rental").title == "新しい題名"
    before = {name: (own / name).read_bytes() for name in names(own)}
    pressed(at, "取り除く")
    assert names(own) == ["minato-helpdesk.txt"]
    assert "文書を取り除きました" in laid(at)
    pressed(at, "元に戻す")
    assert "元に戻しました" in laid(at)
    assert {name: (own / name).read_bytes() for name in names(own)} == before
    assert "新しい題名" in laid(at)


def test_own_documents_take_the_place_of_the_samples(opened: Opened, house: Path) -> None:
    at = shelves(opened)
    assert "見本は直したり取り除いたりできません" in laid(at)
    assert not at.selectbox
    given(at, text("aozora.txt", AOZORA))
    assert "見本の代わりに" in laid(at)
    pressed(at, "選んだ文書を加える")
    assert names(house / "local") == ["aozora.txt"]
    assert "1文書" in laid(at)
    at.query_params["edit"] = "aozora"
    at.run()
    pressed(at, "取り除く")
    assert "見本の文書を表示しています" in laid(at)
    assert len(names(house / "samples")) == 5


def test_the_samples_may_stay_beside_them(opened: Opened, house: Path) -> None:
    at = given(shelves(opened), text("aozora.txt", AOZORA))
    at.checkbox(key="along").check()
    pressed(at, "選んだ文書を加える")
    assert len(names(house / "local")) == 6
    assert "1件を加えました" in laid(at)
    assert "6文書" in laid(at)


def test_a_folder_that_is_not_there_yet(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAKKAN_CORPUS", str(tmp_path / "new"))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    at = pressed(given(shelves(opened), text("aozora.txt", AOZORA)), "選んだ文書を加える")
    assert names(tmp_path / "new") == ["aozora.txt"]
    assert "1件を加えました" in laid(at)


def test_an_index_that_cannot_be_built_is_told(opened: Opened, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_progress: object) -> None:
        raise room.CorpusError("索引を書くところです", "できませんでした", "空き容量を確かめてください")

    at = given(shelves(opened), text("aozora.txt", AOZORA))
    monkeypatch.setattr(keeping.shelf, "renew", refuse)
    pressed(at, "選んだ文書を加える")
    assert "文書は保存しましたが" in laid(at)
    assert "aozora.txt" in names(own)


@pytest.mark.usefixtures("own")
def test_in_english(opened: Opened) -> None:
    at = given(shelves(opened, lang="en"), text("aozora.txt", AOZORA))
    assert at.title[0].value == "Import documents"
    assert "1 of 1 files can be added" in laid(at)
