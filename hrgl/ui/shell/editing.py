"""Forms over what others may be editing too: the state they go on from, and who was quicker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from hrgl.core.database import last_change
from hrgl.core.zones import clock_time
from hrgl.ui.parts import pieces
from hrgl.ui.shell import fields, refusals
from hrgl.ui.shell.difference import show_side_by_side
from hrgl.ui.shell.page import ask, forget, form, plain
from hrgl.ui.shell.presses import found, typed
from hrgl.ui.shell.undisturbed import undisturbed


@dataclass(frozen=True)
class State:
    """A row as a form shows it: the texts one can edit, and what else of it is seen there."""

    version: Any
    texts: dict[str, str] = field(default_factory=dict)
    facts: tuple[Any, ...] = ()

    def reads_like(self, other: "State") -> bool:
        """Whether both show the same, whatever else of the row has changed."""
        return (self.texts, self.facts) == (other.texts, other.facts)


@dataclass(frozen=True)
class Editing:
    """A form over something that others may be editing too, and the state it goes on from."""

    subject: str
    base: State
    look: Callable[[], State]

    @property
    def version(self) -> Any:
        """The version an act of this form goes on from, found out in the moment of the press.

        If somebody changed the row but nothing that this form shows of it, that is the newest.
        """
        return found(f"{self.base.version!r}", self.newest_alike)

    def newest_alike(self) -> Any:
        """The version of the row as it is now if it reads as it was drawn, else the drawn one."""
        newest = self.look()
        return newest.version if newest.reads_like(self.base) else self.base.version

    def key(self, name: str) -> str:
        """The key of a field of this form, until the form is begun afresh."""
        return f"{form(self.subject)}-{name}"

    def typed(self, name: str) -> Any:
        """What one of its fields holds when the button is pressed."""
        return typed(self.key(name))


def editing(
    noun: str, row_id: int, look: Callable[[], State], *, now: State, subject: str | None = None
) -> Editing:
    """Begin or go on with a form; where somebody else was quicker, say so above it.

    `now` is what the page shows, `look` finds it anew. What was typed is at stake only if somebody
    changed the very texts that are being typed over; in a form without texts, if anything it shows
    was changed.
    """
    subject = subject or f"{noun}-{row_id}"
    base = _base(subject, now)
    mine = {
        name: fields.holds(f"{form(subject)}-{name}", text) for name, text in base.texts.items()
    }
    overtaken = base.texts != now.texts if now.texts else base.facts != now.facts
    if overtaken and (not now.texts or mine not in (base.texts, now.texts)):
        _tell(subject, noun, row_id, now, mine)
        return Editing(subject, base, look)
    if mine == base.texts != now.texts:
        forget(subject)
    _go_on(subject, now)
    return Editing(subject, now, look)


def version_seen(
    subject: str,
    newest: int,
    reads: Sequence[str],
    *,
    noun: str,
    row_id: int,
    look: Callable[[], tuple[int, Sequence[str]]],
) -> Any:
    """The version an act of a form goes on from that is told by the lines it `reads`."""

    def state() -> State:
        version, lines = look()
        return State(version, facts=tuple(lines))

    now = State(newest, facts=tuple(reads))
    return editing(noun, row_id, state, now=now, subject=subject).version


def _base(subject: str, now: State) -> State:
    """The state that a form was first drawn with."""
    states: dict[str, State] = st.session_state.setdefault("states", {})
    return states.setdefault(form(subject), now)


def _go_on(subject: str, now: State) -> None:
    st.session_state.setdefault("states", {})[form(subject)] = now


@undisturbed()
def _over(subject: str, now: State) -> None:
    """Go on with one's own over the newer one; what was refused before is settled by that."""
    refusals.forget_refusals()
    _go_on(subject, now)


def _tell(subject: str, noun: str, row_id: int, now: State, mine: dict[str, str]) -> None:
    who, when = ask(last_change, noun, row_id)
    with st.container(border=True, key=f"quicker-{subject}"):
        if now.texts:
            _tell_texts(who, when, now, mine)
            keep, drop = "Go on with my text over this one", "Drop my text and take this one"
        else:
            st.warning(f"{_changed(who, when)} It now reads:")
            for line in now.facts:
                pieces.people_words(line)
            keep, drop = "Go on with mine over this one", "Drop mine and take this one"
        _choose(subject, now, keep, drop)


def _changed(who: str, when: datetime | None) -> str:
    at = f" at {clock_time(when)}" if when else ""
    return f"{plain(who)} changed this{at} after you had opened it."


def _tell_texts(who: str, when: datetime | None, now: State, mine: dict[str, str]) -> None:
    st.warning(
        f"{_changed(who, when)} Your text is still in the form below and has not been saved.",
        icon=":material/compare_arrows:",
    )
    for name, theirs in now.texts.items():
        if theirs != mine[name]:
            show_side_by_side(name.capitalize(), theirs, mine[name])


def _choose(subject: str, now: State, keep: str, drop: str) -> None:
    with st.container(horizontal=True):
        key = f"mine-{form(subject)}-{now.version}"
        st.button(keep, key=key, on_click=_over, args=(subject, now))
        key = f"theirs-{form(subject)}-{now.version}"
        st.button(drop, key=key, on_click=forget, args=(subject,))
