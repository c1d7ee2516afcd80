"""Who asks to speak in a meeting, and who has the floor; noted if the meeting wishes."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.models import Meeting, Member, SpeakingTurn
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.meeting.presence import going_on, sit_there
from hrgl.errors import NotNow


@dataclass(frozen=True)
class Turn:
    """That somebody asked to speak on an encouragement, and when they did."""

    id: int
    member_id: int
    who: str
    encouragement_id: int | None
    asked_at: datetime
    spoke_at: datetime | None


def ask_to_speak(session: Session, actor: Member, *, meeting_id: int) -> SpeakingTurn:
    """Raise one's hand on what is before the meeting."""
    require(actor, Permission.REVIEW)
    meeting = going_on(session, actor, meeting_id)
    if actor.id not in sit_there(session, meeting):
        raise NotNow("Say first that you are here, then ask to speak.")
    if any(each.member_id == actor.id for each in hands_up(session, meeting)):
        raise NotNow("Your hand is up already.")
    turn = SpeakingTurn(
        meeting_id=meeting.id, member_id=actor.id, encouragement_id=meeting.encouragement_id
    )
    session.add(turn)
    audit.record(session, actor, "meeting.asked", meeting, number=meeting.number)
    return turn


def give_floor(session: Session, actor: Member, *, turn_id: int) -> SpeakingTurn:
    """Let who asked speak; it is noted in the minutes."""
    require(actor, Permission.CHAIR)
    turn = fetch(session, SpeakingTurn, turn_id, actor=actor)
    meeting = going_on(session, actor, turn.meeting_id)
    if turn.spoke_at is not None:
        raise NotNow("They have had the floor already.")
    turn.spoke_at = now()
    audit.record(
        session, actor, "meeting.spoken", meeting, number=meeting.number, speaker_id=turn.member_id
    )
    return turn


def hands_up(session: Session, meeting: Meeting) -> list[Turn]:
    """Who waits to speak on what is before the meeting; with the next one all hands are down."""
    return [
        each
        for each in turns(session, meeting)
        if each.spoke_at is None and each.encouragement_id == meeting.encouragement_id
    ]


def turns(session: Session, meeting: Meeting) -> list[Turn]:
    """Everybody who asked to speak, in turn."""
    query = (
        select(SpeakingTurn, Member.name)
        .join(Member, col(Member.id) == SpeakingTurn.member_id)
        .where(SpeakingTurn.meeting_id == meeting.id)
        .order_by(col(SpeakingTurn.id))
    )
    return [
        Turn(row.id, row.member_id, who, row.encouragement_id, row.asked_at, row.spoke_at)
        for row, who in session.exec(query).all()
    ]
