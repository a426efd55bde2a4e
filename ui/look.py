"""The look of all pages: the stylesheet, with its colours for the light or the dark theme.

In: the theme of the session. Out: styles on the page. It refuses to know what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

LIGHT = {
    "ground": "#fbf8f1",
    "ink": "#24211c",
    "soft": "#655e52",
    "sheet": "#f6f1e6",
    "line": "#d8cfbc",
    "accent": "#1f3f77",
    "marker": "#ffe89a",
    "plus": "#dcebd9",
    "minus": "#f3dcd6",
    "wrong": "#a5361f",
    "heat": "31 63 119",
}
DARK = {
    "ground": "#1b1a17",
    "ink": "#ebe5d8",
    "soft": "#aaa294",
    "sheet": "#23211d",
    "line": "#45413a",
    "accent": "#9fbdf0",
    "marker": "#6b571a",
    "plus": "#2b402b",
    "minus": "#4c302b",
    "wrong": "#f0937c",
    "heat": "159 189 240",
}
# quiet, of one lightness each, told apart also by those who see red and green alike when names stand beside them
HUES_LIGHT = ("#4a6a94", "#8a6d3b", "#5c7d5a", "#8b5a6f", "#3f7f84", "#7a6aa0", "#9a5f42", "#6b6f76")
HUES_DARK = ("#8fafd9", "#cdb07a", "#9cc099", "#cf9db2", "#7fc2c7", "#b9a9dd", "#dba183", "#a9adb5")
FONTS = {
    "mincho": "'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP','Noto Serif JP',serif",
    "gothic": "'Hiragino Kaku Gothic ProN','Yu Gothic UI','Noto Sans CJK JP','Noto Sans JP',Meiryo,sans-serif",
}


def dark() -> bool:
    """Whether the session shows the dark theme."""
    return st.context.theme.type == "dark"


def palette() -> dict[str, str]:
    """The colours of the theme of the session, for what no stylesheet reaches."""
    return DARK if dark() else LIGHT


def dress(said: Mapping[str, str]) -> None:
    """Puts the stylesheet on the page, with words for widgets whose own words Streamlit has in English only."""
    words = "".join(f"--says-{name}:{_quoted(each)};" for name, each in said.items())
    st.html(f"<style>{_sheet(dark())}\n:root{{{words}}}</style>")


def _quoted(words: str) -> str:
    """Words as a string of CSS, every character by its number: none of them can end it."""
    return '"' + "".join(f"\\{ord(char):06x}" for char in words) + '"'


@cache
def _sheet(night: bool) -> str:
    colours = (DARK if night else LIGHT) | {
        f"hue-{k}": colour for k, colour in enumerate(HUES_DARK if night else HUES_LIGHT)
    }
    variables = "".join(f"--{name}:{value};" for name, value in (colours | FONTS).items())
    rules = Path(__file__).with_name("look.css").read_text(encoding="utf-8")
    return f":root{{{variables}}}\n{rules}"
