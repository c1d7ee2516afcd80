"""A meeting of the steering group: what is on the screen, who is there, what it decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now

_OPEN: Any = {
    "sqlite_where": text("closed_at IS NULL"),
    "postgresql_where": text("closed_at IS NULL"),
}


class Meeting(Versioned, table=True):
    """What a meeting has before it: an encouragement, marked or clean. One at a time is open.

    `clean_id` is the wording whose clean text was laid before it, until it turns elsewhere.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        Index("uq_meeting_open", "edition_id", unique=True, **_OPEN),
    )
    edition_id: int = Field(foreign_key="edition.id")
    number: int
    chair_id: int = Field(foreign_key="member.id")
    opened_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    encouragement_id: int | None = Field(default=None, foreign_key="encouragement.id")
    clean_id: int | None = Field(default=None, foreign_key="wording.id")


class Attendance(Row, table=True):
    """That a member came to a meeting, and when they left it."""

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    came_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SpeakingTurn(Row, table=True):
    """That a member asked to speak on an encouragement, and whether they did."""

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    encouragement_id: int | None = Field(default=None, foreign_key="encouragement.id")
    asked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    spoke_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class MeetingDecision(Row, table=True):
    """What a meeting made of a wording whose clean text stood before it, with whom present."""

    __table_args__ = (CheckConstraint("present >= 0", name="present"),)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    encouragement_id: int = Field(foreign_key="encouragement.id", index=True)
    wording_id: int = Field(foreign_key="wording.id")
    word: enums.MeetingWord = Field(sa_type=choice(enums.MeetingWord))
    reason: str = ""
    present: int
    member_id: int = Field(foreign_key="member.id")
    decided_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
