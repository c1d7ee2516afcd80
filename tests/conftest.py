"""Real databases for the tests: SQLite always, PostgreSQL where it answers (always in CI).

A database is migrated once a run and then copied; one on PostgreSQL is emptied after a test and
used again, as making and dropping one takes far longer. That is what keeps the tests quick.
"""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, Pool, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from hrgl.core.database import connect, transaction
from hrgl.core.migrations import migrate
from hrgl.operations import demonstration as sample


@event.listens_for(Pool, "connect")
def _turn_what_has_no_order(connection: object, _record: object) -> None:
    """Who counts on an order asks for it: a query that asks for none gets the last first."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects = ON")


LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# everything that was written is gone, and numbers begin anew
EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', name);
  END LOOP;
END $$
"""
# the tables, what guards them, and their revision: a test that changed one of them used it up
SHAPE = """
SELECT array_agg(each ORDER BY each) FROM (
  SELECT relname || relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT tgname || tgenabled::text FROM pg_trigger
  UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT version_num FROM alembic_version) AS there (each)
"""
SERVER = os.environ.get("HRGL_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


class Stock:
    """Prepared databases, made once, and the copies that tests get."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []
        self.prepared: dict[tuple[str, str], str] = {}
        self.lent: set[str] = set()
        self.empty: list[str] = []
        self.shape: object = None

    def copy(self, kind: str, content: str) -> str:
        """The address of a fresh copy of a prepared database."""
        if content == "empty":
            return self._new(kind, None)
        if (kind, content) != ("postgresql", "migrated"):
            return self._copied(kind, content)
        url = self.empty.pop() if self.empty else self._copied(kind, content)
        self.shape = self.shape or _shape(url)
        self.lent.add(url)
        return url

    def _copied(self, kind: str, content: str) -> str:
        if (kind, content) not in self.prepared:
            url = self._new(kind, None)
            engine = connect(url)
            _CONTENTS[content](engine)
            engine.dispose()
            self.prepared[kind, content] = url
        return self._new(kind, self.prepared[kind, content])

    def _new(self, kind: str, source: str | None) -> str:
        name = f"hrgl_test_{uuid.uuid4().hex[:12]}"
        if kind == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            if source:
                shutil.copy(source.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        template = f" TEMPLATE {source.rsplit('/', 1)[1]}" if source else ""
        _on_server(f"CREATE DATABASE {name}{template}")
        self.made.append(name)
        return f"{SERVER.rsplit('/', 1)[0]}/{name}"

    def drop(self, url: str) -> None:
        """Take away a copy, or keep it for the next test, emptied."""
        if url in self.lent:
            self.lent.remove(url)
            if _emptied(url, self.shape):
                self.empty.append(url)
                return
        name = url.rsplit("/", 1)[1]
        if name in self.made:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")
            self.made.remove(name)

    def close(self) -> None:
        """Take away everything that is left."""
        for name in self.made:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _emptied(url: str, shape: object) -> bool:
    """Whether a database could be made as empty as the one that it was a copy of."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(LEAVE)
        as_it_was = connection.execute(SHAPE).fetchone() == shape
        if as_it_was:
            connection.execute(EMPTY)
    return as_it_was


def _shape(url: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(SHAPE).fetchone()


def _with_demonstration(engine: Engine) -> None:
    migrate(engine)
    with transaction(engine) as session:
        sample.load_demonstration(session)


_CONTENTS: dict[str, Callable[[Engine], object]] = {
    "migrated": migrate,
    "demonstration": _with_demonstration,
}


def _on_server(command: str) -> None:
    with _server().connect() as connection:
        connection.execute(text(command))


@cache
def _server() -> Engine:
    return create_engine(
        SERVER.replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 3},
    )


@cache
def _server_answers() -> bool:
    try:
        with _server().connect():
            return True
    except OperationalError:
        if os.environ.get("CI"):
            raise
        return False


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """The prepared databases of this run."""
    made = Stock(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: every test that asks for one runs on both."""
    if request.param == "postgresql" and not _server_answers():
        pytest.skip("PostgreSQL does not answer at 127.0.0.1:5432")
    return str(request.param)


@pytest.fixture
def database_url(stock: Stock, kind: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    url = stock.copy(kind, "empty")
    yield url
    stock.drop(url)


@pytest.fixture
def engine(stock: Stock, kind: str) -> Iterator[Engine]:
    """A migrated database without editions."""
    yield from _engine(stock, kind, "migrated")


@pytest.fixture
def demonstration(stock: Stock, kind: str) -> Iterator[Engine]:
    """A database with the demonstration edition."""
    yield from _engine(stock, kind, "demonstration")


def _engine(stock: Stock, kind: str, content: str) -> Iterator[Engine]:
    url = stock.copy(kind, content)
    made = connect(url)
    # a third of a test's time is for putting queries into words, the same every time
    first = _FIRST.setdefault(kind, made)
    made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
    yield made
    made.dispose()
    stock.drop(url)


_FIRST: dict[str, Engine] = {}


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One transaction to act in; what a test leaves is committed at its end."""
    with transaction(engine) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that at the end nobody waits for one file."""
    items.sort(key=lambda each: not each.path.stem.endswith("_any"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped but what needs the shared data where that is absent."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    unexcused = [each for each in skipped if "shared/data is absent" not in str(each.longrepr)]
    if os.environ.get("CI") and unexcused:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
