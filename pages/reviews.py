"""Reviews: what waits for the steering group; a component draws it and takes every word on it."""

import streamlit as st

from hrgl.ui.reviews import reviewing_view

reviewing_view.draw_reviewing(st.session_state.get("review"))
