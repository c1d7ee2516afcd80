"""A door, what is sent through it, and the receipts that the senders are shown."""

from sqlmodel import Session, select

from hrgl.core import codes
from hrgl.core.enums import DoorState
from hrgl.core.models import Door, Input
from hrgl.encouragements.tracing import trace
from hrgl.notes.door import doors, inputs
from hrgl.notes.door.submitting import Sending, Sent
from hrgl.notes.statements import Disposition, list_statements
from tests.builders import World, world

TEXT = "Publish the budget in plain words\nPay people for their time in councils"


def open_world(session: Session) -> World:
    """A world whose workshop has an open door."""
    made = world(session)
    set_door(session, made, DoorState.OPEN, 0)
    return made


def set_door(session: Session, here: World, state: DoorState, version: int = 1) -> Door:
    return doors.set_state(
        session, here.organiser, workshop_id=here.workshop.id, state=state, seen_version=version
    )


def send(session: Session, here: World, form: str = "f", **fields: object) -> tuple[Input, str]:
    """An input, and the receipt that its sender is shown."""
    sent = Sent(**{"text": TEXT, **fields})  # type: ignore[arg-type]
    row = inputs.send(session, here.participant, form=form, sent=sent)
    key = session.exec(select(Door.key).where(Door.workshop_id == here.workshop.id)).one()
    return row, codes.receipt_of(key, Sending(here.participant, form, sent).ticket)


def correct(session: Session, here: World, receipt: str, text: str) -> Input:
    found = trace.trace(session, receipt=receipt)
    assert found is not None
    return inputs.correct(
        session,
        here.participant,
        receipt=receipt,
        text=text,
        seen_note=found.seen_note,
        seen_version=found.seen_version,
    )


def texts(session: Session, here: World) -> list[str]:
    rows = list_statements(session, edition_id=here.edition.id)
    return [row.text for row in rows if row.disposition is not Disposition.WITHDRAWN]
