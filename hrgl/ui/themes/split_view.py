"""Splitting a theme: how it would fall into parts, their names, and the button."""

from collections.abc import Sequence

import streamlit as st

from hrgl.themes import splitting
from hrgl.themes.board import ThemeRow
from hrgl.themes.splitting import FEWEST_PARTS, MOST_PARTS, ThemePart
from hrgl.ui.parts import pieces
from hrgl.ui.shell import choices, fields
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import forget, form, recall, viewer
from hrgl.ui.shell.presses import bind, button, found


def split_section(theme: ThemeRow) -> None:
    """A quiet section that shows the parts of a theme before anything changes."""
    if len(theme.statements) < 2 * FEWEST_PARTS:
        return
    theme_id = theme.id
    section = st.expander("Split into parts …", key=f"split-{theme_id}", on_change="rerun")
    if not section.open:
        return
    with section:
        number = st.slider(
            "Into how many parts", FEWEST_PARTS, MOST_PARTS, FEWEST_PARTS, key=f"parts-{theme_id}"
        )
        parts = recall(
            splitting.preview, edition_id=viewer().edition_id, theme_id=theme_id, parts=number
        )
        if len(parts) < FEWEST_PARTS:
            st.info("Ask for a proposal first: it reads what the statements say.")
            return
        choices.note(f"parts-{theme_id}", number)
        _into_these(theme, parts, f"split-{theme_id}-{number}")


def _into_these(theme: ThemeRow, parts: Sequence[ThemePart], subject: str) -> None:
    """The parts with the names they will have, and the button."""
    names = [_part(part, at, form(subject)) for at, part in enumerate(parts)][1:]
    button(
        f"Split into {len(parts)} themes",
        bind(
            f"Split into {len(parts)}.",
            splitting.split_theme,
            theme_id=theme.id,
            names=found(repr(names), lambda: [fields.holds(key, title) for key, title in names]),
            parts=[[s.id for s in part.statements] for part in parts[1:]],
            seen_version=theme.version,
            seen_content=theme.content,
        ),
        name="do_split",
        then=lambda _: forget(subject),
    )


def _part(part: ThemePart, at: int, beginning: str) -> tuple[str, str]:
    """One part and the field of the name it will have; the first keeps the theme's own."""
    key = f"{beginning}-part-{part.title}-{at}"
    with st.container(border=True):
        many = f"{len(part.statements)} statements"
        if at:
            text_input(f"{many}, in a new theme called", value=part.title, key=key)
        else:
            st.markdown(f"**{many} stay here**")
        for statement in part.typical:
            pieces.people_words(f"{statement.short}  {statement.text}")
    return key, part.title
