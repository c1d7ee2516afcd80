"""What is before a meeting: one encouragement, marked with what is open, then its clean text."""

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import Stage
from hrgl.core.models import Encouragement, Meeting, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.consenting.reviews import lying_before
from hrgl.encouragements.guards import encouragement_then, refuse_if_published
from hrgl.encouragements.meeting.meetings import chaired
from hrgl.errors import NotNow


def turn_to(
    session: Session, actor: Member, *, meeting_id: int, encouragement_id: int, seen_version: int
) -> Meeting:
    """Take up an encouragement, or go back from its clean text to what is marked in it."""
    require(actor, Permission.CHAIR)
    encouragement = fetch(session, Encouragement, encouragement_id, actor=actor)
    meeting = chaired(session, actor, meeting_id, seen_version)
    if encouragement.stage is not Stage.SUBMITTED:
        raise NotNow("This encouragement is not submitted for review at the moment.")
    if (meeting.encouragement_id, meeting.clean_id) == (encouragement.id, None):
        raise NotNow("This is before the meeting already.")
    meeting.encouragement_id, meeting.clean_id = encouragement.id, None
    audit.record(
        session,
        actor,
        "meeting.turned",
        meeting,
        number=meeting.number,
        turned_to=encouragement.id,
        **encouragement_then(session, encouragement),
    )
    return meeting


def lay_clean(
    session: Session, actor: Member, *, meeting_id: int, wording_id: int, seen_version: int
) -> Meeting:
    """Lay the words as they stand before the meeting, without any mark: it is to agree to them."""
    require(actor, Permission.CHAIR)
    refuse_if_published(session, actor.edition_id)
    encouragement, wording = lying_before(session, actor, wording_id)
    meeting = chaired(session, actor, meeting_id, seen_version)
    if meeting.encouragement_id != encouragement.id:
        raise NotNow("Another encouragement is before the meeting. Turn to this one first.")
    if meeting.clean_id == wording.id:
        raise NotNow("The clean text of this wording lies before the meeting already.")
    meeting.clean_id = wording.id
    audit.record(
        session,
        actor,
        "meeting.cleaned",
        meeting,
        number=meeting.number,
        wording=wording.number,
        **encouragement_then(session, encouragement),
    )
    return meeting
