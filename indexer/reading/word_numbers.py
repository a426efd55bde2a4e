"""Word's automatic numbers, which stand in no paragraph's text.

In: numbering.xml and styles.xml as parsed XML, then paragraphs in reading order. Out: the label Word
prints before each. It follows ECMA-376 Part 1, 17.9, and refuses to know the paragraphs' words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .list_marks import BULLET, number_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACEHOLDER = re.compile(r"%([1-9])")
DEEPEST = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None  # None: after any higher level; 0: never; n: after level n or higher
    style: str = ""
    legal: bool = False
    hidden: bool = False


@dataclass
class List:
    """A w:num: the levels it prints, the counters it shares, and where it begins anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def value(element: etree._Element | None, name: str) -> str | None:
    """The w:val of a direct child, or None."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val")


def switched_on(element: etree._Element | None, name: str) -> bool:
    """True where an on/off child is there and not turned off."""
    child = None if element is None else element.find(W + name)
    return child is not None and child.get(W + "val", "true") not in ("0", "false", "off")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


class Numbering:
    """Counts paragraphs as Word does; `label` is asked once for each, in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles, self._default_style = _paragraph_styles(styles)
        self._lists = _lists(numbering, styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: etree._Element | None) -> str:
        """What Word prints before a paragraph with these properties, its blank included; "" for nothing."""
        number_id, depth = self._place(properties)
        found = self._lists.get(number_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counters = self._step(number_id, found, depth)
        if level.hidden:
            return ""
        if level.number_format == "bullet":
            return _bullet(level.text)
        printed = PLACEHOLDER.sub(lambda match: _printed(found, counters, int(match[1]) - 1, level.legal), level.text)
        return printed + ("" if level.suffix == "nothing" or not printed else " ")

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's (17.9.18, 17.9.23)."""
        own = None if properties is None else properties.find(W + "numPr")
        number_id, depth = value(own, "numId"), value(own, "ilvl")
        if number_id is not None:
            return number_id, _integer(depth, 0)
        style = value(properties, "pStyle") or self._default_style
        number_id, style_depth = self._style_place(style)
        return number_id, _integer(depth, style_depth)

    def _style_place(self, style: str) -> tuple[str, int]:
        depth: str | None = None
        for name in self._based_on(style):
            own = self._styles[name].find(f"{W}pPr/{W}numPr")
            depth = depth if depth is not None else value(own, "ilvl")
            number_id = value(own, "numId")
            if number_id is not None:
                found = self._lists.get(number_id)
                linked = {level.style: index for index, level in found.levels.items()} if found else {}
                # the level that names the style wins over the style's own ilvl
                return number_id, linked.get(style, linked.get(name, _integer(depth, 0)))
        return "", 0

    def _based_on(self, style: str) -> Iterator[str]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style
            style = value(self._styles[style], "basedOn") or ""

    def _step(self, number_id: str, found: List, depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.counters, {})
        if number_id not in self._begun:
            self._begun.add(number_id)
            for index in found.starts:
                counters.pop(index, None)
        counters[depth] = counters[depth] + 1 if depth in counters else _start(found, depth)
        for deeper in [index for index in counters if index > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        return counters


def _start(found: List, depth: int) -> int:
    return found.starts.get(depth, found.levels[depth].start if depth in found.levels else 1)


def _printed(found: List, counters: dict[int, int], depth: int, legal: bool) -> str:
    level = found.levels.get(depth, Level())
    number_format = "decimal" if legal and level.number_format != "none" else level.number_format
    # a higher level that no paragraph has reached yet prints the number it would start with
    return number_text(counters.get(depth, _start(found, depth)), number_format)


def _bullet(text: str) -> str:
    """The bullet as the other formats print it; marks that say something (※, ○) stay."""
    mark = text.strip()
    speaks = len(mark) == 1 and ord(mark) > 0xFF and not 0xE000 <= ord(mark) <= 0xF8FF and mark not in "•–—▪"
    return mark if speaks else BULLET


def _paragraph_styles(styles: etree._Element | None) -> tuple[dict[str, etree._Element], str]:
    found, default = {}, ""
    for style in styles.iterfind(W + "style") if styles is not None else ():
        if style.get(W + "type", "paragraph") == "paragraph":
            found[style.get(W + "styleId", "")] = style
            if style.get(W + "default") in ("1", "true", "on"):
                default = style.get(W + "styleId", "")
    return found, default


def _lists(numbering: etree._Element | None, styles: etree._Element | None) -> dict[str, List]:
    if numbering is None:
        return {}
    abstracts = {one.get(W + "abstractNumId", ""): one for one in numbering.iterfind(W + "abstractNum")}
    numbers = {one.get(W + "numId", ""): one for one in numbering.iterfind(W + "num")}
    found = {}
    for number_id, number in numbers.items():
        if number_id == "0":  # numId 0 means no list
            continue
        abstract_id = _behind_links(value(number, "abstractNumId") or "", abstracts, numbers, styles)
        if abstract_id not in abstracts:
            continue
        levels = {
            _integer(level.get(W + "ilvl"), 0): _level(level) for level in abstracts[abstract_id].iterfind(W + "lvl")
        }
        found[number_id] = List(abstract_id, levels)
        _override(found[number_id], number)
    return found


def _behind_links(
    abstract_id: str,
    abstracts: dict[str, etree._Element],
    numbers: dict[str, etree._Element],
    styles: etree._Element | None,
) -> str:
    """The abstract list that holds the levels: one that only names a list style points to another (17.9.21)."""
    for _ in range(DEEPEST):
        style_id = value(abstracts.get(abstract_id), "numStyleLink")
        if style_id is None or styles is None:
            break
        for style in styles.iterfind(W + "style"):
            if style.get(W + "styleId") == style_id:
                number = numbers.get(value(style.find(f"{W}pPr/{W}numPr"), "numId") or "")
                abstract_id = value(number, "abstractNumId") or ""
    return abstract_id


def _override(found: List, number: etree._Element) -> None:
    for override in number.iterfind(W + "lvlOverride"):
        depth = _integer(override.get(W + "ilvl"), 0)
        level = override.find(W + "lvl")
        if level is not None:
            found.levels[depth] = _level(level)
        if (start := value(override, "startOverride")) is not None:
            found.starts[depth] = _integer(start, 1)


def _level(element: etree._Element) -> Level:
    # a custom format stands beside a plain one in mc:AlternateContent: the plain one is taken
    formats = [one.get(W + "val", "decimal") for one in element.iter(W + "numFmt")]
    restart = value(element, "lvlRestart")
    return Level(
        start=_integer(value(element, "start"), 0),  # 17.9.25: zero where it is left out
        number_format=next((name for name in formats if name != "custom"), "decimal"),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else _integer(restart, 0),
        style=value(element, "pStyle") or "",
        legal=switched_on(element, "isLgl"),
        hidden=switched_on(element.find(W + "rPr"), "vanish"),
    )
