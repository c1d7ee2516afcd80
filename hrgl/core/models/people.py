"""Who somebody is, how they come in, and what they are in an edition."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from hrgl.core import enums
from hrgl.core.columns import Row, UtcDateTime, Versioned, choice, now


class Account(Versioned, table=True):
    """A person who can sign in; without a password only by a link or the demonstration's door."""

    email: str = Field(unique=True, max_length=254)
    password_hash: str | None = None
    active: bool = True


class SignIn(Row, table=True):
    """One browser signed in: only the digest of its token is kept."""

    account_id: int = Field(foreign_key="account.id", index=True)
    token_sha256: str = Field(unique=True, max_length=64)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class SignInFailure(Row, table=True):
    """A failed attempt, by digest of the address, so that guessing can be slowed down."""

    address_sha256: str = Field(index=True, max_length=64)
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Invitation(Row, table=True):
    """A one-time link with which a person sets a password: only the digest of its token is kept."""

    account_id: int = Field(foreign_key="account.id", index=True)
    token_sha256: str = Field(unique=True, max_length=64)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Member(Versioned, table=True):
    """A person in one edition with one role.

    Participants are nameless: a workshop has one member for all of them, an edition one for those
    who come by its own link.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "account_id"),
        UniqueConstraint("workshop_id"),
        CheckConstraint("role = 'participant' OR workshop_id IS NULL", name="participant"),
    )
    edition_id: int = Field(foreign_key="edition.id")
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    workshop_id: int | None = Field(default=None, foreign_key="workshop.id")
    role: enums.Role = Field(sa_type=choice(enums.Role))
    name: str
    active: bool = True
