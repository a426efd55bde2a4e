"""The documentation is true: its examples print what it says, its tables are counted now, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
from itertools import zip_longest
from pathlib import Path

import pytest

from eval import numbers
from indexer import cli

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.ja.md")
PAGES = (*READMES, "CHANGELOG.md", "docs/ARCHITECTURE.md", "docs/DECISIONS.md")
EXAMPLE = re.compile(r"```console\n\$ yakkan ([^\n]*)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]{1,200})\)")
PLACE = re.compile(
    r"`((?:indexer|eval|tests|docs|corpus|ui|reading|indexing|searching|answering|comparing|checking|exporting|commands)/[\w./-]*)`"
)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
CUT = "…"


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def examples() -> list[tuple[str, str]]:
    return sorted({found for page in READMES for found in EXAMPLE.findall(read(page))})


def test_both_readmes_show_the_same_examples() -> None:
    assert EXAMPLE.findall(read("README.md")) == EXAMPLE.findall(read("README.ja.md"))
    assert len(examples()) >= 8


@pytest.mark.parametrize(("command", "printed"), examples(), ids=lambda words: words.split("\n")[0][:30])
def test_examples_print_what_the_readme_says(
    command: str, printed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("YAKKAN_CORPUS", str(ROOT / "corpus" / "samples"))
    monkeypatch.setenv("YAKKAN_INDEX", str(tmp_path / "index"))
    assert cli.main(shlex.split(command)) == 0
    for shown, real in zip_longest(printed.splitlines(), capsys.readouterr().out.splitlines(), fillvalue=""):
        if shown == CUT:
            return
        assert real.rstrip().startswith(shown.removesuffix(CUT)) if shown.endswith(CUT) else real.rstrip() == shown


@pytest.mark.parametrize("page", READMES)
def test_tables_are_what_the_code_counts(page: str) -> None:
    found = numbers.BLOCK.search(read(page))
    assert found is not None
    assert found[0] == numbers.table(), "make numbers"


@pytest.mark.parametrize("page", READMES)
def test_every_command_and_no_other_is_described(page: str) -> None:
    described = set(re.findall(r"(?:^`|\n`|`)([a-z]+)` (?:\w|[はも])", read(page)))
    real = set(re.findall(r"^    ([a-z]+) ", cli.parser().format_help(), re.MULTILINE))
    assert real <= described


@pytest.mark.parametrize("page", READMES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE))
    assert named
    assert named <= targets
    assert {"run", "test", "lint", "eval", "bench", "numbers", "clean"} <= targets


def test_make_knows_what_it_would_do() -> None:
    done = subprocess.run(["make", "-n", "lint"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_links_and_places_exist(page: str) -> None:
    text = read(page)
    assert [link for link in LINK.findall(text) if not (ROOT / page).parent.joinpath(link).exists()] == []
    places = [place for place in PLACE.findall(text) if "local" not in place]
    assert [place for place in places if not any((root / place).exists() for root in (ROOT, ROOT / "indexer"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_plain_words(page: str) -> None:
    assert EMOJI.findall(read(page)) == []


def test_variables_are_real() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (*ROOT.glob("indexer/**/*.py"), *ROOT.glob("tests/**/*.py"))
    )
    for page in READMES:
        named = set(re.findall(r"^\| `(YAKKAN_[A-Z]+)`", read(page), re.MULTILINE))
        assert named == set(re.findall(r"\"(YAKKAN_[A-Z]+)\"", code))


def test_constraints_are_exact() -> None:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*", line) for line in lines)
    assert "torch==2.13.0" in lines
