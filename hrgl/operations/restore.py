"""Restore: an empty database filled from a backup, as a whole or not at all."""

import base64
import json
import math
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Connection, Engine, Table, bindparam, func, select, update
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from hrgl.core.columns import now, table_of
from hrgl.core.database import transaction
from hrgl.core.enums import JobState
from hrgl.core.migrations import require_current
from hrgl.core.models import Account, Edition, Job, OutcomeDocument, Statement
from hrgl.errors import NotNow, NotValid
from hrgl.operations.backup import CHUNK, Manifest, TableManifest, ledgers, tables
from hrgl.operations.unpacking import check_backup, lines_of, no_backup, opened_backup
from hrgl.outcome.numbers import genuine

_HIGHEST = 2**31 - 1  # of a whole number in either database


@dataclass(frozen=True)
class Restored:
    """What came back; `signed` with the key it was checked with."""

    manifest: Manifest
    signed: bool
    editions: int
    statements: int
    documents: int
    stopped: int
    not_genuine: tuple[str, ...]


def restore(engine: Engine, path: Path, *, key: str = "") -> Restored:
    """Fill an empty database from a backup that was found whole and, with a key, signed with it."""
    manifest = check_backup(path, key=key)
    require_current(engine)
    with transaction(engine) as session, opened_backup(path) as archive, _fitting(path):
        connection = session.connection()
        _refuse_people_s_work(connection)
        for table in tables():
            _fill(connection, table, archive, manifest.tables[table.name], path)
        session.expire_all()
        if ledgers(session) != manifest.ledgers:
            raise no_backup(path, ": the ledger is not the one it was made with")
        stopped = _stop_work(connection)
        return _report(session, manifest, bool(key), stopped)


@contextmanager
def _fitting(path: Path) -> Iterator[None]:
    """Rows that a database refuses, though their digests are right, were not written by hrgl."""
    try:
        yield
    except (StatementError, DBAPIError, ValueError, OverflowError, RecursionError) as error:
        raise no_backup(path, ": the database refuses what is in it") from error


def _refuse_people_s_work(connection: Connection) -> None:
    for model in (Edition, Account):
        if connection.execute(select(_table(model).c.id).limit(1)).first() is not None:
            raise NotNow(
                "This database holds editions or accounts already; a backup is only restored into "
                "an empty one. Name a new database with HRGL_DATABASE_URL. Nothing was changed."
            )


def _table(model: type[SQLModel]) -> Table:
    table = table_of(model)
    return table


def _fill(
    connection: Connection, table: Table, archive: zipfile.ZipFile, part: TableManifest, path: Path
) -> None:
    rows = (
        _row(table, line, connection, path) for line in lines_of(archive, table.name, part, path)
    )
    to_itself = [c.name for c in table.c if any(k.column.table is table for k in c.foreign_keys)]
    pointing: list[dict[str, Any]] = []
    while chunk := list(islice(rows, CHUNK)):
        for row in chunk:
            if any(row[name] is not None for name in to_itself):
                pointing.append({"row": row["id"], **{name: row[name] for name in to_itself}})
                row.update(dict.fromkeys(to_itself))
        connection.execute(table.insert(), chunk)
    for name in to_itself:
        _refuse_circle(table, {row["row"]: row[name] for row in pointing}, path)
    if pointing:
        # a row may point to a later one, which has to be there first
        connection.execute(update(table).where(table.c.id == bindparam("row")), pointing)
    _set_counter(connection, table)


def _refuse_circle(table: Table, after: dict[int, int | None], path: Path) -> None:
    """What leads from row to row leads somewhere; nothing that follows it may run for ever."""
    done: set[int] = set()
    for start in after:
        way: set[int] = set()
        at: int | None = start
        while at is not None and at not in done:
            if at in way:
                raise no_backup(path, f": rows of {table.name} lead round in a circle")
            way.add(at)
            at = after.get(at)
        done |= way


def _row(table: Table, line: bytes, connection: Connection, path: Path) -> dict[str, Any]:
    try:
        if connection.dialect.name == "postgresql" and rb"\u0000" in line:
            _refuse_nul(table, line)
        found = json.loads(line, parse_constant=_no_number, parse_float=_number)
        row = {column.name: _value(column, found.pop(column.name)) for column in table.c}
        if found:
            raise ValueError(f"more than the columns of {table.name}")
        return row
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise no_backup(path, f": a row of {table.name} is not as it should be") from error


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _number(word: str) -> float:
    number = float(word)
    return number if math.isfinite(number) else _no_number(word)


def _refuse_nul(table: Table, line: bytes) -> None:
    found = json.loads(line)
    for column in table.c:
        value = found.get(column.name)
        if isinstance(value, str) and "\x00" in value:
            raise NotValid(
                f"Row {found.get('id')} of {table.name} holds a character that PostgreSQL cannot "
                "keep (NUL). Restore into SQLite, take it out there, then make a new backup."
            )


def _value(column: Column[Any], value: Any) -> Any:
    """A value from JSON as the column wants it; anything else is a ValueError."""
    if value is None and not column.nullable and not isinstance(column.type, JSON):
        raise ValueError(column.name)
    if value is None or isinstance(column.type, JSON):
        return value
    stored = column.type
    kind = (stored.impl_instance if isinstance(stored, TypeDecorator) else stored).python_type
    if issubclass(kind, StrEnum):
        return kind(value)
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(column.name)
    if kind is int and not _lowest(column) <= value <= _HIGHEST:
        raise ValueError(column.name)
    if kind is str:
        value.encode()  # half a sign, which neither database can keep, is a ValueError
    return value


def _lowest(column: Column[Any]) -> int:
    """What counts rows begins at 1."""
    return 1 if column.primary_key or column.foreign_keys else -_HIGHEST


def _set_counter(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids beside the table; the next must come after those that came back."""
    if connection.dialect.name == "postgresql" and "id" in table.c:
        highest = connection.execute(select(func.max(table.c.id))).scalar_one()
        if highest is not None:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, highest)))


def _stop_work(connection: Connection) -> int:
    """What was under way when the backup was made is under way nowhere now."""
    job = _table(Job)
    stopped = connection.execute(
        update(job)
        .where(job.c.state.in_((JobState.WAITING, JobState.RUNNING)))
        .values(
            state=JobState.STOPPED,
            message="It was under way when the backup was made. Ask for it again.",
            finished_at=now(),
        )
    )
    return stopped.rowcount


def _report(session: Session, manifest: Manifest, signed: bool, stopped: int) -> Restored:
    wrong = [
        f"number {row.number} of edition {session.get_one(Edition, row.edition_id).code}"
        for row in session.scalars(select(OutcomeDocument)).all()
        if not genuine(row)
    ]
    counted = {
        model: session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Edition, Statement, OutcomeDocument)
    }
    return Restored(
        manifest,
        signed,
        counted[Edition],
        counted[Statement],
        counted[OutcomeDocument],
        stopped,
        tuple(wrong),
    )
