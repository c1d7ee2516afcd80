"""The participants' round: the link to the drafts, what is said of them, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import UtcDateTime, Versioned, choice, now

_OF_ALL: Any = {
    "sqlite_where": text("workshop_id IS NULL"),
    "postgresql_where": text("workshop_id IS NULL"),
}


class Round(Versioned, table=True):
    """Whether drafts are shown to the participants of a workshop, or (with none) to everybody.

    With `key` a receipt is worked out again for the page that shows it, and for no other.
    """

    __table_args__ = (Index("uq_round_of_all", "edition_id", unique=True, **_OF_ALL),)
    edition_id: int = Field(foreign_key="edition.id")
    workshop_id: int | None = Field(default=None, foreign_key="workshop.id", unique=True)
    code: str = Field(unique=True, max_length=16)
    key: str = Field(max_length=64)
    is_open: bool = True


class Comment(Versioned, table=True):
    """What a participant said of one wording, what became of it, and what they say to that.

    Of the receipt, of the page it was sent from and of the form only digests are kept, and of the
    sender nothing. A word that only supports needs no text, and no answer.
    """

    __table_args__ = (
        CheckConstraint("text <> '' OR kind = 'supports' OR withdrawn", name="text"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("answer IS NOT NULL OR reaction IS NULL", name="reacted"),
        CheckConstraint(
            "taken_up_in_id IS NULL OR answer IN ('taken_up', 'in_part')", name="taken_up"
        ),
    )
    encouragement_id: int = Field(foreign_key="encouragement.id", index=True)
    wording_id: int = Field(foreign_key="wording.id", index=True)
    workshop_id: int | None = Field(default=None, foreign_key="workshop.id", index=True)
    kind: enums.CommentKind = Field(sa_type=choice(enums.CommentKind))
    text: str = ""
    receipt_sha256: str = Field(index=True, max_length=64)
    sender_sha256: str = Field(index=True, max_length=64)
    form_sha256: str = Field(unique=True, max_length=64)
    withdrawn: bool = False
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    answer: enums.CommentAnswer | None = Field(default=None, sa_type=choice(enums.CommentAnswer))
    taken_up_in_id: int | None = Field(default=None, foreign_key="wording.id")
    reason: str = ""
    member_id: int | None = Field(default=None, foreign_key="member.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reaction: enums.Reaction | None = Field(default=None, sa_type=choice(enums.Reaction))
    reaction_words: str = ""
    reacted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
