"""What has come out of each workshop so far."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from hrgl.core.models import Note, Statement, Workshop
from hrgl.editions.workshops import list_workshops


@dataclass(frozen=True)
class Delivery:
    """What has come out of one workshop so far."""

    id: int
    code: str
    title: str
    notes: int
    statements: int
    last_note: datetime | None
    summary: bool
    next_generation: bool


def list_deliveries(session: Session, *, edition_id: int) -> list[Delivery]:
    """Every workshop with its number of notes and statements, and its last note."""
    counted = _counted(session, edition_id)
    found = []
    for workshop in list_workshops(session, edition_id=edition_id):
        written, count, last = counted.get(workshop.code, (0, 0, None))
        found.append(
            Delivery(
                workshop.id,
                workshop.code,
                workshop.title,
                written,
                count,
                last,
                bool(workshop.summary),
                workshop.next_generation,
            )
        )
    return found


def _counted(session: Session, edition_id: int) -> dict[str, tuple[int, int, datetime]]:
    """By a workshop's code its notes and statements, and when the last note came."""
    query = (
        select(
            Workshop.code,
            func.count(func.distinct(Note.id)),
            func.count(col(Statement.id)),
            func.max(Note.created_at),
        )
        .join(Statement, col(Statement.workshop_id) == Workshop.id)
        .join(Note, col(Note.id) == Statement.note_id)
        .where(Workshop.edition_id == edition_id, col(Statement.withdrawn_because).is_(None))
        .group_by(Workshop.code)
    )
    return {
        code: (written, count, last) for code, written, count, last in session.exec(query).all()
    }
