"""Doors on the screens: handed out by organisers, read by facilitators; the programme for all."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, InputState, Role
from hrgl.core.models import Door, Input, Workshop
from hrgl.editions import editions, workshops
from hrgl.notes.door import doors, inbox, inputs, submitting
from hrgl.people import accounts
from tests.ui.conftest import Open, button, field, names


@pytest.fixture
def workshop_id(demonstration: Engine) -> int:
    """The first workshop, with two inputs that wait behind its door."""
    with transaction(demonstration) as session:
        edition = editions.by_code(session, "2023-demo")
        room = workshops.list_workshops(session, edition_id=edition.id)[0]
        doors.set_state(
            session,
            accounts.command_line_member(session, edition),
            workshop_id=room.id,
            state=DoorState.MODERATED,
            seen_version=0,
        )
        sender = accounts.participant_of(session, room)
        for text in ("Benches on the way to the clinic", "**Bold** ![x](http://x.example/x.png)"):
            inputs.send(session, sender, form="f", sent=submitting.Sent(text))
    return room.id


def _states(engine: Engine) -> list[InputState]:
    with reading(engine) as session:
        return [row.state for row in session.exec(select(Input).order_by(Input.id)).all()]  # type: ignore[arg-type]


def test_an_organiser_makes_a_link_and_closes_the_door(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    button(at, "set_door").click().run()
    assert not at.error
    with reading(demonstration) as session:
        door = session.exec(select(Door)).one()
    assert any(door.code in block.value for block in at.code)
    state = next(radio for radio in at.radio if radio.label == "The door")
    state.set_value(DoorState.CLOSED)
    button(at, "set_door").click().run()
    button(at, "renew_door").click().run()
    assert not at.error
    with reading(demonstration) as session:
        now = session.exec(select(Door)).one()
    assert (now.state, now.code == door.code) == (DoorState.CLOSED, False)


def test_a_door_set_by_another_meanwhile_is_told_and_not_set_over(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.ORGANISER, "setup")
    with transaction(demonstration) as session:
        edition = editions.by_code(session, "2023-demo")
        room = workshops.list_workshops(session, edition_id=edition.id)[0]
        doors.set_state(
            session,
            accounts.command_line_member(session, edition),
            workshop_id=room.id,
            state=DoorState.CLOSED,
            seen_version=0,
        )
    button(at, "set_door").click().run()
    assert "changed this" in at.error[0].value
    with reading(demonstration) as session:
        assert session.exec(select(Door.state)).one() is DoorState.CLOSED


def test_a_facilitator_takes_one_input_and_declines_another_with_a_reason(
    open_page: Open, demonstration: Engine, workshop_id: int
) -> None:
    at = open_page(Role.FACILITATOR, "notes")
    with reading(demonstration) as session:
        first, second = inbox.waiting(session, workshop_id=workshop_id)
    assert any(text.value == "**Bold** ![x](http://x.example/x.png)" for text in at.text)
    button(at, "decline", input_id=second.id).click().run()
    assert "say why" in at.error[0].value
    field(at, f"decline-{second.id}-0-because").set_value("Only a picture")
    button(at, "decline", input_id=second.id).click().run()
    button(at, "take", input_id=first.id).click().run()
    assert not at.error
    assert _states(demonstration) == [InputState.TAKEN, InputState.DECLINED]
    assert any("Only a picture" in caption.value for caption in at.caption)


def test_a_flood_stands_folded_and_is_declined_with_one_reason(
    open_page: Open, demonstration: Engine, workshop_id: int
) -> None:
    with transaction(demonstration) as session:
        sender = accounts.participant_of(session, session.get_one(Workshop, workshop_id))
        for number in range(30):
            sent = submitting.Sent(f"Buy pills at shop {number}")
            inputs.send(session, sender, form="f", sent=sent)
    at = open_page(Role.FACILITATOR, "notes")
    assert any(each.label.startswith("30 inputs that say the same") for each in at.expander)
    with reading(demonstration) as session:
        first = min(
            each.id
            for each in inbox.waiting(session, workshop_id=workshop_id)
            if "pills" in each.text
        )
    button(at, "decline_all").click().run()
    assert "say why" in at.error[0].value
    field(at, f"flood-{first}-0-because").set_value("A flood")
    button(at, "decline_all").click().run()
    assert not at.error
    states = _states(demonstration)
    assert (states.count(InputState.DECLINED), states.count(InputState.WAITING)) == (30, 2)


def test_several_are_chosen_and_declined_with_one_reason(
    open_page: Open, demonstration: Engine, workshop_id: int
) -> None:
    at = open_page(Role.FACILITATOR, "notes")
    with reading(demonstration) as session:
        found = inbox.waiting(session, workshop_id=workshop_id)
    field(at, f"several-{workshop_id}-0-which").set_value([each.id for each in found]).run()
    field(at, f"several-{workshop_id}-0-because").set_value("Both off topic")
    button(at, "decline_all").click().run()
    assert not at.error
    assert _states(demonstration) == [InputState.DECLINED] * 2


def test_a_rapporteur_does_not_read_what_waits(
    open_page: Open, demonstration: Engine, workshop_id: int
) -> None:
    at = open_page(Role.RAPPORTEUR, "notes")
    assert not [text for text in at.text if "Benches" in text.value]
    assert "take" not in names(at)


@pytest.mark.parametrize("role", [Role.RAPPORTEUR, Role.STEERING])
def test_everybody_finds_the_programme(open_page: Open, role: Role) -> None:
    at = open_page(role, "programme")
    assert at.title[0].value == "Programme"
    assert at.header[0].value == "Wednesday, 1 February 2023"
    assert any("Will my name be mentioned" in each.label for each in at.expander)
