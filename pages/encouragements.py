"""Encouragements: places, wording and evidence side by side; a component draws and does it all."""

import streamlit as st

from hrgl.core.enums import Role
from hrgl.operations.next_step import NEW_OPTION
from hrgl.ui.encouragements import words_view
from hrgl.ui.shell.page import page_for

page_for(Role.FACILITATOR, Role.ORGANISER)
opens = st.session_state.get("draft")
words_view.draw_words(opens)
if opens == NEW_OPTION:  # asked once, not whenever somebody comes back
    st.session_state["draft"] = None
