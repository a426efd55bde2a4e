"""What a question asks for: a clause by its number, the documents it names, the words left to look for.

In: what was typed, a filter, and what an index says of its documents. Out: a `Query`, or a `QueryError`.
It refuses to rank anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import QueryError
from ..normalize import fold
from ..numbering import parse_citation
from .english import in_japanese
from .names import Titled, named

LONGEST = 10_000  # characters of a question that are read: more is a document, not a question
BEFORE = re.compile(r"^(?:さん|様|社|の|と|や|は|、|,|・|:|約款|規約|利用規約|契約約款|\s){1,12}")
AFTER = re.compile(
    r"(?:の|内容|条文|本文|全文|規定|定め|を|見せて|見たい|表示して|表示|開いて|読みたい|教えて|ください|下さい|"
    r"に|ついて|と|は|って|とは|何|なに|なん|です|でしょう|だっけ|か|書いて|ある|あります|いる|いますか|\?|!|。|、|\s){1,12}$"
)
# Article 10(2), Art. 10 para. 2
ENGLISH = re.compile(
    r"^art(?:icle|\.)?\s{0,3}([0-9]{1,4})(?:\s{0,3}\(([0-9]{1,3})\)|,?\s{1,3}para(?:graph|\.)?\s{0,3}([0-9]{1,3}))?$",
    re.I,
)
CITED = frozenset({"part", "ch", "a", "supplement", "appendix", "special", "preamble", "history"})
CODE = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood: what is said without the names of documents, its words (of an English one the Japanese ones
    too), the documents it is put to (None: all), the clause it cites if it is a jump."""

    said: str
    words: str
    docs: tuple[str, ...] | None
    citation: str | None


def parse(text: str, entries: Mapping[str, Titled], docs: Sequence[str] | None = None) -> Query:
    """What was typed as a `Query`; a document that is not there, or no words at all, is a `QueryError`."""
    if not text.strip():
        raise QueryError(
            "探す言葉が要ります", "何も書かれていません", "質問か、第10条第2項のような番号を書いてください"
        )
    text = text[:LONGEST]
    allowed = None if docs is None else tuple(dict.fromkeys(one for doc in docs for one in resolve(doc, entries)))
    found = named(text, entries)
    asked = tuple(doc for doc in found.docs if allowed is None or doc in allowed)
    words = found.rest if asked and found.rest else text
    return Query(
        words, " ".join((words, *in_japanese(words))), asked or allowed, _citation(found.rest if asked else text)
    )


def resolve(doc: str, entries: Mapping[str, Titled]) -> tuple[str, ...]:
    """The documents meant by an id or a provider's name."""
    if doc in entries:
        return (doc,)
    found = named(doc, entries).docs
    if found:
        return found
    there = "、".join(f"{entry.id}（{entry.provider or entry.title}）" for entry in entries.values())
    raise QueryError(
        "索引にある文書のIDか提供者の名前が要ります", f"「{doc}」はありません", f"あるのは {there or '0件'} です"
    )


def _citation(text: str) -> str | None:
    """The local id that a question is, and is nothing else than: 「第10条2項は？」."""
    bare = BEFORE.sub("", fold(text).strip())
    for words in (bare, AFTER.sub("", bare)):
        english = ENGLISH.match(words)
        if english:
            words = f"第{english[1]}条" + (f"第{english[2] or english[3]}項" if english[2] or english[3] else "")
        local = parse_citation(words)
        if local and (code := CODE.match(local)) and code[0] in CITED:
            return local
    return None
