"""The place of an encouragement in the document: given, changed, or given up with it."""

from collections.abc import Sequence

import streamlit as st

from hrgl.encouragements import encouragements
from hrgl.encouragements.views import EncouragementView
from hrgl.ui.parts import pieces
from hrgl.ui.shell.editing import Editing
from hrgl.ui.shell.page import viewer
from hrgl.ui.shell.presses import bind, button, typed


def draw_place(
    draft: EncouragementView, drafts: Sequence[EncouragementView], edit: Editing
) -> None:
    """Its place in the document: free ones can be taken."""
    taken = {other.place for other in drafts if other.id != draft.id}
    free = [p for p in range(1, (viewer().edition.places or 0) + 1) if p not in taken]
    options = [None, *free]
    at = options.index(draft.place) if draft.place in options else 0
    with st.popover(f"Place: {draft.place or 'none'}", key=f"place_of-{draft.id}"):
        key = f"place-{draft.id}-{draft.version}"
        st.selectbox(
            "Place in the document",
            options,
            index=at,
            format_func=lambda p: str(p or "none"),
            key=key,
        )
        _give_place(draft, key, edit)
        _set_aside(draft)


def _give_place(draft: EncouragementView, key: str, edit: Editing) -> None:
    button(
        "Give it this place",
        bind(
            lambda row: f"Place given: {row.place}." if row.place else "Among the candidates.",
            encouragements.give_place,
            encouragement_id=draft.id,
            place=typed(key),
            seen_version=edit.version,
        ),
        name="give_place",
    )


def _set_aside(draft: EncouragementView) -> None:
    button(
        "Set this encouragement aside",
        bind(
            f"Set aside: {pieces.encouragement_named(draft)}.",
            encouragements.set_aside_encouragement,
            encouragement_id=draft.id,
            seen_version=draft.version,
        ),
        name="set_aside",
    )
