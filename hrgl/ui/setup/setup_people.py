"""Setup, third part: who takes part, in which role, and the links with which they come in."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from hrgl.core.enums import Role
from hrgl.core.permissions import ROLE_NAMES
from hrgl.people import accounts, directory, invitations
from hrgl.people.directory import Person
from hrgl.ui.parts import handover, pieces
from hrgl.ui.parts.moments import day_and_time
from hrgl.ui.shell.editing import version_seen
from hrgl.ui.shell.fields import text_input
from hrgl.ui.shell.page import ask, forget, form, viewer
from hrgl.ui.shell.presses import bind, button, perform, typed

_NEW = 0
_ROLES: list[Role] = [role for role in Role if role is not Role.PARTICIPANT]


def everybody(people: Sequence[Person]) -> None:
    """The list of the people, and one of them to change, or a new one to add."""
    by_id = {person.member_id: person for person in people}
    if people:
        _table(people)
    else:
        st.info("The people will stand here. Add the first one below.")
    options = [_NEW, *by_id]
    picked = pieces.pick(
        "Add a person, or choose one to change",
        options,
        lambda key: _told(by_id[key]) if key else "A new person",
        key="person_picked",
    )
    if picked == _NEW:
        _add()
    elif picked is not None:
        _change(by_id[picked])
    # below the button that made it, where the eye is
    handover.card(by_id)


def _told(person: Person) -> str:
    return f"{person.name} ({ROLE_NAMES[person.role]}) {person.email}"


def state(person: Person) -> str:
    """How far somebody has come in, in words."""
    if not person.active:
        return "closed"
    if person.last_signed_in:
        said = f"last came in on {day_and_time(person.last_signed_in)}"
    elif person.has_password:
        said = "has a password, has not come in yet"
    else:
        said = "has not come in yet"
    if person.invited_until:
        return f"{said} – link valid until {day_and_time(person.invited_until)}"
    return said if person.has_password or person.last_signed_in else f"{said} – needs a link"


def _table(people: Sequence[Person]) -> None:
    table = pd.DataFrame(
        {
            "Name": [person.name for person in people],
            "Role": [ROLE_NAMES[person.role] for person in people],
            "State": [state(person) for person in people],
            "E-mail": [person.email for person in people],
        }
    )
    height = min(36 * len(people) + 40, 330)
    columns = {
        "Name": st.column_config.TextColumn(width=150),
        "State": st.column_config.TextColumn(width="large"),
    }
    st.dataframe(table, hide_index=True, height=height, column_config=columns)


def _add() -> None:
    subject = "person-new"
    begin = form(subject)
    left, middle, right = st.columns(3)
    with left:
        text_input("E-mail address", key=f"{begin}-email", max_chars=254)
    with middle:
        text_input("Name, as others see it", key=f"{begin}-name", max_chars=80)
    right.selectbox("Role", _ROLES, format_func=ROLE_NAMES.__getitem__, key=f"{begin}-role")
    button(
        "Add and make the link",
        bind(
            "Added. Hand over the link.",
            accounts.add_member,
            email=typed(f"{begin}-email"),
            name=typed(f"{begin}-name"),
            role=typed(f"{begin}-role"),
            only_new=True,
        ),
        name="add_person",
        type="primary",
        then=lambda member: _added(subject, member.id),
    )


def _added(subject: str, member_id: int) -> None:
    forget(subject)
    link = bind("Added. Hand over the link.", invitations.invite, member_id=member_id)
    perform("add_person", link, then=lambda token: handover.keep_link(member_id, token))


def _change(person: Person) -> None:
    subject = f"person-{person.member_id}"
    pieces.people_words(f"{person.email} · {state(person)}")
    version = version_seen(
        subject,
        person.version,
        _reads(person),
        noun="member",
        row_id=person.member_id,
        look=lambda: _looked(person.member_id),
    )
    _name_and_role(person, subject)
    with st.container(horizontal=True):
        _save(person, subject, version)
        _doors(person, subject, version)
    if person.active:
        st.caption("A new link serves for a first password and for a forgotten one.")


def _name_and_role(person: Person, subject: str) -> None:
    begin = form(subject)
    left, right = st.columns(2)
    with left:
        text_input("Name, as others see it", value=person.name, key=f"{begin}-name", max_chars=80)
    right.selectbox(
        "Role",
        _ROLES,
        index=_ROLES.index(person.role),
        format_func=ROLE_NAMES.__getitem__,
        key=f"{begin}-role",
    )


def _save(person: Person, subject: str, version: Any) -> None:
    begin = form(subject)
    button(
        "Save name and role",
        bind(
            f"Saved: {person.name}.",
            accounts.change_member,
            member_id=person.member_id,
            name=typed(f"{begin}-name"),
            role=typed(f"{begin}-role"),
            seen_version=version,
        ),
        name="save_person",
        type="primary",
        then=lambda _: forget(subject),
    )


def _reads(person: Person) -> list[str]:
    return [_told(person), state(person)]


def _looked(member_id: int) -> tuple[int, list[str]]:
    """A person as they are at this moment."""
    people = ask(directory.list_people, edition_id=viewer().edition_id)
    person = next((each for each in people if each.member_id == member_id), None)
    return (person.version, _reads(person)) if person else (0, [])


def _doors(person: Person, subject: str, version: Any) -> None:
    """What opens and closes the edition for a person."""
    this = {"member_id": person.member_id, "seen_version": version}
    if not person.active:
        reopen = bind(f"Opened again: {person.name}.", accounts.reopen, **this)
        button("Open again", reopen, name="reopen", then=lambda _: forget(subject))
        return
    button(
        "Make a new link",
        bind("A new link. Any earlier one is worthless now.", invitations.invite, **this),
        name="new_link",
        then=lambda token: handover.keep_link(person.member_id, token),
    )
    out = bind(f"Signed out everywhere: {person.name}.", accounts.sign_out_everywhere, **this)
    button("Sign out everywhere", out, name="sign_out_everywhere")
    close = bind(
        f"Closed: {person.name}. At their next click they are out.", accounts.close, **this
    )
    button("Close", close, name="close", then=lambda _: forget(subject))
