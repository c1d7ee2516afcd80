"""A meeting of five members of the steering group, with one who speaks for another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from hrgl.core.columns import now
from hrgl.core.enums import MeetingWord, Overruling, Role
from hrgl.core.models import (
    Attendance,
    ConsentRule,
    Encouragement,
    Meeting,
    MeetingDecision,
    Member,
    Proxy,
    SpeakingTurn,
)
from hrgl.core.permissions import Permission
from hrgl.encouragements.meeting import closing, concluding, floor, meetings, presence, turning
from hrgl.people import accounts
from tests.builders import World, statement_ids, submitted, wording_id, world

MEETING_MODULES = (closing, concluding, floor, meetings, presence, turning)
_SEEN = {"meeting_id": 0, "seen_version": 1}
MEETING_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "meetings.open_meeting": (Permission.CHAIR, {}),
    "meetings.take_chair": (Permission.CHAIR, _SEEN),
    "turning.turn_to": (Permission.CHAIR, {**_SEEN, "encouragement_id": 0}),
    "turning.lay_clean": (Permission.CHAIR, {**_SEEN, "wording_id": 0}),
    "presence.note_present": (Permission.CHAIR, {"meeting_id": 0, "present": {0: True}}),
    "presence.join_meeting": (Permission.REVIEW, {"meeting_id": 0}),
    "floor.ask_to_speak": (Permission.REVIEW, {"meeting_id": 0}),
    "floor.give_floor": (Permission.CHAIR, {"turn_id": 0}),
    "concluding.decide_in_meeting": (
        Permission.CHAIR,
        {**_SEEN, "wording_id": 0, "word": MeetingWord.AGREED},
    ),
    "closing.close_meeting": (Permission.CHAIR, _SEEN),
}


@dataclass
class Hall:
    """An edition whose steering group meets: five members by name, and submitted drafts."""

    here: World
    members: dict[str, Member]
    drafts: list[Encouragement]
    meeting: Meeting = field(init=False)

    def ids(self, *names: str) -> list[int]:
        return [self.members[name].id for name in names]

    def open(self, session: Session, *present: str) -> Meeting:
        self.meeting = meetings.open_meeting(
            session, self.here.facilitator, present=self.ids(*present)
        )
        session.flush()
        return self.meeting

    def turn(self, session: Session, row: Encouragement) -> Meeting:
        return turning.turn_to(
            session,
            self.here.facilitator,
            meeting_id=self.meeting.id,
            encouragement_id=row.id,
            seen_version=self._seen(session),
        )

    def clean(self, session: Session, row: Encouragement) -> Meeting:
        return turning.lay_clean(
            session,
            self.here.facilitator,
            meeting_id=self.meeting.id,
            wording_id=wording_id(session, row),
            seen_version=self._seen(session),
        )

    def before(self, session: Session, row: Encouragement) -> None:
        """Before the meeting, marked and then clean."""
        self.turn(session, row)
        self.clean(session, row)

    def decide(
        self,
        session: Session,
        row: Encouragement,
        word: MeetingWord = MeetingWord.AGREED,
        others: dict[str, Sequence[Any]] | None = None,
        reason: str = "",
    ) -> Any:
        return concluding.decide_in_meeting(
            session,
            self.here.facilitator,
            meeting_id=self.meeting.id,
            wording_id=wording_id(session, row),
            word=word,
            others={self.members[name].id: said for name, said in (others or {}).items()},
            reason=reason,
            seen_version=self._seen(session),
        )

    def close(self, session: Session) -> Meeting:
        return closing.close_meeting(
            session,
            self.here.facilitator,
            meeting_id=self.meeting.id,
            seen_version=self._seen(session),
        )

    def _seen(self, session: Session) -> int:
        session.flush()
        return self.meeting.version


def hall(
    session: Session,
    *,
    drafts: int = 2,
    quorum: int = 3,
    overruling: Overruling = Overruling.NEVER,
    members_vote: bool = False,
    **made: Any,
) -> Hall:
    """Sara, Sven, Ana, Ben and Cleo, of whom Ben named Ana to speak for him."""
    here = world(session, quorum=quorum, places=max(drafts, 2), **made)
    members = {"Sara": here.steering, "Sven": here.second}
    for name in ("Ana", "Ben", "Cleo"):
        members[name] = accounts.add_member(
            session,
            here.organiser,
            email=f"{name.lower()}@{here.edition.code}.example",
            name=name,
            role=Role.STEERING,
        )
    session.add(
        Proxy(edition_id=here.edition.id, member_id=members["Ana"].id, for_id=members["Ben"].id)
    )
    session.add(
        ConsentRule(edition_id=here.edition.id, overruling=overruling, members_vote=members_vote)
    )
    ids = statement_ids(session, here)
    rows = [submitted(session, here, ids[at : at + 1], place=at + 1) for at in range(drafts)]
    session.flush()
    return Hall(here, members, rows)


def hold_meeting(session: Session, here: World, row: Encouragement) -> None:
    """Every act of a meeting once, on an encouragement that two members have spoken on."""
    fadi, olga, sara = here.facilitator, here.organiser, here.steering
    meeting = meetings.open_meeting(session, fadi)
    key = {"meeting_id": meeting.id}
    presence.join_meeting(session, sara, **key)
    presence.note_present(session, fadi, **key, present={here.second.id: True})
    turning.turn_to(session, fadi, **key, encouragement_id=row.id, seen_version=meeting.version)
    turn = floor.ask_to_speak(session, sara, **key)
    floor.give_floor(session, fadi, turn_id=turn.id)
    session.flush()
    meetings.take_chair(session, olga, **key, seen_version=meeting.version)
    wording = wording_id(session, row)
    turning.lay_clean(session, olga, **key, wording_id=wording, seen_version=meeting.version)
    concluding.decide_in_meeting(
        session,
        olga,
        **key,
        wording_id=wording,
        word=MeetingWord.AGREED,
        seen_version=meeting.version,
    )
    closing.close_meeting(session, olga, **key, seen_version=meeting.version)


MEETING_TOLD = {
    "meeting.opened": "Fadi opened meeting 1",
    "meeting.joined": "Sara came to meeting 1",
    "meeting.attended": "Fadi noted who is present in meeting 1",
    "meeting.turned": "Fadi turned meeting 1 to place 2 “ask before”",
    "meeting.asked": "Sara asked to speak in meeting 1",
    "meeting.spoken": "Fadi gave the floor in meeting 1",
    "meeting.chaired": "Olga took the chair of meeting 1",
    "meeting.cleaned": "Olga laid the clean text of place 2 “ask before” before meeting 1",
    "meeting.decided": "Olga concluded on place 2 “ask before” in meeting 1: agreed",
    "meeting.closed": "Olga closed meeting 1",
}
MEETING_KEPT = {
    "meeting.turned": {"place", "heading"},
    "meeting.cleaned": {"place", "heading", "wording"},
    "meeting.decided": {"place", "heading", "wording"},
}


def meeting_ids(session: Session, here: World) -> dict[str, int]:
    """A meeting in which somebody has asked to speak, by what acts call them."""
    meeting = meetings.open_meeting(session, here.facilitator, present=[here.steering.id])
    turn = floor.ask_to_speak(session, here.steering, meeting_id=meeting.id)
    return {"meeting_id": meeting.id, "turn_id": turn.id}


def meeting_rows(session: Session, here: World, worded: Encouragement) -> None:
    """A meeting that went on and concluded, as rows."""
    meeting = Meeting(
        edition_id=here.edition.id,
        number=1,
        chair_id=here.facilitator.id,
        encouragement_id=worded.id,
        clean_id=wording_id(session, worded),
    )
    session.add(meeting)
    session.flush()
    own = {"meeting_id": meeting.id, "member_id": here.steering.id}
    session.add(Attendance(**own, left_at=now()))
    session.add(SpeakingTurn(**own, encouragement_id=worded.id, spoke_at=now()))
    session.add(
        MeetingDecision(
            **own,
            encouragement_id=worded.id,
            wording_id=wording_id(session, worded),
            word=MeetingWord.LEFT_OPEN,
            reason="Ask again",
            present=1,
        )
    )
