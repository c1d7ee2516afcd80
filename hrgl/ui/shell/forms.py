"""What forms over one row have in common: the newer version told, the form begun afresh."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from hrgl.core.database import last_change
from hrgl.ui.parts import pieces
from hrgl.ui.shell import refusals
from hrgl.ui.shell.page import ask, forget, form, plain, see_anew, seen
from hrgl.ui.shell.presses import found
from hrgl.ui.shell.undisturbed import undisturbed

FindNewest = Callable[[], tuple[int, Sequence[str]]]


def version_seen(
    subject: str, newest: int, reads: Sequence[str], *, noun: str, row_id: int, look: FindNewest
) -> Any:
    """The version an act of this form goes on from; if somebody was quicker, who, and the news.

    Only a change of what the form shows counts: a workshop's row changes with every note. `look`
    finds version and reading anew in the moment of the press.
    """
    version = seen(subject, newest)
    drawn: dict[str, list[str]] = st.session_state.setdefault("reads", {})
    if version == newest or drawn.get(form(subject)) == list(reads):
        version = newest
        _go_on(subject, newest, reads)
    else:
        _tell(subject, newest, reads, *ask(last_change, noun, row_id))
    return found(f"{version}", lambda: _newest_alike(version, drawn[form(subject)], look))


def _newest_alike(version: int, reads: Sequence[str], look: FindNewest) -> int:
    newest, now = look()
    return newest if list(now) == list(reads) else version


def _go_on(subject: str, version: int, reads: Sequence[str]) -> None:
    st.session_state.setdefault("reads", {})[form(subject)] = list(reads)
    see_anew(subject, version)


@undisturbed()
def _over(subject: str, version: int, reads: Sequence[str]) -> None:
    """Go on with one's own over the newer one; what was refused before is settled by that."""
    refusals.forget_refusals()
    _go_on(subject, version, reads)


def _tell(subject: str, newest: int, reads: Sequence[str], who: str, when: Any) -> None:
    with st.container(border=True, key=f"newer-{subject}"):
        at = f" at {when:%H:%M} UTC" if when else ""
        st.warning(f"{plain(who)} changed this{at} after you had opened it. It now reads:")
        for line in reads:
            pieces.people_words(line)
        with st.container(horizontal=True):
            st.button(
                "Go on with mine over this one",
                key=f"mine-{form(subject)}-{newest}",
                on_click=_over,
                args=(subject, newest, reads),
            )
            st.button(
                "Drop mine and take this one",
                key=f"theirs-{form(subject)}-{newest}",
                on_click=forget,
                args=(subject,),
            )


def day_and_time(moment: Any) -> str:
    """A moment as it is told: 21 November, 20:41 UTC."""
    return f"{moment.day} {moment:%B, %H:%M} UTC"
