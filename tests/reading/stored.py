"""Two texts that differ in one article, and the folder of documents as bytes."""

from __future__ import annotations

from pathlib import Path

ONE = "倉庫利用約款\n東西倉庫株式会社\n\n第1条（目的）\n本約款は、倉庫の利用の条件を定めます。\n\n第2条（料金）\n料金は、別に定めます。\n"
TWO = ONE.replace("料金は、別に定めます。", "料金は、申込書に定めます。")


def state(folder: Path) -> dict[str, bytes]:
    """What a folder holds, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def written(folder: Path, name: str, text: str) -> Path:
    """A file with a text, written into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name
