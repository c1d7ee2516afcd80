"""The log of acts: who did what to what, when. Append-only, and without participants' words."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from hrgl.models import AuditEntry, Member

Detail = str | int | float | bool | None | list[int] | list[str]


def record(
    session: Session, actor: Member, act: str, subject: SQLModel, **detail: Detail
) -> AuditEntry:
    """Write the one entry of an act, in its transaction."""
    session.flush()
    entry = AuditEntry(
        edition_id=actor.edition_id,
        member_id=actor.id,
        act=act,
        subject=type(subject).__name__.lower(),
        subject_id=getattr(subject, "id"),  # noqa: B009 – every audited row has one
        detail=dict(detail),
    )
    session.add(entry)
    session.flush()
    return entry


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    id: int
    at: datetime
    who: str
    role: str
    act: str
    subject_id: int
    detail: dict[str, Detail]


def history(session: Session, *, edition_id: int, limit: int = 500) -> list[Happening]:
    """What happened in an edition, latest first."""
    rows = session.exec(
        select(AuditEntry, Member.name, Member.role)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(AuditEntry.edition_id == edition_id)
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    ).all()
    return [
        Happening(e.id, e.at, name, role, e.act, e.subject_id, e.detail) for e, name, role in rows
    ]


def revision(session: Session, *, edition_id: int) -> int:
    """A number that grows with every act in the edition: a page knows by it whether it is old."""
    found = session.exec(
        select(AuditEntry.id)
        .where(AuditEntry.edition_id == edition_id)
        .order_by(col(AuditEntry.id).desc())
        .limit(1)
    ).first()
    return found or 0
