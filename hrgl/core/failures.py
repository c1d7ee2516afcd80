"""What fails in the database itself, as an error of ours: told by its codes, not its sentences."""

import sqlite3

from sqlalchemy.engine import ExceptionContext

from hrgl.errors import Busy, DiskFull, NoAnswer, ReadOnly, Unavailable

_SENTENCES: dict[type[Unavailable], str] = {
    Busy: "The database is busy. Wait a moment, then try again.",
    DiskFull: "The disk is full. Make room, then try again. Nothing was saved.",
    ReadOnly: (
        "The database cannot be written. Check that the file and its folder belong to the person "
        "who runs hrgl, and that the disk is not full. Nothing was saved."
    ),
    NoAnswer: (
        "The database does not answer. Check HRGL_DATABASE_URL and that the server is running."
    ),
    Unavailable: (
        "The file that HRGL_DATABASE_URL names is not a database, or it is damaged. Name another "
        "one, or bring back a backup."
    ),
}
_SQLITE: dict[int, type[Unavailable]] = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_IOERR: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CORRUPT: Unavailable,
    sqlite3.SQLITE_NOTADB: Unavailable,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: a class is its first two signs
_POSTGRESQL: dict[str, type[Unavailable]] = {
    "55P03": Busy,  # not given a lock in time
    "40001": Busy,  # could not be put in order with what others did
    "40P01": Busy,  # two waited for one another
    "53300": Busy,  # too many connections
    "53100": DiskFull,
    "25006": ReadOnly,
    "57P": NoAnswer,  # shutting down, or not up yet
    "08": NoAnswer,
}


def say_plainly(context: ExceptionContext) -> None:
    """Say what the database refuses in words, where a person can do something about it."""
    original = context.original_exception
    found = _of_sqlite(original) or _of_postgresql(context)
    if found is not None:
        raise failure_of(found) from original


def failure_of(kind: type[Unavailable]) -> Unavailable:
    """A failure with the sentence that goes with it."""
    return kind(_SENTENCES[kind])


def _of_sqlite(original: BaseException) -> type[Unavailable] | None:
    code = getattr(original, "sqlite_errorcode", None)
    # the lowest byte is the error, what stands above it says more closely where
    return None if code is None else _SQLITE.get(code & 0xFF)


def _of_postgresql(context: ExceptionContext) -> type[Unavailable] | None:
    if not hasattr(context.original_exception, "sqlstate"):
        return None
    state = context.original_exception.sqlstate
    if state is None:
        # the server said nothing at all: it was not reached, or the connection broke
        dbapi = context.dialect.loaded_dbapi
        lost = isinstance(context.original_exception, dbapi.OperationalError)
        return NoAnswer if lost else None
    return next((kind for sign, kind in _POSTGRESQL.items() if state.startswith(sign)), None)
