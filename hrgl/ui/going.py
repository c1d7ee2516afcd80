"""Going to another page so that it opens at one thing."""

import streamlit as st

from hrgl.settings import ROOT


def to(page: str, **choices: object) -> None:
    """Open a page with these things picked in its lists and tabs, each under the list's own key.

    The keys are those of the pages: `workshop` and `notes_view`, `rail` and `themes_view`, `draft`
    and `draft_view`, `review`, `setup_view`.
    """
    for key, value in choices.items():
        st.session_state[key] = value
    st.switch_page(ROOT / "pages" / f"{page}.py")
