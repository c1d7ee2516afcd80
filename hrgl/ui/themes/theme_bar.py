"""What can be done with the statements that are picked in a theme or in the queue."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.notes import leaving_out
from hrgl.notes.statements import StatementView
from hrgl.themes import themes
from hrgl.themes.board import Board
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import stands
from hrgl.ui.shell import choices
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import forget, form
from hrgl.ui.shell.presses import bind, button, typed
from hrgl.ui.themes import along_view


def draw_bar(picked: Sequence[StatementView], now: Board, here: int) -> None:
    """The bar; `here` is the theme that is open, or 0 in the queue."""
    ids = [statement.id for statement in picked]
    st.markdown(f"**{len(ids)} picked**" if ids else "Pick statements in the table to move them.")
    if not ids:
        return
    told = st.empty()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"actions-{here}"):
        target = _target(now, here)
        move = st.container(key=f"move_place-{here}", width="content")
        _begin_theme(picked, here)
        _set_aside(picked, here)
        _simple(picked, here, told)
    along = along_view.picked_along(picked, target) if target is not None else []
    with move:
        _move(picked, along, now, here, target, told)


def _target(now: Board, here: int) -> int | None:
    """The theme that picked statements shall go to."""
    others = [theme.id for theme in now.themes if theme.id != here]
    names = choices.told_apart(others, {theme.id: theme.name for theme in now.themes}.__getitem__)
    return pieces.pick(
        "Move to",
        others,
        names.__getitem__,
        key=f"{form(f'move-{here}')}-to",
        index=None,
        width=260,
    )


def _move(
    picked: Sequence[StatementView],
    along: Sequence[StatementView],
    now: Board,
    here: int,
    target: int | None,
    told: DeltaGenerator,
) -> None:
    theme = now.theme(target)
    moved = [*picked, *along]
    button(
        "Move",
        bind(
            f"Moved to {theme.name}." if theme else "",
            themes.move,
            statement_ids=[s.id for s in moved],
            theme_id=target,
            seen=stands(moved),
            theme_seen_version=theme.version if theme else None,
        ),
        name="move",
        told=told,
        type="primary",
        disabled=theme is None,
        then=lambda _: forget(f"move-{here}"),
    )


def _begin_theme(picked: Sequence[StatementView], here: int) -> None:
    with st.popover("New theme …", key=f"new_theme-{here}"):
        name = f"{form(f'new_theme-{here}')}-name"
        text_input("Name of the new theme", key=name)
        button(
            "Begin the theme",
            bind(
                "Theme begun.",
                themes.create,
                name=typed(name),
                statement_ids=[s.id for s in picked],
                seen=stands(picked),
            ),
            name="create",
            then=lambda _: forget(f"new_theme-{here}"),
        )


def _set_aside(picked: Sequence[StatementView], here: int) -> None:
    with st.popover("Set aside …", key=f"aside-{here}"):
        because = f"{form(f'aside-{here}')}-because"
        text_input("Because …", key=because)
        button(
            "Set aside",
            bind(
                "Set aside.",
                leaving_out.set_aside_statements,
                statement_ids=[s.id for s in picked],
                because=typed(because),
                seen=stands(picked),
            ),
            name="set_aside",
            then=lambda _: forget(f"aside-{here}"),
        )


def _simple(picked: Sequence[StatementView], here: int, told: DeltaGenerator) -> None:
    """What needs no further word."""
    if here:
        _take_out(picked, told)
    if len(picked) == 2:
        _count_as_one(picked, told)
    along_view.keep_buttons(picked)


def _take_out(picked: Sequence[StatementView], told: DeltaGenerator) -> None:
    button(
        "Out of this theme",
        bind(
            "Taken out of the theme.",
            themes.move,
            statement_ids=[s.id for s in picked],
            theme_id=None,
            seen=stands(picked),
        ),
        name="to_queue",
        told=told,
    )


def _count_as_one(picked: Sequence[StatementView], told: DeltaGenerator) -> None:
    first, second = picked
    button(
        "They say the same",
        bind(
            "Counted as one.",
            leaving_out.same_as,
            statement_id=second.id,
            of_id=first.id,
            seen=stands(picked),
        ),
        name="same",
        told=told,
    )
