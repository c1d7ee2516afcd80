"""From the edition and its workshops to the outcome document: the nouns people work on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now
from hrgl.core.zones import DEFAULT_ZONE


class Edition(Versioned, table=True):
    """One Academy and Conference; nothing of a year is in code."""

    __table_args__ = (
        CheckConstraint("places > 0 AND quorum > 0 AND smallest_group > 0", name="rules"),
    )
    code: str = Field(unique=True, max_length=32)
    series: str
    title: str
    question: str = ""
    starts: date | None = None
    ends: date | None = None
    places: int | None = None
    quorum: int = 3
    smallest_group: int = 3
    attribution: enums.Attribution = Field(
        default=enums.Attribution.GROUP, sa_type=choice(enums.Attribution)
    )
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    demonstration: bool = False
    time_zone: str = Field(default=DEFAULT_ZONE, max_length=64)
    languages: enums.Languages = Field(
        default=enums.Languages.AUTO, sa_type=choice(enums.Languages)
    )


class Workshop(Versioned, table=True):
    """One gathering from which notes come."""

    __table_args__ = (UniqueConstraint("edition_id", "code"),)
    edition_id: int = Field(foreign_key="edition.id")
    code: str = Field(max_length=16)
    title: str = ""
    question: str = ""
    day: date | None = None
    starts: str = ""
    ends: str = ""
    next_generation: bool = False
    summary: str = ""
    last_number: int = 0


class EarlierSummary(Row, table=True):
    """A workshop's summary as it read before a member wrote it anew."""

    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    text: str
    member_id: int = Field(foreign_key="member.id")
    replaced_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Note(Versioned, table=True):
    """Text as somebody wrote it, never changed: an edited note is the successor of the old one.

    `voice` counts the speakers of an import whose names are not kept: same number, same person.
    """

    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    text: str
    source: enums.Source = Field(default=enums.Source.TYPED, sa_type=choice(enums.Source))
    source_name: str = ""
    source_row: int | None = None
    actor_type: str | None = None
    region: str | None = None
    organisation: str | None = None
    speaker: str | None = None
    voice: int | None = None
    attribution: enums.Attribution = Field(
        default=enums.Attribution.GROUP, sa_type=choice(enums.Attribution)
    )
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    replaced_by_id: int | None = Field(default=None, foreign_key="note.id")


class NoteDraft(Row, table=True):
    """What a person is typing into a workshop, kept until it has become a note."""

    __table_args__ = (UniqueConstraint("member_id", "workshop_id"),)
    member_id: int = Field(foreign_key="member.id")
    workshop_id: int = Field(foreign_key="workshop.id", index=True)
    text: str
    saved_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Statement(Versioned, table=True):
    """One idea: the span `[start, end)` of a note's text, so nothing can be invented."""

    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("same_as_id <> id", name="same_as"),
        CheckConstraint("withdrawn_because IS NULL OR withdrawn_because <> ''", name="withdrawn"),
        CheckConstraint("(withdrawn_because IS NULL) = (withdrawal IS NULL)", name="withdrawn_how"),
        CheckConstraint("set_aside_because IS NULL OR set_aside_because <> ''", name="set_aside"),
    )
    note_id: int = Field(foreign_key="note.id", index=True)
    workshop_id: int = Field(foreign_key="workshop.id")
    number: int
    reference: str = Field(unique=True, max_length=64)
    start: int
    end: int
    context: str = ""
    kind: enums.Kind | None = Field(default=None, sa_type=choice(enums.Kind))
    withdrawn_because: str | None = None
    withdrawal: enums.Withdrawal | None = Field(default=None, sa_type=choice(enums.Withdrawal))
    set_aside_because: str | None = None
    same_as_id: int | None = Field(default=None, foreign_key="statement.id", index=True)

    @property
    def left_out(self) -> bool:
        """Whether it was withdrawn, set aside or counted as another."""
        because = self.withdrawn_because or self.set_aside_because
        return bool(because) or self.same_as_id is not None


class Lineage(Row, table=True):
    """That a statement came out of another one, which was split or joined."""

    __table_args__ = (
        UniqueConstraint("statement_id", "from_id"),
        CheckConstraint("statement_id <> from_id", name="from"),
    )
    statement_id: int = Field(foreign_key="statement.id")
    from_id: int = Field(foreign_key="statement.id", index=True)


class Theme(Versioned, table=True):
    """What people decided: a named set of statements, which survives every new proposal.

    `not_taken_up_because` says why no encouragement is to be worded from it.
    """

    edition_id: int = Field(foreign_key="edition.id", index=True)
    name: str
    description: str = ""
    named_by_person: bool = False
    reviewed: bool = False
    flag: str = ""
    not_taken_up_because: str = ""
    clustering_id: int | None = Field(default=None, foreign_key="clustering.id")
    merged_into_id: int | None = Field(default=None, foreign_key="theme.id")
    dissolved: bool = False


class Placement(Versioned, table=True):
    """statement → theme, by the machine or, pinned, by a person."""

    statement_id: int = Field(foreign_key="statement.id", unique=True)
    theme_id: int = Field(foreign_key="theme.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    clustering_id: int | None = Field(default=None, foreign_key="clustering.id")
    pinned: bool = False
    fit: float | None = None


class Tie(Row, table=True):
    """That two statements belong together, or apart, whatever theme they stand in."""

    __table_args__ = (
        UniqueConstraint("statement_id", "other_id"),
        CheckConstraint("statement_id < other_id", name="order"),
    )
    statement_id: int = Field(foreign_key="statement.id")
    other_id: int = Field(foreign_key="statement.id", index=True)
    together: bool
    member_id: int = Field(foreign_key="member.id")


class SamplePlacement(Row, table=True):
    """Where somebody would place a statement of the sample, without having seen where it stands."""

    __table_args__ = (UniqueConstraint("member_id", "statement_id"),)
    member_id: int = Field(foreign_key="member.id")
    statement_id: int = Field(foreign_key="statement.id", index=True)
    theme_id: int = Field(foreign_key="theme.id", index=True)


class Tag(Versioned, table=True):
    """That a theme touches an entry of a vocabulary, or does not, as a person decided.

    `similarity` is what the machine had said of it, if it had proposed it.
    """

    __table_args__ = (
        UniqueConstraint("theme_id", "vocabulary", "code"),
        CheckConstraint("(origin = 'proposed') = (similarity IS NOT NULL)", name="similarity"),
    )
    theme_id: int = Field(foreign_key="theme.id")
    vocabulary: str = Field(max_length=32)
    code: str = Field(max_length=64)
    state: enums.TagState = Field(sa_type=choice(enums.TagState))
    origin: enums.Origin = Field(default=enums.Origin.PERSON, sa_type=choice(enums.Origin))
    similarity: float | None = None
    member_id: int = Field(foreign_key="member.id")
