"""`yakkan …`: every command is a few lines over one library call.

In: the words of the command line. Out: text for people, or with --json one JSON value; errors on stderr as one line.
It refuses to hold logic: what a command does is done in the library.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import YakkanError
from .exporting import lines, records
from .reading.corpus import Corpus, default_folder, home
from .types import Document, Hit

if TYPE_CHECKING:
    from .searching.session import Session

Outcome = tuple[Any, Iterable[str]]  # the JSON value, and the same for people
OK, FAILED, USAGE = 0, 1, 2
MOST = 10_000  # hits that one query may ask for


class JsonLines(list[Any]):
    """Values that are printed one a line."""


class UsageError(Exception):
    """Words of the command line that do not go together."""


class Failed(Exception):
    """A command that did part of its work: what it did, and a line for each thing it could not do."""

    def __init__(self, outcome: Outcome, lines: Sequence[str]) -> None:
        self.outcome, self.lines = outcome, lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    options = parser().parse_args(arguments)
    try:
        _say(options.run(options), options.json)
    except Failed as failure:
        _say(failure.outcome, options.json)
        for line in failure.lines:
            print(line, file=sys.stderr)
        return FAILED
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except YakkanError as error:
        print(f"yakkan: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    return OK


def _say(outcome: Outcome, as_json: bool) -> None:
    value, shown = outcome
    if as_json and not isinstance(value, JsonLines):
        print(json.dumps(value, ensure_ascii=False))
        return
    for line in shown:
        print(line)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="JSON の値を1つだけ出力する")
    shared.add_argument("--corpus", metavar="DIR", help="文書のフォルダー（既定: corpus/local、空なら corpus/samples）")
    shared.add_argument("--docs", metavar="ID,ID", help="対象の文書を絞る")
    top = argparse.ArgumentParser(
        prog="yakkan", description="約款・利用規約を条・項・号まで読み、検索し、正確に引用する"
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], Outcome], what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=what, description=what)
        made.set_defaults(run=run)
        return made

    command("list", list_documents, "文書の一覧")
    command("outline", outline, "文書の全条項").add_argument("doc", metavar="DOC")
    command("show", show, "条項を1つ表示する").add_argument(
        "ref", metavar="REF", help="例: IIJ 第10条第2項、iij-solution#a10.p2"
    )
    command("refs", refs, "文書の中の参照と、その行き先").add_argument("doc", metavar="DOC")
    command("terms", terms, "定義された用語").add_argument("doc", metavar="DOC")
    command("lint", lint, "起草の誤りの点検").add_argument("doc", metavar="DOC")
    command("index", build_index, "索引を作る・更新する")
    find = command("search", search, "条項を探す")
    find.add_argument("query", metavar="QUERY", nargs="?")
    find.add_argument("-k", type=_positive, default=10, metavar="N", help="件数（既定: 10）")
    find.add_argument(
        "--batch", metavar="FILE", help="{id, query, docs?, k?} を1行ずつ書いた JSON Lines（- は標準入力）"
    )
    add = command("add", add_files, "文書を加える")
    add.add_argument("files", metavar="FILE", nargs="+")
    add.add_argument("--id", help="文書名（英小文字・数字・ハイフン）。1ファイルのときだけ")
    add.add_argument("--replace", action="store_true", help="同じ名前の文書を置き換える")
    return top


def _positive(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) <= MOST:
        raise argparse.ArgumentTypeError(f"1から{MOST}までの数を指定してください")
    return int(words)


def _corpus(options: argparse.Namespace) -> Corpus:
    return Corpus(default_folder(options.corpus))


def _docs(options: argparse.Namespace) -> list[str] | None:
    return list(dict.fromkeys(options.docs.split(","))) if options.docs else None


def _documents(options: argparse.Namespace) -> tuple[Document, ...]:
    corpus = _corpus(options)
    found = corpus.documents(_docs(options))
    for problem in corpus.problems:
        print(f"yakkan: {problem}", file=sys.stderr)
    return found


def list_documents(options: argparse.Namespace) -> Outcome:
    """`yakkan list`."""
    found = [records.listing(document) for document in _documents(options)]
    return found, lines.listing(found)


def outline(options: argparse.Namespace) -> Outcome:
    """`yakkan outline DOC`."""
    found = records.outline(_corpus(options).document(options.doc))
    return found, lines.outline(found)


def show(options: argparse.Namespace) -> Outcome:
    """`yakkan show REF`."""
    from .reading import definitions, references
    from .searching.jump import find_clause

    document, clause = find_clause(options.ref, _documents(options))
    found = records.shown(document, clause, references.find(document), definitions.find(document))
    return found, lines.shown(found)


def refs(options: argparse.Namespace) -> Outcome:
    """`yakkan refs DOC`."""
    from .reading import references

    found = [records.reference(each) for each in references.find(_corpus(options).document(options.doc))]
    return found, lines.refs(found)


def terms(options: argparse.Namespace) -> Outcome:
    """`yakkan terms DOC`."""
    from .reading import definitions

    found = [records.term(each) for each in definitions.find(_corpus(options).document(options.doc))]
    return found, lines.terms(found)


def lint(options: argparse.Namespace) -> Outcome:
    """`yakkan lint DOC`."""
    from .checking import lint as checks

    found = [records.finding(each) for each in checks.check(_corpus(options).document(options.doc))]
    return found, lines.findings(found)


def build_index(options: argparse.Namespace) -> Outcome:
    """`yakkan index`: what was built, with times."""
    session = _session(options)
    report = session.report
    found = {
        "folder": str(session.folder),
        "documents": len(session.index.entries),
        "units": session.index.size,
        "model": session.index.model,
        "added": list(report.added) if report else [],
        "removed": list(report.removed) if report else [],
        "seconds": round(report.seconds, 3) if report else 0.0,
    }
    return found, [f"{found['documents']}文書 {found['units']}条項の索引: {found['folder']}（{found['seconds']}秒）"]


def _session(options: argparse.Namespace) -> Session:
    from .searching.session import Session

    session = Session(default_folder(options.corpus), _progress if sys.stderr.isatty() else None)
    for note in session.notes:
        print(f"yakkan: {note}", file=sys.stderr)
    return session


def _progress(done: int, total: int, clauses: int, left: float) -> None:
    end = "\n" if done == total else ""
    print(f"\r索引: {done}/{total}文書 {clauses}条項 残り{left:.0f}秒 ", end=end, file=sys.stderr, flush=True)


def search(options: argparse.Namespace) -> Outcome:
    """`yakkan search QUERY -k N`, or one JSON line for each query of --batch FILE."""
    if (options.query is None) == (options.batch is None):
        raise UsageError("yakkan search には QUERY か --batch FILE のどちらか一方を指定してください")
    session = _session(options)
    docs = _docs(options)
    if options.batch:
        return _batch(session, options.batch, docs, options.k)
    found = _hits(session, session.search(options.query, options.k, docs))
    return found, lines.hits(found)


def _hits(session: Session, found: Sequence[Hit]) -> list[records.Record]:
    return [records.hit(session.index.document(each.doc), each, rank) for rank, each in enumerate(found, start=1)]


def _batch(session: Session, name: str, docs: list[str] | None, k: int) -> Outcome:
    from .searching import batches

    asked = batches.read(name, docs, k)
    found = session.batch([each.asked for each in asked])
    made = [{"id": each.id, "hits": _hits(session, hits)} for each, hits in zip(asked, found, strict=True)]
    return JsonLines(made), (json.dumps(each, ensure_ascii=False) for each in made)


def add_files(options: argparse.Namespace) -> Outcome:
    """`yakkan add FILE…`: the good files go in, each bad one is explained."""
    if options.id and len(options.files) > 1:
        raise YakkanError(
            "--id は1ファイルのときだけ使えます", f"{len(options.files)}ファイルあります", "1つずつ加えてください"
        )
    corpus = Corpus(Path(options.corpus) if options.corpus else home() / "local")
    added, refused = [], []
    for name in options.files:
        try:
            document = corpus.add(Path(name), options.id, options.replace)
        except YakkanError as error:
            refused.append(f"yakkan: {Path(name).name}: {error}")
            continue
        notices = [records.notice(document, each) for each in document.notices]
        added.append(records.listing(document) | {"file": document.path, "notices": notices})
    if refused:
        raise Failed((added, lines.added(added)), refused)
    return added, lines.added(added)


if __name__ == "__main__":
    sys.exit(main())
