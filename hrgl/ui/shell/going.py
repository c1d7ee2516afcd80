"""Going to another page so that it opens at one thing."""

import streamlit as st

from hrgl.settings import ROOT
from hrgl.ui.shell.undisturbed import undisturbed

_PAGE = "go_to_page"


@undisturbed()
def to(page: str, **choices: object) -> None:
    """What a button does that leads elsewhere, with these things picked in the page's lists.

    Each goes under the list's own key: `workshop` and `notes_view`, `rail` and `themes_view`,
    `draft` and `draft_view`, `review`, `setup_view`.
    """
    for key, value in choices.items():
        st.session_state[key] = value
    st.session_state[_PAGE] = page


def on() -> None:
    """Go where a button has led, as soon as the frame knows the pages there are."""
    page = st.session_state.pop(_PAGE, None)
    if page:
        st.switch_page(ROOT / "pages" / f"{page}.py")


def is_pressed() -> bool:
    """Whether a button has led elsewhere, and only a part of the page was drawn since."""
    return _PAGE in st.session_state
