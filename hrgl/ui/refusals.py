"""Refusals: told where the button stands that was pressed, or on top if it stands there no more."""

from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hrgl.errors import HrglError
from hrgl.ui.shell import plain

_KEPT = "refusal"


@dataclass(frozen=True)
class Refusal:
    """The sentence, and the name of the button it answers."""

    name: str
    sentence: str


def keep(name: str, error: HrglError) -> None:
    """Remember what was refused until it is told in the run that follows."""
    st.session_state[_KEPT] = Refusal(name, str(error))


def show(name: str, place: DeltaGenerator | None = None) -> None:
    """Tell what was refused of this button, if anything was: here, or in a place that was kept."""
    kept: Refusal | None = st.session_state.get(_KEPT)
    if kept is not None and kept.name == name:
        del st.session_state[_KEPT]
        with place or nullcontext():
            _tell(kept.sentence)


def show_rest(place: DeltaGenerator) -> None:
    """Tell, in a place above the page, what no button of it told: no press is silent."""
    kept: Refusal | None = st.session_state.pop(_KEPT, None)
    if kept is not None:
        with place:
            _tell(kept.sentence)


def _tell(sentence: str) -> None:
    st.error(plain(sentence), icon=":material/error:")
