"""The rules of the house, read off the imports and the files themselves."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A room may import from itself and from the rooms before it.
ROOMS = (
    ("types", "errors", "normalize", "numbering"),
    ("reading",),
    ("indexing",),
    ("searching",),
    ("answering",),
    ("comparing",),
    ("checking",),
    ("exporting",),
    ("commands",),
    ("cli",),
)
OUTSIDE = ("indexer", "eval", "training", "ui", "app.py")  # where code lives
STREAMLIT = ("app.py", "ui/")
PRINTING = ("indexer/cli.py", "eval/", "training/")
SEGMENTER = ("indexer/indexing/tokenize.py",)
ENCODERS = ("indexer/indexing/encoders.py", "indexer/indexing/sentence_models.py", "indexer/indexing/st_static.py")
DERIVED = "indexer/indexing/st_static.py"  # derives a class from the library's, so imports it at the top; nobody imports it there
EMBEDDING = ("sentence_transformers", "torch", "transformers", "tokenizers", "model2vec")
NEVER = ("pickle", "dill", "joblib", "shelve", "marshal", "cloudpickle")
BANNED_NAMES = ("utils", "util", "helpers", "helper", "common", "misc")
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# put together from halves, so that this file does not hold what it looks for
MACHINE = re.compile(
    "|".join(("/" + "work/", "/" + "home/[a-z]", "/" + "Users/[a-zA-Z]", "/" + "root/", r"C:\\" + "Users"))
)
BESIDE = re.compile(r"\.\./" + "shared")
ONLY_IN = ".ci/run"  # the one place that knows where the providers' texts may lie


@cache
def sources() -> dict[str, ast.Module]:
    """Every Python file of ours outside the tests, by its path from the root."""
    files = [path for name in OUTSIDE if (ROOT / name).is_dir() for path in (ROOT / name).rglob("*.py")]
    files += [ROOT / name for name in OUTSIDE if (ROOT / name).is_file()]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(files)}


def of(tree: str) -> dict[str, ast.Module]:
    return {path: module for path, module in sources().items() if path.startswith(tree)}


def imports(path: str, tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that a file names in an import, in full: `from .errors import X` in indexer/cli.py is indexer.errors.X."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((f"{base}.{name.name}", node.lineno) for name in node.names)


def at_top(tree: ast.Module) -> ast.Module:
    """The module without the bodies of its functions."""

    class Emptied(ast.NodeTransformer):
        def visit_FunctionDef(self, _node: ast.FunctionDef) -> None:
            return None

    return Emptied().visit(ast.parse(ast.unparse(tree)))  # type: ignore[no-any-return]


def rank(module: str) -> int | None:
    room = [*module.split("."), ""][1]
    return next((i for i, names in enumerate(ROOMS) if room in names), None)


def hits(allowed: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    return [
        f"{path}:{line} imports {module}"
        for path, tree in sources().items()
        if not path.startswith(allowed)
        for module, line in imports(path, tree)
        if module.split(".")[0] in names
    ]


def test_there_is_something_to_hold() -> None:
    assert len(of("indexer/")) > 20


def test_every_room_has_a_place() -> None:
    known = {name for names in ROOMS for name in names} | {"__init__", "models"}
    found = {path.split("/")[1].removesuffix(".py") for path in of("indexer/")}
    assert found <= known


def test_a_room_imports_only_from_rooms_above_it() -> None:
    wrong = []
    for path, tree in of("indexer/").items():
        own = rank(path.removesuffix(".py").replace("/", "."))
        for module, line in imports(path, tree):
            other = rank(module) if module.startswith("indexer.") else None
            if own is not None and other is not None and other > own:
                wrong.append(f"{path}:{line} imports {module}")
    assert wrong == []


def test_the_library_does_not_know_who_measures_it() -> None:
    assert [each for each in hits((), ("eval", "training")) if each.startswith("indexer/")] == []


def test_eval_and_pages_use_only_public_names() -> None:
    wrong = []
    for path, tree in (of("eval/") | of("ui/") | of("app.py")).items():
        for module, line in imports(path, tree):
            if module.startswith("indexer.") and len(module.split(".")) > 2:
                wrong.append(f"{path}:{line} imports {module}")
    assert wrong == []


def test_streamlit_only_in_pages() -> None:
    assert hits(STREAMLIT, ("streamlit",)) == []


def test_the_segmenter_only_in_tokenize() -> None:
    assert hits(SEGMENTER, ("sudachipy", "sudachidict_core")) == []


def test_embedding_libraries_only_in_encoders() -> None:
    assert hits((*ENCODERS, "training/"), EMBEDDING) == []


@pytest.mark.parametrize("path", [path for path in of("indexer/") if path != DERIVED])
def test_embedding_libraries_are_imported_where_they_are_used(path: str) -> None:
    top = [module for module, _ in imports(path, at_top(sources()[path]))]
    derived = DERIVED.removesuffix(".py").replace("/", ".")
    assert [each for each in top if each.split(".")[0] in EMBEDDING or each.startswith(derived)] == []


def test_nothing_that_runs_code_when_it_is_loaded() -> None:
    assert hits((), NEVER) == []


def prints(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"):
            yield node.lineno


def test_printing_only_in_the_command_line_and_in_eval() -> None:
    wrong = [
        f"{path}:{line}" for path, tree in sources().items() if not path.startswith(PRINTING) for line in prints(tree)
    ]
    assert wrong == []


def test_names_say_what_is_inside() -> None:
    assert [path for path in sources() if set(path.removesuffix(".py").split("/")) & set(BANNED_NAMES)] == []


def test_every_module_says_what_it_is() -> None:
    silent = [path for path, tree in sources().items() if not ast.get_docstring(tree)]
    assert silent == []


def lengths(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def shipped() -> dict[str, ast.Module]:
    """What ships."""
    return of("indexer/") | of("eval/") | of("ui/") | of("app.py")


def test_no_file_asks_to_be_two() -> None:
    long = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in shipped()}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_asks_to_be_two() -> None:
    assert [
        (path, *each) for path, tree in shipped().items() for each in lengths(tree) if each[1] > LONGEST_FUNCTION
    ] == []


def test_every_package_is_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {path.rpartition("/")[0].replace("/", ".") for path in of("indexer/") | of("eval/") | of("ui/")}
    shipped = project["tool"]["setuptools"]
    assert packages == set(shipped["packages"]) - set(shipped["package-dir"])


def texts() -> Iterator[tuple[str, str]]:
    """Every text file of the project: what git would carry, as far as the folders tell."""
    skipped = {"build", "dist", "local", "__pycache__", "models", "node_modules"}
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        hidden = any(part.startswith(".") and part not in (".ci", ".streamlit", ".gitignore") for part in inside.parts)
        if hidden or skipped & set(inside.parts) or inside.parts[0].endswith(".egg-info") or not path.is_file():
            continue
        try:
            yield inside.as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    held = dict(texts())
    assert "README.md" in held
    assert [path for path, text in held.items() if MACHINE.search(text)] == []
    assert [path for path, text in held.items() if path != ONLY_IN and BESIDE.search(text)] == []
