"""The browser application: navigation, the language, and the look. `yakkan app` starts it.

In: nothing. Out: the page that was asked for. It refuses to know what any page does.
"""

from __future__ import annotations

import streamlit as st

from ui import look, shelf
from ui.address import PAGES, arrive, depart
from ui.words import LANGUAGES, language, say

st.set_page_config(page_title="Yakkan 約款", layout="wide", initial_sidebar_state="auto")
chosen = language()
shelf.begin()
look.dress({"browse": say("nav.browse"), "drop": say("nav.drop")})
pages = [st.Page(path, title=say(f"nav.{name}"), url_path=name, default=name == "ask") for name, path in PAGES.items()]
page = st.navigation(pages, position="top")
if arrive(page.url_path or "ask"):
    st.rerun()
page.run()
depart(page.url_path or "ask")
with st.sidebar:
    asked = st.segmented_control(
        say("nav.language"), list(LANGUAGES), default=chosen, format_func=LANGUAGES.__getitem__, key="language"
    )
    if asked and asked != chosen:
        st.session_state["lang"] = asked
        st.query_params["lang"] = asked
        st.rerun()
