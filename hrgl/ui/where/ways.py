"""The ways from here to other pages, and from one statement to the next, for whom they are open."""

import streamlit as st

from hrgl.core.enums import Stage
from hrgl.core.permissions import Permission
from hrgl.ui.parts.pieces import label
from hrgl.ui.shell import going
from hrgl.ui.shell.page import may
from hrgl.ui.shell.undisturbed import undisturbed

LOOKED_FOR, WHERE_VIEW = "where_wanted", "where_view"
PICKED_DRAFT = "where_draft"


@undisturbed()
def look_for(wanted: str) -> None:
    """Look for this next, as if it had been typed."""
    st.session_state[LOOKED_FOR] = wanted
    st.session_state[WHERE_VIEW] = "Statement"


@undisturbed()
def look_down_from(encouragement_id: int) -> None:
    """Look from an encouragement down to its rooms next."""
    st.session_state[PICKED_DRAFT] = encouragement_id
    st.session_state[WHERE_VIEW] = "Encouragement"


def way_to_statement(short: str, *, name: str) -> None:
    """A button with a reference that opens its statement here."""
    st.button(short, key=f"{name}-{short}", type="tertiary", on_click=look_for, args=(short,))


def way_to_theme(theme_id: int, theme: str, *, name: str) -> None:
    """The button to a theme on the desk, for those who have it."""
    if may(Permission.PLACE):
        st.button(
            f"“{label(theme, 40)}” on the desk",
            key=f"{name}_theme-{theme_id}",
            icon=":material/category:",
            on_click=going.to,
            args=("themes",),
            kwargs={"themes_view": "Desk", "desk_opens": theme_id},
        )


def way_to_encouragement(encouragement_id: int, named: str, stage: Stage, *, name: str) -> None:
    """The buttons to an encouragement: its rooms here, and the page of the role where it stands."""
    st.button(
        f"{label(named, 40)}: down to its rooms",
        key=f"{name}_down-{encouragement_id}",
        icon=":material/south:",
        on_click=look_down_from,
        args=(encouragement_id,),
    )
    draw_page_button(encouragement_id, named, stage, name=name)


def draw_page_button(encouragement_id: int, named: str, stage: Stage, *, name: str) -> None:
    """The button to the page where somebody of this role finds an encouragement, if any."""
    page, opens = "", {}
    if may(Permission.WORD):
        page, opens = "encouragements", {"draft": encouragement_id}
    elif stage is Stage.SUBMITTED:
        page, opens = "reviews", {"review": encouragement_id}
    if page:
        st.button(
            f"{label(named, 40)}: open",
            key=f"{name}_page-{encouragement_id}",
            icon=":material/format_list_numbered:",
            on_click=going.to,
            args=(page,),
            kwargs=dict(opens),
        )
