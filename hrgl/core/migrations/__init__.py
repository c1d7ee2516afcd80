"""The schema, step by step: brought up to date, checked, and saved beforehand."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import SQLModel

import hrgl.core.models  # noqa: F401 – the tables register themselves
from hrgl.errors import DiskFull, NotNow

FOLDER = Path(__file__).parent


def known_revisions() -> list[str]:
    """The revisions this program knows, oldest first: the numbers of the files in versions/.

    Alembic would say the same, but takes a quarter of a second of every start to load.
    """
    return sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def newest_revision() -> str:
    """The revision this program works with."""
    return known_revisions()[-1]


def current_revision(engine: Engine) -> str | None:
    """The revision the database stands at; none for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        query = text("SELECT version_num FROM alembic_version")
        return connection.execute(query).scalar_one_or_none()


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def migrate(engine: Engine) -> str | None:
    """Bring the schema up to date; says where the earlier SQLite file was copied to, if it was."""
    at = current_revision(engine)
    if at == newest_revision():
        return None
    _refuse_a_newer(at)
    saved = _save_sqlite(engine) if at else None
    from alembic import command

    config = _config()
    with _changing_tables(engine) as connection:
        if engine.dialect.name == "postgresql":
            # two processes that start together must not both make the tables
            connection.execute(text("SELECT pg_advisory_xact_lock(4711)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return saved


@contextmanager
def _changing_tables(engine: Engine) -> Iterator[Connection]:
    """A transaction in which SQLite may make a table anew that others refer to.

    It looks through all references at the end instead: https://sqlite.org/lang_altertable.html
    """
    if engine.dialect.name != "sqlite":
        with engine.execution_options(hrgl_writing=True).begin() as connection:
            yield connection
        return
    with engine.execution_options(hrgl_writing=True).connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise NotNow(
                        "The database refers to rows that are not there. Restore a backup."
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _refuse_broken_references(connection: Connection) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise NotNow("The database refers to rows that are not there. Put a backup back instead.")


def require_current(engine: Engine) -> None:
    """At start: a SQLite file is brought up to date, an empty database is filled.

    An old schema on a server is left to its administrator: raises NotNow naming the command.
    """
    at = current_revision(engine)
    if at == newest_revision():
        return
    _refuse_a_newer(at)
    if engine.dialect.name == "sqlite" or _is_empty(engine):
        migrate(engine)
        return
    raise NotNow(
        f"The database is at schema {at or 'none'}, this program needs {newest_revision()}. "
        "Make a backup, then run: python -m hrgl migrate"
    )


def drift(engine: Engine) -> list[object]:
    """What the tables in code and the tables in the database do not agree on."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return not inspect(connection).get_table_names()


def _refuse_a_newer(at: str | None) -> None:
    if at is not None and at not in known_revisions():
        raise NotNow(
            f"The database was written by a newer hrgl (schema {at}). "
            "Start that version, or name another database with HRGL_DATABASE_URL."
        )


def _save_sqlite(engine: Engine) -> str | None:
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return None
    target = f"{path}.{datetime.now():%Y%m%d-%H%M%S}.bak"
    if shutil.disk_usage(Path(path).parent).free < 2 * Path(path).stat().st_size:
        raise DiskFull(
            "There is no room for a copy of the database before it is brought up to date."
        )
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    return target
