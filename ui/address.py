"""The state of a view in its address, and links that carry state to another page.

In: names and values. Out: query parameters, links. It refuses to keep state anywhere else: a link sent to a colleague opens the
same view.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from ui.words import language

PAGES = {
    "ask": "ui/ask.py",
    "compare": "ui/compare.py",
    "read": "ui/read.py",
    "editions": "ui/editions.py",
    "check": "ui/check.py",
    "import": "ui/shelve.py",
    "quotes": "ui/quotes.py",
    "quality": "ui/quality.py",
}
Parameter = str | int | Sequence[str] | None


def got(name: str, otherwise: str = "") -> str:
    """One parameter of the address."""
    return st.query_params.get(name, otherwise)


def got_all(name: str) -> list[str]:
    """A parameter that holds several values, in one string with commas."""
    return [value for value in got(name).split(",") if value]


def told(name: str) -> bool:
    """Whether the address says something else than was last read from it or written to it; from now on it is known."""
    said = got_all(name)
    news = bool(said != st.session_state.get(f"{name}@address"))
    st.session_state[f"{name}@address"] = said
    return news


def keep(**values: Parameter) -> None:
    """Writes the state of the view into the address; an empty value takes its parameter out."""
    for name, value in _plain(values).items():
        st.session_state[f"{name}@address"] = [each for each in value.split(",") if each]
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def link(page: str, label: str, **values: Parameter) -> None:
    """A link to another view, opened without loading the page anew."""
    st.page_link(PAGES[page], label=label, query_params=_carried(values))


def go(page: str, **values: Parameter) -> None:
    """Opens another view at once."""
    st.switch_page(PAGES[page], query_params=_carried(values))


def url(page: str, **values: Parameter) -> str:
    """The address of a view, for links inside laid-out text and for copying."""
    words = urlencode(_carried(values))
    return f"{'./' if page == 'ask' else page}{'?' + words if words else ''}"


def arrive(page: str) -> bool:
    """Notes which view a page is opened with; True where the address was another page's and its own has been put back.

    Streamlit writes the parameters of a link into the browser's history twice, first under the page that the link stands on: going
    back leads there before it leads to the view that was left.
    """
    views: dict[str, dict[str, str]] = st.session_state.setdefault("views", {})
    now = _bare(st.query_params.to_dict())
    if now and page in views and now != views[page] and now in [view for name, view in views.items() if name != page]:
        st.query_params.from_dict(views[page])
        return True
    views[page] = now
    return False


def depart(page: str) -> None:
    """Notes the view that a page has written into the address."""
    st.session_state["views"][page] = _bare(st.query_params.to_dict())


def _bare(parameters: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if name != "lang"}


def _carried(values: dict[str, Parameter]) -> dict[str, str]:
    kept = {name: value for name, value in _plain(values).items() if value}
    return kept | ({"lang": "en"} if language() == "en" else {})


def _plain(values: dict[str, Parameter]) -> dict[str, str]:
    return {
        name: "" if value is None else str(value) if isinstance(value, str | int) else ",".join(value)
        for name, value in values.items()
    }
