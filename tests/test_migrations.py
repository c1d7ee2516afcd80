"""The schema: the same in code and in the database, on SQLite and PostgreSQL."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from hrgl.db import connect, transaction
from hrgl.errors import NotNow
from hrgl.migrations import FOLDER, current, drift, known, migrate, newest, require_current
from tests.builders import world


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    assert drift(engine) == []


def test_the_numbers_of_the_files_are_the_revisions_alembic_knows() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_current_head() == newest()
    assert sorted(script.revision for script in scripts.walk_revisions()) == known()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    assert migrate(engine) is None
    assert current(engine) == newest()


def test_an_old_sqlite_file_is_copied_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    migrate(engine)
    with transaction(engine) as session:
        world(session)
    _pretend_empty_history(engine)
    with pytest.raises(NotNow, match="newer hrgl"):
        require_current(engine)


def _pretend_empty_history(engine: Engine) -> None:
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_start_on_an_old_schema_and_names_the_command(
    database_url: str,
) -> None:
    engine = connect(database_url)
    with pytest.raises(NotNow, match="python -m hrgl migrate"):
        require_current(engine)
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_sqlite_is_brought_up_to_date_at_start(database_url: str) -> None:
    engine = connect(database_url)
    require_current(engine)
    assert current(engine) == newest()
    engine.dispose()


@pytest.mark.parametrize("change", ["UPDATE auditentry SET act = 'x'", "DELETE FROM auditentry"])
def test_the_audit_log_can_neither_be_changed_nor_shortened(engine: Engine, change: str) -> None:
    with transaction(engine) as session:
        world(session)
    with (
        pytest.raises(DBAPIError, match="never changed"),
        engine.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(text(change))


@pytest.mark.parametrize("table", ["wording", "review", "answer", "clustering"])
def test_what_people_signed_is_never_changed_in_place(demonstration: Engine, table: str) -> None:
    with demonstration.connect() as connection:
        rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    if not rows:
        assert table == "clustering"  # the demonstration has no proposal yet
        return
    with (
        pytest.raises(DBAPIError, match="never changed"),
        demonstration.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(text(f"UPDATE {table} SET id = id + 1000"))
