"""Pieces that several pages draw: people's words, lists to choose from, encouragements."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

import pyarrow as pa
import streamlit as st

from hrgl.core.database import transaction
from hrgl.core.enums import Stage, Support
from hrgl.encouragements.views import EncouragementView
from hrgl.formats.writers.writing import DOCUMENT_FORMATS
from hrgl.people import sign_ins
from hrgl.ui.shell import choices, unsaved
from hrgl.ui.shell.page import engine, plain, sid
from hrgl.ui.shell.undisturbed import undisturbed

_Option = TypeVar("_Option", bound=Hashable)
SUPPORT_NAMES = {
    Support.SUPPORTS: "support",
    Support.EXAMPLE: "example",
    Support.RESERVATION: "reservation",
}
FORMAT_NAMES = {each.name: each.shown for each in DOCUMENT_FORMATS}


def signed_out() -> None:
    """What a browser sees whose person is not, or no longer, signed in."""
    st.title("You are signed out")
    st.text("Sign in again to go on. Nothing that was saved is lost.")
    st.html('<p><a href="/sign-in" target="_self">Go to the sign-in page</a></p>')
    unsaved.list_all()


@undisturbed()
def sign_this_browser_out() -> None:
    """Make this browser's sign-in worthless, in all its tabs."""
    with transaction(engine()) as session:
        sign_ins.sign_out(session, token_sha256=sid())


def people_words(text: str, *, quiet: bool = False) -> None:
    """What people wrote, exactly as they wrote it: never read as markup."""
    if quiet:
        st.caption(plain(text))
    else:
        st.text(text)


def label(text: str, longest: int = 90) -> str:
    """People's words on a button or in a list: one line, never read as markup."""
    line = " ".join(text.split())
    return plain(line if len(line) <= longest else line[: longest - 1].rstrip() + "…")


def words_table(columns: Mapping[str, Sequence[str]]) -> None:
    """A table to be read as a whole, its words as they were written, none of them cut off."""
    st.table(_all_plain(columns), hide_index=True, border="horizontal")


def _all_plain(columns: Mapping[str, Sequence[str]]) -> pa.Table:
    return pa.table({plain(name): [*map(plain, cells)] for name, cells in columns.items()})


def rail(
    label: str,
    options: Sequence[_Option],
    tell: Callable[[_Option], str],
    *,
    key: str,
    captions: Callable[[_Option], str] | None = None,
    gone: Callable[[_Option], str] | None = None,
    begin_with: int | None = 0,
) -> _Option | None:
    """A list to choose from; nothing is chosen if what was chosen is no longer there.

    `gone` says what became of it. What is drawn after the list belongs to the choice.
    """
    labels = _labels(options, tell, key, gone)
    chosen: _Option | None = st.radio(
        label,
        options,
        begin_with,
        format_func=labels.__getitem__,
        key=key,
        persist_state="session",
        captions=[captions(each) for each in options] if captions else None,
    )
    choices.note(key, chosen)
    if chosen is not None:
        _way_back(key)
    return chosen


def _way_back(key: str) -> None:
    """On a telephone what is chosen stands over the list: this leads to the list again."""
    with st.container(key=f"way_back-{key}"):
        st.button(
            "Back to the list",
            key=f"back_to-{key}",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_choose_nothing,
            args=(key,),
        )


@undisturbed()
def _choose_nothing(key: str) -> None:
    st.session_state[key] = None


def pick(
    label: str,
    options: Sequence[_Option],
    tell: Callable[[_Option], str],
    *,
    key: str,
    gone: Callable[[_Option], str] | None = None,
    **look: Any,
) -> _Option | None:
    """The same as `rail` in one line, for lists of which one reads only the chosen entry."""
    labels = _labels(options, tell, key, gone)
    chosen: _Option | None = st.selectbox(
        label, options, format_func=labels.__getitem__, key=key, persist_state="session", **look
    )
    choices.note(key, chosen)
    return chosen


def _labels(
    options: Sequence[_Option],
    tell: Callable[[_Option], str],
    key: str,
    gone: Callable[[_Option], str] | None,
) -> dict[_Option, str]:
    gone_option = choices.keep_choice(key, options)
    if gone_option is not None:
        what = gone(gone_option) if gone else "It was removed meanwhile."
        st.info(f"What you had chosen here is no longer there. {plain(what)} Choose another.")
    return choices.tell(key, options, tell)


def encouragement_named(draft: EncouragementView) -> str:
    """An encouragement in a sentence: 5 “buy with human rights in mind”."""
    place = f"{draft.place} " if draft.place else ""
    return f"{place}“{draft.heading}”"


def stage_of(draft: EncouragementView) -> str:
    """Where an encouragement stands, in a few words."""
    if draft.stage is Stage.SET_ASIDE:
        return "set aside"
    if draft.approved:
        return "approved"
    if draft.unanswered:
        return "objection to answer"
    if draft.objections:
        return "objection stands"
    if draft.stage is Stage.SUBMITTED:
        return f"in review, {draft.in_favour} of {draft.quorum}"
    return "draft" if draft.place else "candidate"
