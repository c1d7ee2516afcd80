"""What the machine computes, what is logged of every act, and long work."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.types import JSON, LargeBinary
from sqlmodel import Field, SQLModel

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, choice, now


class Embedding(SQLModel, table=True):
    """The vector of a text under a named model: float32, little-endian; may be thrown away."""

    text_sha256: str = Field(primary_key=True, max_length=64)
    model: str = Field(primary_key=True, max_length=255)
    vector: bytes = Field(sa_type=LargeBinary)


class Spot(SQLModel, table=True):
    """Where a text stands on the map of an edition; worked out with a proposal."""

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    text_sha256: str = Field(primary_key=True, max_length=64)
    model: str = Field(max_length=255)
    x: int
    y: int
    later: bool  # put beside those that stood there before


class Clustering(Row, table=True):
    """One run of the machine over an edition, never changed; on screens: a proposal."""

    edition_id: int = Field(foreign_key="edition.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    model: str
    parameters: dict[str, Any] = Field(sa_type=JSON)
    statements_sha256: str = Field(max_length=64)
    result: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DiscardedProposal(SQLModel, table=True):
    """That people want nothing of a proposal, or nothing more."""

    clustering_id: int = Field(foreign_key="clustering.id", primary_key=True)
    member_id: int = Field(foreign_key="member.id")


class AuditEntry(Row, table=True):
    """Who did what to what, when; append-only; without participants' words."""

    __table_args__ = (Index("ix_auditentry_subject", "subject", "subject_id"),)
    edition_id: int | None = Field(default=None, foreign_key="edition.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    act: str
    subject: str
    subject_id: int
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class SentAct(SQLModel, table=True):
    """The name a browser gave an act, so that one that is handed over twice is done once."""

    name: str = Field(primary_key=True, max_length=36)
    entry_id: int = Field(foreign_key="auditentry.id", unique=True)


_UNFINISHED = text("state IN ('waiting', 'running')")
_UNDER_WAY: Any = {"sqlite_where": _UNFINISHED, "postgresql_where": _UNFINISHED}


class Job(Row, table=True):
    """Long work: its state, progress and heartbeat; one of a kind under way in an edition."""

    __table_args__ = (
        Index("uq_job_under_way", "edition_id", "kind", unique=True, **_UNDER_WAY),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
    )
    edition_id: int = Field(foreign_key="edition.id")
    member_id: int = Field(foreign_key="member.id")
    kind: str = Field(max_length=32)
    parameters: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: enums.JobState = Field(default=enums.JobState.WAITING, sa_type=choice(enums.JobState))
    progress: float = 0.0
    message: str = ""
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    heartbeat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
