"""Setup, third part: who takes part, in which role, and the links with which they come in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from hrgl import accounts, invitations
from hrgl.accounts import Person
from hrgl.roles import ROLE_NAMES
from hrgl.ui import handover, pieces
from hrgl.ui.forms import day_and_time, save, version_seen
from hrgl.ui.shell import do, done, forget, form, plain
from hrgl.words import Role

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
    pieces.stay("person_picked", options)
    picked = st.selectbox(
        "Add a person, or choose one to change", options, key="person_picked",
        format_func=lambda key: _told(by_id[key]) if key else "＋ A new person",
    )  # fmt: skip
    if picked == _NEW:
        _add(people)
    else:
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


def _add(people: Sequence[Person]) -> None:
    subject = "person-new"
    begin = form(subject)
    left, middle, right = st.columns(3)
    email = left.text_input("E-mail address", key=f"{begin}-email", max_chars=254)
    name = middle.text_input("Name, as others see it", key=f"{begin}-name", max_chars=80)
    role = right.selectbox(
        "Role", _ROLES, format_func=lambda role: ROLE_NAMES[role], key=f"{begin}-role"
    )
    if not st.button("Add and make the link", type="primary", key="add_person"):
        return
    there = next((p for p in people if p.email == email.strip().lower()), None)
    if there is not None:
        st.error(f"{plain(there.name)} has this address already. Choose them from the list above.")
        return
    member = do("Added. Hand over the link.", accounts.add, email=email, name=name, role=role)
    if member is not None:
        forget(subject)
        _link(member.id, "Added. Hand over the link.")


def _link(member_id: int, message: str) -> None:
    token = do(message, invitations.invite, member_id=member_id)
    if token is not None:
        handover.keep(member_id, token)
        st.rerun()


def _change(person: Person) -> None:
    subject = f"person-{person.member_id}"
    pieces.words(f"{person.email} · {state(person)}")
    reads = [_told(person), state(person)]
    version = version_seen(subject, person.version, reads, noun="member", row_id=person.member_id)
    left, right = st.columns(2)
    name = left.text_input(
        "Name, as others see it", person.name, key=f"{form(subject)}-name", max_chars=80
    )
    role = right.selectbox(
        "Role", _ROLES, index=_ROLES.index(person.role), format_func=lambda role: ROLE_NAMES[role],
        key=f"{form(subject)}-role",
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Save name and role", type="primary", key="save_person"):
            save(
                "Saved.", accounts.change, subject, member_id=person.member_id, name=name,
                role=role, seen_version=version,
            )  # fmt: skip
        _doors(person, subject, version)
    if person.active:
        st.caption("A new link serves for a first password and for a forgotten one.")


def _doors(person: Person, subject: str, version: int) -> None:
    """What opens and closes the edition for a person."""
    if not person.active:
        if st.button("Open again", key="reopen"):
            save(
                "Opened again.", accounts.reopen, subject, member_id=person.member_id,
                seen_version=version,
            )  # fmt: skip
        return
    if st.button("Make a new link", key="new_link"):
        _link(person.member_id, "A new link. Any earlier one is worthless now.")
    if st.button("Sign out everywhere", key="sign_out_everywhere"):
        done("Signed out everywhere.", accounts.sign_out_everywhere, member_id=person.member_id)
    if st.button("Close", key="close"):
        save(
            "Closed. At their next click they are out.", accounts.close, subject,
            member_id=person.member_id, seen_version=version,
        )  # fmt: skip
