"""A theme's name, who is behind it, and what can be done with it as a whole."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.themes import placing, themes
from hrgl.themes.board import Board, ThemeRow
from hrgl.ui.parts import pieces
from hrgl.ui.shell import choices
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_area, text_input
from hrgl.ui.shell.page import ask, forget, form, plain
from hrgl.ui.shell.presses import bind, button
from hrgl.ui.themes import along_view, points_view, tags_view


def draw_head(theme: ThemeRow, now: Board) -> None:
    """The theme that is open."""
    edit = editing("theme", theme.id, lambda: _state_now(theme.id), now=_state(theme))
    st.header(pieces.label(theme.name, 200))
    if theme.description:
        pieces.people_words(theme.description)
    elif theme.line:
        pieces.people_words(theme.line.told)
    used = f" · used in {plain(', '.join(theme.encouragements))}" if theme.encouragements else ""
    st.caption(f"{theme.heard}{used}")
    tags_view.theme_tags(theme)
    told = st.empty()
    with st.container(horizontal=True, key=f"theme_acts-{theme.id}"):
        _rename(theme, edit)
        _merge(theme, now)
        _dissolve(theme)
        tags_view.choose(theme)
        _looked_through(theme, told)
    if theme.typical:
        _typical(theme)
    points_view.theme_points(theme.id)
    along_view.kept_with(theme.statements)


def _typical(theme: ThemeRow) -> None:
    with st.expander("Typical statements", expanded=True, key=f"typical-{theme.id}"):
        for statement in theme.typical:
            pieces.people_words(f"{statement.short}  {statement.text}")


def _state(theme: ThemeRow) -> State:
    return State(theme.version, {"name": theme.name, "description": theme.description})


def _state_now(theme_id: int) -> State:
    version, name, description = ask(placing.theme_then, theme_id=theme_id)
    return State(version, {"name": name, "description": description})


def _rename(theme: ThemeRow, edit: Editing) -> None:
    with st.popover("Rename …", key=f"rename_theme-{theme.id}"):
        text_input("Name", value=theme.name, key=edit.key("name"))
        text_area("What it is about", value=theme.description, key=edit.key("description"))
        button(
            "Save the name",
            bind(
                "Renamed.",
                themes.rename,
                theme_id=theme.id,
                name=edit.typed("name"),
                description=edit.typed("description"),
                seen_version=edit.version,
            ),
            name="rename",
            then=lambda _: forget(edit.subject),
        )


def _merge(theme: ThemeRow, now: Board) -> None:
    names = {each.id: each.name for each in now.themes if each.id != theme.id}
    with st.popover("Merge …", key=f"merge_theme-{theme.id}"):
        into = now.theme(
            pieces.pick(
                "Put all its statements into",
                list(names),
                choices.told_apart(list(names), names.__getitem__).__getitem__,
                key=f"{form(f'merge-{theme.id}')}-into",
                index=None,
            )
        )
        _merge_into(theme, into)


def _merge_into(theme: ThemeRow, into: ThemeRow | None) -> None:
    if into is not None:
        st.text(f"Its {len(theme.statements)} statements go into “{into.name}”.")
    button(
        "Merge",
        bind(
            f"Merged into {into.name}." if into else "",
            themes.merge,
            theme_id=theme.id,
            into_id=into.id if into else 0,
            seen_version=theme.version,
            seen_content=theme.content,
            into_seen_version=into.version if into else None,
        ),
        name="merge",
        disabled=into is None,
        then=lambda merged: _open(merged.id),
    )


def _dissolve(theme: ThemeRow) -> None:
    with st.popover("Dissolve …", key=f"dissolve_theme-{theme.id}"):
        st.text(theme.if_dissolved)
        button(
            "Dissolve the theme",
            bind(
                f"Dissolved: {theme.name}.",
                themes.dissolve,
                theme_id=theme.id,
                seen_version=theme.version,
                seen_content=theme.content,
            ),
            name="dissolve",
            then=lambda _: _open("queue"),
        )


def _looked_through(theme: ThemeRow, told: DeltaGenerator) -> None:
    if theme.reviewed:
        st.caption("★ Looked through")
    button(
        "Take the star off" if theme.reviewed else "I have looked it through",
        bind(
            "Noted.",
            themes.mark_reviewed,
            theme_id=theme.id,
            reviewed=not theme.reviewed,
            seen_version=theme.version,
            seen_content=theme.content,
        ),
        name="reviewed",
        told=told,
    )


def _open(option: int | str) -> None:
    st.session_state["rail"] = option
