"""A folder changes whole or not at all.

In: a folder, files to be written and names of files to go. Out: the folder so changed, or as it was. It refuses to know what the
files hold.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import CorpusError

ASIDE = ".changing-"  # a folder that begins with a dot holds no document


def change(folder: Path, new: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
    """Writes the new files and drops those that go; where one of these fails, all are as before and a CorpusError says why."""
    leaving = [name for name in gone if name not in new]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=ASIDE, ignore_cleanup_errors=True) as aside:
            fresh, before = _staged(Path(aside), folder, new, leaving)
            try:
                for name in new:
                    (fresh / name).replace(folder / name)
                for name in leaving:
                    (folder / name).unlink(missing_ok=True)
            except OSError:
                _put_back(before, folder, [*new, *leaving])
                raise
    except OSError as error:
        raise CorpusError(
            f"{'、'.join([*new, *leaving])} を保存するところです",
            f"できませんでした（{error.strerror}）",
            "空き容量と書き込みの権限を確かめてください",
        ) from error


def _staged(aside: Path, folder: Path, new: Mapping[str, bytes], leaving: Iterable[str]) -> tuple[Path, Path]:
    """All that needs room on the disk, before anything is touched: the new files, and copies of what stands in their place."""
    fresh, before = aside / "fresh", aside / "before"
    fresh.mkdir()
    before.mkdir()
    for name, data in new.items():
        (fresh / name).write_bytes(data)
        (fresh / name).chmod(0o644)  # the folder aside is private to its owner; a document of the corpus is not
    for name in (*new, *leaving):
        if (folder / name).exists():
            shutil.copy2(folder / name, before / name)
    return fresh, before


def _put_back(before: Path, folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if (before / name).exists():
            shutil.move(before / name, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
