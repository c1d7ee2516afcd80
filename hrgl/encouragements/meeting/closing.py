"""The end of a meeting: what its minutes cannot find out later is kept with the act itself."""

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.models import Meeting, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.meeting.meetings import chaired
from hrgl.encouragements.meeting.minutes import state_at_close
from hrgl.encouragements.meeting.presence import leave, sit_there


def close_meeting(
    session: Session, actor: Member, *, meeting_id: int, seen_version: int
) -> Meeting:
    """End a meeting; who was absent, who spoke for whom and the rule stay as they are now."""
    require(actor, Permission.CHAIR)
    meeting = chaired(session, actor, meeting_id, seen_version)
    here = sit_there(session, meeting)
    absent, spoken_for, rule, left = state_at_close(session, meeting)
    meeting.closed_at = now()
    leave(session, meeting, here, meeting.closed_at)
    audit.record(
        session,
        actor,
        "meeting.closed",
        meeting,
        number=meeting.number,
        absent=absent,
        spoken_for=[who for who, _ in spoken_for],
        speakers=[by for _, by in spoken_for],
        rule=rule,
        open=list(left),
        open_called=list(left.values()),
    )
    return meeting
