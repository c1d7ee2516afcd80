"""What is next for whoever looks, with the one button that leads to the very thing."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.core import audit
from hrgl.operations import next_step, progress
from hrgl.operations.next_thing import Next
from hrgl.operations.progress import Standing
from hrgl.ui.shell import going
from hrgl.ui.shell.page import ask, plain, recall, viewer

_EVERY = "10s"
_ACTING_BY_THEMSELVES = {"themes", "encouragements", "reviews", "meeting"}


def standing() -> Standing:
    """Where the edition stands, worked out once for everybody."""
    return recall(progress.edition_progress, edition_id=viewer().edition_id)


def step_now(now: Standing) -> Next:
    """What is next for the viewer."""
    return ask(next_step.next_for, member_id=viewer().member_id, now=now)


def way_to(step: Next, *, name: str, primary: bool) -> None:
    """The button that leads to what a step speaks of."""
    opens = "-".join(map(str, step.opens.values()))
    st.button(
        step.button,
        type="primary" if primary else "secondary",
        key=f"{name}-{step.page}-{opens}",
        on_click=going.to,
        args=(step.page,),
        kwargs=dict(step.opens),
    )


def draw_next(place: DeltaGenerator, page: str) -> None:
    """What is next, beside the title of a page; a button only if it leads elsewhere.

    Some pages act without being drawn anew: there it looks again by itself, or it would go on
    asking for what has just been done.
    """
    with place:
        if page in _ACTING_BY_THEMSELVES:
            _look_again(page)
        else:
            _draw(standing(), page)


@st.fragment(run_every=_EVERY)
def _look_again(page: str) -> None:
    if going.is_pressed():
        st.rerun()
    here = viewer().edition_id
    shown = st.session_state.get("moment")  # an act of this very run has ended it
    if shown is None or ask(audit.revision, edition_id=here) == shown.revision:
        _draw(standing(), page)
    else:
        _draw(ask(progress.edition_progress, edition_id=here), page)


def _draw(now: Standing, page: str) -> None:
    step = step_now(now)
    st.markdown(f"Next: {plain(step.sentence)}")
    if not _is_open(step, page):
        way_to(step, name="next_step", primary=False)


def _is_open(step: Next, page: str) -> bool:
    """Whether the page already shows the very thing."""
    at = st.session_state
    return step.page == page and all(at.get(key) == value for key, value in step.opens.items())
