"""What forms over one row have in common: the newer version told, the form begun afresh."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from hrgl.db import last_change
from hrgl.ui import pieces
from hrgl.ui.shell import ask, do, forget, form, plain, see_anew, seen


def version_seen(subject: str, newest: int, reads: Sequence[str], *, noun: str, row_id: int) -> int:
    """The version a form was drawn with; if somebody was quicker, who, and what it reads now.

    Only a change of what the form shows counts: a workshop's row changes with every note.
    """
    version = seen(subject, newest)
    drawn: dict[str, list[str]] = st.session_state.setdefault("reads", {})
    if version == newest or drawn.get(form(subject)) == list(reads):
        drawn[form(subject)] = list(reads)
        see_anew(subject, newest)
        return newest
    who, when = ask(last_change, noun, row_id)
    with st.container(border=True, key=f"newer-{subject}"):
        at = f" at {when:%H:%M} UTC" if when else ""
        st.warning(f"{plain(who)} changed this{at} after you had opened it. It now reads:")
        for line in reads:
            pieces.words(line)
        with st.container(horizontal=True):
            if st.button("Go on with mine over this one", key=f"mine-{subject}"):
                drawn[form(subject)] = list(reads)
                see_anew(subject, newest)
                st.rerun()
            if st.button("Drop mine and take this one", key=f"theirs-{subject}"):
                forget(subject)
                st.rerun()
    return version


def save(
    message: str,
    act: Callable[..., Any],
    subject: str,
    *,
    beside: Sequence[str] = (),
    seen_version: int,
    **kwargs: Any,
) -> None:
    """Do, and begin afresh with the form; a refusal is told and what was typed stays.

    Forms `beside` it over the same row go on from the version this person has just made.
    """
    row = do(message, act, seen_version=seen_version, **kwargs)
    if row is None:
        return
    for other in beside:
        if st.session_state.get("seen", {}).get(other) == seen_version:
            see_anew(other, row.version)
    forget(subject)
    st.rerun()


def day_and_time(moment: Any) -> str:
    """A moment as it is told: 21 November, 20:41 UTC."""
    return f"{moment.day} {moment:%B, %H:%M} UTC"
