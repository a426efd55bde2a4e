"""What the journeys share: a running application on its own folder, and visitors with a browser each.

`site` serves the samples, one server for all journeys; `serve(folder)` starts another one on other documents. `visitor()` is a person
with a fresh browser: `visitor(dark=True, width=400)`. `settled(page)` waits until Streamlit has nothing left to do.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
STARTING, PATIENCE = 60, 20_000  # seconds for a server, milliseconds for what a page shows
IDLE = "[data-testid='stApp'][data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']"
Serve = Callable[[Path], str]
Visitor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys are skipped, with the reason, where there is no browser."""
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts the application on a copy of a folder of documents and gives its address."""
    with ExitStack() as servers:

        def start(documents: Path) -> str:
            corpus = Path(shutil.copytree(documents, tmp_path_factory.mktemp("served") / documents.name))
            return servers.enter_context(running(corpus, tmp_path_factory.mktemp("served-index")))

        yield start


@pytest.fixture(scope="session")
def site(serve: Serve) -> str:
    """The address of the application over the samples."""
    return serve(ROOT / "corpus" / "samples")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Makes visitors, each with cookies, downloads and session of their own; a failed script on the page fails the test."""
    with ExitStack() as leaving:
        failures: list[str] = []

        def arrive(dark: bool = False, width: int = 1280, height: int = 900) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                locale="ja-JP",
                accept_downloads=True,
            )
            leaving.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: failures.append(str(error)))
            return page

        yield arrive
    assert failures == []


def settled(page: Page) -> Page:
    """The page, once its script has run to the end."""
    page.wait_for_selector(IDLE, state="attached")
    page.wait_for_selector("[data-testid='stMainBlockContainer'] h1")
    page.wait_for_selector("[data-testid='stSkeleton']", state="detached")
    return page


def opened(page: Page, address: str) -> Page:
    """The page at an address, ready to be looked at."""
    page.goto(address)
    return settled(page)


@contextmanager
def running(corpus: Path, index: Path) -> Iterator[str]:
    """The application over a folder, on a free port, as `streamlit run` starts it."""
    port = _free_port()
    given = {"YAKKAN_CORPUS": str(corpus), "YAKKAN_INDEX": str(index), "PYTHONPATH": str(ROOT)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAKKAN_")} | given
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (index / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server at {address} did not start")
