"""What may be done with the link of a workshop: write there, and nowhere else."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import DoorState, InputState
from hrgl.core.models import Input, Workshop
from hrgl.errors import NotNow, NotValid
from hrgl.notes import notes
from hrgl.notes.door import inputs
from hrgl.people import accounts
from tests.builders import World, world
from tests.sending import open_world, send, set_door


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def elsewhere(session: Session, here: World) -> Workshop:
    made = Workshop(edition_id=here.edition.id, code="B2", title="Another room")
    session.add(made)
    session.flush()
    return made


def test_a_participant_adds_notes_to_their_own_workshop_only(
    session: Session, here: World, elsewhere: Workshop
) -> None:
    taken = notes.add_note(
        session, here.participant, workshop_id=here.workshop.id, text="* One idea"
    )
    assert [each.workshop_id for each in taken.statements] == [here.workshop.id]
    with pytest.raises(NotValid, match="belongs to another workshop"):
        notes.add_note(session, here.participant, workshop_id=elsewhere.id, text="* One idea")
    notes.add_note(session, here.rapporteur, workshop_id=elsewhere.id, text="* One idea")


def test_a_participant_revises_notes_of_their_own_workshop_only(
    session: Session, here: World, elsewhere: Workshop
) -> None:
    for workshop, text in ((here.workshop, "* One idea"), (elsewhere, "* Another idea")):
        taken = notes.add_note(session, here.rapporteur, workshop_id=workshop.id, text=text)
        if workshop is elsewhere:
            continue
        revised = notes.revise(
            session,
            here.participant,
            note_id=taken.statements[0].note_id,
            text="* A new idea",
            seen_version=1,
        )
        assert revised.text == "* A new idea"
    with pytest.raises(NotValid, match="belongs to another workshop"):
        notes.revise(
            session,
            here.participant,
            note_id=taken.statements[0].note_id,
            text="* A new idea",
            seen_version=1,
        )
    theirs = accounts.participant_of(session, elsewhere)
    notes.revise(
        session, theirs, note_id=taken.statements[0].note_id, text="* A new idea", seen_version=1
    )


@pytest.mark.parametrize("state", [InputState.TAKEN, InputState.DECLINED, InputState.WITHDRAWN])
def test_only_what_waits_is_declined(session: Session, state: InputState) -> None:
    here = open_world(session)
    set_door(session, here, DoorState.MODERATED)
    row, receipt = send(session, here)
    who, one = here.facilitator, {"input_id": row.id}
    if state is InputState.TAKEN:
        inputs.take_input(session, who, seen_version=row.version, **one)
    elif state is InputState.DECLINED:
        inputs.decline(session, who, because="Off topic", seen_version=row.version, **one)
    else:
        inputs.withdraw_input(session, here.participant, receipt=receipt)
    with pytest.raises(NotNow, match=f"This input is {state.value} by now"):
        inputs.decline(session, who, because="Too late", seen_version=row.version, **one)
    kept = session.get_one(Input, row.id)
    assert (kept.state, kept.because == "Too late") == (state, False)
