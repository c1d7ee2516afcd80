"""Outcome, Conference: the words to be adopted large, the act of adoption, and what came of it."""

from functools import partial

import streamlit as st

from hrgl.core.columns import now
from hrgl.core.enums import AdoptionMode
from hrgl.core.permissions import Permission
from hrgl.formats.writers.conference_minutes import write_conference_minutes
from hrgl.formats.writers.document import as_one_line
from hrgl.formats.writers.writing import MEDIA_TYPES
from hrgl.outcome import adopting
from hrgl.outcome.conference import ToAdopt, to_adopt
from hrgl.outcome.conference_minutes import minutes_of_conference
from hrgl.ui.parts.moments import local_moment
from hrgl.ui.parts.taking import offer_file
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, may, plain, viewer
from hrgl.ui.shell.presses import bind, button, typed

_VERBS = {
    AdoptionMode.ADOPTED: "adopted by",
    AdoptionMode.LAUNCHED: "launched by",
    AdoptionMode.PRESENTED: "presented to",
}
_AS_WHAT = "a guideline for local governments"


def conference() -> None:
    """What is put before the Conference, and for organisers the act by which it is adopted."""
    found = ask(to_adopt, edition_id=viewer().edition_id)
    with st.container(horizontal=True, key="conference_ways"):
        _way("Open the presentation", "", ":material/slideshow:")
        if found is not None:
            _offer_minutes()
    if found is None:
        st.info("The Conference adopts what is published. Until then the presentation is a draft.")
        return
    with st.container(border=True, key="to_adopt"):
        _words(found)
        if found.adoption:
            st.subheader(plain(found.adoption))
            _way("Show it to the room", "#adoption", ":material/cast:")
        elif may(Permission.PUBLISH):
            _adopt(found)
        else:
            st.caption("An organiser notes its adoption here.")


def _words(found: ToAdopt) -> None:
    st.header(plain(found.title))
    count = f"{found.encouragements} encouragement{'' if found.encouragements == 1 else 's'}"
    st.subheader(f"Number {found.number}, {count}")
    st.caption(plain(" ".join((*found.consent, f"SHA-256 {found.sha256[:16]}…"))))


def _adopt(found: ToAdopt) -> None:
    """The fields on one screen, and one press."""
    subject = f"conference-{found.number}"
    begin = form(subject)
    how = _fields(begin, as_one_line(found.place))
    button(
        f"Note that number {found.number} is {how.value}",
        bind(
            "Noted: the document carries it from now on.",
            adopting.record_adoption,
            number=found.number,
            adopted_by=typed(f"{begin}-body"),
            mode=typed(f"{begin}-mode", AdoptionMode),
            adopted_on=typed(f"{begin}-day"),
            place=typed(f"{begin}-place", str),
            as_what=typed(f"{begin}-as"),
            tacitly=typed(f"{begin}-tacit", bool),
            seen=found.seen,
        ),
        name="adopt",
        type="primary",
        icon=":material/how_to_vote:",
        then=lambda _: forget(subject),
    )


def _fields(begin: str, given_place: str) -> AdoptionMode:
    """Who does what, where, when and as what; the verb is answered, since the press names it."""
    how = st.radio(
        "What the Conference does",
        list(AdoptionMode),
        format_func=lambda mode: f"It is {_VERBS[mode]} …",
        key=f"{begin}-mode",
        horizontal=True,
    )
    body, place, day = st.columns([2, 2, 1])
    with body:
        text_input(
            "By which body",
            key=f"{begin}-body",
            value="the Conference",
            max_chars=adopting.LONGEST_BODY,
        )
    with place:
        text_input(
            "Where",
            key=f"{begin}-place",
            value=given_place[: adopting.LONGEST_PLACE],
            max_chars=adopting.LONGEST_PLACE,
        )
    with day:
        st.date_input("When", local_moment(now()).date(), key=f"{begin}-day")
    what, tacit = st.columns([3, 2], vertical_alignment="bottom")
    with what:
        text_input("As what", key=f"{begin}-as", value=_AS_WHAT, max_chars=adopting.LONGEST_AS_WHAT)
    with tacit:
        st.checkbox("Tacitly: nobody spoke against it", key=f"{begin}-tacit")
    return how or AdoptionMode.ADOPTED


def _way(label: str, anchor: str, icon: str) -> None:
    st.link_button(label, f"/present?edition={viewer().edition_id}{anchor}", icon=icon)


def _offer_minutes() -> None:
    offer_file(
        "Minutes of the Conference (DOCX)",
        partial(_minutes, viewer().edition_id),
        "conference-minutes",
        "docx",
        MEDIA_TYPES["docx"],
    )


def _minutes(edition_id: int) -> bytes:
    return write_conference_minutes(ask(minutes_of_conference, edition_id=edition_id))
