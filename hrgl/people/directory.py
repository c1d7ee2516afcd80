"""Everybody who takes part in an edition, as the organisers see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect
from sqlmodel import Session, col, func, select

from hrgl.core.columns import now
from hrgl.core.enums import Role
from hrgl.core.models import Account, AuditEntry, Invitation, Member


@dataclass(frozen=True)
class Person:
    """Somebody with an account and a part in an edition, as the organisers see them."""

    member_id: int
    version: int
    name: str
    email: str
    role: Role
    active: bool
    has_password: bool
    invited_until: datetime | None
    last_signed_in: datetime | None


def list_people(session: Session, *, edition_id: int) -> list[Person]:
    """Everybody with an account and a part in an edition: the active first, by name."""
    rows = session.exec(
        select(Member, Account, _invited_until(), _last_signed_in())
        .join(Account, col(Account.id) == Member.account_id)
        .where(Member.edition_id == edition_id)
    ).all()
    found = [
        Person(
            m.id,
            m.version,
            m.name,
            a.email,
            m.role,
            m.active and a.active,
            a.password_hash is not None,
            until,
            seen,
        )
        for m, a, until, seen in rows
    ]
    return sorted(found, key=lambda person: (not person.active, person.name.casefold()))


def _invited_until() -> ScalarSelect[Any]:
    """Until when the latest link of an account that nobody has used yet is valid."""
    return (
        select(func.max(Invitation.expires_at))
        .where(
            col(Invitation.account_id) == Account.id,
            col(Invitation.used_at).is_(None),
            Invitation.expires_at > now(),
        )
        .scalar_subquery()
    )


def _last_signed_in() -> ScalarSelect[Any]:
    return (
        select(func.max(AuditEntry.at))
        .where(
            AuditEntry.subject == "account",
            AuditEntry.subject_id == Account.id,
            AuditEntry.act == "account.signed_in",
        )
        .scalar_subquery()
    )
