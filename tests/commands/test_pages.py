import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer import cli
from indexer.commands.pages import display, flags

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(tmp_path: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`yakkan app` called from another folder, and the first line it prints."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "YAKKAN_INDEX": str(tmp_path / "index"), "DISPLAY": ""}
    command = [sys.executable, "-m", "indexer.cli", "app", *arguments, "--corpus", str(ROOT / "corpus" / "samples")]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores Ctrl-C
    )
    try:
        assert running.stdout is not None
        yield running, running.stdout.readline()
    finally:
        if running.poll() is None:
            running.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_serves_and_ends_quietly(tmp_path: Path, stop: signal.Signals) -> None:
    with started(tmp_path, "--no-browser") as (running, said):
        address = re.fullmatch(r"Yakkan: (http://127\.0\.0\.1:\d+)\n", said)
        assert address, running.stderr.read() if running.stderr else said
        with urllib.request.urlopen(address[1], timeout=10) as answer:
            assert answer.status == 200
        assert running.stdout
        assert "Ctrl-C" in running.stdout.readline()
        time.sleep(0.2)  # as long as a person takes at least
        running.send_signal(stop)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (0, "", "")
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(address[1].rpartition(":")[2]))) != 0


def test_a_port_that_is_asked_for_and_taken_is_an_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path))
    monkeypatch.setenv("YAKKAN_CORPUS", str(ROOT / "corpus" / "samples"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert cli.main(["app", "--port", str(taken.getsockname()[1])]) == 1
    assert "--port" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "eight"])
def test_no_port_is_wrong_usage(port: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["app", "--port", port])
    assert stopped.value.code == 2


def test_a_folder_that_is_not_there_is_an_error(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["app", "--corpus", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_no_screen_on_linux_without_a_display() -> None:
    assert not display({}, "linux")
    assert display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert display({}, "darwin")


def test_the_pages_stay_on_this_machine_and_tell_nobody() -> None:
    said = list(flags())
    assert "--server.address=127.0.0.1" in said
    assert "--browser.gatherUsageStats=false" in said
    assert '--theme.headingFontSizes=["1.6rem", "1.25rem", "1.1rem", "1rem", "1rem", "1rem"]' in said


def test_a_wheel_carries_all_that_the_pages_read() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    data = {
        path.relative_to(ROOT).as_posix()
        for package, patterns in project["package-data"].items()
        for pattern in patterns
        for path in (ROOT / project["package-dir"].get(package, package.replace(".", "/"))).glob(pattern)
    }
    read = [path for path in (ROOT / "ui").rglob("*") if path.suffix in (".css", ".toml", ".js")]
    assert {path.relative_to(ROOT).as_posix() for path in read} | {".streamlit/config.toml"} <= data
    assert "app" in project["py-modules"]
