"""Places, wording and evidence: one component; its rows and acts have routes of their own."""

from pathlib import Path

import streamlit as st

from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.scripts import AMENDING_STYLE, joined
from hrgl.ui.parts.statement_tables import KIND_NAMES
from hrgl.ui.shell.page import sid, viewer
from hrgl.web.posts import SECRET, secret_of

_HERE = Path(__file__).parent / "words"
_STYLE = f"<style>{Path(__file__).with_name('words_page.css').read_text('utf-8')}</style>"
_MOUNT = st.components.v2.component(
    "hrgl_words",
    html=(_HERE / "words.html").read_text("utf-8"),
    css="\n".join(path.read_text("utf-8") for path in (_HERE / "words.css", AMENDING_STYLE)),
    js=joined(_HERE / "words.js"),
)


def draw_words(opens: object) -> None:
    """Mount the panes, open at one encouragement, or ("new") at the question for a new one."""
    st.html(_STYLE)
    with st.container(key="words"):
        _MOUNT(
            key=f"words-{viewer().edition_id}",
            data={
                "edition": viewer().edition_id,
                "member": viewer().member_id,
                "header": SECRET,
                "secret": secret_of(sid()),
                "kinds": {kind: name for kind, name in KIND_NAMES.items() if kind},
                "lead": f"{lead_in_here()} …",
                "opens": opens,
            },
        )
