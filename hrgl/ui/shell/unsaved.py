"""Unsaved: what somebody had typed and can no longer save is handed back to them."""

import re
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from hrgl.core.permissions import ROLE_NAMES
from hrgl.ui.shell import fields
from hrgl.ui.shell.page import plain, viewer
from hrgl.ui.shell.undisturbed import undisturbed

_ROW = re.compile(r"(?P<noun>.+)-(?P<row>\d+)-\d+-[a-z]+")


def list_all() -> None:
    """Every text that was typed and not saved, to be copied."""
    texts = fields.everything()
    if texts:
        st.warning(
            "What you had typed and not saved stands here. Copy it before you close this tab."
        )
        _show(texts)


def of_former_role() -> None:
    """What was typed in a role that this person no longer has: its forms may be gone."""
    who = viewer()
    texts = {
        key: each
        for key, each in fields.everything().items()
        if each.member_id == who.member_id and each.role is not who.role
    }
    _hand_back(
        "role",
        texts,
        f"You take part as {ROLE_NAMES[who.role]} now. What you had typed before and not saved "
        "stands here: copy it, it may not be possible to save it any more.",
    )


def rows_of(noun: str) -> set[int]:
    """The rows that something was typed about in forms of this noun."""
    rows = map(_ROW.fullmatch, fields.everything())
    return {int(row["row"]) for row in rows if row and row["noun"] == noun}


def of_gone(there: Mapping[str, Collection[int]]) -> None:
    """What was typed for a row that no longer exists, or is closed; `there` by noun of the form."""
    texts = {}
    for key, each in fields.everything().items():
        row = _ROW.fullmatch(key)
        nouns = row and there.get(row["noun"])
        if row and nouns is not None and int(row["row"]) not in nouns and _mine(each):
            texts[key] = each
    _hand_back(
        "gone",
        texts,
        "What you had typed about something that is no longer open here. Copy what you need.",
    )


def _mine(text: fields.Typed) -> bool:
    who = viewer()
    return (text.member_id, text.role) == (who.member_id, who.role)


def _hand_back(name: str, texts: Mapping[str, fields.Typed], why: str) -> None:
    if not texts:
        return
    with st.container(border=True, key=f"unsaved-{name}"):
        st.warning(why)
        _show(texts)
        st.button("Put it away", key=f"put_away-{name}", on_click=_put_away, args=(list(texts),))


def _show(texts: Mapping[str, fields.Typed]) -> None:
    for each in texts.values():
        st.caption(plain(each.label))
        st.code(each.text, language=None, wrap_lines=True)


@undisturbed()
def _put_away(keys: Sequence[str]) -> None:
    for key in keys:
        fields.everything().pop(key, None)
