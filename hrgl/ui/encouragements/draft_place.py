"""The place of an encouragement in the document: given, changed, or given up with it."""

from collections.abc import Sequence

import streamlit as st

from hrgl.encouragements import encouragements, places, views
from hrgl.encouragements.views import EncouragementView
from hrgl.ui.parts import pieces
from hrgl.ui.shell.editing import Editing, State, editing
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, viewer
from hrgl.ui.shell.presses import bind, button, typed


def draw_place(draft: EncouragementView, drafts: Sequence[EncouragementView]) -> None:
    """Its place in the document: free ones can be taken."""
    taken = {other.place for other in drafts if other.id != draft.id}
    free = [p for p in range(1, (viewer().edition.places or 0) + 1) if p not in taken]
    names = ["none", *map(str, free)]
    at = names.index(str(draft.place)) if draft.place in free else 0
    with st.popover(f"Place: {draft.place or 'none'}", key=f"place_of-{draft.id}"):
        edit = editing(
            "encouragement",
            draft.id,
            lambda: _state(ask_anew(draft.id)),
            now=_state(draft),
            subject=f"place-{draft.id}",
        )
        st.selectbox("Place in the document", names, index=at, key=edit.key("place"))
        _give_place(draft, edit)
        _set_aside(draft)


def ask_anew(draft_id: int) -> EncouragementView:
    """An encouragement as it is at this moment."""
    return ask(views.view_encouragement, edition_id=viewer().edition_id, encouragement_id=draft_id)


def _state(draft: EncouragementView) -> State:
    return State(draft.version, {"place": str(draft.place or "none")}, (draft.heading, draft.stage))


def _give_place(draft: EncouragementView, edit: Editing) -> None:
    button(
        "Give it this place",
        bind(
            lambda row: f"Place given: {row.place}." if row.place else "Among the candidates.",
            places.give_place,
            encouragement_id=draft.id,
            place=typed(edit.key("place"), lambda place: None if place == "none" else int(place)),
            seen_version=edit.version,
        ),
        name="give_place",
        then=lambda _: forget(edit.subject),
    )


def _set_aside(draft: EncouragementView) -> None:
    because = f"aside_because-{draft.id}"
    text_input("Set aside, because …", key=because)
    button(
        "Set this encouragement aside",
        bind(
            f"Set aside: {pieces.encouragement_named(draft)}.",
            encouragements.set_aside_encouragement,
            encouragement_id=draft.id,
            because=typed(because),
            seen_version=draft.version,
        ),
        name="set_aside",
    )
