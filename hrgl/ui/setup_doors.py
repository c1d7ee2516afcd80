"""Setup, fourth part: the doors through which participants send, their links to print or show."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from hrgl import doors
from hrgl.doors import Watched
from hrgl.ui import handover, pieces
from hrgl.ui.forms import save, version_seen
from hrgl.ui.shell import form, plain
from hrgl.words import DoorState, InputState

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


def every(rooms: Sequence[Watched]) -> None:
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
    pieces.stay("door_picked", list(by_id))
    picked = st.selectbox(
        "Workshop", list(by_id), key="door_picked",
        format_func=lambda key: f"{by_id[key].workshop} – {by_id[key].title}",
    )  # fmt: skip
    _change(by_id[picked])


def _table(rooms: Sequence[Watched]) -> None:
    table = pd.DataFrame(
        {
            "Workshop": [room.workshop for room in rooms],
            "Door": [_SHORT[room.state] for room in rooms],
            "Link": [f"/in/{room.code}" if room.code else "–" for room in rooms],
            "Sent": [room.sent for room in rooms],
            "Waiting": [room.inputs.get(InputState.WAITING, 0) for room in rooms],
            "Declined": [room.inputs.get(InputState.DECLINED, 0) for room in rooms],
        }
    )
    st.dataframe(table, hide_index=True, height="content")


def _change(room: Watched) -> None:
    subject = f"door-{room.workshop_id}"
    reads = [_SHORT[room.state], room.code]
    version = version_seen(subject, room.version, reads, noun="door", row_id=room.door_id)
    state = st.radio(
        "The door", _STATES, index=_STATES.index(room.state or DoorState.OPEN),
        format_func=lambda state: _TOLD[state], key=f"{form(subject)}-state",
    )  # fmt: skip
    with st.container(horizontal=True):
        label = "Save" if room.code else "Make the link"
        if st.button(label, type="primary", key="set_door"):
            save(
                "Saved.", doors.set_state, subject, workshop_id=room.workshop_id, state=state,
                seen_version=version,
            )  # fmt: skip
        if room.code and st.button("Make another link", key="renew_door"):
            save(
                "Another link. The earlier one leads nowhere now.", doors.renew, subject,
                workshop_id=room.workshop_id, seen_version=version,
            )  # fmt: skip
    if room.code:
        _card(room)


def _card(room: Watched) -> None:
    """The link to copy, to scan, to print, to show on a wall."""
    address = f"{handover.origin()}/in/{room.code}"
    st.html(_PRINT)
    with st.container(border=True, key="door_card"):
        st.header(f"The way in to {plain(room.workshop)}")
        pieces.words(room.title)
        code, words = st.columns([1, 3], vertical_alignment="center")
        with code:
            st.image(
                handover.svg(address), width=200, alt=f"QR code of the link to {room.workshop}"
            )
        with words:
            st.code(address, language=None, wrap_lines=True)
            st.markdown("Print this page, or show the link large on a screen:")
            st.link_button("Show it large", f"{address}/poster", icon=":material/open_in_new:")
