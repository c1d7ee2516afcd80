"""The log of acts: who did what to what, when. Append-only, and without participants' words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, or_
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, func, select

from hrgl import changes
from hrgl.models import Account, AuditEntry, Member
from hrgl.words import Role

# the rows an act touched can be many; the history only needs to know whether there are any
_HAS_CHANGES = func.length(cast(AuditEntry.changes, String)) > len("[]")
Detail = str | int | float | bool | None | list[int] | list[str]


def record(
    session: Session, actor: Member, act: str, subject: SQLModel, **detail: Detail
) -> AuditEntry:
    """Write the one entry of an act, in its transaction."""
    session.flush()
    entry = AuditEntry(
        edition_id=actor.edition_id,
        member_id=actor.id,
        act=act,
        subject=type(subject).__name__.lower(),
        subject_id=getattr(subject, "id"),  # noqa: B009 – every audited row has one
        detail=dict(detail),
        changes=changes.take(session),
    )
    session.add(entry)
    session.flush()
    return entry


def record_of_account(session: Session, act: str, account: Account) -> AuditEntry:
    """Write down what belongs to an account and to no edition; its address is not told."""
    entry = AuditEntry(act=act, subject="account", subject_id=account.id)
    session.add(entry)
    session.flush()
    return entry


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    id: int
    at: datetime
    who: str
    role: str
    act: str
    subject_id: int
    detail: dict[str, Detail]
    has_changes: bool


def history(
    session: Session,
    *,
    edition_id: int,
    who: Collection[int] | None = None,
    nouns: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 500,
) -> list[Happening]:
    """What happened in an edition, latest first: by these members, to these nouns, in this time.

    A noun is the beginning of an act's name, or the whole of it; what is not given is not asked.
    """
    rows = session.exec(
        select(AuditEntry, Member.name, Member.role, _HAS_CHANGES)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(*_wanted(edition_id, who, nouns, since, until))
        .options(defer(AuditEntry.changes))  # type: ignore[arg-type]
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    ).all()
    return [
        Happening(e.id, e.at, name, role, e.act, e.subject_id, e.detail, changed)
        for e, name, role, changed in rows
    ]


def number(
    session: Session,
    *,
    edition_id: int,
    who: Collection[int] | None = None,
    nouns: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """How many acts the history has that answer to the same question."""
    wanted = _wanted(edition_id, who, nouns, since, until)
    # as in the history, an entry without a member is none of this edition's people's
    query = select(func.count(col(AuditEntry.id))).where(
        *wanted, col(AuditEntry.member_id).is_not(None)
    )
    return session.exec(query).one()


def _wanted(
    edition_id: int,
    who: Collection[int] | None,
    nouns: Collection[str] | None,
    since: datetime | None,
    until: datetime | None,
) -> list[ColumnElement[bool]]:
    act, at = col(AuditEntry.act), col(AuditEntry.at)
    wanted: list[ColumnElement[bool]] = [col(AuditEntry.edition_id) == edition_id]
    if who is not None:
        wanted.append(col(AuditEntry.member_id).in_(who))
    if nouns is not None:
        begun = [act.startswith(f"{noun}.", autoescape=True) for noun in nouns]
        wanted.append(or_(act.in_(nouns), *begun))
    if since is not None:
        wanted.append(at >= since)
    if until is not None:
        wanted.append(at < until)
    return wanted


@dataclass(frozen=True)
class Doer:
    """Somebody who has acted in an edition."""

    member_id: int
    name: str
    role: Role


def doers(session: Session, *, edition_id: int) -> list[Doer]:
    """Everybody who has acted in an edition, by name."""
    acted = select(AuditEntry.member_id).where(AuditEntry.edition_id == edition_id)
    query = (
        select(Member.id, Member.name, Member.role)
        .where(col(Member.id).in_(acted))
        .order_by(Member.name, col(Member.id))
    )
    return [Doer(key, name, Role(role)) for key, name, role in session.exec(query).all()]


def revision(session: Session, *, edition_id: int) -> tuple[int, int]:
    """What changes with every act in an edition: a page knows by it whether it is old.

    The number of entries beside the latest, because two acts at once may be committed in
    another order than they were numbered.
    """
    query = select(func.count(col(AuditEntry.id)), func.max(AuditEntry.id)).where(
        AuditEntry.edition_id == edition_id
    )
    count, latest = session.exec(query).one()
    return count, latest or 0
