"""Who is present in a meeting, who speaks for somebody who is not, and whether they suffice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch, last_change
from hrgl.core.models import Attendance, Meeting, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.consenting.reviewers import Reviewer, reviewers
from hrgl.errors import NotFound, NotNow, NotValid


@dataclass(frozen=True)
class Seat:
    """A member of the steering group in a meeting: there, spoken for by somebody there, or not."""

    member_id: int
    name: str
    here: bool
    by: str
    since: datetime | None

    @property
    def counts(self) -> bool:
        """Whether this member's word is heard: from themselves, or from who speaks for them."""
        return self.here or bool(self.by)


def seats(session: Session, meeting: Meeting) -> list[Seat]:
    """The steering group as it is now, by name; who was deactivated is none of it any more."""
    there = {each.member_id: each.came_at for each in _attending(session, meeting)}
    group = reviewers(session, edition_id=meeting.edition_id)
    names = {each.id: each.name for each in group}
    return [
        Seat(
            each.id,
            each.name,
            each.id in there,
            _spoken_for_by(each, there, names),
            there.get(each.id),
        )
        for each in group
    ]


def _spoken_for_by(member: Reviewer, there: Mapping[int, datetime], names: dict[int, str]) -> str:
    """Who speaks for somebody who is not there; only who is there and of the group does."""
    if member.id in there or member.proxy_id is None or member.proxy_id not in there:
        return ""
    return names.get(member.proxy_id, "")


def note_present(
    session: Session, actor: Member, *, meeting_id: int, present: Mapping[int, bool]
) -> Meeting:
    """Note who has come, and who has left."""
    require(actor, Permission.CHAIR)
    meeting = going_on(session, actor, meeting_id)
    there = sit_there(session, meeting)
    came = of_the_group(session, actor, [key for key, here in present.items() if here])
    came = [key for key in came if key not in there]
    left = [key for key, here in present.items() if not here and key in there]
    if not came and not left:
        raise NotNow("This is noted already.")
    come(session, meeting, came)
    leave(session, meeting, left, now())
    audit.record(
        session,
        actor,
        "meeting.attended",
        meeting,
        number=meeting.number,
        came=sorted(came),
        left=sorted(left),
    )
    return meeting


def join_meeting(session: Session, actor: Member, *, meeting_id: int) -> Meeting:
    """Say that one is there oneself."""
    require(actor, Permission.REVIEW)
    meeting = going_on(session, actor, meeting_id)
    if actor.id in sit_there(session, meeting):
        raise NotNow("You are noted as present already.")
    come(session, meeting, of_the_group(session, actor, [actor.id]))
    audit.record(session, actor, "meeting.joined", meeting, number=meeting.number)
    return meeting


def going_on(session: Session, actor: Member, meeting_id: int) -> Meeting:
    """The meeting, if it has not been closed."""
    meeting = fetch(session, Meeting, meeting_id, actor=actor)
    if meeting.closed_at is not None:
        raise NotNow(f"Meeting {meeting.number} was closed. Its minutes stand on the page.")
    return meeting


def sit_there(session: Session, meeting: Meeting) -> set[int]:
    """Who is there now; who was deactivated has left, and that is noted here."""
    group = {each.id for each in reviewers(session, edition_id=meeting.edition_id)}
    there = _attending(session, meeting)
    for each in there:
        if each.member_id not in group:
            _, at = last_change(session, "member", each.member_id)
            each.left_at = max(at, each.came_at) if at else now()
    session.flush()
    return {each.member_id for each in there if each.member_id in group}


def who_came(session: Session, meeting: Meeting) -> set[int]:
    """Everybody who was there for a while at least."""
    query = select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)
    return set(session.exec(query).all())


def of_the_group(session: Session, actor: Member, member_ids: Iterable[int]) -> list[int]:
    """The same members, each once, if all of them are of the steering group."""
    group = {each.id for each in reviewers(session, edition_id=actor.edition_id)}
    wanted = list(dict.fromkeys(member_ids))
    for each in wanted:
        if each not in group:
            raise _stranger(session, actor, each)
    return wanted


def come(session: Session, meeting: Meeting, member_ids: Iterable[int]) -> None:
    """These are there from now on; part of the acts that say so."""
    session.add_all(Attendance(meeting_id=meeting.id, member_id=each) for each in member_ids)
    session.flush()


def _stranger(session: Session, actor: Member, member_id: int) -> NotFound | NotValid:
    """Why somebody cannot be noted as present."""
    member = session.get(Member, member_id)
    if member is None or member.edition_id != actor.edition_id:
        return NotFound("This member is not there any more. Load the page again.")
    return NotValid(f"{member.name} is not of the steering group, so their presence is not noted.")


def leave(session: Session, meeting: Meeting, member_ids: Iterable[int], at: datetime) -> None:
    """These are not there any more; part of the acts that say so."""
    gone = set(member_ids)
    for each in _attending(session, meeting):
        if each.member_id in gone:
            each.left_at = at
    session.flush()


def _attending(session: Session, meeting: Meeting) -> list[Attendance]:
    query = (
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id, col(Attendance.left_at).is_(None))
        .order_by(col(Attendance.id))
    )
    return list(session.exec(query).all())
