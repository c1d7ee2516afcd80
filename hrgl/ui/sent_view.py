"""Notes, what participants sent: read what waits, take it or decline it with a reason."""

import streamlit as st

from hrgl import inputs, received
from hrgl.attribution import LEVEL_NAMES, vocabulary
from hrgl.inputs import LONGEST_REASON
from hrgl.received import Waiting
from hrgl.roles import Permission
from hrgl.ui import pieces
from hrgl.ui.fields import text_input
from hrgl.ui.forms import day_and_time
from hrgl.ui.presses import bind, button, typed
from hrgl.ui.shell import ask, forget, form, may, plain
from hrgl.words import InputState

TITLE = "Sent by participants"
_SHOWN = 20


def draw(workshop_id: int) -> None:
    """What waits to be read in a workshop, the longest first; then what was declined."""
    found = ask(received.waiting, workshop_id=workshop_id)
    if not may(Permission.READ_INPUTS):
        st.caption("Facilitators and organisers read what participants send.")
    elif not found:
        st.info(
            "What participants send stands here until somebody has read it, where the door of the "
            "workshop is set so. Organisers set the doors on the page Setup."
        )
    else:
        count = sum(each.state is InputState.WAITING for each in found)
        st.caption(f"{count} {'input waits' if count == 1 else 'inputs wait'} to be read.")
        for each in found[:_SHOWN]:
            _one(each)
        if len(found) > _SHOWN:
            st.caption(f"{len(found) - _SHOWN} more follow when these are decided on.")


def _one(each: Waiting) -> None:
    with st.container(border=True, key=f"input-{each.id}"):
        pieces.words(each.text)
        st.caption(plain(_about(each)))
        if each.state is InputState.DECLINED:
            pieces.words(f"Declined: {each.because}", quiet=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            take = bind("Taken.", inputs.take, input_id=each.id, seen_version=each.version)
            button("Take it as a note", take, name="take")
            if each.state is InputState.WAITING:
                _decline(each)


def _decline(each: Waiting) -> None:
    subject = f"decline-{each.id}"
    because = f"{form(subject)}-because"
    text_input("Decline, because … (the sender reads it)", key=because, max_chars=LONGEST_REASON)
    button(
        "Decline",
        bind(
            "Declined.",
            inputs.decline,
            input_id=each.id,
            because=typed(because),
            seen_version=each.version,
        ),
        name="decline",
        then=lambda _: forget(subject),
    )


def _about(each: Waiting) -> str:
    """What the sender says of it besides the text; who they are is shown by the rule alone."""
    parts = [day_and_time(each.sent_at)]
    if each.kind:
        parts.append(vocabulary("kinds")[each.kind])
    return " · ".join([*parts, LEVEL_NAMES[each.attribution]])
