"""Rounds: the links by which drafts are shown to participants, opened and closed by facilitators.

A round of a workshop goes by the link of its door too; what is open to all is open to its door.
Once the document is published a round shows that, and collects proposals for putting it to use.
"""

import secrets
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core import audit, codes
from hrgl.core.database import fetch, out_of_date
from hrgl.core.models import Door, Edition, Member, Round, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import has_document
from hrgl.editions.workshops import list_workshops
from hrgl.errors import NotNow
from hrgl.notes.door.doors import unused_code


def set_round(
    session: Session, actor: Member, *, workshop_id: int | None, is_open: bool, seen_version: int
) -> Round:
    """Open or close the round of a workshop, or (with none) the one for everybody.

    What was never open gets a link of its own; its version is 0 until then.
    """
    require(actor, Permission.HOLD_ROUND)
    if workshop_id is not None:
        fetch(session, Workshop, workshop_id, actor=actor)
    row = _of(session, actor.edition_id, workshop_id)
    if row is None:
        row = Round(
            edition_id=actor.edition_id,
            workshop_id=workshop_id,
            code=unused_code(session),
            key=secrets.token_hex(32),
        )
        session.add(row)
    elif row.version != seen_version:
        raise out_of_date(session, "round", row.id)
    elif row.is_open is is_open:
        raise NotNow(f"This round is {'open' if is_open else 'closed'} already.")
    row.is_open = is_open
    audit.record(
        session, actor, "round.set", row, code=_room(session, workshop_id), is_open=is_open
    )
    return row


def _of(session: Session, edition_id: int, workshop_id: int | None) -> Round | None:
    query = select(Round).where(
        Round.edition_id == edition_id, col(Round.workshop_id) == workshop_id
    )
    return session.exec(query).first()


def _room(session: Session, workshop_id: int | None) -> str:
    return session.get_one(Workshop, workshop_id).code if workshop_id is not None else ""


def _published(session: Session, edition_id: int) -> bool:
    return has_document(session, session.get_one(Edition, edition_id))


@dataclass(frozen=True)
class DraftsLink:
    """Where a link to drafts leads: to which edition, from which workshop, and whether it is open.

    `published`: it leads to the document, and what is collected are proposals how to use it.
    Receipts are worked out with the first of the keys; there are none where no round was ever open.
    """

    edition_id: int
    workshop_id: int | None
    code: str
    keys: tuple[str, ...]
    is_open: bool
    published: bool
    series: str
    edition: str
    demonstration: bool
    workshop: str
    title: str
    has_door: bool


def shown_by(session: Session, *, code: str) -> DraftsLink | None:
    """Where the link of a door or of a round leads, however it was typed."""
    code = codes.normalised_code(code)
    door = session.exec(select(Door).where(Door.code == code)).first()
    row = session.exec(select(Round).where(Round.code == code)).first()
    if door is None and row is None:
        return None
    workshop_id = door.workshop_id if door else row.workshop_id if row else None
    workshop = session.get_one(Workshop, workshop_id) if workshop_id is not None else None
    edition_id = workshop.edition_id if workshop else row.edition_id if row else 0
    edition = session.get_one(Edition, edition_id)
    wanted = dict.fromkeys((workshop_id, None))
    rounds = [found for each in wanted if (found := _of(session, edition_id, each))]
    published = _published(session, edition_id)
    return DraftsLink(
        edition_id,
        workshop_id,
        code,
        tuple(each.key for each in rounds),
        any(each.is_open for each in rounds),
        published,
        edition.series,
        edition.title,
        edition.demonstration,
        workshop.code if workshop else "",
        workshop.title if workshop else "",
        door is not None,
    )


@dataclass(frozen=True)
class RoundHeld:
    """A round as facilitators see it: of a workshop, or of all; with the link to hand out."""

    workshop_id: int | None
    workshop: str
    title: str
    round_id: int
    code: str
    version: int
    is_open: bool


def rounds_held(session: Session, *, edition_id: int) -> list[RoundHeld]:
    """The round for everybody, then that of every workshop, whether it was ever open or not."""
    rooms = list_workshops(session, edition_id=edition_id)
    query = select(Door.workshop_id, Door.code).where(
        col(Door.workshop_id).in_([room.id for room in rooms])
    )
    doors: dict[int, str] = dict(session.exec(query).all())
    rounds = {
        row.workshop_id: row
        for row in session.exec(select(Round).where(Round.edition_id == edition_id)).all()
    }
    return [
        _held(rounds.get(None), None, "", "", ""),
        *(
            _held(rounds.get(room.id), room.id, room.code, room.title, doors.get(room.id, ""))
            for room in rooms
        ),
    ]


def _held(
    row: Round | None, workshop_id: int | None, code: str, title: str, door: str
) -> RoundHeld:
    if row is None:
        return RoundHeld(workshop_id, code, title, 0, door, 0, False)
    return RoundHeld(workshop_id, code, title, row.id, door or row.code, row.version, row.is_open)
