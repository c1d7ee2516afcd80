"""Fields: what is typed stays, whatever is opened meanwhile, until it is saved or dropped."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from hrgl.core.enums import Role
from hrgl.editions.editions import Membership
from hrgl.ui.shell.undisturbed import undisturbed

_KEPT = "typed"


@dataclass(frozen=True)
class Typed:
    """What stands in a field that is not saved, what the field is called, and who typed it."""

    label: str
    text: str
    member_id: int
    role: Role


def text_input(label: str, *, key: str, value: str = "", **look: Any) -> str:
    """A line to type in; `value` is what it begins with."""
    _begin(key, value)
    return str(
        st.text_input(label, key=key, on_change=_keep, args=(key, label, value), **look) or ""
    )


def text_area(label: str, *, key: str, value: str = "", **look: Any) -> str:
    """A place for several lines; `value` is what it begins with."""
    _begin(key, value)
    return str(
        st.text_area(label, key=key, on_change=_keep, args=(key, label, value), **look) or ""
    )


def _begin(key: str, value: str) -> None:
    if key not in st.session_state:
        kept = everything().get(key)
        st.session_state[key] = kept.text if kept else value


@undisturbed()
def _keep(key: str, label: str, value: str) -> None:
    text = str(st.session_state.get(key) or "")
    put(key, label, text, value)


def put(key: str, label: str, text: str, value: str = "") -> None:
    """Keep a text for a field, unless that is what it begins with."""
    if text.strip() == value.strip():
        everything().pop(key, None)
    else:
        who: Membership = st.session_state["viewer"]  # the role the field was drawn for
        everything()[key] = Typed(label, text, who.member_id, who.role)


def holds(key: str, value: str = "") -> str:
    """What a field holds, also while it is not drawn; else what it would begin with."""
    if key in st.session_state:
        return str(st.session_state[key] or "")
    kept = everything().get(key)
    return kept.text if kept else value


def drop(beginning: str) -> None:
    """Let go of what was typed into the fields of a form: it is saved, or was given up."""
    for key in [key for key in everything() if key.startswith(f"{beginning}-")]:
        del everything()[key]


def everything() -> dict[str, Typed]:
    """All that is typed and not saved, by the key of its field."""
    kept: dict[str, Typed] = st.session_state.setdefault(_KEPT, {})
    return kept
