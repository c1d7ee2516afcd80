"""Splitting a theme: how it would fall into parts, their names, and the button."""

import streamlit as st

from hrgl import splitting
from hrgl.splitting import FEWEST, MOST, Part
from hrgl.ui import pieces
from hrgl.ui.shell import done, form, recall, viewer


def split(theme_id: int, version: int, statements: int) -> None:
    """A quiet section that shows the parts of a theme before anything changes."""
    if statements < 2 * FEWEST:
        return
    section = st.expander("Split into parts …", key=f"split-{theme_id}", on_change="rerun")
    if not section.open:
        return
    with section:
        number = st.slider("Into how many parts", FEWEST, MOST, FEWEST, key=f"parts-{theme_id}")
        parts = recall(
            splitting.preview, edition_id=viewer().edition_id, theme_id=theme_id, parts=number
        )
        if len(parts) < FEWEST:
            st.info("Ask for a proposal first: it reads what the statements say.")
            return
        names = [_part(part, at, f"{theme_id}-{number}") for at, part in enumerate(parts)]
        if st.button(f"Split into {len(parts)} themes", key=f"do_split-{theme_id}"):
            done(
                f"Split into {len(parts)}.", splitting.split, theme_id=theme_id, names=names[1:],
                parts=[[s.id for s in part.statements] for part in parts[1:]],
                seen_version=version,
            )  # fmt: skip


def _part(part: Part, at: int, key: str) -> str:
    """One part with the name it will have; the first keeps the theme's own."""
    with st.container(border=True):
        many = f"{len(part.statements)} statements"
        if at:
            name = st.text_input(f"{many}, in a new theme called", part.title,
                                 key=f"{form('page')}-part-{key}-{at}")  # fmt: skip
        else:
            name = ""
            st.markdown(f"**{many} stay here**")
        for statement in part.typical:
            pieces.words(f"{statement.short}  {statement.text}")
    return name
