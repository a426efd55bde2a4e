"""Pictures of every page in both themes, wide and narrow, and the few small ones that the READMEs carry: `make screenshots`.

In: the application over the samples, and Chromium. Out: PNG files in a folder, and docs/pictures/. It refuses to judge what is seen.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, ROOT, opened, running
from ui.address import PAGES

# What a page is best seen with; a page that is not named here is seen as it opens
VIEWS: dict[str, dict[str, str]] = {
    "ask": {"q": "支払いが遅れたときの利率は？"},
    "read": {"doc": "minato-helpdesk", "at": "a22.p1"},
    "compare": {"topic": "late-charge"},
    "check": {"doc": "tsubaki-rental"},
}
WIDTHS, HEIGHT = (1280, 400), 860
CARRIED = ("ask", "compare", "read")  # the pages that the READMEs show, light and wide
PICTURES, LARGEST, SHOWN = ROOT / "docs" / "pictures", 150_000, 1000  # bytes of one, and its width
COLOURS = (
    128,
    64,
    32,
)  # fewer until the picture is small enough; those that few pixels have, such as the accent, are kept
LATE = 600  # milliseconds in which fonts and charts come to rest


def main() -> int:
    """Takes the pictures and says what was written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "yakkan-screenshots")
    asked.add_argument("--docs", action="store_true", help="also write docs/pictures/")
    options = asked.parse_args()
    if CHROMIUM is None:
        print("Chromium is expected and not installed", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as held, _site(Path(held)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for name in PAGES:
            for path in _taken(browser, site, name, options.folder):
                print(path)
        browser.close()
    for name in CARRIED if options.docs else ():
        if name in PAGES:
            print(_reduced(options.folder / f"{name}-1280-light.png", PICTURES / f"{name}.png"))
    return 0


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    index = folder / "index"
    index.mkdir()
    with running(ROOT / "corpus" / "samples", index) as address:
        yield address


def _taken(browser: Browser, site: str, name: str, folder: Path) -> Iterator[Path]:
    """The page in each theme and width."""
    for theme in ("light", "dark"):
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                color_scheme="dark" if theme == "dark" else "light",
                locale="ja-JP",
            )
            page = opened(
                context.new_page(), f"{site}/{'' if name == 'ask' else name}?{urlencode(VIEWS.get(name, {}))}"
            )
            path = folder / f"{name}-{width}-{theme}.png"
            _shoot(page, path)
            context.close()
            yield path


def _shoot(page: Page, path: Path) -> None:
    page.wait_for_timeout(LATE)
    page.screenshot(path=path)


def _reduced(source: Path, target: Path) -> str:
    """A picture small enough to be carried: narrower, and with a palette."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as whole:
        small = whole.convert("RGB").resize(
            (SHOWN, round(whole.height * SHOWN / whole.width)), Image.Resampling.LANCZOS
        )
    for colours in COLOURS:
        small.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= LARGEST:
            return f"{target.relative_to(ROOT)} {target.stat().st_size} bytes"
    raise SystemExit(f"{target} is expected to weigh at most {LARGEST} bytes and weighs {target.stat().st_size}")


if __name__ == "__main__":
    sys.exit(main())
