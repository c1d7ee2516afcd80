"""The search: a reference, a receipt or words; and what is found, one of it opened."""

import streamlit as st

from hrgl.encouragements.tracing.looking_up import LookedUp, is_receipt, look_up, look_up_receipt
from hrgl.notes.statements import StatementView
from hrgl.ui.parts import pieces
from hrgl.ui.shell.page import ask, plain, recall, viewer
from hrgl.ui.where import story_view
from hrgl.ui.where.ways import LOOKED_FOR, PICKED_DRAFT, WHERE_VIEW

_AT_MOST = 60
_REFERENCE, _ENCOURAGEMENT = "ref", "encouragement"
_READ = "where_address"


def begin_as_the_address_says() -> None:
    """A link to `/where?ref=B2-07` or `/where?encouragement=5` opens the page at that, once."""
    asked = {
        name: st.query_params[name]
        for name in (_REFERENCE, _ENCOURAGEMENT)
        if name in st.query_params
    }
    if not asked or st.session_state.get(_READ) == asked:
        return
    st.session_state[_READ] = asked
    if _REFERENCE in asked:
        st.session_state[LOOKED_FOR] = asked[_REFERENCE]
        st.session_state[WHERE_VIEW] = "Statement"
    elif asked[_ENCOURAGEMENT].isdecimal():
        st.session_state[PICKED_DRAFT] = int(asked[_ENCOURAGEMENT])
        st.session_state[WHERE_VIEW] = "Encouragement"


def draw_search() -> None:
    """The field, and what answers to it."""
    wanted = st.text_input(
        "A reference (B2-07), a receipt, or words",
        key=LOOKED_FOR,
        persist_state="session",
        icon=":material/search:",
        max_chars=200,
    ).strip()
    if not wanted:
        st.query_params.pop(_REFERENCE, None)
        st.caption(
            "Every statement is found, also one that was withdrawn, split or counted as another."
        )
        return
    found = _answer(wanted)
    _tell_in_address(wanted, found)
    if found.told:
        pieces.people_words(found.told)
    if len(found.statements) == 1:
        story_view.draw_story(found.statements[0].id)
    elif found.statements:
        _choose(found.statements)


def _answer(wanted: str) -> LookedUp:
    """A receipt is asked for anew each time: it is kept nowhere, not even as a question."""
    if is_receipt(wanted):
        return ask(look_up_receipt, edition_id=viewer().edition_id, receipt=wanted)
    return recall(look_up, edition_id=viewer().edition_id, wanted=wanted)


def _tell_in_address(wanted: str, found: LookedUp) -> None:
    """A reference stands in the address, so that it can be handed on; a receipt never does."""
    if found.by_reference and found.statements and len(found.statements) == 1:
        short = found.statements[0].short
        st.session_state[_READ] = {_REFERENCE: short}
        st.query_params.from_dict({_REFERENCE: short})
    else:
        st.query_params.pop(_REFERENCE, None)


def _choose(statements: tuple[StatementView, ...]) -> None:
    shown = {row.id: row for row in statements[:_AT_MOST]}
    left, main = st.columns([2, 5], gap="medium")
    with left:
        count = len(statements)
        more = "" if count <= _AT_MOST else " Add words to find fewer."
        st.caption(f"{len(shown)} of {count} statements shown.{more}")
        chosen = pieces.rail(
            "Statement",
            list(shown),
            lambda key: pieces.label(f"{shown[key].short}  {shown[key].text}", 90),
            key=f"found-{abs(hash(tuple(shown)))}",
            captions=lambda key: plain(shown[key].disposition.value),
            begin_with=None,
        )
    with main:
        if chosen is None:
            st.info("Choose a statement from the list.")
        else:
            story_view.draw_story(chosen)
