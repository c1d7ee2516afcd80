"""From an encouragement down to its rooms: statement by statement, and as what each is cited."""

import streamlit as st

from hrgl.encouragements.tracing.destinations import destinations
from hrgl.encouragements.tracing.endings import AS_WHAT
from hrgl.encouragements.tracing.grounds import (
    Ground,
    Grounds,
    RoomGround,
    encouragement_grounds,
    rooms_home,
)
from hrgl.ui.parts import pieces
from hrgl.ui.parts.lead_in import lead_in_here
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell.page import plain, recall, viewer
from hrgl.ui.where.take_along import drawn_columns
from hrgl.ui.where.ways import PICKED_DRAFT, draw_page_button, way_to_statement, way_to_theme


def draw_down() -> None:
    """Choose an encouragement, also one that was set aside, and see what it stands on."""
    edition_id = viewer().edition_id
    every = recall(destinations, edition_id=edition_id)
    if not every:
        st.info("Encouragements stand here as soon as facilitators begin to word them.")
        return
    chosen = pieces.pick(
        "Encouragement",
        list(every),
        lambda key: pieces.label(
            f"{every[key].named}{' (set aside)' if every[key].stage == 'set_aside' else ''}", 120
        ),
        key=PICKED_DRAFT,
        gone=lambda _: "The act that had made it was taken back.",
    )
    if chosen is not None:
        _draw(recall(encouragement_grounds, edition_id=edition_id, encouragement_id=chosen))


def _draw(found: Grounds) -> None:
    draft = found.encouragement
    if draft.now.heading:
        pieces.people_words(f"{lead_in_here()} {draft.now.heading}")
    if found.why_aside:
        pieces.people_words(f"It was {found.why_aside}.")
    pieces.people_words(_told(found), quiet=True)
    with st.container(horizontal=True):
        draw_page_button(draft.id, draft.named, draft.stage, name="down")
        for theme_id, theme in found.themes:
            way_to_theme(theme_id, theme, name="down")
    if found.rooms:
        pieces.words_table(drawn_columns(rooms_home(found)))
    for room in found.rooms:
        st.header(plain(_room(room)))
        for each in found.standing:
            if each.statement.workshop == room.room:
                _line(each)
    if found.former:
        st.header("Cited once, and no longer")
        for each in found.former:
            _line(each)


def _room(room: RoomGround) -> str:
    return f"{room.room} · {room.title}" if room.title else room.room


def _told(found: Grounds) -> str:
    draft = found.encouragement
    themes = ", ".join(f"“{name}”" for _, name in found.themes)
    worded = f"worded from {themes}" if themes else "worded from no theme"
    return f"Wording {draft.now.number} since {day_and_time(draft.now.at)} · {worded}"


def _line(each: Ground) -> None:
    row = each.statement
    with st.container(horizontal=True, vertical_alignment="center"):
        way_to_statement(row.short, name="ground")
        with st.container(gap=None):
            pieces.people_words(row.text)
            pieces.people_words(_cited(each), quiet=True)


def _cited(each: Ground) -> str:
    parts = [AS_WHAT[each.support]]
    if each.since:
        parts.append(f"since {day_and_time(each.since)}")
    if each.until:
        parts.append(f"until {day_and_time(each.until)}")
    parts += [part for part in (each.statement.who, each.statement.theme) if part]
    return " · ".join(parts)
