"""What is decided on: encouragements, their wordings and evidence, and the document."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now


class Encouragement(Versioned, table=True):
    """A place in the document, or a candidate without one."""

    __table_args__ = (
        UniqueConstraint("edition_id", "place"),
        CheckConstraint("place > 0", name="place"),
        CheckConstraint("stage <> 'set_aside' OR place IS NULL", name="set_aside_place"),
        CheckConstraint("merged_into_id IS NULL OR stage = 'set_aside'", name="merged"),
    )
    edition_id: int = Field(foreign_key="edition.id")
    place: int | None = None
    wording: int = 1
    remarks: str = ""
    stage: enums.Stage = Field(default=enums.Stage.DRAFT, sa_type=choice(enums.Stage))
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    set_aside_because: str = ""
    merged_into_id: int | None = Field(default=None, foreign_key="encouragement.id")


class GroupHeading(Versioned, table=True):
    """A heading in the document, above the encouragement at a place and those that follow."""

    __table_args__ = (
        UniqueConstraint("edition_id", "place"),
        CheckConstraint("place > 0", name="place"),
        CheckConstraint("heading <> ''", name="heading"),
    )
    edition_id: int = Field(foreign_key="edition.id")
    place: int
    heading: str


class Wording(Row, table=True):
    """A numbered text of an encouragement, never changed; rewording makes the next one.

    A candidate begun from a theme has no heading yet. `why` is what its writer said of the change.
    """

    __table_args__ = (UniqueConstraint("encouragement_id", "number"),)
    encouragement_id: int = Field(foreign_key="encouragement.id")
    number: int
    heading: str
    explanation: str = ""
    examples: str = ""
    why: str = ""
    member_id: int = Field(foreign_key="member.id")
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class WordingDraft(Row, table=True):
    """What a person is typing into an encouragement, kept until it has become a wording.

    `wording` is the number of the one that it goes on from.
    """

    __table_args__ = (UniqueConstraint("member_id", "encouragement_id"),)
    member_id: int = Field(foreign_key="member.id")
    encouragement_id: int = Field(foreign_key="encouragement.id", index=True)
    wording: int
    heading: str = ""
    explanation: str = ""
    examples: str = ""
    remarks: str = ""
    saved_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class EncouragementTheme(SQLModel, table=True):
    """Which themes an encouragement was worded from."""

    encouragement_id: int = Field(foreign_key="encouragement.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True, index=True)


class Evidence(Row, table=True):
    """statement ↔ encouragement, many to many."""

    __table_args__ = (UniqueConstraint("encouragement_id", "statement_id"),)
    encouragement_id: int = Field(foreign_key="encouragement.id")
    statement_id: int = Field(foreign_key="statement.id", index=True)
    support: enums.Support = Field(sa_type=choice(enums.Support))
    member_id: int = Field(foreign_key="member.id")


class OutcomeDocument(Row, table=True):
    """A published snapshot: `content` is its canonical JSON, `sha256` the digest of that."""

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    edition_id: int = Field(foreign_key="edition.id")
    number: int
    content: str
    sha256: str = Field(max_length=64)
    member_id: int = Field(foreign_key="member.id")
    published_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    adopted_by: str | None = None
    adoption_mode: enums.AdoptionMode | None = Field(
        default=None, sa_type=choice(enums.AdoptionMode)
    )
    adopted_on: date | None = None
    adopted_at_place: str = ""
    adopted_as: str = ""
    adopted_tacitly: bool = False
    mark: enums.DocumentMark | None = Field(default=None, sa_type=choice(enums.DocumentMark))
    marked_because: str = ""
    marked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
