"""Words stand out from their ground: WCAG 2.2 AA, 1.4.3, on every page in both themes."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor, opened
from ui.address import PAGES

VIEWS = {
    "ask": ("", "?q=途中でやめたらお金は戻る？", "?q=ペットの同伴"),
    "read": ("read?doc=tsubaki-rental&at=a18.p3",),
}
# relative luminance and contrast ratio as WCAG 2.2 defines them; large text is 24px, or 18.66px bold
MEASURE = """() => {
  const parse = (c) => { const v = c.match(/[0-9.]+/g).map(Number); return { rgb: v.slice(0, 3), a: v[3] ?? 1 }; };
  const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
  const over = (top, below) => top.rgb.map((v, i) => v * top.a + below[i] * (1 - top.a));
  const ground = (e) => { const above = []; for (let at = e; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor); above.push(c); if (c.a === 1) break; }
    return above.reverse().reduce((below, c) => over(c, below), [255, 255, 255]); };
  const faded = (e) => { let o = 1; for (let at = e; at; at = at.parentElement) o *= Number(getComputedStyle(at).opacity); return o; };
  const found = [], walker = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
    if (!words || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.closest('[aria-hidden=true], [disabled], [data-testid=stIconMaterial], style, script')) continue;
    const style = getComputedStyle(e), below = ground(e), ink = parse(style.color), size = parseFloat(style.fontSize);
    ink.a *= faded(e);
    const [a, b] = [light(over(ink, below)), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${words.slice(0, 24)} ${style.color} on ${below.map(Math.round)}`);
  }
  return [...new Set(found)];
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", [view for name in PAGES for view in VIEWS.get(name, (name,))])
def test_words_stand_out(site: str, visitor: Visitor, view: str, dark: bool) -> None:
    page = opened(visitor(dark=dark), f"{site}/{view}")
    page.wait_for_timeout(300)
    assert page.evaluate(MEASURE) == []


def test_the_measure_sees_pale_words(site: str, visitor: Visitor) -> None:
    page = opened(visitor(), site)
    page.add_style_tag(content="h1 { color: #cfcabf !important }")
    assert [words for words in page.evaluate(MEASURE) if "約款に質問する" in words]
