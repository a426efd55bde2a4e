"""Files that are whole or not there: written aside, flushed, checked, renamed; and a lock for whoever writes.

In: folders and bytes. Out: the same on disk, or a `StoreError`. It refuses to know what the bytes mean.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
import uuid
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import StoreError

CHECKED = 8 << 20  # bytes at either end of a file that its checksum covers: all of any file up to 16 MiB
WAIT = 0.1
ASIDE = "tmp-"  # how the name of what is not finished begins
FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def save(path: Path, content: bytes | NDArray[Any]) -> None:
    """Write bytes or one array and see them on the disk."""
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            np.save(file, content, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def save_json(path: Path, value: Any) -> None:
    """Write a value as JSON."""
    save(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def load_json(path: Path) -> Any:
    """The value of a JSON file."""
    return json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))


def load_array(path: Path) -> NDArray[Any]:
    """An array, memory-mapped: only what is asked for is read."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))  # a plain array: np.memmap is slow to slice


def replace(path: Path, content: bytes) -> None:
    """Put new bytes in the place of a file in one step."""
    aside = path.with_name(f"{ASIDE}{os.getpid()}-{path.name}")
    try:
        save(aside, content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def new_folder(parent: Path) -> Iterator[Path]:
    """A new folder to write in; unless it is published, it does not stay."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / f"{ASIDE}{os.getpid()}-{uuid.uuid4().hex[:12]}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(aside: Path, folder: Path) -> None:
    """Give a finished folder its name in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():  # a damaged one: what is being published replaces it
        discard(folder)
    aside.rename(folder)
    _flush_folder(folder.parent)


def discard(folder: Path) -> bool:
    """Remove a folder: first its name, then its contents, so that nobody meets half of it."""
    aside = folder.with_name(f"{ASIDE}{os.getpid()}-{time.monotonic_ns()}-{folder.name}")
    try:
        folder.rename(aside)
    except OSError:  # in use, on systems where an open file cannot be moved
        return False
    shutil.rmtree(aside, ignore_errors=True)
    return True


def discard_unread(folder: Path, marker: Path) -> bool:
    """Remove a folder unless a reader holds a shared lock on the marker inside it."""
    if os.name == "nt" or not marker.exists():  # Windows itself refuses to move what is open
        return discard(folder)
    with marker.open("rb") as file:
        return lock(file, shared=False) and discard(folder)


def checksum(path: Path) -> list[int]:
    """The size of a file and a checksum over its first and last 8 MiB."""
    size = path.stat().st_size
    with path.open("rb") as file:
        found = zlib.crc32(file.read(CHECKED))
        if size > CHECKED:
            file.seek(max(CHECKED, size - CHECKED))
            found = zlib.crc32(file.read(CHECKED), found)
    return [size, found]


def checksums(folder: Path) -> dict[str, list[int]]:
    """The checksums of all the files of a folder, by name."""
    return {path.name: checksum(path) for path in sorted(folder.iterdir())}


def intact(folder: Path, wanted: Mapping[str, list[int]]) -> bool:
    """True when every file is there and as it was written."""
    try:
        return all(checksum(folder / name) == list(sums) for name, sums in wanted.items())
    except OSError:
        return False


@contextmanager
def clear_errors(folder: Path) -> Iterator[None]:
    """Turn a refusal of the system into one line that says what is still safe."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in FULL
        found = "ディスクがいっぱいです" if full else f"{problem.strerror or problem}"
        remedy = "空きを作って" if full else "フォルダと権限を確かめて"
        safe = f"前の索引はそのまま使えます。{remedy}もう一度実行してください"
        raise StoreError(f"{folder} に索引を書けるはずです", found, safe) from problem


@contextmanager
def writer(folder: Path, patience: float) -> Iterator[None]:
    """Be the only one who writes in a folder; wait for another for so many seconds, then say so."""
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / "writer.lock").open("a+b") as file:
        while not lock(file, shared=False):
            if time.monotonic() > until:
                found = f"{folder} は別の処理が書いています"
                raise StoreError("索引を書けるのは一度に一つの処理です", found, "終わってからもう一度実行してください")
            time.sleep(WAIT)
        yield  # the system lets go when the file is closed, however this process ends


def lock(file: IO[bytes], *, shared: bool) -> bool:
    """Take a lock on an open file without waiting; False when somebody holds it."""
    try:
        if os.name != "nt":
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        elif not shared:  # a reader need lock nothing there: what is open cannot be moved
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
