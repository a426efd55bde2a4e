"""The command that opens the pages in a browser: app.

In: options. Out: the address, once the pages answer there; they are served until the person stops them. It refuses to know any page:
Streamlit runs in a process of its own, bound to this machine alone.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from ..errors import YakkanError
from ..reading.corpus import default_folder
from . import Outcome
from .finding import open_session

HOST, PORT = "127.0.0.1", 8501
SECONDS, PAUSE = 60.0, 0.1  # how long the pages may take to answer, and between two looks
QUIET = "--logger.level=warning"  # a line for people that the server has started would stand beside ours
ROOT = Path(__file__).resolve().parents[2]  # app.py and ui/ lie beside the package, installed or not
SETTINGS = (ROOT / ".streamlit" / "config.toml", ROOT / "ui" / "settings" / "config.toml")  # a checkout, a wheel


class PagesError(YakkanError):
    """Pages that cannot be served."""


def app(options: argparse.Namespace) -> Outcome:
    """`yakkan app`: the index made ready, the pages served, the browser opened at them."""
    named = options.corpus or os.environ.get("YAKKAN_CORPUS")
    notes = open_session(options).notes if named or default_folder().is_dir() else []
    port = _port(options.port)
    address = f"http://{HOST}:{port}"
    served = _serve(port, options.corpus)
    _wait(address, served)
    opened = not options.no_browser and display(os.environ, sys.platform) and webbrowser.open(address)
    hint = "ブラウザーを開きました。" if opened else "ブラウザーでこのアドレスを開いてください。"
    lines = [f"Yakkan: {address}", f"{hint}終えるときは Ctrl-C を押します。"]
    return Outcome({"address": address, "opened": opened}, lines, notes, after=lambda: _stay(served))


def display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser would have a screen: on Linux and its like only where a display server is named."""
    return platform in ("darwin", "win32") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _port(asked: int | None) -> int:
    """The port asked for; where none was, the usual one, or a free one if that is taken."""
    if _free(asked or PORT):
        return asked or PORT
    if asked:
        raise PagesError(
            f"空いているポート{asked}が要ります",
            "ほかのプログラムが使っています",
            "別の番号を --port で指定してください",
        )
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was let go a moment ago is free
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def flags() -> Iterator[str]:
    """The settings of the pages as flags, so that they hold from any folder; lists as JSON, as Streamlit takes them."""
    settings = next(path for path in SETTINGS if path.is_file())
    yield from _flags("-", tomllib.loads(settings.read_text(encoding="utf-8")))


def _flags(above: str, options: Mapping[str, object]) -> Iterator[str]:
    for name, value in options.items():
        if isinstance(value, dict):
            yield from _flags(f"{above}-{name}" if above == "-" else f"{above}.{name}", value)
        else:
            yield f"{above}.{name}={value if isinstance(value, str) else json.dumps(value)}"


def _serve(port: int, corpus: str | None) -> subprocess.Popen[bytes]:
    """Streamlit over the folder, in a session of its own: Ctrl-C reaches this process, which ends it quietly."""
    environment = dict(os.environ)
    if corpus:
        environment["YAKKAN_CORPUS"] = str(Path(corpus).resolve())
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *flags(), f"--server.port={port}", QUIET]
    signal.signal(signal.SIGTERM, _interrupt)
    served = subprocess.Popen(  # noqa: S603  # this Python, our own page, our own settings
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    atexit.register(_end, served)  # however this process ends, the pages end with it
    return served


def _wait(address: str, served: subprocess.Popen[bytes]) -> None:
    """Returns once the pages answer."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and served.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PAUSE * 10):  # noqa: S310  # our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(PAUSE)
    found = "起動の途中で終わりました" if served.poll() is not None else f"{SECONDS:g}秒待っても応じません"
    raise PagesError(f"{address} で画面が開くはずです", found, "上の表示を確かめ、--port で別の番号を試してください")


def _stay(served: subprocess.Popen[bytes]) -> None:
    """Waits until the person stops the command, or the pages end by themselves."""
    with suppress(KeyboardInterrupt):
        served.wait()
    _end(served)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(served: subprocess.Popen[bytes]) -> None:
    if served.poll() is None:
        served.terminate()
    try:
        served.wait(5)
    except subprocess.TimeoutExpired:
        served.kill()
