"""The inbox of each workshop: what participants sent and nobody has read, or what was declined."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from hrgl.core.enums import Attribution, InputState, Kind
from hrgl.core.models import Input, Workshop


@dataclass(frozen=True)
class Waiting:
    """An input that waits to be read, or was declined; of its sender nothing.

    Nobody has been counted before it is a note, so no group could be large enough.
    """

    id: int
    version: int
    text: str
    kind: Kind | None
    attribution: Attribution
    state: InputState
    because: str
    sent_at: datetime


def waiting(session: Session, *, workshop_id: int) -> list[Waiting]:
    """What waits to be read in a workshop, the longest first; then what was declined."""
    query = (
        select(Input)
        .where(
            Input.workshop_id == workshop_id,
            col(Input.state).in_([InputState.WAITING, InputState.DECLINED]),
        )
        .order_by(col(Input.state).desc(), col(Input.sent_at), col(Input.id))
    )
    return [
        Waiting(
            row.id,
            row.version,
            row.text,
            row.kind,
            row.attribution,
            row.state,
            row.because,
            row.sent_at,
        )
        for row in session.exec(query).all()
    ]


@dataclass(frozen=True)
class Unread:
    """How many inputs wait to be read in a workshop."""

    workshop_id: int
    code: str
    inputs: int


def unread(session: Session, *, edition_id: int) -> list[Unread]:
    """The workshops of an edition in which inputs wait to be read, by their codes."""
    query = (
        select(Workshop.id, Workshop.code, func.count(col(Input.id)))
        .join(Input, col(Input.workshop_id) == Workshop.id)
        .where(Workshop.edition_id == edition_id, Input.state == InputState.WAITING)
        .group_by(col(Workshop.id), col(Workshop.code))
        .order_by(Workshop.code)
    )
    return [Unread(*row) for row in session.exec(query).all()]
