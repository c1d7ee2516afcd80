"""What was said more than once in a theme."""

import streamlit as st

from hrgl.core.permissions import Permission
from hrgl.notes import leaving_out
from hrgl.notes.statements import Disposition, StatementView
from hrgl.themes import points
from hrgl.themes.points import Duplicates, Point
from hrgl.ui.parts import pieces, statement_tables
from hrgl.ui.shell.page import may, plain, recall, viewer
from hrgl.ui.shell.presses import bind, button

_AT_ONCE = 10  # points; more would push the statements off the screen
_LISTED = 30  # statements of a point


def theme_points(theme_id: int) -> None:
    """The points of a theme in a quiet section, each opening to its statements."""
    here = viewer().edition_id
    found = recall(points.points_of, edition_id=here, theme_id=theme_id)
    perhaps = recall(points.perhaps_of, edition_id=here, theme_id=theme_id)
    if not found and not perhaps:
        return
    key = f"said_more_than_once-{theme_id}"
    more = f", perhaps {len(perhaps)} more" if perhaps else ""
    section = st.expander(f"Said more than once · {len(found)}{more}", key=key, on_change="rerun")
    if not section.open:
        return
    with section:
        st.caption(
            "Found because it sounds alike, and it may yet mean something else: read before you "
            "count as one. Nothing changes by itself."
        )
        _several(found, "point", f"more_points-{theme_id}")
        if perhaps:
            st.caption(
                "**May say the same**, in other words. Of five such pairs about two mean something "
                "else."
            )
            _several(perhaps, "perhaps", f"more_perhaps-{theme_id}")


def _several(found: list[Point], kind: str, key: str) -> None:
    for each in found[:_AT_ONCE]:
        _point(each, kind)
    rest = found[_AT_ONCE:]
    if rest and st.toggle(f"Show {len(rest)} more", key=key):
        for each in rest:
            _point(each, kind)


def _point(point: Point, kind: str) -> None:
    typical = pieces.label(point.typical.text, 160)
    key = f"{kind}-{point.typical.id}"
    opened = st.expander(
        f"{said_how_often(point)}: “{typical}”", key=key, type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        for statement in point.statements[:_LISTED]:
            pieces.people_words(f"{statement.short}  {statement.text}{_counted(statement)}")
        if point.times > _LISTED:
            st.caption(f"… and {point.times - _LISTED} more")
        if may(Permission.PLACE):
            for each in point.duplicates:
                _count_as_one(each)


def said_how_often(point: Point) -> str:
    """How often, and in how many workshops, in words."""
    rooms = "1 workshop" if point.workshops == 1 else f"{point.workshops} workshops"
    return f"{point.times} times in {rooms}"


def _counted(statement: StatementView) -> str:
    same = statement.disposition is Disposition.SAME_AS
    return f" (counted as the same as {statement.because})" if same else ""


def _count_as_one(duplicates: Duplicates) -> None:
    stands, others = duplicates.stands, duplicates.others
    names = ", ".join(row.short for row in others[:_LISTED])
    more = f" and {len(others) - _LISTED} more" if len(others) > _LISTED else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"same-{stands.id}"):
        st.caption(
            plain(f"In nearly the same words: {stands.short} can stand for {names}{more}."),
            width="content",
        )
        button(
            "Count as one",
            bind(
                f"Counted as one: {stands.short}.",
                leaving_out.same_as_all,
                statement_ids=[row.id for row in others],
                of_id=stands.id,
                seen=statement_tables.stands([stands, *others]),
            ),
            name="count_as_one",
        )
