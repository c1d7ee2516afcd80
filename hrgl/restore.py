"""Restore: an empty database filled from a backup, as a whole or not at all."""

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    Table,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from hrgl.backup import (
    CHUNK,
    FORMAT,
    LARGEST,
    LONGEST_LINE,
    MANIFEST,
    Manifest,
    Part,
    ledgers,
    member,
    tables,
)
from hrgl.columns import now
from hrgl.db import transaction
from hrgl.errors import NotNow, NotValid
from hrgl.migrations import known, newest, require_current
from hrgl.models import Account, Edition, Job, OutcomeDocument, Statement
from hrgl.outcome import genuine
from hrgl.words import JobState

_LONGEST_MANIFEST = 1024**2


@dataclass(frozen=True)
class Restored:
    """What came back."""

    manifest: Manifest
    editions: int
    statements: int
    documents: int
    stopped: int
    not_genuine: tuple[str, ...]


def restore(engine: Engine, path: Path) -> Restored:
    """Fill an empty database from a backup that was found whole."""
    manifest = check(path)
    require_current(engine)
    with transaction(engine) as session, _opened(path) as archive, _fitting(path):
        connection = session.connection()
        _refuse_people_s_work(connection)
        for table in tables():
            _fill(connection, table, archive, manifest.tables[table.name], path)
        session.expire_all()
        if ledgers(session) != manifest.ledgers:
            raise _no_backup(path, ": the ledger is not the one it was made with")
        stopped = _stop_work(connection)
        return _report(session, manifest, stopped)


def check(path: Path) -> Manifest:
    """Read a backup to its end: it is one, of this schema, and every digest is right."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        for name, part in manifest.tables.items():
            for _ in _lines(archive, name, part, path):
                pass
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    damaged = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except damaged as error:
        raise _no_backup(path) from error
    except OSError as error:
        raise NotValid(f"{path} cannot be read: {error.strerror or error}.") from error


def _no_backup(path: Path, what: str = "") -> NotValid:
    return NotValid(
        f"{path.name} is no backup of hrgl, or it is damaged{what}. Nothing was changed. "
        "Take another copy of it, or an earlier backup."
    )


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    members = {info.filename: info for info in archive.infolist()}
    there = members.get(MANIFEST)
    if there is None or there.file_size > _LONGEST_MANIFEST:
        raise _no_backup(path)
    try:
        facts = json.loads(archive.read(there))
        parts = {name: Part(**part) for name, part in facts.pop("tables").items()}
        manifest = Manifest(**facts, tables=parts)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise _no_backup(path) from error
    _refuse_another_schema(manifest)
    names = {table.name for table in tables()}
    whole = set(members) == {MANIFEST, *(member(name) for name in names)}
    if set(parts) != names or not whole or len(archive.infolist()) != len(members):
        raise _no_backup(path, ": its parts are not those of a backup")
    # before anything is unpacked: a small file can be made to unpack without end
    if sum(info.file_size for info in members.values()) > LARGEST:
        raise _no_backup(path, f": it would unpack to more than {LARGEST // 1024**3} GB")
    return manifest


def _refuse_another_schema(manifest: Manifest) -> None:
    by = f"This backup was made by hrgl {manifest.program}"
    if manifest.format != FORMAT:
        raise NotValid(
            f"{by} in another format ({manifest.format}; this program reads {FORMAT}). "
            "Restore it with that version."
        )
    if manifest.schema == newest():
        return
    if manifest.schema in known():
        raise NotValid(
            f"{by} at schema {manifest.schema}, this program works with {newest()}. Restore it "
            "with that version into a new database, then run with this one: "
            "python -m hrgl migrate"
        )
    raise NotValid(
        f"{by} at schema {manifest.schema}, which is newer than {newest()}. "
        "Restore it with that version, or bring this program up to date."
    )


def _lines(archive: zipfile.ZipFile, name: str, part: Part, path: Path) -> Iterator[bytes]:
    """The lines of a table, at whose end the digest and the number of rows must be right."""
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(member(name)) as source:
        while line := source.readline(LONGEST_LINE + 1):
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if len(line) > LONGEST_LINE or size > part.bytes:
                break
            yield line
    if (rows, size, digest.hexdigest()) != (part.rows, part.bytes, part.sha256):
        raise _no_backup(path, f": the digest of {name} is not the one it was made with")


@contextmanager
def _fitting(path: Path) -> Iterator[None]:
    """Rows that a database refuses, though their digests are right, were not written by hrgl."""
    try:
        yield
    except (StatementError, DBAPIError) as error:
        raise _no_backup(path, ": the database refuses what is in it") from error


def _refuse_people_s_work(connection: Connection) -> None:
    for model in (Edition, Account):
        if connection.execute(select(_table(model).c.id).limit(1)).first() is not None:
            raise NotNow(
                "This database holds editions or accounts already; a backup is only restored into "
                "an empty one. Name a new database with HRGL_DATABASE_URL. Nothing was changed."
            )


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _fill(
    connection: Connection, table: Table, archive: zipfile.ZipFile, part: Part, path: Path
) -> None:
    rows = (_row(table, line, connection, path) for line in _lines(archive, table.name, part, path))
    to_itself = [c.name for c in table.c if any(k.column.table is table for k in c.foreign_keys)]
    pointing: list[dict[str, Any]] = []
    while chunk := list(islice(rows, CHUNK)):
        for row in chunk:
            if any(row[name] is not None for name in to_itself):
                pointing.append({"row": row["id"], **{name: row[name] for name in to_itself}})
                row.update(dict.fromkeys(to_itself))
        connection.execute(table.insert(), chunk)
    if pointing:
        # a row may point to a later one, which has to be there first
        connection.execute(update(table).where(table.c.id == bindparam("row")), pointing)
    _set_counter(connection, table)


def _row(table: Table, line: bytes, connection: Connection, path: Path) -> dict[str, Any]:
    if connection.dialect.name == "postgresql" and rb"\u0000" in line:
        _refuse_nul(table, line)
    try:
        found = json.loads(line)
        return {column.name: _value(column, found.pop(column.name)) for column in table.c}
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise _no_backup(path, f": a row of {table.name} is not as it should be") from error


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
    return value


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


def _report(session: Session, manifest: Manifest, stopped: int) -> Restored:
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
        manifest, counted[Edition], counted[Statement], counted[OutcomeDocument],
        stopped, tuple(wrong),
    )  # fmt: skip
