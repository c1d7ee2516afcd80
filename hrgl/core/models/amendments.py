"""Other words for a part of a wording, and the files in which drafts go out and come back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now


class Amendment(Versioned, table=True):
    """Other words (`after`) for the span `[start, end)` of one field of one wording.

    `author` and `dated` are what a returned file says; what was proposed here has a member only.
    `taken_words` are the words it was accepted with if they were modified; with `review_id` it is
    what would settle an objection.
    """

    __table_args__ = (
        UniqueConstraint("encouragement_id", "number"),
        CheckConstraint('0 <= start AND start <= "end"', name="span"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "taken_into_id IS NULL OR outcome IN ('accepted', 'modified')", name="taken"
        ),
    )
    encouragement_id: int = Field(foreign_key="encouragement.id")
    wording_id: int = Field(foreign_key="wording.id", index=True)
    number: int
    field: enums.WordingField = Field(sa_type=choice(enums.WordingField))
    start: int
    end: int
    after: str
    reason: str = ""
    member_id: int = Field(foreign_key="member.id")
    author: str = ""
    dated: str = Field(default="", max_length=40)
    returned_id: int | None = Field(default=None, foreign_key="returneddraft.id", index=True)
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    to_id: int | None = Field(default=None, foreign_key="amendment.id")
    proposed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    recommendation: enums.Recommendation | None = Field(
        default=None, sa_type=choice(enums.Recommendation)
    )
    recommendation_reason: str = ""
    recommended_by_id: int | None = Field(default=None, foreign_key="member.id")
    outcome: enums.AmendmentOutcome | None = Field(
        default=None, sa_type=choice(enums.AmendmentOutcome)
    )
    outcome_reason: str = ""
    taken_words: str | None = None
    taken_into_id: int | None = Field(default=None, foreign_key="wording.id", index=True)
    decided_by_id: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class SentDraft(Row, table=True):
    """A Word file of the draft that was taken out: which wordings stood in it."""

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    edition_id: int = Field(foreign_key="edition.id")
    number: int
    wordings: list[Any] = Field(default_factory=list, sa_type=JSON)
    sha256: str = Field(max_length=64)
    member_id: int = Field(foreign_key="member.id")
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class ReturnedDraft(Row, table=True):
    """A Word file that came back: its name, and by its digest that it is taken in once."""

    __table_args__ = (UniqueConstraint("sent_id", "sha256"),)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    sent_id: int = Field(foreign_key="sentdraft.id")
    name: str
    sha256: str = Field(max_length=64)
    member_id: int = Field(foreign_key="member.id")
    returned_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class MarginNote(Versioned, table=True):
    """A comment of a returned file, or a change that found no place: shown, and never dropped.

    `quote` is what it is about; `text` the comment, or the new words. A change that a person
    places becomes the amendment `amendment_id`.
    """

    __table_args__ = (
        CheckConstraint("(wording_id IS NULL) = (encouragement_id IS NULL)", name="wording"),
        CheckConstraint("(start IS NULL) = (field IS NULL)", name="place"),
    )
    edition_id: int = Field(foreign_key="edition.id", index=True)
    returned_id: int = Field(foreign_key="returneddraft.id", index=True)
    kind: enums.MarginKind = Field(sa_type=choice(enums.MarginKind))
    author: str = ""
    dated: str = Field(default="", max_length=40)
    encouragement_id: int | None = Field(default=None, foreign_key="encouragement.id", index=True)
    wording_id: int | None = Field(default=None, foreign_key="wording.id")
    field: enums.WordingField | None = Field(default=None, sa_type=choice(enums.WordingField))
    start: int | None = None
    end: int | None = None
    quote: str = ""
    text: str = ""
    why_unplaced: str = ""
    reply_to_id: int | None = Field(default=None, foreign_key="marginnote.id")
    amendment_id: int | None = Field(default=None, foreign_key="amendment.id")
    settled_because: str = ""
