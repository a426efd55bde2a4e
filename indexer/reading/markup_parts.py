"""Which parts of a web page are its main text.

In: the root of a parsed page. Out: the element that holds the text, and whether an element is shown.
It refuses to know how the text is laid out in lines.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

NO_TEXT = {
    "head", "script", "style", "noscript", "template", "nav", "aside", "iframe", "object", "embed", "svg", "canvas",
    "video", "audio", "select", "button", "textarea", "input", "datalist", "map", "rt", "rp", "rtc", "del", "link",
    "meta",
}  # fmt: skip
NO_TEXT_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search"}
SECTIONS = {"main", "article", "section"}
HIDDEN_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
BREADCRUMB = re.compile(r"bread[-_]?crumb|topic[-_]?path|pankuzu|パンくず", re.IGNORECASE)
TRAIL_PIECES, TRAIL_LENGTH = 200, 500
WHOLE_SHARE = 0.5  # of the body's words that a lone <article> must hold to be the whole


def main_part(root: etree._Element) -> etree._Element:
    """The element that holds the text: <main>, else an <article> that is most of the page, else the body."""
    body = root.find("body")
    body = root if body is None else body
    mains = [one for one in body.iter() if one.tag == "main" or one.get("role") == "main"]
    shown = [
        one for one in mains if not any(is_dropped(place) for place in [one, *one.iterancestors()]) and _words(one)
    ]
    if len(shown) == 1:
        return shown[0]
    articles = list(body.iter("article"))
    if len(articles) == 1 and not shown and _words(articles[0]) >= WHOLE_SHARE * _words(body):
        return articles[0]
    return body


def _words(element: etree._Element) -> int:
    """How many characters of text an element shows."""
    total, events = 0, etree.iterwalk(element, events=("start", "end"))
    for event, one in events:
        dropped = one is not element and is_dropped(one)
        if event == "start" and dropped:
            events.skip_subtree()
        elif event == "start":
            total += len((one.text or "").strip())
        if event == "end" and one is not element:
            total += len((one.tail or "").strip())
    return total


def is_dropped(element: etree._Element) -> bool:
    """True for what a reader of the page's main text does not see."""
    tag, attributes = element.tag, element.attrib
    if tag in NO_TEXT or "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    if HIDDEN_STYLE.search(attributes.get("style", "")) or attributes.get("role") in NO_TEXT_ROLES:
        return True
    if tag in ("header", "footer"):  # those of the page; an article's own hold its title and its date
        return not any(place.tag in SECTIONS for place in element.iterancestors())
    if tag == "dialog" and "open" not in attributes:
        return True
    named = any(BREADCRUMB.search(attributes.get(key, "")) for key in ("class", "id", "aria-label"))
    # a trail is short; a whole page may be of the class "has-breadcrumb"
    return named and sum(map(len, islice(element.itertext(), TRAIL_PIECES))) < TRAIL_LENGTH
