"""A newcomer's first minute: `yakkan app`, the five samples, an example question, an answer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Visitor, opened


def test_the_command_ends_at_a_page_that_answers(visitor: Visitor, tmp_path: Path) -> None:
    given = {"PYTHONPATH": str(ROOT), "YAKKAN_INDEX": str(tmp_path / "index"), "DISPLAY": ""}
    command = [sys.executable, "-m", "indexer.cli", "app", "--corpus", str(ROOT / "corpus" / "samples")]
    running = subprocess.Popen(command, cwd=tmp_path, env=os.environ | given, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout
        address = running.stdout.readline().removeprefix("Yakkan: ").strip()
        page = opened(visitor(), address)
        expect(page.locator(".st-key-holdings a")).to_have_count(5)
        examples = page.locator(".st-key-examples button")
        expect(examples).to_have_count(3)
        examples.nth(1).click()
        expect(page.locator("section.answer").first).to_be_visible()
        assert page.locator(".stApp").evaluate("element => getComputedStyle(element).backgroundColor") == (
            "rgb(251, 248, 241)"
        )
    finally:
        running.terminate()
        running.wait(20)
    assert running.returncode == 0
