"""Doors: the links of the workshops, opened, moderated, closed and renewed by organisers."""

import re

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core import audit, codes
from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, InputState
from hrgl.core.models import AuditEntry, Door, Workshop
from hrgl.editions import workshops
from hrgl.errors import NotFound, NotNow, OutOfDate
from hrgl.notes.door import doors, inputs
from hrgl.notes.door.doors import Watched
from hrgl.notes.door.submitting import Sent
from hrgl.operations import undo
from tests.builders import World, world


def _open(session: Session, here: World, state: DoorState = DoorState.OPEN) -> Door:
    return doors.set_state(
        session, here.organiser, workshop_id=here.workshop.id, state=state, seen_version=0
    )


def _only(session: Session, here: World) -> Watched:
    [room] = doors.watched(session, edition_id=here.edition.id)
    return room


def test_a_workshop_has_no_door_until_an_organiser_opens_one(session: Session) -> None:
    here = world(session)
    assert (_only(session, here).code, _only(session, here).state) == ("", None)
    door = _open(session, here)
    assert _only(session, here).state is DoorState.OPEN
    found = doors.entrance(session, code=door.code)
    assert found is not None
    assert (found.workshop, found.question) == ("A1", "What works?")


def test_a_link_is_six_letters_nobody_mistakes_and_never_the_workshop_s_code(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = world(session)
    session.add(Workshop(edition_id=here.edition.id, code="GRAZ22", title="Room"))
    session.flush()
    offered = iter(["GRAZ22", "K7QX2M"])
    monkeypatch.setattr(codes, "new_door", lambda: next(offered))
    assert _open(session, here).code == "K7QX2M"
    monkeypatch.undo()
    assert all(re.fullmatch("[2-9A-HJKMNP-TV-Z]{6}", codes.new_door()) for _ in range(200))


def test_a_code_is_found_however_it_was_typed(session: Session) -> None:
    door = _open(session, world(session))
    for typed in (door.code.lower(), f" {door.code[:3]} {door.code[3:]} ", f"{door.code}."):
        assert doors.entrance(session, code=typed) is not None
    assert doors.entrance(session, code="") is None
    assert doors.entrance(session, code="K" * 5000) is None


def test_a_door_that_another_organiser_has_just_set_is_not_set_over(session: Session) -> None:
    here = world(session)
    _open(session, here)
    with pytest.raises(OutOfDate, match="Olga changed this"):
        _open(session, here, DoorState.CLOSED)


def test_another_link_makes_the_first_lead_nowhere_and_keeps_the_door_s_state(
    session: Session,
) -> None:
    here = world(session)
    door = _open(session, here, DoorState.MODERATED)
    first = door.code
    doors.renew(session, here.organiser, workshop_id=here.workshop.id, seen_version=door.version)
    assert doors.entrance(session, code=first) is None
    found = doors.entrance(session, code=door.code)
    assert found is not None
    assert found.state is DoorState.MODERATED


def test_a_workshop_without_a_door_gets_no_other_link(session: Session) -> None:
    here = world(session)
    with pytest.raises(NotFound, match="no door yet"):
        doors.renew(session, here.organiser, workshop_id=here.workshop.id, seen_version=0)


def test_the_organiser_sees_what_came_in_by_what_became_of_it(session: Session) -> None:
    here = world(session)
    _open(session, here)
    for form in ("one", "two"):
        inputs.send(session, here.participant, form=form, sent=Sent(f"Ask {form} person more."))
    room = _only(session, here)
    assert (room.inputs, room.sent) == ({InputState.TAKEN: 2}, 2)


def test_no_act_on_a_door_is_taken_back_and_the_log_does_not_tell_the_link(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        door = _open(session, here)
    with reading(engine) as session:
        [entry] = audit.history(session, edition_id=here.edition.id, nouns=["door"])
        written = str([row.model_dump() for row in session.exec(select(AuditEntry)).all()])
    assert (entry.act, entry.detail) == ("door.set", {"code": "A1", "state": "open"})
    assert door.code not in written
    assert door.key not in written
    with pytest.raises(NotNow, match="Set the door again"), transaction(engine) as session:
        undo.undo(session, here.facilitator, entry_id=entry.id)


def test_an_empty_workshop_goes_with_its_door_and_one_with_inputs_stays(session: Session) -> None:
    here = world(session)
    _open(session, here, DoorState.MODERATED)
    inputs.send(session, here.participant, form="f", sent=Sent("Ask the children more."))
    with pytest.raises(NotNow, match="it stays"):
        workshops.remove_workshop(
            session,
            here.organiser,
            workshop_id=here.workshop.id,
            seen_version=here.workshop.version,
        )
    other = workshops.add_workshop(session, here.organiser, plan=workshops.Plan("Z9", "Room"))
    doors.set_state(
        session, here.organiser, workshop_id=other.id, state=DoorState.OPEN, seen_version=0
    )
    workshops.remove_workshop(
        session, here.organiser, workshop_id=other.id, seen_version=other.version
    )
    assert [room.workshop for room in doors.watched(session, edition_id=here.edition.id)] == ["A1"]
