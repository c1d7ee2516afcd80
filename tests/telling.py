"""What the log tells of the act that was done last."""

from typing import Any

from sqlmodel import Session, SQLModel, col, select

from hrgl.core.models import AuditEntry, Member


def told(session: Session) -> tuple[str, dict[str, Any]]:
    """The name of the act and the details of it."""
    entry = _last(session)
    return entry.act, entry.detail


def told_of(session: Session, actor: Member, row: SQLModel) -> bool:
    """Whether the last entry tells that this member did something to this row."""
    entry = _last(session)
    name = type(row).__name__.lower()
    mine = (entry.member_id, entry.edition_id) == (actor.id, actor.edition_id)
    return mine and (entry.subject, entry.subject_id) == (name, getattr(row, "id", None))


def _last(session: Session) -> AuditEntry:
    return session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(1)).one()
