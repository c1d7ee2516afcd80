"""When somebody else was quicker: who, when, and both texts with the difference marked."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from html import escape
from typing import Any

import streamlit as st

from hrgl.db import last_change
from hrgl.ui.shell import ask, forget, form, plain

_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_WORDS = 5000
# Read aloud, but not drawn: not everybody sees a line through or under a word.
_ALOUD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


def marked(theirs: str, mine: str) -> tuple[str, str]:
    """Two texts as HTML: what only the first has as <del>, what only the second has as <ins>.

    The one place where people's words become HTML: every piece of them is escaped.
    """
    parts = _WORDS if len(theirs) + len(mine) < _MOST_WORDS * 6 else _LINES
    left, right = [], []
    for same, before, after in _stretches(parts.findall(theirs), parts.findall(mine)):
        left.append(escape(before) if same else _mark("del", "only here:", escape(before)))
        right.append(escape(after) if same else _mark("ins", "yours only:", escape(after)))
    return "".join(left), "".join(right)


def _stretches(a: list[str], b: list[str]) -> list[tuple[bool, str, str]]:
    """What two texts have in common and what not, in turn; a space does not part two changes."""
    found: list[tuple[bool, str, str]] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
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
    """A form over something that others may be editing too, and the version it goes on from."""

    subject: str
    version: Any

    def key(self, field: str) -> str:
        """The key of a field of this form, until the form is begun afresh."""
        return f"{form(self.subject)}-{field}"


def editing(noun: str, row_id: int, now: State, *, subject: str | None = None) -> Editing:
    """Begin or go on with a form; where somebody else was quicker, say so above it.

    What was typed is at stake only if somebody changed the very texts that are being typed over.
    """
    subject = subject or f"{noun}-{row_id}"
    base = _base(subject, now)
    typed = {
        name: st.session_state.get(f"{form(subject)}-{name}", text)
        for name, text in base.texts.items()
    }
    if typed == now.texts or (base.texts, base.facts) == (now.texts, now.facts):
        _go_on(subject, now)
        return Editing(subject, now.version)
    # What is clicked in this very run was meant for what was drawn before: it travels with the
    # older version, and only the next click goes on from what is drawn now.
    if typed != base.texts and base.texts != now.texts:
        _quicker(subject, *ask(last_change, noun, row_id), now, typed)
    else:
        if typed == base.texts:
            forget(subject)
        _go_on(subject, now)
    return Editing(subject, base.version)


def _base(subject: str, now: State) -> State:
    """The state that a form was first drawn with."""
    states: dict[str, State] = st.session_state.setdefault("states", {})
    return states.setdefault(form(subject), now)


def _go_on(subject: str, now: State) -> None:
    st.session_state.setdefault("states", {})[form(subject)] = now


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
                _beside(name.capitalize(), theirs, typed[name])
        with st.container(horizontal=True):
            if st.button("Go on with my text over this one", key=f"mine-{subject}"):
                _go_on(subject, now)
                st.rerun()
            if st.button("Drop my text and take this one", key=f"theirs-{subject}"):
                forget(subject)
                st.rerun()


def _beside(name: str, theirs: str, mine: str) -> None:
    left, right = marked(theirs, mine)
    columns = st.columns(2)
    titles = ("as it stands now", "yours")
    for column, title, html in zip(columns, titles, (left, right), strict=True):
        with column:
            st.markdown(f"**{name}**, {title}")
            st.html(f'<div style="white-space:pre-wrap">{html}</div>')
