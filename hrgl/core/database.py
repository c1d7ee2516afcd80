"""The database: one engine, one door for transactions, and how a row is fetched for an act."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel, and_, col, or_, select

from hrgl.core.acts import ACTS, UNDONE
from hrgl.core.failures import failure_of, say_plainly
from hrgl.core.models import (
    Amendment,
    AuditEntry,
    Comment,
    Door,
    Edition,
    Encouragement,
    Evidence,
    Input,
    Meeting,
    Member,
    Note,
    Review,
    SpeakingTurn,
    Statement,
    Tag,
    Theme,
    Wording,
    Workshop,
)
from hrgl.core.zones import clock_time, in_zone
from hrgl.errors import Busy, NotFound, OutOfDate, ReadOnly
from hrgl.settings import settings

RowType = TypeVar("RowType", bound=SQLModel)
_ONE_WRITER = 4712
# Seconds to wait for one's turn: a person is told soon, work in the background has time.
PATIENCE_OF_PAGES, PATIENCE_OF_WORK = 4, 30


def connect(url: str | None = None, *, patience: int | None = None) -> Engine:
    """The engine for a database address; by default the one the environment names."""
    patience = patience or PATIENCE_OF_PAGES
    url = url or settings().database_url
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    options: dict[str, Any] = {
        "pool_size": 20,
        "max_overflow": 20,
        "pool_timeout": patience,
        "hide_parameters": True,
    }
    if url.startswith("sqlite"):
        _make_folder(Path(url.removeprefix("sqlite:///")).parent)
        engine = create_engine(url, connect_args={"timeout": patience}, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        given = {"connect_timeout": patience, **make_url(url).query}
        engine = create_engine(url, pool_pre_ping=True, connect_args=given, **options)
        event.listen(engine, "connect", partial(_prepare_postgresql, patience))
        event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "handle_error", say_plainly)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnly(
            f"The folder {folder} for the database cannot be made ({error.strerror}). "
            "Choose another with HRGL_DATABASE_URL."
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # sqlite3 must not open transactions of its own: BEGIN IMMEDIATE below is what prevents
    # lost updates between two writers.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(patience: int, connection: Any, _record: object) -> None:
    # for every lock, a question's too: a table may be locked by who looks after the server
    connection.execute(f"SET lock_timeout = '{patience}s'")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("hrgl_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # One writer at a time, as on SQLite: an act sees all that was decided before it, and two
    # acts can neither wait for one another in a circle nor both pass the same check.
    if connection.get_execution_options().get("hrgl_writing", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session to ask questions with; what it might change is thrown away."""
    # one moment for all that is asked: a note must not appear between two queries of a question
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine, expire_on_commit=False, autoflush=False) as session, _current():
        yield session


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """The one door for changes: committed as a whole when the block ends, else nothing is kept."""
    bound = engine.execution_options(hrgl_writing=True)
    with _current(), Session(bound, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def _current() -> Iterator[None]:
    """A row that somebody else changed in the same moment is out of date."""
    try:
        yield
    except NoConnectionFree as error:
        raise failure_of(Busy) from error
    except StaleDataError as error:
        raise OutOfDate(
            "Somebody changed this at the same moment. Look again, then repeat what you did."
        ) from error


def edition_of(session: Session, row: SQLModel) -> int | None:
    """The edition a row belongs to, whichever way leads there."""
    if isinstance(row, Edition):
        return row.id
    if isinstance(row, Evidence):
        return edition_of(session, session.get_one(Statement, row.statement_id))
    if isinstance(row, Tag):
        return session.get_one(Theme, row.theme_id).edition_id
    if isinstance(row, Statement | Note | Door | Input):
        return session.get_one(Workshop, row.workshop_id).edition_id
    if isinstance(row, Amendment | Comment):
        return session.get_one(Encouragement, row.encouragement_id).edition_id
    if isinstance(row, SpeakingTurn):
        return session.get_one(Meeting, row.meeting_id).edition_id
    if isinstance(row, Review):
        wording = session.get_one(Wording, row.wording_id)
        return session.get_one(Member, wording.member_id).edition_id
    if isinstance(row, Wording):
        return session.get_one(Member, row.member_id).edition_id
    return getattr(row, "edition_id", None)


def fetch(
    session: Session,
    model: type[RowType],
    row_id: int,
    *,
    actor: Member,
    seen_version: int | None = None,
) -> RowType:
    """The row for an act of this member: of their edition, and still as they saw it."""
    row = session.get(model, row_id, with_for_update=True)
    if row is None or edition_of(session, row) != actor.edition_id:
        raise NotFound(f"This {model.__name__.lower()} is not there any more. Load the page again.")
    if seen_version is not None and getattr(row, "version", seen_version) != seen_version:
        raise out_of_date(session, model.__name__.lower(), row_id)
    return row


def out_of_date(session: Session, subject: str, subject_id: int) -> OutOfDate:
    """The refusal of an edit that somebody else was quicker with: who, and when."""
    who, when = last_change(session, subject, subject_id)
    return OutOfDate(
        f"{who} changed this{f' at {clock_time(when)}' if when else ''} after you had opened it. "
        "Nothing of yours was saved: compare, then save again.",
        changed_by=who,
    )


def fetch_statements(session: Session, ids: Sequence[int], *, actor: Member) -> list[Statement]:
    """Several statements of the member's edition at once, in the order asked for."""
    query = (
        select(Statement)
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(col(Statement.id).in_(ids), Workshop.edition_id == actor.edition_id)
        .with_for_update(of=Statement)
    )
    found = {statement.id: statement for statement in session.exec(query).all()}
    if any(each not in found for each in ids):
        raise NotFound("One of these statements is not there any more. Load the page again.")
    return [found[each] for each in dict.fromkeys(ids)]


# Told of a thing, but they leave what others may be editing in it as it was.
_BESIDE = [act.name for act in ACTS.values() if not act.changes_subject]


def last_change(session: Session, subject: str, subject_id: int) -> tuple[str, datetime | None]:
    """Who changed a thing last (or took a change of it back), and when, as their clocks showed."""
    acts = select(AuditEntry.id).where(
        AuditEntry.subject == subject,
        AuditEntry.subject_id == subject_id,
        col(AuditEntry.act).not_in(_BESIDE),
    )
    taken_back = and_(col(AuditEntry.act) == UNDONE.name, col(AuditEntry.subject_id).in_(acts))
    found = session.exec(
        select(Member.name, AuditEntry.at, Edition.time_zone)
        .join(Member, col(Member.id) == AuditEntry.member_id)
        .join(Edition, col(Edition.id) == Member.edition_id)
        .where(or_(col(AuditEntry.id).in_(acts), taken_back))
        .order_by(col(AuditEntry.id).desc())
        .limit(1)
    ).first()
    return (found[0], in_zone(found[1], found[2])) if found else ("Somebody", None)
