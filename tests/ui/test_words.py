"""The words of the interface: each in both languages, each used, none missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from ui.words import LANGUAGES, table

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"[a-z]+\.\w+")


def code() -> Iterator[ast.AST]:
    for path in (ROOT / "app.py", *sorted((ROOT / "ui").glob("*.py"))):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def said() -> Iterator[ast.Call]:
    return (
        node
        for node in code()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "say_or")
    )


def pattern(key: ast.expr) -> re.Pattern[str] | None:
    """The keys that an f-string such as f"nav.{name}" may give."""
    if not isinstance(key, ast.JoinedStr):
        return None
    parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in key.values)
    return re.compile("".join(parts))


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_every_key_has_both_languages_and_the_same_blanks() -> None:
    for key, words in table().items():
        assert set(words) == set(LANGUAGES), key
        assert all(text.strip() for text in words.values()), key
        assert blanks(words["ja"]) == blanks(words["en"]), key


def test_every_key_that_is_asked_for_exists() -> None:
    asked = {call.args[0].value for call in said() if isinstance(call.args[0], ast.Constant)}
    assert asked
    assert asked - set(table()) == set()
    patterns = [found for call in said() if (found := pattern(call.args[0]))]
    assert [one.pattern for one in patterns if not any(one.fullmatch(key) for key in table())] == []


def test_every_key_is_used() -> None:
    named = {node.value for node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    patterns = [found for call in said() if (found := pattern(call.args[0]))]
    unused = [key for key in table() if key not in named and not any(one.fullmatch(key) for one in patterns)]
    assert unused == []


def test_every_blank_is_filled() -> None:
    for call in said():
        if isinstance(call.args[0], ast.Constant) and all(word.arg for word in call.keywords):
            assert {word.arg for word in call.keywords} == blanks(table()[call.args[0].value]["ja"]), call.args[0].value
