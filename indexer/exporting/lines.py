"""Records as lines for people at a terminal.

In: the records of records.py, and the documents that the ids in them are of. Out: lines of text. It refuses to print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..numbering import cite
from ..types import Document
from .records import Record

INDENT = {"article": 1, "paragraph": 2, "item": 3, "subitem": 4}
SEVERITY = {"error": "誤り", "warning": "注意", "hint": "参考"}
WRAP = re.compile(r"\s*\n\s*")  # where a quotation crosses a printed line
PREVIEW = 80  # characters of a clause shown beside a hit


def listing(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan list`."""
    for each in found:
        size = f"{each['articles']}条 {each['paragraphs']}項 {each['items']}号"
        yield "\t".join((each["doc"], each["title"], each["provider"], each["edition"], size))


def outline(found: Record) -> Iterable[str]:
    """The lines of `yakkan outline`."""
    yield "　".join(part for part in (found["title"], found["provider"], found["edition"]) if part)
    for each in found["clauses"]:
        yield "  " * INDENT.get(each["level"], 0) + _words(each).replace("\n", " ")
    for each in found["tables"]:
        yield f"{each['citation']}: {each['text'].splitlines()[0]} …"
    for each in found["notices"]:
        yield f"注意 {each['code']}: {each['message']}（{each['text'][:30]}）"


def _words(clause: Record) -> str:
    return "　".join(part for part in (clause["label"], clause["heading"], clause["text"]) if part)


def shown(found: Record, document: Document) -> Iterable[str]:
    """The lines of `yakkan show`."""
    page = f"（{found['page']}ページ）" if found["page"] else ""
    yield "　".join(part for part in (found["provider"], found["title"], found["citation"] + page) if part)
    yield from filter(None, map(_words, (found, *found["children"])))
    for each in found["tables"]:
        yield f"［表］\n{each['text']}"
    for each in found["references"]:
        yield f"→ {each['text']}: {_target(each, document) or each['message'] or '他の文書'}"
    for each in found["terms"]:
        yield f"用語 {each['term']}"


def _target(reference: Record, document: Document) -> str:
    return "から".join(cite(document.by_id[each]) for each in (reference["to"], reference["to_end"]) if each)


def refs(found: Iterable[Record], document: Document) -> Iterable[str]:
    """The lines of `yakkan refs`."""
    for each in found:
        place, target = cite(document.by_id[each["from"]]), _target(each, document)
        yield "\t".join((place, each["text"], each["status"], target, each["message"])).rstrip()


def terms(found: Iterable[Record], document: Document) -> Iterable[str]:
    """The lines of `yakkan terms`."""
    for each in found:
        scope = f"（{cite(document.by_id[each['scope']])}の中だけ）" if each["scope"] else ""
        yield f"{each['term']}\t{cite(document.by_id[each['clause']])}{scope}"


def findings(found: Iterable[Record], document: Document) -> Iterable[str]:
    """The lines of `yakkan lint`."""
    for each in found:
        place = cite(document.by_id[each["clause"]])
        yield "\t".join((SEVERITY[each["severity"]], place, each["rule"], each["message"]))


def added(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan add`."""
    for each in found:
        yield f"加えました: {each['doc']}（{each['title']}、{each['articles']}条、注意 {len(each['notices'])}件）"
        for notice in each["notices"]:
            yield f"  注意: {notice['message']}（{notice['text'][:30]}）"


def hits(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan search`."""
    for each in found:
        why = "、".join(f"{name} {value:.2f}" for name, value in each["parts"].items())
        words = " ".join(each["text"].split())
        yield f"{each['rank']}. {each['doc']} {each['citation']}（{each['heading']}）{each['score']:.3f}　{why}"
        yield f"   {words[:PREVIEW]}{'…' if len(words) > PREVIEW else ''}"


def changes(found: Iterable[Record], broken: Iterable[Record], old: Document, new: Document) -> Iterable[str]:
    """The lines of `yakkan diff`: each change, and the references that a renumbering broke."""
    for each in found:
        was, now = (cite(of.by_id[each[side]]) if each[side] else "—" for side, of in (("old", old), ("new", new)))
        yield f"{each['kind']}\t{was} → {now}"
        for change in each["changes"]:
            yield f"    {change['old_text'] or '（なし）'} → {change['new_text'] or '（なし）'}"
    for each in broken:
        yield f"参照\t{cite(new.by_id[each['from']])}\t{each['text']}: {each['message']}"


def answer(found: Record) -> Iterable[str]:
    """The lines of `yakkan ask`: the quotes with where they stand, or 規定なし with the nearest clauses."""
    for each in found.get("phrased", ()):
        yield f"{each['text']}（{'、'.join(cited['citation'] for cited in each['cites'])}）"
    if note := found.get("note"):
        yield f"注意: {note}"
    for each in found["answers"]:
        page = f"（{each['page']}ページ）" if each.get("page") else ""
        value = f"【{each['value']}】" if each["value"] else ""
        yield f"{each['doc']} {each['citation']}{page}　{value}「{WRAP.sub('', each['quote'])}」"
        for support in each["support"]:
            yield f"    {support['citation']}: {support['why']}"
    if found["absent"]:
        yield f"規定なし: {'、'.join(found['absent'])}"
    if found["status"] == "absent":
        yield f"探した言葉: {'、'.join(found['searched']['expansions'])}"
        for each in found["searched"]["nearest"]:
            yield f"  近い条項 {each['doc']} {each['citation']}: {each['why']}"


def replayed(found: Record) -> Iterable[str]:
    """The lines of `yakkan replay`: whether the answer is the same, what has changed since, and the answer."""
    yield "記録と同じ答えです。" if found["same"] else "記録と違う答えです。"
    yield from (f"  記録の後で: {each}" for each in found["changed"])
    yield from answer(found["answer"])


def topics(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan topics`."""
    for each in found:
        yield "\t".join((each["topic"], each["name"], each["description"]))


def row(found: Record) -> Iterable[str]:
    """One row of `yakkan compare`: each document's clause, or 規定なし."""
    yield f"■ {found.get('name') or found.get('like')}　{found.get('difference') or ''}".rstrip("　")
    for doc, cells in found["clauses"].items():
        if not cells:
            yield f"  {doc}\t規定なし"
        for each in cells:
            value = f"【{each['value']}】" if each["value"] else ""
            yield f"  {doc}\t{each['citation']}\t{value}{WRAP.sub('', each['quote'])[:PREVIEW]}"


def key_terms(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan keyterms`."""
    for each in found:
        yield f"■ {each['name']}"
        for doc, figure in each["values"].items():
            yield f"  {doc}\t{figure['value']}\t{figure['citation']}" if figure else f"  {doc}\t規定なし"


def quotations(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan verify`."""
    for each in found:
        where = f"{each['doc']} {each['citation']}" if each["found"] else "原文にありません"
        yield f"{where}\t「{each['quote']}」"
        if near := each["nearest"]:
            yield f"    近い原文 {near['doc']} {near['citation']}: {near['difference']}"


def missing(found: Iterable[Record]) -> Iterable[str]:
    """The lines of `yakkan compare --missing DOC`: what most of the others have comes first."""
    for each in found:
        yield f"{each['count']}社にあります\t{each['name']}\t{'、'.join(each['peers'])}"
