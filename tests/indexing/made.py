"""Small documents and a small model for the tests of the index, and how they ask it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.indexing.index import Index
from indexer.indexing.tokenize import tokens
from indexer.reading import read_text
from indexer.searching.search import search
from indexer.types import Document

PHONE = """モグラ電話サービス契約約款
株式会社モグラ通信

第1章 総則

第1条（目的）
本約款は、地下電話の利用の条件を定めます。

第2条（料金の支払い）
契約者は、月額料金を翌月の10日までに支払います。
2 支払いが遅れたときは、年5％の割合による遅延損害金を支払います。

第2章 解約など

第3条（契約者による解約）
契約者は、三十日前までに書面で知らせて、いつでも契約を解約できます。
2 前項の場合、既に支払われた料金は返還しません。

第4条（禁止事項）
契約者は、次の各号の行為をしてはなりません。
(1) 電話機を他人に転貸すること
(2) 電話機を改造し、又は分解すること
(3) 他人の穴を掘り返すこと

附則
この約款は、2030年4月1日から施行します。
"""
BOAT = """カモメ貸しボート利用規約
カモメ遊覧株式会社

第1条（ボートの返却）
利用者は、日没までにボートを桟橋に返します。

第2条（管轄裁判所）
本規約に関する訴えは、海辺地方裁判所を第一審の管轄裁判所とします。
"""


def phone() -> Document:
    """A telephone company's terms: chapters, paragraphs, items, 附則."""
    return read_text(PHONE, "mogura-phone")


def boat() -> Document:
    """A boat hire's rules: two articles."""
    return replace(read_text(BOAT, "kamome-boat"), aliases=("KMM",))


def library(copies: int) -> list[Document]:
    """Documents that differ in one number."""
    return [read_text(PHONE.replace("翌月の10日", f"翌月の{day}日"), f"phone-{day}") for day in range(1, copies + 1)]


def static_model(folder: Path, dimension: int = 16, seed: int = 1) -> Path:
    """A folder that `StaticEmbedder` opens: random int8 rows with a scale each."""
    chance = np.random.default_rng(seed)
    words = sorted({*tokens(PHONE), *tokens(BOAT)})
    folder.mkdir()
    np.save(folder / "vectors.npy", chance.integers(-127, 128, (len(words), dimension), dtype=np.int8))
    np.save(folder / "scales.npy", chance.random(len(words)).astype(np.float16))
    (folder / "vocab.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    config = {"name": "toy", "dim": dimension, "tokens": "sudachi-c+a", "tf": "log", "unknown": "skip"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs the code."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=Path.cwd(), stdout=subprocess.PIPE, text=True)


def first(index: Index, query: str) -> str:
    """The id of the best clause."""
    return search(index, query)[0].clause.id
