"""Themes: look through what belongs together, move, merge, name; take over proposals."""

import streamlit as st

from hrgl import board, themes, waiting
from hrgl.ui import (
    along_view,
    pieces,
    points_view,
    proposal_view,
    second_look_view,
    split_view,
    tags_view,
)
from hrgl.ui.difference import State, editing
from hrgl.ui.shell import do, done, forget, form, look_anew, page_for, plain, recall
from hrgl.words import Role

who = page_for(Role.FACILITATOR, Role.ORGANISER)
now = recall(board.board, edition_id=who.edition_id)
st.title("Themes")

QUEUE, OUT = "queue", "out"
names = {theme.id: theme.name for theme in now.themes}


def rail_label(option: int | str) -> str:
    if option == QUEUE:
        return f"In no theme yet · {len(now.queue)}"
    if option == OUT:
        return f"Left out · {len(now.left_out)}"
    theme = now.theme(int(option))
    star = " ★" if theme.reviewed else ""
    return f"{pieces.label(theme.name)} · {len(theme.statements)}{star}".replace(" · ", "\u00a0· ")


def action_bar(picked: list, theme_id: int | None) -> None:
    """What can be done with the statements that are picked."""
    ids = [statement.id for statement in picked]
    st.markdown(f"**{len(ids)} picked**" if ids else "Pick statements in the table to move them.")
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="actions"):
        others = [each for each in names if each != theme_id]
        target = st.selectbox(
            "Move to",
            others,
            format_func=names.get,
            index=None,
            key=f"{form('page')}-move_to",
            width=260,
        )
        move = st.button("Move", type="primary", disabled=target is None, key="move")
        with st.popover("New theme …"):
            name = st.text_input("Name of the new theme", key=f"{form('page')}-new_name")
            if st.button("Begin the theme", key="create"):
                done("Theme begun.", themes.create, name=name, statement_ids=ids)
        with st.popover("Set aside …"):
            because = st.text_input("Because …", key=f"{form('page')}-set_aside_because")
            if st.button("Set aside", key="set_aside"):
                done("Set aside.", themes.set_aside, statement_ids=ids, because=because)
        if theme_id is not None and st.button("Back to the queue", key="to_queue"):
            done("Back in the queue.", themes.move, statement_ids=ids, theme_id=None)
        if len(ids) == 2 and st.button("They say the same", key="same"):
            done("Counted as one.", themes.same_as, statement_id=ids[1], of_id=ids[0])
        along_view.keep(ids)
    if target is not None:
        ids += along_view.picked_along(picked, target)
    if move:
        done(f"Moved to {names[target]}.", themes.move, statement_ids=ids, theme_id=target)


def head(theme: board.ThemeRow) -> None:
    """A theme's name, who is behind it, and what can be done with it as a whole."""
    now = State(theme.version, {"name": theme.name, "description": theme.description})
    edit = editing("theme", theme.id, now)
    version = edit.version
    st.header(plain(theme.name))
    if theme.description:
        pieces.words(theme.description)
    elif theme.line is not None:
        pieces.words(theme.line.told)
    used = f" · used in {', '.join(theme.encouragements)}" if theme.encouragements else ""
    st.caption(f"{theme.heard}{used}")
    tags_view.of_theme(theme.id)
    with st.container(horizontal=True, key="theme_acts"):
        with st.popover("Rename …"):
            name = st.text_input("Name", value=theme.name, key=edit.key("name"))
            about = st.text_area(
                "What it is about", value=theme.description, key=edit.key("description")
            )
            if st.button("Save the name", key="rename"):
                renamed = do(
                    "Renamed.", themes.rename, theme_id=theme.id, name=name, description=about,
                    seen_version=version,
                )  # fmt: skip
                if renamed is None:
                    look_anew()
                else:
                    forget(edit.subject)
                    st.rerun()
        with st.popover("Merge …"):
            others = [each for each in names if each != theme.id]
            into = st.selectbox(
                "Put all its statements into", others, format_func=names.get, index=None,
                key=f"{form('page')}-merge_into",
            )  # fmt: skip
            if st.button("Merge", disabled=into is None, key="merge"):
                done(
                    f"Merged into {names[into]}.", themes.merge, theme_id=theme.id, into_id=into,
                    seen_version=version,
                )  # fmt: skip
        with st.popover("Dissolve …"):
            st.text(f"Its {len(theme.statements)} statements go back to the queue.")
            if st.button("Dissolve the theme", key="dissolve"):
                done("Dissolved.", themes.dissolve, theme_id=theme.id, seen_version=version)
        tags_view.choose(theme.id)
        label = "Not looked through yet" if theme.reviewed else "Looked through ★"
        if st.button(label, key="reviewed"):
            done(
                "Noted.", themes.mark_reviewed, theme_id=theme.id, reviewed=not theme.reviewed,
                seen_version=version,
            )  # fmt: skip
    if theme.typical:
        with st.expander("Typical statements", expanded=True):
            for statement in theme.typical:
                pieces.words(f"{statement.short}  {statement.text}")
    points_view.of_theme(theme.id)
    split_view.split(theme.id, theme.version, len(theme.statements))
    along_view.kept(theme.statements)


def why(found: waiting.Waiting) -> str:
    """Why a statement waits, and the themes nearest to it, on one line."""
    near = ", ".join(f"“{name}” ({fit:.2f})" for name, fit in found.nearest)
    return f"{found.because}; nearest: {near}" if near else found.because


board_tab, proposal_tab, look_tab = st.tabs(
    ["Themes", "Proposal", "Second look"], key="themes_view", on_change="rerun"
)
if proposal_tab.open:
    with proposal_tab:
        proposal_view.show()
if look_tab.open:
    with look_tab:
        second_look_view.show(names)
with board_tab:
    left, main = st.columns([3, 8], gap="medium")
    with left:
        options = [QUEUE, *names, OUT] if now.queue else [*names, QUEUE, OUT]
        pieces.stay("rail", options)
        chosen = st.radio("Theme", options, format_func=rail_label, key="rail")
        with st.popover("Begin an empty theme …"):
            name = st.text_input("Name", key=f"{form('page')}-empty_name")
            if st.button("Begin", key="create_empty"):
                done("Theme begun.", themes.create, name=name)
    with main:
        if chosen == OUT:
            st.header("Left out")
            for row in now.left_out[:200]:
                pieces.words(f"{row.short}  {row.disposition}: {row.because}", quiet=True)
                pieces.words(row.text)
            back = [row for row in now.left_out if row.disposition != "withdrawn"]
            picked = pieces.statement_table(back, key="left_out") if back else []
            if picked and st.button("Bring back", type="primary", key="bring_back"):
                done("Back in the queue.", themes.bring_back, statement_ids=[s.id for s in picked])
        else:
            theme = None if chosen == QUEUE else now.theme(chosen)
            if theme is not None:
                head(theme)
            else:
                st.header("In no theme yet")
            rows = theme.statements if theme else now.queue
            wanted = st.text_input("Show only statements with these words", key="filter")
            rows = [row for row in rows if wanted.casefold() in row.text.casefold()]
            if rows:
                reasons = {} if theme else recall(waiting.reasons, edition_id=who.edition_id)
                notes = {row.id: why(reasons[row.id]) for row in rows if row.id in reasons}
                picked = pieces.statement_table(rows, key=f"rows-{chosen}", why=notes)
                action_bar(picked, theme.id if theme else None)
            else:
                st.info(
                    "Nothing here. Every statement stands in a theme."
                    if not theme
                    else "No statement stands here yet."
                )
