"""The words of the interface, in the language that the session has chosen.

In: keys. Out: the words. It refuses to translate anything from a document.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

LANGUAGES = {"ja": "日本語", "en": "English"}
NO_KEY = re.compile(r"[^\w.]+")
FOLDER = Path(__file__).with_name("words")


@cache
def table() -> dict[str, dict[str, str]]:
    """All words, by `page.key` and language; one file a page."""
    read = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    return {f"{page}.{key}": words for page, keys in read.items() for key, words in keys.items()}


def language() -> str:
    """The language of this session: the address says it first, else what was chosen before, else Japanese."""
    asked = st.query_params.get("lang") or st.session_state.get("lang")
    chosen: str = asked if asked in LANGUAGES else "ja"
    st.session_state["lang"] = chosen
    return chosen


def say(key: str, **values: object) -> str:
    """The words for a key, with {values} put in."""
    return table()[key][language()].format(**values)


def say_or(key: str, otherwise: str) -> str:
    """The words for a key that ends in a name from data; what is given, where nobody has named it yet."""
    plain = NO_KEY.sub("_", key).strip("_")
    return say(plain) if plain in table() else otherwise
