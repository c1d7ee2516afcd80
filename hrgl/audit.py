"""The log of acts: who did what to what, when. Append-only, and without participants' words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, func, select

from hrgl import changes
from hrgl.models import AuditEntry, Member

# the rows an act touched can be many; the history only needs to know whether there are any
_HAS_CHANGES = func.length(cast(AuditEntry.changes, String)) > len("[]")
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
        changes=changes.take(session),
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
    has_changes: bool


def history(session: Session, *, edition_id: int, limit: int = 500) -> list[Happening]:
    """What happened in an edition, latest first."""
    rows = session.exec(
        select(AuditEntry, Member.name, Member.role, _HAS_CHANGES)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(AuditEntry.edition_id == edition_id)
        .options(defer(AuditEntry.changes))  # type: ignore[arg-type]
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    ).all()
    return [
        Happening(e.id, e.at, name, role, e.act, e.subject_id, e.detail, changed)
        for e, name, role, changed in rows
    ]


def revision(session: Session, *, edition_id: int) -> tuple[int, int]:
    """What changes with every act in an edition: a page knows by it whether it is old.

    The number of entries beside the latest, because two acts at once may be committed in
    another order than they were numbered.
    """
    query = select(func.count(col(AuditEntry.id)), func.max(AuditEntry.id)).where(
        AuditEntry.edition_id == edition_id
    )
    count, latest = session.exec(query).one()
    return count, latest or 0
