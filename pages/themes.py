"""Themes: look through what belongs together, move, merge, name; take over proposals."""

import streamlit as st

from hrgl.core.enums import Role
from hrgl.notes import leaving_out
from hrgl.themes import board, placing, themes
from hrgl.themes.proposals import queue_reasons
from hrgl.ui.parts import pieces
from hrgl.ui.parts.statement_tables import stands, statement_table
from hrgl.ui.shell import unsaved
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, page_for, recall
from hrgl.ui.shell.presses import bind, button, typed
from hrgl.ui.themes import proposal_view, second_look_view, theme_bar, theme_head

who = page_for(Role.FACILITATOR, Role.ORGANISER)
now = recall(board.board, edition_id=who.edition_id)

QUEUE, OUT = "queue", "out"
names = {theme.id: theme.name for theme in now.themes}
places = [0, *names]  # 0 is the queue
unsaved.of_gone({"theme": names, "new_theme": places, "aside": places})


def rail_label(option: int | str) -> str:
    if option == QUEUE:
        return f"In no theme yet · {len(now.queue)}"
    if option == OUT:
        return f"Left out · {len(now.left_out)}"
    theme = now.theme(int(option))
    assert theme is not None  # noqa: S101 – the options are the themes there are
    star = " ★" if theme.reviewed else ""
    return f"{pieces.label(theme.name)} · {len(theme.statements)}{star}".replace(" · ", "\u00a0· ")


def begin_empty() -> None:
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


def left_out() -> None:
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


def statements_of(theme: board.ThemeRow | None) -> None:
    """The statements of a theme, or those in none, and what can be done with the picked ones."""
    here = theme.id if theme else 0
    rows = theme.statements if theme else now.queue
    wanted = st.text_input("Show only statements with these words", key=f"filter-{here}")
    shown = [row for row in rows if wanted.casefold() in row.text.casefold()]
    if shown:
        reasons = {} if theme else recall(queue_reasons.reasons, edition_id=who.edition_id)
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


board_tab, proposal_tab, look_tab = st.tabs(
    ["Themes", "Proposal", "Second look"], key="themes_view", on_change="rerun"
)
if proposal_tab.open:
    with proposal_tab:
        proposal_view.show_proposal()
if look_tab.open:
    with look_tab:
        second_look_view.show_second_look(now)
with board_tab:
    left, main = st.columns([3, 8], gap="medium")
    with left:
        options: list[int | str] = [QUEUE, *names, OUT] if now.queue else [*names, QUEUE, OUT]
        chosen = pieces.rail(
            "Theme",
            options,
            rail_label,
            key="rail",
            gone=lambda theme_id: ask(placing.became, theme_id=int(theme_id)),
        )
        begin_empty()
    with main:
        if chosen is None:
            st.info("Choose a theme from the list.")
        elif chosen == OUT:
            left_out()
        elif chosen == QUEUE:
            st.header("In no theme yet")
            statements_of(None)
        else:
            opened = now.theme(int(chosen))
            assert opened is not None  # noqa: S101 – the options are the themes there are
            theme_head.draw_head(opened, now)
            statements_of(opened)
