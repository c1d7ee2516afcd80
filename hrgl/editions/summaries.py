"""The summary of a workshop for the plenary: written, and put back if it was written over."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import EarlierSummary, Member, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid


def summarise(
    session: Session, actor: Member, *, workshop_id: int, summary: str, seen_version: int
) -> Workshop:
    """Write the room's core results for the closing plenary."""
    require(actor, Permission.SUMMARISE)
    workshop = fetch(session, Workshop, workshop_id, actor=actor, seen_version=seen_version)
    if len(summary) > 4000:
        raise NotValid("The summary is too long: at most 4,000 characters.", "summary")
    summary = summary.strip()
    if summary == workshop.summary:
        raise NotNow("The summary is the same as before; nothing was saved.")
    if workshop.summary:
        earlier = EarlierSummary(workshop_id=workshop.id, text=workshop.summary, member_id=actor.id)
        session.add(earlier)
    workshop.summary = summary
    audit.record(session, actor, "workshop.summarised", workshop, code=workshop.code)
    return workshop


@dataclass(frozen=True)
class Replaced:
    """A summary as it read until somebody wrote it anew: who, and when."""

    id: int
    text: str
    who: str
    at: datetime


def earlier_summaries(session: Session, *, workshop_id: int) -> list[Replaced]:
    """What a workshop's summary read before, the latest first."""
    query = (
        select(EarlierSummary, Member.name)
        .join(Member, col(Member.id) == EarlierSummary.member_id)
        .where(EarlierSummary.workshop_id == workshop_id)
        .order_by(col(EarlierSummary.id).desc())
    )
    return [
        Replaced(row.id, row.text, who, row.replaced_at) for row, who in session.exec(query).all()
    ]
