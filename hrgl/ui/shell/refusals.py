"""Refusals: told where the button stands that was pressed, or on top if it is no longer there."""

from contextlib import nullcontext
from dataclasses import dataclass
from time import monotonic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.errors import HrglError
from hrgl.ui.shell.page import plain

_KEPT, _TOLD, _READABLE = "refusal", "refusal_told", "refusal_readable"
_AT_LEAST = 0.7  # seconds


@dataclass(frozen=True)
class Refusal:
    """The sentence, the name of the button it answers, and how long newer runs tell it again."""

    name: str
    sentence: str
    until: float


def keep_refusal(name: str, error: HrglError) -> None:
    """Remember what was refused until it is told in the run that follows."""
    st.session_state[_KEPT] = Refusal(name, str(error), monotonic() + _AT_LEAST)
    st.session_state[_READABLE] = False


def begin_refusals() -> None:
    """A page is drawn from its beginning: nothing is told in this run yet."""
    kept: Refusal | None = st.session_state.get(_KEPT)
    st.session_state[_TOLD] = False
    # a run may be broken off, or overtaken, before anybody could read what it told
    readable = st.session_state.get(_READABLE, False)
    if kept is not None and readable and kept.until < monotonic():
        st.session_state.pop(_KEPT, None)


def forget_refusals() -> None:
    """Something newer was done: what was refused before is of no interest any more."""
    st.session_state.pop(_KEPT, None)


def show_refusal(name: str, place: DeltaGenerator | None = None) -> None:
    """Tell what was refused of this button, if anything was: here, or in a place that was kept."""
    kept = _to_tell()
    if kept is not None and kept.name == name:
        with place or nullcontext():
            _tell(kept.sentence)


def show_rest(place: DeltaGenerator) -> None:
    """Tell above the page, at its end, what no button of it told: no press is silent."""
    kept = _to_tell()
    if kept is not None:
        with place:
            _tell(kept.sentence)
    if st.session_state.get(_TOLD):
        st.session_state[_READABLE] = True


def _to_tell() -> Refusal | None:
    kept: Refusal | None = st.session_state.get(_KEPT)
    return None if st.session_state.get(_TOLD) else kept


def _tell(sentence: str) -> None:
    st.session_state[_TOLD] = True
    st.error(plain(sentence), icon=":material/error:")
