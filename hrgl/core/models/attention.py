"""What each person has seen: theirs alone, and no decision, so that it stands in no history."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from hrgl.core.columns import Row, UtcDateTime


class Reading(SQLModel, table=True):
    """That a member had a statement in sight for as long as it takes to read it."""

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    statement_id: int = Field(
        primary_key=True, foreign_key="statement.id", index=True, ondelete="CASCADE"
    )


class Look(Row, table=True):
    """A member's last look at a theme: what it held then, and when they were last there."""

    __table_args__ = (UniqueConstraint("member_id", "theme_id"),)
    member_id: int = Field(foreign_key="member.id")
    theme_id: int = Field(foreign_key="theme.id", index=True, ondelete="CASCADE")
    held: list[int] = Field(default_factory=list, sa_type=JSON)
    here_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
