"""The line of news on every page: it asks by itself, and never draws anything under the hands."""

from pathlib import Path

import streamlit as st

from hrgl.ui.parts.scripts import joined
from hrgl.ui.shell.page import viewer

_HERE = Path(__file__).parent
_HTML = """
<div class="news">
  <span role="status"></span>
  <button type="button" hidden>show</button>
  <a href="/sign-in" target="_self" hidden>Sign in again</a>
</div>
"""
_MOUNT = st.components.v2.component(
    "hrgl_newsline",
    html=_HTML,
    css=(_HERE / "newsline.css").read_text("utf-8"),
    js=joined(_HERE / "newsline.js"),
)


def draw_newsline(entry_id: int) -> None:
    """Tell what others do from this audit entry on; "show" draws the page anew."""
    _MOUNT(
        key="news",
        data={"edition": viewer().edition_id, "since": entry_id},
        on_show_change=lambda: None,
    )
