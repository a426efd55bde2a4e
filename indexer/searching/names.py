"""Which documents a question names: by provider, title, alias or id, in whatever spelling.

In: what an index says of its documents, and a question. Out: the documents named, and the question without the names.
It refuses to know any provider: every rule works on the names that are there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ..normalize import fold, normalize
from .sounds import sound

COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)(?:社団|財団)法人|独立行政法人|\((?:株|有|同)\)|"
    r"(?:co\.,? ?ltd\.?|inc\.?|corp(?:oration|\.)?|k\.k\.|ltd\.?|llc\.?)$"
)
TAIL = re.compile(  # 〇〇サービス契約約款(1.2版): what follows the name proper
    r"(?:\([^()]{0,20}\)|版|第?[0-9.]{1,6}|サービス|ご?利用|契約|約款|規約|規程|条件|基本|共通|個別|標準|service|terms|of|use|の){1,12}$"
)
SEPARATORS = str.maketrans("", "", " ・･.,，、-‐－_/'\"「」『』｢｣()")
# How the letters of a name are spelt out: エヌ・ティ・ティ is NTT
SPELT = """エー=A エイ=A ビー=B シー=C ディー=D デー=D イー=E エフ=F ジー=G エイチ=H エッチ=H アイ=I ジェイ=J ジェー=J
ケイ=K ケー=K エル=L エム=M エヌ=N オー=O ピー=P キュー=Q アール=R エス=S ティ=T ティー=T ユー=U ブイ=V ヴィ=V
ダブリュー=W エックス=X ワイ=Y ゼット=Z"""
LETTERS = dict(pair.split("=") for pair in SPELT.split())
# Words that begin names and name no one
GENERIC_WORDS = """terms term service services cloud tos contract agreement policy rules rule doc document documents
conditions general user users use new old draft final copy sample test the asp vpn saas web net online system mobile
business plan クラウド サービス インターネット ネット システム システムズ ビジネス ネットワーク モバイル オンライン
レンタル サポート データ 日本 日本国 東京 大阪 全国 国際 東日本 西日本 関東 関西 中部 九州 中央"""
GENERIC = frozenset(GENERIC_WORDS.split())
LATIN = re.compile(r"[a-z][a-z0-9]{2,30}")
RUNS = re.compile(r"[A-Za-z0-9]{1,40}|[ァ-ヺー]{1,40}|[ぁ-ゖ]{1,40}|[一-鿿]{1,40}")  # one script each
KATAKANA = re.compile(r"[ァ-ヺー]{3,40}")
HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}  # かわせみ is カワセミ


class Titled(Protocol):
    """What a document is known by: a `Document`, or what an index says of one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def provider(self) -> str:
        """Who issued it."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """Whatever else it is called."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """The documents a question names (all where it names none), and the words left to search for."""

    docs: tuple[str, ...]
    rest: str


def plain(text: str) -> str:
    """A name in one width, one case and one kana; blanks stay."""
    return unicodedata.normalize("NFKC", text).lower().translate(HIRAGANA)


def spellings(document: Titled) -> frozenset[str]:
    """Every way a document is likely to be called, as `compact` writes it."""
    return _spellings(document.id, document.title, document.provider, document.aliases)


@lru_cache(maxsize=10_000)
def _spellings(doc_id: str, title: str, provider: str, aliases: tuple[str, ...]) -> frozenset[str]:
    found = {compact(name) for name in (*aliases, doc_id, title)}
    found |= {form for name in (provider, title) for form in _forms(name)}
    found |= {word for word in LATIN.findall(plain(doc_id))[:1] if word not in GENERIC}
    return frozenset(form for form in found if len(form) > 1)


def compact(text: str) -> str:
    """A name without blanks, dots and dashes."""
    return plain(text).translate(SEPARATORS)


def _forms(name: str) -> set[str]:
    """A name without 株式会社, without 利用規約, with its letters unspelt, and the word it begins with."""
    bare = COMPANY.sub("", fold(name).lower()).strip()
    spelt = {bare, TAIL.sub("", bare).strip()}
    whole = {_unspelt(form) for form in spelt}
    return {compact(form) for form in spelt | whole} | {head for form in whole if (head := _head(form))}


def _head(name: str) -> str:
    """The first word of a name, as far as its script goes (usen of USEN ICT), or "" where it names no one."""
    run = RUNS.search(name)
    if run is None or run[0] in GENERIC or len(run[0]) < (2 if "一" <= run[0][0] <= "鿿" else 3):
        return ""
    return compact(run[0])


def _unspelt(name: str) -> str:
    """エヌ・ティ・ティ・データ as nttデータ."""
    return "".join(LETTERS.get(part.strip(), part).lower() for part in name.split("・"))


def named(text: str, entries: Mapping[str, Titled]) -> Named:
    """The documents whose names stand in a text; the longest name wins where one lies inside another."""
    found = [*_spelt(text, entries.values()), *_sounding(text, entries.values())]
    taken: list[tuple[int, int, str]] = []
    for start, end, doc in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= left or right <= start or (start, end) == (left, right) for left, right, _ in taken):
            taken.append((start, end, doc))
    docs = tuple(doc for doc in entries if doc in {doc for *_, doc in taken})
    rest = text
    for start, end in sorted({place[:2] for place in taken}, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    return Named(docs, rest.strip())


def _compacted(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as `compact` writes it, and the place in it of each of its characters."""
    whole = normalize(text)
    kept = [(compact(char), at) for at, char in enumerate(whole.text)]
    return "".join(char for char, _ in kept), [whole.source(at, at + 1) for char, at in kept for _ in char]


def _spelt(text: str, entries: Iterable[Titled]) -> Iterator[tuple[int, int, str]]:
    """Where a spelling of a document stands as a word of its own."""
    folded, places = _compacted(text)
    for entry in entries:
        for form in spellings(entry):
            at = folded.find(form)
            while at >= 0:
                start, end = places[at][0], places[at + len(form) - 1][1]
                if _apart(text, start, end):
                    yield start, end, entry.id
                at = folded.find(form, at + 1)


def _sounding(text: str, entries: Iterable[Titled]) -> Iterator[tuple[int, int, str]]:
    """Where a word in katakana sounds like a document's name in Latin letters."""
    heard = [(match, sound(match[0])) for match in KATAKANA.finditer(unicodedata.normalize("NFC", text))]
    for match, sounds in heard:
        for entry in entries if sounds else ():
            if any(sounds == sound(form) for form in spellings(entry) if form.isascii()):
                yield match.start(), match.end(), entry.id


def _apart(text: str, start: int, end: int) -> bool:
    """False where the name is only a part of a longer word in its own script."""
    before = start > 0 and _script(text[start - 1]) == _script(text[start]) != ""
    after = end < len(text) and _script(text[end]) == _script(text[end - 1]) != ""
    return not before and not after


def _script(char: str) -> str:
    char = fold(char)
    if char.isascii():
        return "latin" if char.isalnum() else ""
    return "kana" if "ァ" <= char <= "ヺ" or char == "ー" else ""
