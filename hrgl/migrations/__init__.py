"""The schema, step by step: brought up to date, checked, and saved beforehand."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlmodel import SQLModel

import hrgl.models  # noqa: F401 – the tables register themselves
from hrgl.errors import NotNow


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def newest() -> str:
    """The revision this program works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 – there is always a first migration
    return head


def current(engine: Engine) -> str | None:
    """The revision the database stands at; none for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> str | None:
    """Bring the schema up to date; says where the earlier SQLite file was copied to, if it was."""
    at = current(engine)
    if at == newest():
        return None
    _refuse_a_newer(at)
    saved = _save_sqlite(engine) if at else None
    config = _config()
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return saved


def require_current(engine: Engine) -> None:
    """At start: a SQLite file is brought up to date, a server is left to its keeper."""
    at = current(engine)
    if at == newest():
        return
    _refuse_a_newer(at)
    if engine.dialect.name == "sqlite":
        migrate(engine)
        return
    raise NotNow(
        f"The database is at schema {at or 'none'}, this program needs {newest()}. "
        "Make a backup, then run: python -m hrgl migrate"
    )


def drift(engine: Engine) -> list[object]:
    """What the tables in code and the tables in the database do not agree on."""
    from alembic.autogenerate import compare_metadata

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def _refuse_a_newer(at: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if at is not None and at not in known:
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
        raise NotNow("There is no room for a copy of the database before it is brought up to date.")
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    return target
