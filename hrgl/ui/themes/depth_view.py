"""In depth: one theme at a time, with its tags, points and ties."""

from functools import partial

import streamlit as st

from hrgl.notes import leaving_out
from hrgl.operations.next_step import QUEUE_OPTION
from hrgl.themes import placing, themes
from hrgl.themes.board import Board, ThemeRow
from hrgl.themes.proposals import queue_reasons
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import stands, statement_table
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, recall, viewer
from hrgl.ui.shell.presses import bind, button, typed
from hrgl.ui.themes import theme_bar, theme_head

_OUT = "out"


def show_in_depth(now: Board) -> None:
    """One theme with all there is about it: tags, points, ties."""
    names = {theme.id: theme.name for theme in now.themes}
    left, main = st.columns([3, 8], gap="medium")
    with left:
        options: list[int | str] = (
            [QUEUE_OPTION, *names, _OUT] if now.queue else [*names, QUEUE_OPTION, _OUT]
        )
        chosen = pieces.rail(
            "Theme",
            options,
            partial(_rail_label, now),
            key="rail",
            gone=lambda theme_id: ask(placing.became, theme_id=int(theme_id)),
        )
        _begin_empty()
    with main:
        if chosen is None:
            st.info("Choose a theme from the list.")
        elif chosen == _OUT:
            _left_out(now)
        elif chosen == QUEUE_OPTION:
            st.header("In no theme yet")
            _statements_of(now, None)
        else:
            opened = now.theme(int(chosen))
            assert opened is not None  # noqa: S101 – the options are the themes there are
            theme_head.draw_head(opened, now)
            _statements_of(now, opened)


def _rail_label(now: Board, option: int | str) -> str:
    if option == QUEUE_OPTION:
        return f"In no theme yet · {len(now.queue)}"
    if option == _OUT:
        return f"Left out · {len(now.left_out)}"
    theme = now.theme(int(option))
    assert theme is not None  # noqa: S101 – the options are the themes there are
    star = " ★" if theme.reviewed else ""
    return f"{pieces.label(theme.name)} · {len(theme.statements)}{star}".replace(" · ", "\u00a0· ")


def _begin_empty() -> None:
    """A theme of a name, without any statement yet."""
    with st.popover("Begin an empty theme …", key="begin_empty"):
        name = f"{form('empty')}-name"
        text_input("Name", key=name)
        button(
            "Begin",
            bind("Theme begun.", themes.create, name=typed(name)),
            name="create_empty",
            then=lambda _: forget("empty"),
        )


def _left_out(now: Board) -> None:
    """What was left out and why, and the way back."""
    st.header("Left out")
    for row in now.left_out[:200]:
        pieces.people_words(f"{row.short}  {row.disposition}: {row.because}", quiet=True)
        pieces.people_words(row.text)
    back = [row for row in now.left_out if row.disposition != "withdrawn"]
    picked = statement_table(back, key="left_out") if back else []
    if picked:
        button(
            "Bring back",
            bind(
                "Brought back.",
                leaving_out.bring_back_statements,
                statement_ids=[s.id for s in picked],
                seen=stands(picked),
            ),
            name="bring_back",
            type="primary",
        )


def _statements_of(now: Board, theme: ThemeRow | None) -> None:
    """The statements of a theme, or those in none, and what can be done with the picked ones."""
    here = theme.id if theme else 0
    rows = theme.statements if theme else now.queue
    wanted = st.text_input("Show only statements with these words", key=f"filter-{here}")
    shown = [row for row in rows if wanted.casefold() in row.text.casefold()]
    if shown:
        reasons = {} if theme else recall(queue_reasons.reasons, edition_id=viewer().edition_id)
        notes = {row.id: reasons[row.id].told for row in shown if row.id in reasons}
        picked = statement_table(shown, key=f"rows-{here}", why=notes)
        theme_bar.draw_bar(picked, now, here)
    elif rows:
        st.info("No statement here has these words.")
    else:
        st.info(
            "No statement stands here yet."
            if theme
            else "Nothing here. Every statement stands in a theme."
        )
