"""What the tests of the pages share: the samples in a folder of their own, and any page opened on them.

`opened("read", doc="minato-helpdesk")` is the page as the address opens it, with app.py around it; `laid` is all that it laid out as
HTML. AppTest runs the script in this process, and fragments do not work in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30  # the first page builds the index
Opened = Callable[..., AppTest]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the samples that tests may add to only by copying it again."""
    return Path(shutil.copytree(ROOT / "corpus" / "samples", tmp_path_factory.mktemp("corpus") / "samples"))


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(autouse=True)
def folder(samples: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of documents that pages see, with its index; a test may set YAKKAN_CORPUS and YAKKAN_INDEX anew."""
    monkeypatch.setenv("YAKKAN_CORPUS", str(samples))
    monkeypatch.setenv("YAKKAN_INDEX", str(index_folder))
    monkeypatch.delenv("YAKKAN_LLM_URL", raising=False)
    monkeypatch.chdir(ROOT)
    return samples


@pytest.fixture
def opened(folder: Path) -> Opened:  # noqa: ARG001  # the environment must stand before the page runs
    """Opens a page by its name in ui/address.py, with the parameters of its address."""

    def open_page(name: str, **parameters: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
        at.switch_page(f"ui/{name}.py")
        for key, value in parameters.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception, at.exception
        return at

    return open_page


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


def laid(at: AppTest) -> str:
    """All HTML of the page, without the stylesheet."""
    return "\n".join(element.proto.body for element in at.get("html") if not element.proto.body.startswith("<style>"))
