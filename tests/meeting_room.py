"""A meeting of five members of the steering group, with one who speaks for another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from hrgl.core.enums import MeetingWord, Overruling, Role, Verdict
from hrgl.core.models import ConsentRule, Encouragement, Meeting, Member, Proxy
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


OBJECTS = Verdict.OBJECT
