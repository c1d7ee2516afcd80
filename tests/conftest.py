"""Real databases for the tests: SQLite always, PostgreSQL where it answers (always in CI)."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from hrgl import sample
from hrgl.db import connect, transaction
from hrgl.migrations import migrate

SERVER = os.environ.get("HRGL_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    name = f"hrgl_test_{uuid.uuid4().hex[:12]}"
    server = create_engine(
        SERVER.replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 3},
    )
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        if os.environ.get("CI"):
            raise
        pytest.skip("PostgreSQL does not answer at 127.0.0.1:5432")
    yield SERVER.rsplit("/", 1)[0] + f"/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database without editions."""
    made = connect(database_url)
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction to act in; what a test leaves is committed at its end."""
    with transaction(engine) as opened:
        yield opened


@pytest.fixture
def demonstration(engine: Engine) -> Engine:
    """A database with the demonstration edition."""
    with transaction(engine) as session:
        sample.load(session)
    return engine
