"""Setup, fourth part: the doors through which participants send, their links to print or show."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from hrgl.core.enums import DoorState, InputState
from hrgl.notes.door import doors
from hrgl.notes.door.doors import Watched
from hrgl.ui.parts import handover, pieces
from hrgl.ui.parts.statement_tables import that_hold_something
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.page import ask, forget, form, plain, viewer
from hrgl.ui.shell.presses import bind, button, typed

_STATES = list(DoorState)
_TOLD = {
    DoorState.OPEN: "Open: what is sent is a note at once",
    DoorState.MODERATED: "Open, but somebody reads what is sent first",
    DoorState.CLOSED: "Closed: nothing can be sent",
}
_SHORT = {
    None: "–",
    DoorState.OPEN: "open",
    DoorState.MODERATED: "read first",
    DoorState.CLOSED: "closed",
}
# On paper only the card: what neither holds it nor belongs to it is for the screen.
_PRINT = """<style>@media print {
  body *:not(:has(.st-key-door_card)):not(.st-key-door_card):not(.st-key-door_card *),
  .st-key-door_card button, .st-key-door_card a { display: none !important; }
  .st-key-door_card * { color: black !important; background-color: white !important; }
}</style>"""


def edit_doors(rooms: Sequence[Watched]) -> None:
    """The list of the doors, and one of them to open, to close, to hand out."""
    st.markdown(
        "Participants need no account: whoever has the link of a workshop can send an input, "
        "and follow it afterwards with a receipt."
    )
    if not rooms:
        st.info("The doors will stand here, one for each workshop. Add a workshop first.")
        return
    _table(rooms)
    by_id = {room.workshop_id: room for room in rooms}
    picked = pieces.pick(
        "Workshop",
        list(by_id),
        lambda key: f"{by_id[key].workshop} – {by_id[key].title}",
        key="door_picked",
    )
    if picked is not None:
        _change(by_id[picked])


def _table(rooms: Sequence[Watched]) -> None:
    table = pd.DataFrame(
        that_hold_something(
            {
                "Workshop": [room.workshop for room in rooms],
                "Door": [_SHORT[room.state] for room in rooms],
                "Link": [f"/in/{room.code}" if room.code else "–" for room in rooms],
                "Sent": [room.sent for room in rooms],
                "Waiting": [room.inputs.get(InputState.WAITING, 0) for room in rooms],
                "Declined": [room.inputs.get(InputState.DECLINED, 0) for room in rooms],
            }
        )
    )
    st.dataframe(table, hide_index=True, height="content")


def _change(room: Watched) -> None:
    subject = f"door-{room.workshop_id}"
    version = version_seen(
        subject,
        room.version,
        _reads(room),
        noun="door",
        row_id=room.door_id,
        look=lambda: _looked(room.workshop_id),
    )
    key = f"{form(subject)}-state"
    st.radio(
        "The door",
        _STATES,
        index=_STATES.index(room.state or DoorState.OPEN),
        format_func=_TOLD.__getitem__,
        key=key,
    )
    with st.container(horizontal=True):
        _save(room, subject, key, version)
        if room.code:
            _renew(room, subject, version)
    if room.code:
        _card(room)


def _save(room: Watched, subject: str, key: str, version: Any) -> None:
    button(
        "Save" if room.code else "Make the link",
        bind(
            f"Saved: the door of {room.workshop}.",
            doors.set_state,
            workshop_id=room.workshop_id,
            state=typed(key),
            seen_version=version,
        ),
        name="set_door",
        type="primary",
        then=lambda _: forget(subject),
    )


def _renew(room: Watched, subject: str, version: Any) -> None:
    button(
        "Make another link",
        bind(
            f"Another link for {room.workshop}. The earlier one leads nowhere now.",
            doors.renew,
            workshop_id=room.workshop_id,
            seen_version=version,
        ),
        name="renew_door",
        then=lambda _: forget(subject),
    )


def _reads(room: Watched) -> list[str]:
    return [_SHORT[room.state], room.code]


def _looked(workshop_id: int) -> tuple[int, list[str]]:
    """A workshop's door as it is at this moment."""
    rooms = ask(doors.watched, edition_id=viewer().edition_id)
    room = next((each for each in rooms if each.workshop_id == workshop_id), None)
    return (room.version, _reads(room)) if room else (0, [])


def _card(room: Watched) -> None:
    """The link to copy, to scan, to print, to show on a wall."""
    address = f"{handover.origin()}/in/{room.code}"
    st.html(_PRINT)
    with st.container(border=True, key="door_card"):
        st.header(f"The way in to {plain(room.workshop)}")
        pieces.people_words(room.title)
        code, words = st.columns([1, 3], vertical_alignment="center")
        with code:
            st.image(
                handover.svg(address), width=200, alt=f"QR code of the link to {room.workshop}"
            )
        with words:
            st.code(address, language=None, wrap_lines=True)
            st.markdown("Print this page, or show the link large on a screen:")
            st.link_button("Show it large", f"{address}/poster", icon=":material/open_in_new:")
