"""Doors: the short links through which participants send inputs, set by organisers."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from hrgl.core import audit, codes
from hrgl.core.database import fetch, out_of_date
from hrgl.core.enums import Attribution, DoorState, InputState
from hrgl.core.models import Door, Edition, Input, Member, Round, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import has_document
from hrgl.editions.workshops import list_workshops
from hrgl.errors import NotFound
from hrgl.people.accounts import participant_of


def set_state(
    session: Session, actor: Member, *, workshop_id: int, state: DoorState, seen_version: int
) -> Door:
    """Open a workshop's door, have what comes in read first, or close it.

    A workshop without a door gets one, with a link of its own; its version is 0 until then.
    """
    require(actor, Permission.SET_UP)
    workshop = fetch(session, Workshop, workshop_id, actor=actor)
    door = _of(session, workshop)
    if door is None:
        door = Door(
            workshop_id=workshop.id,
            code=unused_code(session),
            key=secrets.token_hex(32),
            state=state,
        )
        session.add(door)
    elif door.version != seen_version:
        raise out_of_date(session, "door", door.id)
    door.state = state
    audit.record(session, actor, "door.set", door, code=workshop.code, state=state.value)
    return door


def renew(session: Session, actor: Member, *, workshop_id: int, seen_version: int) -> Door:
    """Give a door another link; the one that was handed out leads nowhere any more."""
    require(actor, Permission.SET_UP)
    workshop = fetch(session, Workshop, workshop_id, actor=actor)
    door = _of(session, workshop)
    if door is None:
        raise NotFound(f"Workshop {workshop.code} has no door yet. Open one first.")
    if door.version != seen_version:
        raise out_of_date(session, "door", door.id)
    door.code = unused_code(session)
    audit.record(session, actor, "door.renewed", door, code=workshop.code)
    return door


def _of(session: Session, workshop: Workshop) -> Door | None:
    return session.exec(select(Door).where(Door.workshop_id == workshop.id)).first()


def unused_code(session: Session) -> str:
    """A code that is no other door's or round's, and no workshop's either."""
    taken = {
        *session.exec(select(Door.code)).all(),
        *session.exec(select(Round.code)).all(),
        *(code.upper() for code in session.exec(select(Workshop.code)).all()),
    }
    code = codes.new_door()
    while code in taken:
        code = codes.new_door()
    return code


@dataclass(frozen=True)
class Entrance:
    """What stands at a door: where it leads, what is asked, how much may be shown of a sender.

    `drafts`: whether a round is open to those who come by it; `published`: whether of the document.
    """

    workshop_id: int
    edition_id: int
    code: str
    key: str
    state: DoorState
    series: str
    edition: str
    demonstration: bool
    attribution: Attribution
    smallest_group: int
    workshop: str
    title: str
    question: str
    drafts: bool
    published: bool


def entrance(session: Session, *, code: str) -> Entrance | None:
    """The door of a code, however it was typed."""
    found = session.exec(
        select(Door, Workshop, Edition)
        .join(Workshop, col(Workshop.id) == Door.workshop_id)
        .join(Edition, col(Edition.id) == Workshop.edition_id)
        .where(Door.code == codes.normalised_code(code))
    ).first()
    if found is None:
        return None
    door, workshop, edition = found
    return Entrance(
        workshop.id,
        edition.id,
        door.code,
        door.key,
        door.state,
        edition.series,
        edition.title,
        edition.demonstration,
        edition.attribution,
        edition.smallest_group,
        workshop.code,
        workshop.title,
        workshop.question or edition.question or workshop.title,
        _drafts_shown(session, workshop),
        has_document(session, edition),
    )


def _drafts_shown(session: Session, workshop: Workshop) -> bool:
    query = select(Round.id).where(
        Round.edition_id == workshop.edition_id,
        col(Round.is_open),
        or_(col(Round.workshop_id).is_(None), col(Round.workshop_id) == workshop.id),
    )
    return session.exec(query.limit(1)).first() is not None


def senders(session: Session, *, codes: Collection[str]) -> dict[str, Member]:
    """In whose name one sends through the door of each code: the workshop's participants."""
    found = session.exec(
        select(Door, Member)
        .outerjoin(Member, col(Member.workshop_id) == Door.workshop_id)
        .where(col(Door.code).in_(sorted(codes)))
    ).all()
    return {
        door.code: member or participant_of(session, session.get_one(Workshop, door.workshop_id))
        for door, member in found
    }


@dataclass(frozen=True)
class Watched:
    """A workshop with its door, as the organiser sees it, and what came in through it."""

    workshop_id: int
    workshop: str
    title: str
    door_id: int
    code: str
    version: int
    state: DoorState | None
    inputs: dict[InputState, int]

    @property
    def sent(self) -> int:
        """How many inputs came in, whatever became of them."""
        return sum(self.inputs.values())


def watched(session: Session, *, edition_id: int) -> list[Watched]:
    """Every workshop of an edition with its door, in the order of their codes."""
    rooms = list_workshops(session, edition_id=edition_id)
    ids = [room.id for room in rooms]
    found = session.exec(select(Door).where(col(Door.workshop_id).in_(ids))).all()
    doors = {door.workshop_id: door for door in found}
    counted: dict[int, dict[InputState, int]] = {}
    for workshop_id, state, count in session.exec(
        select(Input.workshop_id, Input.state, func.count(col(Input.id)))
        .where(col(Input.workshop_id).in_(ids))
        .group_by(col(Input.workshop_id), col(Input.state))
    ).all():
        counted.setdefault(workshop_id, {})[InputState(state)] = count
    return [_watched(room, doors.get(room.id), counted.get(room.id, {})) for room in rooms]


def _watched(room: Workshop, door: Door | None, inputs: dict[InputState, int]) -> Watched:
    if door is None:
        return Watched(room.id, room.code, room.title, 0, "", 0, None, inputs)
    return Watched(
        room.id, room.code, room.title, door.id, door.code, door.version, door.state, inputs
    )
