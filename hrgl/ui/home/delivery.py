"""The delivery board: which rooms have delivered, and what; it looks again by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pyarrow as pa
import streamlit as st

from hrgl.core.columns import now
from hrgl.core.zones import clock_time
from hrgl.editions import deliveries
from hrgl.editions.deliveries import Delivery
from hrgl.ui.parts.moments import local_moment
from hrgl.ui.shell.page import ask, viewer

_EVERY = "20s"


@st.fragment(run_every=_EVERY)
def delivery_board() -> None:
    """Every room, those with nothing first; drawn anew quietly as notes come in."""
    with st.container(key="delivery"):
        draw_delivery(
            ask(deliveries.list_deliveries, edition_id=viewer().edition_id), local_moment(now())
        )


def draw_delivery(rooms: Sequence[Delivery], moment: datetime) -> None:
    """The rooms as they stand at a moment."""
    rooms = sorted(rooms, key=lambda room: (bool(room.statements), room.summary, room.code))
    delivered = sum(1 for room in rooms if room.statements)
    summed = sum(1 for room in rooms if room.summary)
    st.header("Delivery from the rooms")
    if not rooms:
        st.caption("The workshops will stand here. Add the first one on the page Setup.")
        return
    st.caption(
        f"{delivered} of {len(rooms)} rooms have delivered, {summed} with a summary. "
        "Those with nothing stand first."
    )
    _table(rooms, moment)


def _table(rooms: Sequence[Delivery], moment: datetime) -> None:
    st.dataframe(
        pa.table(
            {
                "Room": [room.code for room in rooms],
                "Last note": [when(room.last_note, moment) for room in rooms],
                "Notes": [room.notes for room in rooms],
                "Statements": [room.statements for room in rooms],
                "Summary": ["written" if room.summary else "missing" for room in rooms],
                "Title": [room.title for room in rooms],
            }
        ),
        hide_index=True,
        height="content",
        column_config={
            "Room": st.column_config.TextColumn(width=55),
            "Last note": st.column_config.TextColumn(width=150),
            "Notes": st.column_config.NumberColumn(width=60),
            "Statements": st.column_config.NumberColumn(width=90),
            "Summary": st.column_config.TextColumn(width=80),
            "Title": st.column_config.TextColumn(width="large"),
        },
    )


def when(last: datetime | None, moment: datetime) -> str:
    """When the last note came, as somebody at the organisers' desk, whose clock shows the moment,
    would say it."""
    if last is None:
        return "nothing yet"
    minutes = int((moment - last) / timedelta(minutes=1))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    then = last.astimezone(moment.tzinfo)
    return f"{then.day} {then:%b}, {clock_time(then)}"


def way_to_the_plenary() -> None:
    """The link to the rooms' results as the plenary sees them, in a window of its own."""
    st.link_button(
        "Plenary view",
        f"/plenary?edition={viewer().edition_id}",
        icon=":material/slideshow:",
        help="Each room’s results large, one room a screen, without names; arrow keys turn them.",
    )
