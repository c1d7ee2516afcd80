"""How a wording is agreed to: the rule, reviews, what is answered, what is ruled."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now


class ConsentRule(Versioned, table=True):
    """By which rule the steering group of an edition agrees; without one, nothing is overruled.

    From `silence_from` on, silence is consent to what lay before the group for `notice_hours` then.
    """

    __table_args__ = (
        CheckConstraint("(overruling = 'percent') = (percent IS NOT NULL)", name="percent"),
        CheckConstraint("percent IS NULL OR (percent > 50 AND percent <= 100)", name="share"),
        CheckConstraint("notice_hours >= 0", name="notice"),
    )
    edition_id: int = Field(foreign_key="edition.id", unique=True)
    overruling: enums.Overruling = Field(
        default=enums.Overruling.NEVER, sa_type=choice(enums.Overruling)
    )
    percent: int | None = None
    silence_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    notice_hours: int = 12
    minority_printed: bool = False
    members_vote: bool = False


class Proxy(Row, table=True):
    """That a member speaks for another one who is not there."""

    __table_args__ = (
        UniqueConstraint("for_id"),
        CheckConstraint("member_id <> for_id", name="other"),
    )
    edition_id: int = Field(foreign_key="edition.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    for_id: int = Field(foreign_key="member.id")
    named_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Review(Row, table=True):
    """One steering member's verdict on one wording; a later one supersedes.

    `would_settle` is what an objection needs, or under which condition one can live with it (the
    same as other words are amendments); `by_id` is who gave it for the member.
    """

    __table_args__ = (CheckConstraint("verdict <> 'object' OR reason <> ''", name="objection"),)
    wording_id: int = Field(foreign_key="wording.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    verdict: enums.Verdict = Field(sa_type=choice(enums.Verdict))
    reason: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    would_settle: str = ""
    reservation_id: int | None = Field(default=None, foreign_key="statement.id")
    by_id: int | None = Field(default=None, foreign_key="member.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class Answer(Row, table=True):
    """What was done about an objection or a condition, and why; a later one may follow."""

    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)
    review_id: int = Field(foreign_key="review.id", index=True)
    answer: enums.ObjectionAnswer = Field(sa_type=choice(enums.ObjectionAnswer))
    reason: str
    member_id: int = Field(foreign_key="member.id")
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Ruling(Row, table=True):
    """What became, by the edition's rule, of an objection that stands; it holds for one wording.

    `in_favour` and `against` are those who had taken a side when it was ruled.
    """

    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)
    encouragement_id: int = Field(foreign_key="encouragement.id", index=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    wording_id: int = Field(foreign_key="wording.id")
    ruling: enums.RulingWord = Field(sa_type=choice(enums.RulingWord))
    reason: str
    in_favour: int
    against: int
    member_id: int = Field(foreign_key="member.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    ruled_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
