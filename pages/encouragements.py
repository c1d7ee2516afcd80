"""Encouragements: places, wording and evidence side by side; a component draws and does it all."""

import streamlit as st

from hrgl.core.enums import Role
from hrgl.ui.encouragements import words_view
from hrgl.ui.shell.page import page_for

page_for(Role.FACILITATOR, Role.ORGANISER)
words_view.draw_words(st.session_state.get("draft"))
