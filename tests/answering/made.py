"""A small index of two invented terms, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from indexer.answering.answer import Asker
from indexer.indexing import store
from indexer.indexing.encoders import open_embedder
from indexer.indexing.index import Index
from indexer.reading import read_text
from indexer.types import Document

LAMP = """ランプ貸出約款
株式会社ランプ堂

第1条（定義）
本約款において「灯具」とは、株式会社ランプ堂（以下「当社」といいます。）が貸し出す照明器具をいいます。

第2条（転貸の禁止）
契約者は、灯具を第三者に転貸することはできません。ただし、当社の書面による承諾を得た場合は、この限りではありません。

第3条（解約）
１．契約者は、解約を希望する日の４５日前までに当社に書面で通知することにより、利用契約を解約することができます。
２．前項の解約をした契約者は、残りの期間に対応する貸出料金を支払うものとします。
３．前項の規定にかかわらず、灯具の故障を理由とする解約については、残りの期間の貸出料金を要しません。

第4条（遅延損害金）
契約者は、貸出料金の支払を怠ったときは、年１１．５％の割合による遅延損害金を支払うものとします。

第5条（管轄）
本約款に関する訴訟は、高松地方裁判所を第一審の専属的合意管轄裁判所とします。
"""
KITE = """凧クラブ会員規約
凧クラブ株式会社

第1条（退会）
会員は、退会を希望する月の前月10日までに届け出ることにより、退会することができます。

第2条（会費）
会費は、月額2,400円とします。当社は、受領した会費を返還しません。

第3条（禁止事項）
会員は、次の各号の行為をしてはなりません。
（1）電線の近くで凧を揚げる行為
（2）会員証を他人に貸す行為
"""


def documents() -> list[Document]:
    """The two documents."""
    return [read_text(LAMP, "lamp"), read_text(KITE, "kite")]


def asker(folder: Path, given: list[Document] | None = None) -> Asker:
    """An asker over an index of them."""
    embedder = open_embedder()
    store.update_index(folder, documents() if given is None else given, embedder)
    return Asker(Index(folder), embedder)
