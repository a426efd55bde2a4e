"""`yakkan …`: the words of the command line, and what is printed.

In: arguments. Out: text for people, or with --json one JSON value; errors on stderr as one line; an exit status.
It refuses to hold logic: what a command does stands in commands/, one library call each.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from .commands import Outcome, UsageError
from .errors import YakkanError

OK, FAILED, USAGE = 0, 1, 2
INTERRUPTED = 130  # what a shell says of a program that Ctrl-C ended
MOST = 10_000  # hits that one query may ask for
OTHERS = "yakkan.commands"  # modules of other packages with WHAT, arguments(parser) and run(options), by command name


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    options = parser().parse_args(arguments)
    options.progress = _progress if sys.stderr.isatty() else None
    try:
        outcome = options.run(options)
        _say(outcome, options.json)
        if outcome.after:
            sys.stdout.flush()
            outcome.after()
    except UsageError as error:
        print(f"yakkan: {error}", file=sys.stderr)
        return USAGE
    except YakkanError as error:
        print(f"yakkan: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return FAILED if outcome.failures else OK


def _say(outcome: Outcome, as_json: bool) -> None:
    for note in (*outcome.notes, *outcome.failures):
        print(f"yakkan: {note}", file=sys.stderr)
    if as_json and not outcome.as_lines:
        print(json.dumps(outcome.value, ensure_ascii=False))
        return
    for line in outcome.lines:
        print(line)


def _progress(done: int, total: int, clauses: int, left: float) -> None:
    end = "\n" if done == total else ""
    print(f"\r索引: {done}/{total}文書 {clauses}条項 残り{left:.0f}秒 ", end=end, file=sys.stderr, flush=True)


def _command(place: str) -> Callable[[argparse.Namespace], Outcome]:
    """The function at `module.name` in commands/, loaded when the command runs, so that no command waits for another's imports."""

    def run(options: argparse.Namespace) -> Outcome:
        module, name = place.split(".")
        made: Outcome = getattr(import_module(f".commands.{module}", __package__), name)(options)
        return made

    return run


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

    def command(name: str, place: str, what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=what, description=what)
        made.set_defaults(run=_command(place))
        return made

    command("list", "shelf.list_documents", "文書の一覧")
    command("outline", "shelf.outline", "文書の全条項").add_argument("doc", metavar="DOC")
    show = command("show", "shelf.show", "条項を1つ表示する")
    show.add_argument("ref", metavar="REF", help="例: IIJ 第10条第2項、iij-solution#a10.p2")
    command("refs", "checks.refs", "文書の中の参照と、その行き先").add_argument("doc", metavar="DOC")
    command("terms", "checks.terms", "定義された用語").add_argument("doc", metavar="DOC")
    command("lint", "checks.lint", "起草の誤りの点検").add_argument("doc", metavar="DOC")
    command("index", "finding.index", "索引を作る・更新する")
    _asking(command("search", "finding.search", "条項を探す"), "QUERY")
    asked = command("ask", "asking.ask", "質問に条項の引用で答える")
    _asking(asked, "QUESTION")
    asked.add_argument("--evidence", metavar="FILE", help="答えの根拠をすべて書いた証拠記録（JSON）を書く")
    _file(command("replay", "asking.replay", "証拠記録の質問をもう一度し、同じ答えか確かめる"), "証拠記録")
    _file(command("verify", "checks.verify", "引用が原文にあるか確かめる"), "- は標準入力")
    command("topics", "comparing.topics", "条項の主題の一覧")
    _comparing(command("compare", "comparing.compare", "各社の同じ条項を並べる"))
    _writing(command("keyterms", "comparing.keyterms", "期間・料率・裁判所などの一覧"))
    _editions(command("diff", "comparing.diff", "旧版と新版を比べる"))
    _adding(command("add", "shelf.add", "文書を加える"))
    _opening(command("app", "pages.app", "ブラウザーで使う"))
    _others(commands, shared)
    return top


def _file(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("file", metavar="FILE", help=what)


def _others(commands: Any, shared: argparse.ArgumentParser) -> None:
    """The commands of other packages."""
    for entry in entry_points(group=OTHERS):
        other = entry.load()
        made = commands.add_parser(entry.name, parents=[shared], help=other.WHAT, description=other.WHAT)
        other.arguments(made)
        made.set_defaults(run=other.run)


def _asking(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("query", metavar=what, nargs="?")
    command.add_argument("-k", type=_positive, default=10, metavar="N", help="件数（既定: 10）")
    command.add_argument(
        "--batch", metavar="FILE", help="{id, query, docs?, k?} を1行ずつ書いた JSON Lines（- は標準入力）"
    )


def _comparing(command: argparse.ArgumentParser) -> None:
    chosen = command.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--topic", metavar="T", help="主題（ID か名前）")
    chosen.add_argument("--like", metavar="REF", help="この条項に当たるもの")
    chosen.add_argument("--missing", metavar="DOC", help="他の文書にあって、この文書にない主題")
    chosen.add_argument("--all", action="store_true", help="すべての主題")
    _writing(command)


def _editions(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="旧版（ファイルか文書名）")
    command.add_argument("new", metavar="NEW", help="新版（ファイルか文書名）")
    _writing(command)


def _writing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE", help="表を書くファイル（.xlsx .docx .csv .md）")


def _adding(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="FILE", nargs="+")
    command.add_argument("--id", help="文書名（英小文字・数字・ハイフン）。1ファイルのときだけ")
    command.add_argument("--replace", action="store_true", help="同じ名前の文書を置き換える")


def _opening(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--port", type=_port, metavar="N", help="ポート番号（既定: 8501、使われていれば空いている番号）"
    )
    command.add_argument("--no-browser", action="store_true", help="ブラウザーを開かず、アドレスだけを表示する")


def _port(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) < 65_536:
        raise argparse.ArgumentTypeError("1から65535までの数を指定してください")
    return int(words)


def _positive(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) <= MOST:
        raise argparse.ArgumentTypeError(f"1から{MOST}までの数を指定してください")
    return int(words)


if __name__ == "__main__":
    sys.exit(main())
