"""When somebody else was quicker: who, when, and both texts with the difference marked."""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from hrgl.core.database import last_change
from hrgl.synthesis.cutting.matching import opcodes
from hrgl.ui.shell import fields, refusals
from hrgl.ui.shell.page import ask, forget, form, plain
from hrgl.ui.shell.presses import found, typed
from hrgl.ui.shell.undisturbed import undisturbed

_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 5000
# Read aloud, but not drawn: not everybody sees a line through or under a word.
_ALOUD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


def marked(theirs: str, mine: str, titles: tuple[str, str] = ("here", "yours")) -> tuple[str, str]:
    """Two texts as HTML: what only the first has as <del>, what only the second has as <ins>.

    The one place where people's words become HTML: every piece of them is escaped.
    """
    parts = _WORDS if len(theirs) + len(mine) < _MOST_WORDS * 6 else _LINES
    left, right = [], []
    for same, before, after in _stretches(parts.findall(theirs), parts.findall(mine)):
        left.append(escape(before) if same else _mark("del", f"only {titles[0]}:", escape(before)))
        right.append(escape(after) if same else _mark("ins", f"only {titles[1]}:", escape(after)))
    return "".join(left), "".join(right)


def _stretches(a: list[str], b: list[str]) -> list[tuple[bool, str, str]]:
    """What two texts have in common and what not, in turn; a space does not part two changes."""
    found: list[tuple[bool, str, str]] = []
    for tag, a0, a1, b0, b1 in opcodes(a, b):
        before, after = "".join(a[a0:a1]), "".join(b[b0:b1])
        same = tag == "equal" and not (found and before.isspace())
        if found and found[-1][0] == same:
            _, first, second = found.pop()
            before, after = first + before, second + after
        found.append((same, before, after))
    return found


def _mark(tag: str, aloud: str, html: str) -> str:
    return f'<{tag}><span style="{_ALOUD}"> {aloud} </span>{html}</{tag}>' if html else ""


@dataclass(frozen=True)
class State:
    """A row as a form shows it: the texts one can edit, and what else of it is seen there."""

    version: Any
    texts: dict[str, str]
    facts: Hashable = None


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
        alike = (newest.texts, newest.facts) == (self.base.texts, self.base.facts)
        return newest.version if alike else self.base.version

    def key(self, field: str) -> str:
        """The key of a field of this form, until the form is begun afresh."""
        return f"{form(self.subject)}-{field}"

    def typed(self, field: str) -> Any:
        """What one of its fields holds when the button is pressed."""
        return typed(self.key(field))


def editing(
    noun: str, row_id: int, look: Callable[[], State], *, now: State, subject: str | None = None
) -> Editing:
    """Begin or go on with a form; where somebody else was quicker, say so above it.

    `now` is what the page shows, `look` finds it anew. What was typed is at stake only if somebody
    changed the very texts that are being typed over.
    """
    subject = subject or f"{noun}-{row_id}"
    base = _base(subject, now)
    typed_in = {
        name: fields.holds(f"{form(subject)}-{name}", text) for name, text in base.texts.items()
    }
    if typed_in not in (base.texts, now.texts) and base.texts != now.texts:
        _quicker(subject, *ask(last_change, noun, row_id), now, typed_in)
        return Editing(subject, base, look)
    if typed_in == base.texts != now.texts:
        forget(subject)
    _go_on(subject, now)
    return Editing(subject, now, look)


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


def _quicker(
    subject: str, who: str, when: datetime | None, now: State, typed: dict[str, str]
) -> None:
    at = f" at {when:%H:%M} UTC" if when else ""
    with st.container(border=True, key=f"quicker-{subject}"):
        st.warning(
            f"{plain(who)} changed this{at} after you had opened it. Your text is still in the "
            "form below and has not been saved.",
            icon=":material/compare_arrows:",
        )
        for name, theirs in now.texts.items():
            if theirs != typed[name]:
                show_side_by_side(name.capitalize(), theirs, typed[name])
        with st.container(horizontal=True):
            st.button(
                "Go on with my text over this one",
                key=f"mine-{form(subject)}-{now.version}",
                on_click=_over,
                args=(subject, now),
            )
            st.button(
                "Drop my text and take this one",
                key=f"theirs-{form(subject)}-{now.version}",
                on_click=forget,
                args=(subject,),
            )


def show_side_by_side(
    name: str, left: str, right: str, titles: tuple[str, str] = ("as it stands now", "yours")
) -> None:
    """Two texts side by side, what only one of them has marked."""
    columns = st.columns(2)
    for column, title, html in zip(columns, titles, marked(left, right, titles), strict=True):
        with column:
            st.markdown(f"**{name}**, {title}")
            st.html(f'<div style="white-space:pre-wrap">{html}</div>')
