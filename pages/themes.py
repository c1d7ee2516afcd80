"""Themes: look through what belongs together, move, merge, name; take over proposals."""

import streamlit as st

from hrgl.core.enums import Role
from hrgl.themes import board
from hrgl.ui.shell import unsaved
from hrgl.ui.shell.page import page_for, recall
from hrgl.ui.themes import coverage_view, depth_view, desk_view, proposal_view, second_look_view

who = page_for(Role.FACILITATOR, Role.ORGANISER)
now = recall(board.board, edition_id=who.edition_id)
names = {theme.id: theme.name for theme in now.themes}
places = [0, *names]  # 0 is the queue
unsaved.of_gone({"theme": names, "new_theme": places, "aside": places})

desk_tab, coverage_tab, proposal_tab, depth_tab, look_tab = st.tabs(
    ["Desk", "Coverage", "Proposal", "In depth", "Second look"],
    key="themes_view",
    on_change="rerun",
)
if desk_tab.open:
    with desk_tab:
        desk_view.draw_desk()
if coverage_tab.open:
    with coverage_tab:
        coverage_view.show_coverage(now)
if proposal_tab.open:
    with proposal_tab:
        proposal_view.show_proposal()
if depth_tab.open:
    with depth_tab:
        depth_view.show_in_depth(now)
if look_tab.open:
    with look_tab:
        second_look_view.show_second_look(now)
