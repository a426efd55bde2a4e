"""Choices kept in the address by their ids: the browser's own binding would write the labels, which change with the language.

In: options by id, with labels. Out: what is chosen. It refuses to know what the ids stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import streamlit as st

from ui.address import got, got_all, keep, told
from ui.words import say


def one(
    label: str,
    options: Mapping[str, str],
    name: str,
    otherwise: str | None = None,
    changed: Callable[[], None] | None = None,
) -> str | None:
    """One of the options, as the address has it; else `otherwise`, or None until one is chosen; `changed` runs at another choice."""
    _hold_one(name, options, otherwise)
    chosen = st.selectbox(
        label,
        list(options),
        index=None if otherwise is None else 0,  # what always has a value shows no cross to clear it
        format_func=_told_apart(options),
        key=name,
        placeholder=say("nav.choose"),
        on_change=changed,
    )
    keep(**{name: chosen or ""})
    return chosen


def several(label: str, options: Mapping[str, str], name: str, hint: str | None = None) -> list[str]:
    """Any number of the options; without a hint, none chosen means all."""
    _hold_all(name, options, [])
    chosen = st.multiselect(
        label, list(options), format_func=_told_apart(options), key=name, placeholder=hint or say("nav.choose_any")
    )
    keep(**{name: chosen})
    return chosen


def some(label: str, options: Mapping[str, str], name: str) -> list[str]:
    """Any of a few options that stand side by side; none chosen means all."""
    _hold_all(name, options, [])
    chosen = st.pills(label, list(options), selection_mode="multi", format_func=options.__getitem__, key=name)
    keep(**{name: chosen})
    return chosen


def marked(label: str, options: Mapping[str, str], name: str) -> list[str]:
    """Some of a few options that stand side by side; all of them where the address names none."""
    _hold_all(name, options, list(options))
    chosen = st.segmented_control(
        label, list(options), selection_mode="multi", format_func=options.__getitem__, key=name
    )
    keep(**{name: [] if len(chosen) == len(options) else chosen})
    return chosen


def switch(label: str, options: Mapping[str, str], name: str) -> str:
    """Always one of a few options that stand side by side; the first where the address names none."""
    first = next(iter(options))
    _hold_one(name, options, first)
    chosen = st.segmented_control(
        label, list(options), required=True, format_func=options.__getitem__, key=name, label_visibility="collapsed"
    )
    keep(**{name: "" if chosen == first else chosen or ""})
    return chosen or first


def flag(label: str, name: str) -> bool:
    """Yes or no; no where the address does not say."""
    _follow(name, lambda words: words == "1")
    chosen = st.toggle(label, key=name)
    keep(**{name: "1" if chosen else ""})
    return chosen


def chosen(name: str) -> list[str]:
    """What a choice of several holds now."""
    held: list[str] = st.session_state.get(name, [])
    return held


def _told_apart(options: Mapping[str, str]) -> Callable[[str], str]:
    """The labels, with the id where two are the same: the browser sends labels back, and one would stand for the other."""
    counts = Counter(options.values())
    labels = {key: f"{label}（{key}）" if counts[label] > 1 else label for key, label in options.items()}
    return labels.__getitem__


def _follow(name: str, read: Callable[[str], object]) -> None:
    """Gives the widget what the address says, where the address has changed since the widget wrote it."""
    if told(name) or name not in st.session_state:
        st.session_state[name] = read(got(name))


def _hold_one(name: str, options: Mapping[str, str], otherwise: str | None) -> None:
    """One choice as the address or the person has made it; `otherwise` where it is not, or no longer, among the options."""
    _follow(name, lambda words: words)
    if st.session_state[name] not in options:
        st.session_state[name] = otherwise


def _hold_all(name: str, options: Mapping[str, str], otherwise: list[str]) -> None:
    """Several choices as the address or the person has made them, without what is not among the options."""
    _follow(name, lambda _: got_all(name) or otherwise)
    held = st.session_state[name]
    kept = [each for each in held if each in options]
    if len(kept) < len(held):
        st.session_state[name] = kept or otherwise
