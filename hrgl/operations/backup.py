"""Backup: everything people made in one file, from which either database can be made again.

The file is a zip: a member of JSON lines for each table, and a manifest with the number of rows,
the bytes and the SHA-256 of each, and of the ledger of every edition. These tell that it fits
together, not who made it: that tells the digest of the manifest, compared by a person, or a
signature (HMAC-SHA-256 of the manifest under a key that only the organisers have). Not in it are
sign-ins, failed ones and invitations nobody has used, which would open doors, addresses left for
the report back, which are kept for one message and nothing else, and vectors, which are computed
again.
"""

import base64
import errno
import hashlib
import hmac
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, Select, Table
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, select

from hrgl import __version__
from hrgl.core.columns import now
from hrgl.core.migrations import current_revision, newest_revision
from hrgl.core.models import Edition, Invitation
from hrgl.errors import DiskFull, HrglError, NotNow, NotValid
from hrgl.notes.statements import ledger, ledger_as_json

FORMAT = 1
MANIFEST = "manifest.json"
SIGNATURE = "signature.txt"
LARGEST = 8 * 1024**3  # bytes of all members together, before they are packed
LONGEST_LINE = 64 * 1024**2
CHUNK = 1000
_LEFT_OUT = frozenset({"signin", "signinfailure", "embedding", "reportaddress"})


@dataclass(frozen=True)
class TableManifest:
    """What the manifest says of one table."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    schema: str
    program: str
    made_at: str
    tables: dict[str, TableManifest]
    ledgers: dict[str, str]

    @property
    def content(self) -> bytes:
        """The manifest as it stands in the file, always written in the same way."""
        return json.dumps(asdict(self), sort_keys=True, indent=1).encode()

    @property
    def digest(self) -> str:
        """One SHA-256 for the whole backup, because the manifest holds those of all tables."""
        return hashlib.sha256(self.content).hexdigest()

    def signature(self, key: str) -> bytes:
        """What only somebody with this key could have written below the manifest."""
        return hmac.new(key.encode(), self.content, "sha256").hexdigest().encode()


def tables() -> list[Table]:
    """The tables of a backup, each after those it refers to."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in _LEFT_OUT]


def write_backup(engine: Engine, path: Path, *, key: str = "") -> Manifest:
    """Write all tables, as they are at one moment, into a new file; signed if there is a key."""
    at = current_revision(engine)
    if at != newest_revision():
        raise NotNow(
            f"The database is at schema {at or 'none'}, this program backs up {newest_revision()}. "
            "Make the backup with the version of hrgl that wrote it, or copy the SQLite file "
            "while nothing runs, or use pg_dump."
        )
    with _new_file(path) as file, _snapshot(engine) as connection:
        return _pack(connection, file, key)


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the database, whatever others write meanwhile."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as connection:
        # on SQLite the first reading of a plain BEGIN fixes what is seen until the end
        yield connection.execution_options(**options)


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is whole, readable by its owner alone."""
    _refuse_existing(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(path)
        part.rename(path)
        _remember_name(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise NotValid(f"{path} is there already. Choose another name, or move it away first.")


def _unwritable(path: Path, error: OSError) -> HrglError:
    if error.errno == errno.ENOSPC:
        return DiskFull(f"The disk is full: {path} was not written. Make room, then try again.")
    return NotValid(f"{path} cannot be written: {error.strerror}. Choose another place.")


def _remember_name(folder: Path) -> None:
    """Have the disk keep the new name too, not only the content."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pack(connection: Connection, file: IO[bytes], key: str) -> Manifest:
    parts: dict[str, TableManifest] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables():
            with archive.open(file_of_table(table.name), "w", force_zip64=True) as target:
                parts[table.name] = _pack_table(connection, table, target)
        if sum(part.bytes for part in parts.values()) > LARGEST:
            raise NotNow("The database is too large for this kind of backup: use pg_dump.")
        made = now().isoformat()
        with Session(connection) as session:  # of the same moment as the rows
            kept = ledgers(session)
        manifest = Manifest(FORMAT, newest_revision(), __version__, made, parts, kept)
        archive.writestr(MANIFEST, manifest.content)
        if key:
            archive.writestr(SIGNATURE, manifest.signature(key))
    return manifest


def ledgers(session: Session) -> dict[str, str]:
    """The SHA-256 of every edition's ledger: where each of its statements ended."""
    accounts = {
        edition.code: ledger_as_json(ledger(session, edition_id=edition.id))
        for edition in session.exec(select(Edition)).all()
    }
    return {
        code: hashlib.sha256(json.dumps(account, sort_keys=True).encode()).hexdigest()
        for code, account in accounts.items()
    }


def file_of_table(table: str) -> str:
    """The name of a table's part of the file."""
    return f"{table}.jsonl"


def _pack_table(connection: Connection, table: Table, target: IO[bytes]) -> TableManifest:
    digest, rows, size = hashlib.sha256(), 0, 0
    names = [column.name for column in table.c]
    found = connection.execution_options(yield_per=CHUNK).execute(_rows(table))
    for row in found:
        values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        line = json.dumps(values, separators=(",", ":")).encode() + b"\n"
        if len(line) > LONGEST_LINE:
            raise NotNow(f"A row of {table.name} is too large for a backup: use pg_dump.")
        target.write(line)
        digest.update(line)
        rows, size = rows + 1, size + len(line)
    return TableManifest(rows, size, digest.hexdigest())


def _rows(table: Table) -> Select[Any]:
    query = columns(table).order_by(*table.primary_key.columns)
    if table.name == Invitation.__tablename__:
        return query.where(table.c.used_at.is_not(None))
    return query


def _plain(value: Any) -> Any:
    """A value as JSON can hold it; the column's type says how to read it back."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
