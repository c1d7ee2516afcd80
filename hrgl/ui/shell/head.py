"""The head of every page, one row: its title, the edition with the line of news, what is next."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.formats.writers.document import DEMONSTRATION
from hrgl.ui.parts import newsline
from hrgl.ui.shell.guide import offer_guide
from hrgl.ui.shell.page import plain, viewer

_CSS = Path(__file__).with_name("frame.css").read_text("utf-8")
_STYLE = f"<style>{_CSS}</style>"


def draw_page_head(title: str, entry_id: int, *, page: str) -> DeltaGenerator:
    """Draw the row; the place in it that is kept for what is next.

    The line of news begins at the audit entry of this number; the guide opens at the page's name.
    """
    edition = viewer().edition
    notice = f" · **{DEMONSTRATION}**" if edition.demonstration else ""
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(plain(title), anchor=False, width="content")
        with st.container(gap=None, key="topline"):
            st.caption(f"{plain(edition.series)} · edition {plain(edition.code)}{notice}")
            newsline.draw_newsline(entry_id)
        offer_guide(viewer().role, page)
        return st.container(horizontal=True, vertical_alignment="center", key="next_step")
