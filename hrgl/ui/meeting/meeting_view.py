"""The meeting: one component, large for the room and narrow for a telephone."""

from pathlib import Path

import streamlit as st

from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.scripts import joined
from hrgl.ui.shell.page import sid, viewer
from hrgl.web.posts import SECRET, secret_of

_HERE = Path(__file__).parent / "room"
_AMENDING = Path(__file__).parent.parent / "parts" / "amending" / "amending.css"
_STYLE = f"<style>{Path(__file__).with_name('meeting_page.css').read_text('utf-8')}</style>"
_MOUNT = st.components.v2.component(
    "hrgl_meeting",
    html=(_HERE / "room.html").read_text("utf-8"),
    css=f"{_AMENDING.read_text('utf-8')}\n{(_HERE / 'room.css').read_text('utf-8')}",
    js=joined(_HERE / "room.js"),
)


def draw_meeting() -> None:
    """Mount the room."""
    st.html(_STYLE)
    with st.container(key="meeting"):
        _MOUNT(
            key=f"meeting-{viewer().edition_id}",
            data={
                "edition": viewer().edition_id,
                "member": viewer().member_id,
                "header": SECRET,
                "secret": secret_of(sid()),
                "lead": f"{lead_in_here()} …",
            },
        )
