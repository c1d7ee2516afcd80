"""The desk: one component for rail, list and theme; its rows and acts have routes of their own."""

from pathlib import Path

import streamlit as st

from hrgl.editions.attribution import vocabulary
from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.scripts import joined
from hrgl.ui.parts.statement_tables import KIND_NAMES
from hrgl.ui.shell.page import sid, viewer
from hrgl.ui.themes.take_home import offer_themes
from hrgl.web.posts import SECRET, secret_of

_HERE = Path(__file__).parent / "desk"
_CSS = Path(__file__).with_name("desk_page.css").read_text("utf-8")
_STYLE = f"<style>{_CSS}</style>"
_MOUNT = st.components.v2.component(
    "hrgl_desk",
    html=(_HERE / "desk.html").read_text("utf-8"),
    css=(_HERE / "desk.css").read_text("utf-8"),
    js=joined(_HERE / "desk.js"),
)


def draw_desk() -> None:
    """Mount the desk of the edition; what it shows and does goes past the runs of the page."""
    st.html(_STYLE)
    with st.container(key="desk"):
        _MOUNT(
            key=f"desk-{viewer().edition_id}",
            data={
                "edition": viewer().edition_id,
                "member": viewer().member_id,
                "header": SECRET,
                "secret": secret_of(sid()),
                "kinds": {kind: name for kind, name in KIND_NAMES.items() if kind},
                "lead": lead_in_here(),
                "actors": vocabulary("actor_types"),
                "opens": st.session_state.pop("desk_opens", None),
            },
        )
    with st.container(key="desk_home"):
        offer_themes()
