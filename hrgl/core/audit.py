"""The log of acts: who did what to what, when. Append-only, and without participants' words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, or_
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, func, select

from hrgl.core import changes, telling
from hrgl.core.acts import OF_ACCOUNTS, UNDONE, act_named
from hrgl.core.enums import Role
from hrgl.core.models import Account, AuditEntry, Member, SentAct
from hrgl.core.telling import Detail, Told

Revision = tuple[int, int]  # how many entries there are, and the latest
# how a browser named the act that this transaction is for, so that it is done once
SENT_AS = "sent_as"
# the rows an act touched can be many; the history only needs to know whether there are any
_HAS_CHANGES = func.length(cast(AuditEntry.changes, String)) > len("[]")


def record(
    session: Session, actor: Member, act: str, subject: SQLModel, **detail: Detail
) -> AuditEntry:
    """Write the one entry of an act, in its transaction."""
    noun = type(subject).__name__.lower()
    if noun != act_named(act).subject:
        raise LookupError(f"The act {act!r} is not recorded of a row of {noun!r}.")
    session.flush()
    entry = AuditEntry(
        edition_id=actor.edition_id,
        member_id=actor.id,
        act=act,
        subject=noun,
        subject_id=getattr(subject, "id"),  # noqa: B009 – every audited row has one
        detail=dict(detail),
        changes=changes.take_changes(session),
    )
    session.add(entry)
    session.flush()
    if name := session.info.pop(SENT_AS, None):
        session.add(SentAct(name=name, entry_id=entry.id))
        session.flush()
    return entry


def sent_as(session: Session, name: str) -> AuditEntry | None:
    """The entry of the act that a browser gave this name, if it was done."""
    query = select(AuditEntry).join(SentAct).where(SentAct.name == name)
    return session.exec(query).first()


def name_sent(session: Session, *, entry_id: int) -> str | None:
    """The name that a browser gave the act of this entry, if one did."""
    return session.exec(select(SentAct.name).where(SentAct.entry_id == entry_id)).first()


def record_of_account(session: Session, act: str, account: Account) -> AuditEntry:
    """Write down what belongs to an account and to no edition; its address is not told."""
    if act not in OF_ACCOUNTS:
        raise LookupError(f"What happens to an account is not called {act!r}.")
    entry = AuditEntry(act=act, subject="account", subject_id=account.id)
    session.add(entry)
    session.flush()
    return entry


@dataclass(frozen=True)
class Happening:
    """One line of the history; `detail` with what it names, as it was then.

    `took_back`: of an act that took one back, which one that was in the end; `again`: it was taken
    back before, and stands again since.
    """

    id: int
    at: datetime
    who: str
    role: str
    act: str
    subject_id: int
    detail: Told
    has_changes: bool
    took_back: "Happening | None" = None
    again: bool = False


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
    wanted = _wanted(edition_id, who, nouns, since, until)
    return _followed_up(session, edition_id, _happenings(session, wanted, limit))


def happening(session: Session, *, edition_id: int, entry_id: int) -> Happening:
    """The line of the history that one entry is."""
    [found] = _happenings(session, _these(edition_id, {entry_id}), 1)
    return _followed_up(session, edition_id, [found])[0]


def _followed_up(session: Session, edition_id: int, found: list[Happening]) -> list[Happening]:
    """The same lines; those of acts that took one back say which one that was in the end."""
    undone = [each.id for each in found if each.act == UNDONE.name]
    if not undone:
        return found
    steps = _taken_back(session, edition_id)
    ends = {entry_id: _followed(entry_id, steps) for entry_id in undone}
    first = {entry_id for entry_id, _ in ends.values()}
    told = {each.id: each for each in _happenings(session, _these(edition_id, first), len(first))}
    return [
        replace(each, took_back=told.get(ends[each.id][0]), again=ends[each.id][1])
        if each.id in ends
        else each
        for each in found
    ]


def _happenings(session: Session, wanted: list[ColumnElement[bool]], limit: int) -> list[Happening]:
    rows = session.exec(
        select(AuditEntry, Member.name, Member.role, _HAS_CHANGES)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .where(*wanted)
        .options(defer(AuditEntry.changes))  # type: ignore[arg-type]  # a column to SQLAlchemy
        .order_by(col(AuditEntry.id).desc())
        .limit(limit)
    ).all()
    names = telling.details_of(session, [entry for entry, *_ in rows])
    return [
        Happening(
            e.id,
            e.at,
            name,
            role,
            e.act,
            e.subject_id,
            {**names.get(e.id, {}), **e.detail},
            changed,
        )
        for e, name, role, changed in rows
    ]


def _taken_back(session: Session, edition_id: int) -> dict[int, int]:
    """Which entry each act of taking back took back, which may be another of its kind."""
    query = select(AuditEntry.id, AuditEntry.subject_id).where(
        AuditEntry.edition_id == edition_id, AuditEntry.act == UNDONE.name
    )
    return dict(session.exec(query).all())


def _followed(entry_id: int, steps: dict[int, int]) -> tuple[int, bool]:
    """The act at the end of a chain of taking back, and whether it stands again."""
    count = 0
    # what is taken back came before: an entry of a forged backup may say otherwise
    while steps.get(entry_id, entry_id) < entry_id:
        entry_id, count = steps[entry_id], count + 1
    return entry_id, count % 2 == 0


def count_acts(
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


def _these(edition_id: int, ids: Collection[int]) -> list[ColumnElement[bool]]:
    return [col(AuditEntry.edition_id) == edition_id, col(AuditEntry.id).in_(ids)]


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


def revision(session: Session, *, edition_id: int) -> Revision:
    """What changes with every act in an edition: a page knows by it whether it is old.

    The number of entries beside the latest, because two acts at once may be committed in
    another order than they were numbered.
    """
    query = select(func.count(col(AuditEntry.id)), func.max(AuditEntry.id)).where(
        AuditEntry.edition_id == edition_id
    )
    count, latest = session.exec(query).one()
    return count, latest or 0
