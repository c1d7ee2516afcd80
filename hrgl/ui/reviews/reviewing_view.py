"""What lies before the steering group: a component, whose rows and acts have their own routes."""

from functools import partial
from pathlib import Path

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.scripts import AMENDING_STYLE, joined
from hrgl.ui.shell import going
from hrgl.ui.shell.page import may, sid, viewer
from hrgl.web.posts import SECRET, secret_of

_HERE = Path(__file__).parent / "reviewing"
_STYLE = f"<style>{Path(__file__).with_name('reviewing_page.css').read_text('utf-8')}</style>"
_MOUNT = st.components.v2.component(
    "hrgl_reviewing",
    html=(_HERE / "reviewing.html").read_text("utf-8"),
    css="\n".join(path.read_text("utf-8") for path in (AMENDING_STYLE, _HERE / "reviewing.css")),
    js=joined(_HERE / "reviewing.js"),
)


def draw_reviewing(opens: object) -> None:
    """Mount the page, open at one encouragement, or at what waits first."""
    st.html(_STYLE)
    key = f"reviewing-{viewer().edition_id}"
    with st.container(key="reviewing"):
        _MOUNT(
            key=key,
            on_reword_change=partial(_go_to_wording, key),
            data={
                "edition": viewer().edition_id,
                "member": viewer().member_id,
                "header": SECRET,
                "secret": secret_of(sid()),
                "lead": f"{lead_in_here()} …",
                "answers": may(Permission.ANSWER),
                "rules": may(Permission.CHAIR),
                "amends": may(Permission.AMEND),
                "words": may(Permission.WORD),
                "opens": opens,
            },
        )


def _go_to_wording(key: str) -> None:
    """Whoever words encouragements goes on where their words are changed."""
    wanted = st.session_state[key].get("reword")
    if isinstance(wanted, int) and may(Permission.WORD):
        going.to("encouragements", draft=wanted)
