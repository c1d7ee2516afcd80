"""Notes, what participants sent: read what waits, take it or decline it with a reason."""

from collections.abc import Sequence

import streamlit as st

from hrgl.core.enums import InputState
from hrgl.editions.attribution import LEVEL_NAMES, vocabulary
from hrgl.notes.door import inbox, inputs
from hrgl.notes.door.floods import Flood, apart
from hrgl.notes.door.inbox import Waiting
from hrgl.notes.door.inputs import LONGEST_DECLINE_REASON
from hrgl.ui.parts import pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell import choices
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, plain
from hrgl.ui.shell.presses import bind, button, typed

SENT_TITLE = "Sent by participants"
_SHOWN, _LABEL = 20, 60


def draw_sent(workshop_id: int) -> None:
    """What waits to be read in a workshop, the longest first; then what was declined."""
    found = ask(inbox.waiting, workshop_id=workshop_id)
    if not found:
        st.info(
            "What participants send stands here until somebody has read it, where the door of the "
            "workshop is set so. Organisers set the doors on the page Setup."
        )
    else:
        count = sum(each.state is InputState.WAITING for each in found)
        st.caption(f"{count} {'input waits' if count == 1 else 'inputs wait'} to be read.")
        single, floods = apart(found)
        for flood in floods:
            _flood(flood)
        for each in single[:_SHOWN]:
            _one(each)
        if len(single) > _SHOWN:
            st.caption(f"{len(single) - _SHOWN} more follow when these are decided on.")
        _several(
            workshop_id, [each for each in single[:_SHOWN] if each.state is InputState.WAITING]
        )


def _flood(flood: Flood[Waiting]) -> None:
    """Inputs that most likely came from one hand, folded; to be declined with one reason."""
    key = f"flood_of-{flood.inputs[0].id}"
    with st.expander(f"{len(flood.inputs)} inputs that {flood.why}", key=key):
        st.caption(
            "They are folded because they look like a flood. Nothing is decided: read a few."
        )
        for each in flood.inputs[:_SHOWN]:
            pieces.people_words(each.text)
        if len(flood.inputs) > _SHOWN:
            st.caption(f"… and {len(flood.inputs) - _SHOWN} more.")
        _decline_all(f"flood-{flood.inputs[0].id}", flood.seen)


def _several(workshop_id: int, waiting: Sequence[Waiting]) -> None:
    """Choose some of those that are shown, and decline them with one reason."""
    if len(waiting) < 2:
        return
    with st.expander("Decline several at once", key=f"decline_several-{workshop_id}"):
        by_id = {each.id: each for each in waiting}
        subject = f"several-{workshop_id}"
        which = f"{form(subject)}-which"
        labels = choices.told_apart(list(by_id), lambda key: plain(by_id[key].text[:_LABEL]))
        chosen = st.multiselect("Which", list(by_id), key=which, format_func=labels.__getitem__)
        choices.note(which, chosen)
        _decline_all(subject, {key: by_id[key].version for key in chosen})


def _decline_all(key: str, seen: dict[int, int]) -> None:
    because = f"{form(key)}-because"
    text_input(
        "Decline all of them, because … (the senders read it)",
        key=because,
        max_chars=LONGEST_DECLINE_REASON,
    )
    button(
        f"Decline {len(seen)}",
        bind(f"Declined: {len(seen)}.", inputs.decline_all, seen=seen, because=typed(because)),
        name="decline_all",
        disabled=not seen,
        then=lambda _: forget(key),
    )


def _one(each: Waiting) -> None:
    with st.container(border=True, key=f"input-{each.id}"):
        pieces.people_words(each.text)
        st.caption(plain(_about(each)))
        if each.state is InputState.DECLINED:
            pieces.people_words(f"Declined: {each.because}", quiet=True)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            take = bind("Taken.", inputs.take_input, input_id=each.id, seen_version=each.version)
            button("Take it as a note", take, name="take")
            if each.state is InputState.WAITING:
                _decline(each)


def _decline(each: Waiting) -> None:
    subject = f"decline-{each.id}"
    because = f"{form(subject)}-because"
    text_input(
        "Decline, because … (the sender reads it)", key=because, max_chars=LONGEST_DECLINE_REASON
    )
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
