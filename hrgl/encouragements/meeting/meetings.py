"""Meetings: opened, chaired by one at a time, and closed; one at a time in an edition."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, last_change
from hrgl.core.models import Meeting, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import refuse_if_published
from hrgl.encouragements.meeting.presence import come, of_the_group
from hrgl.errors import NotNow, OutOfDate


def open_meeting(session: Session, actor: Member, *, present: Sequence[int] = ()) -> Meeting:
    """Open a meeting and take its chair; these members of the steering group are there."""
    require(actor, Permission.CHAIR)
    refuse_if_published(session, actor.edition_id)
    if (other := meeting_open(session, edition_id=actor.edition_id)) is not None:
        chair = session.get_one(Member, other.chair_id).name
        raise NotNow(
            f"Meeting {other.number} is open, and {chair} chairs it. Take the chair there, or "
            "close it first."
        )
    there = of_the_group(session, actor, present)
    earlier = meetings(session, edition_id=actor.edition_id)
    number = max((each.number for each in earlier), default=0) + 1
    meeting = Meeting(edition_id=actor.edition_id, number=number, chair_id=actor.id)
    session.add(meeting)
    session.flush()
    come(session, meeting, there)
    audit.record(
        session, actor, "meeting.opened", meeting, number=number, chair_id=actor.id, present=there
    )
    return meeting


def take_chair(session: Session, actor: Member, *, meeting_id: int, seen_version: int) -> Meeting:
    """Go on as chair where another one has left off; nothing of the meeting changes by that."""
    require(actor, Permission.CHAIR)
    meeting = open_as_seen(session, actor, meeting_id, seen_version)
    if meeting.chair_id == actor.id:
        raise NotNow("You chair this meeting already.")
    meeting.chair_id = actor.id
    audit.record(
        session, actor, "meeting.chaired", meeting, number=meeting.number, chair_id=actor.id
    )
    return meeting


def open_as_seen(
    session: Session, actor: Member, meeting_id: int, seen_version: int | None
) -> Meeting:
    """The meeting, if it goes on and still has before it what this person saw."""
    meeting = fetch(session, Meeting, meeting_id, actor=actor)
    if meeting.closed_at is not None:
        raise NotNow(f"Meeting {meeting.number} was closed. What it decided stands in its minutes.")
    if seen_version is not None and meeting.version != seen_version:
        who, _ = last_change(session, "meeting", meeting.id)
        raise OutOfDate(
            f"{who} was quicker: the meeting has gone on. Look at what is before it now, then "
            "press.",
            changed_by=who,
        )
    return meeting


def chaired(session: Session, actor: Member, meeting_id: int, seen_version: int | None) -> Meeting:
    """The meeting for an act of its chair."""
    meeting = open_as_seen(session, actor, meeting_id, seen_version)
    if meeting.chair_id != actor.id:
        chair = session.get_one(Member, meeting.chair_id).name
        raise NotNow(f"{chair} chairs this meeting. Take the chair first.")
    return meeting


def meeting_open(session: Session, *, edition_id: int) -> Meeting | None:
    """The meeting that goes on, if one does."""
    query = select(Meeting).where(
        Meeting.edition_id == edition_id, col(Meeting.closed_at).is_(None)
    )
    return session.exec(query).first()


def meetings(session: Session, *, edition_id: int) -> list[Meeting]:
    """All meetings of an edition, in order."""
    query = select(Meeting).where(Meeting.edition_id == edition_id).order_by(col(Meeting.number))
    return list(session.exec(query).all())
