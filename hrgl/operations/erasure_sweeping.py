"""What a database still keeps of rows that were erased, given up."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from hrgl.errors import Unavailable

_TOUCHED = (
    *(
        "note",
        "notedraft",
        "wordingdraft",
        "groupheading",
        "translation",
        "comment",
        "input",
        "statement",
    ),
    *("amendment", "returneddraft", "marginnote"),
    *("workshop", "theme", "encouragement", "evidence", "placement", "embedding", "job"),
    *("member", "account", "signin", "signinfailure", "invitation", "reportaddress"),
)
_BUSY = (
    "The erased words may still be in unused parts of the database file, because others are "
    "using it. Stop hrgl, then give the same command again."
)


def sweep_database(engine: Engine) -> list[str]:
    """Have the database give up the former content of its rows; what could not be, in words."""
    try:
        return _sweep_sqlite(engine) if engine.dialect.name == "sqlite" else _sweep_server(engine)
    except (Unavailable, DBAPIError):
        return [_BUSY]


def _sweep_sqlite(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        # a file can only be rewritten outside any transaction
        connection.rollback()
        assert driver is not None  # noqa: S101 – the connection is open
        driver.execute("VACUUM")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    file = Path(engine.url.database or "")
    copies = sorted(path.name for path in file.parent.glob(f"{file.name}.*.bak"))
    kept = [f"Copies from before an update still hold them: {', '.join(copies)}."] if copies else []
    return [_BUSY, *kept] if busy else kept


def _sweep_server(engine: Engine) -> list[str]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _TOUCHED:
            # its statistics, too, keep samples of what stood in the columns
            connection.exec_driver_sql(f"VACUUM (ANALYZE) {table}")
    return ["The server's own logs and archives are for its administrator to clear."]
