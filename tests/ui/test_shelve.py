"""取り込み: what was understood is shown before anything is kept; what is kept is whole, named, and can be taken back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from indexer import Corpus, Session
from indexer.reading import corpus as room
from tests.ui.conftest import Opened, laid
from ui import keeping, shelf
from ui.uploads import Desk, bare_name, free_ids, twins

TERMS = (
    "{name}利用規約\n株式会社{name}\n\n第1章　総則\n\n第1条（目的）\n本規約は、{name}の利用の条件を定めます。\n\n"
    "第2条（解約）\n契約者は、解約を希望する日の{days}日前までに、次の事項を届け出ます。\n(1) 名称\n(2) 希望する日\n\n"
    "第4条（管轄）\n本規約に関する紛争は、{court}地方裁判所を第一審の専属的合意管轄裁判所とします。\n"
)
AOZORA = TERMS.format(name="青空見守り", days=40, court="金沢").encode()
MIDORI = TERMS.format(name="緑巡回", days=55, court="高松").encode()
HOSTILE = (
    "**太字**<script>alert(1)</script>規約\n\n第1条（![画像](http://x.invalid/a.png)）\n<img src=x onerror=alert(2)>を禁じます。\n"
).encode()
Given = tuple[str, bytes, str]


@pytest.fixture
def own(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with two documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("minato-helpdesk.txt", "tsubaki-rental.txt"):
        shutil.copy(samples / name, folder)
    monkeypatch.setenv("YAKKAN_CORPUS", str(folder))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    return folder


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


class File(NamedTuple):
    file_id: str
    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("約款.txt", "約款.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\約款.pdf", "約款.pdf"),
        ("a\0b\nc\u202etxt.exe", "abctxt.exe"),
        ("..", "file."),
        ("", "file"),
        ("/", "file"),
        (".txt", "file.txt"),
        ("長い" * 200 + ".docx", "長い" * 30 + ".docx"),
        ('<a href="x">|?*:.md', "a href=x.md"),
    ],
)
def test_bare_names(name: str, bare: str) -> None:
    assert bare_name(name) == bare
    assert len(bare_name(name).encode()) < 255


def test_a_desk_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk, told = Desk(), []
    files = [File("1", "../a.txt", AOZORA), File("2", "a.txt", MIDORI), File("3", "b.txt", b"")]
    laid_out = desk.lay_out(files, lambda done, all_: told.append((done, all_)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert all(tmp_path in each.path.parents for each in laid_out)
    assert [bool(each.document) for each in laid_out] == [True, True, False]
    assert desk.lay_out(files[1:], lambda done, all_: told.append((done, all_)))[0] is laid_out[1]
    assert len(told) == 3
    assert not laid_out[0].path.exists()
    assert laid_out[1].path.exists()
    del desk
    assert list(tmp_path.iterdir()) == []


def test_ids_and_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk = Desk()
    uploads = desk.lay_out(
        [File(str(k), "a.txt", data) for k, data in enumerate((AOZORA, MIDORI, AOZORA))], lambda *_: None
    )
    assert twins(uploads, ()) == {"2": "a.txt"}
    assert dict(free_ids(uploads, ("a", "a-3"))) == {"0": "a-2", "1": "a-4", "2": "a-5"}


@pytest.fixture
def searching(own: Path) -> Iterator[Callable[[], list[str]]]:
    """People who search without a pause until the end; gives what went wrong for them."""
    held, over, troubles, found = shelf._Shelf(), threading.Event(), [], []
    held.opened(own, True, None)

    def search() -> None:
        while not over.is_set():
            try:
                session = held.opened(own, False, None).session
                found.append([session.index.document(hit.doc).title for hit in session.search("解約の届出", 5)])
            except Exception as error:
                troubles.append(repr(error))

    people = [threading.Thread(target=search) for _ in range(3)]
    for each in people:
        each.start()

    def finish() -> list[str]:
        over.set()
        for each in people:
            each.join(30)
        assert len(found) > 3
        assert all(found)
        return troubles

    yield finish
    over.set()


def test_adding_and_removing_harm_nobody_who_searches(
    own: Path, searching: Callable[[], list[str]], tmp_path: Path
) -> None:
    corpus = Corpus(own)
    for k in range(4):
        path = tmp_path / f"new{k}.txt"
        path.write_text(TERMS.format(name=f"新{k}号", days=k + 1, court="津"), encoding="utf-8")
        corpus.add(path)
        Session(own)
        if k % 2:
            corpus.remove(f"new{k}")
    assert searching() == []


def test_nobody_waits_while_another_opens(own: Path) -> None:
    held = shelf._Shelf()
    before = held.opened(own, False, None).session
    (own / "aozora.txt").write_bytes(AOZORA)
    with held.opening:
        assert held.opened(own, False, None).session is before
    after = held.opened(own, False, None).session
    assert "aozora" in after.index.entries
    assert "aozora" not in before.index.entries
    assert before.search("解約", 1)
