"""The flow of all statements as a picture, and the same in words."""

import streamlit as st

from hrgl.encouragements.tracing.flow import by_theme, statement_flow
from hrgl.ui.parts import charts, pieces
from hrgl.ui.shell.page import recall, viewer
from hrgl.ui.where.take_along import drawn_columns

# three lanes with their names cannot be read on a telephone
_NARROW = """<style>
.st-key-flow_narrow { display: none; }
@media (max-width: 640px) {
  .st-key-flow_picture { display: none; }
  .st-key-flow_narrow { display: flex; }
}
</style>"""


def draw_flow() -> None:
    """Rooms, themes, encouragements; below, theme by theme, the same with its sum."""
    found = recall(statement_flow, edition_id=viewer().edition_id)
    if not found.currents:
        st.info("Here you will see the flow of the statements, once notes come in.")
        return
    st.caption(
        "Each statement is counted once; one that several encouragements cite, in the first place."
    )
    st.html(_NARROW)
    with st.container(key="flow_narrow"):
        st.caption("For the picture the screen is too narrow; its counts stand in the table below.")
    with st.container(key="flow_picture"):
        st.plotly_chart(
            recall(charts.whole_flow, edition_id=viewer().edition_id),
            config={"displayModeBar": False},
            alt="Flow of all statements from rooms through themes to encouragements; "
            "the same counts stand in the table below.",
        )
    pieces.words_table(drawn_columns(by_theme(found)))
