"""What fails in the house is said as what it is, on both databases, and soon."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlmodel import select

from hrgl import errors
from hrgl.core import database
from hrgl.core.database import reading, transaction
from hrgl.core.models import Note
from hrgl.encouragements.tracing import trace
from hrgl.errors import Busy, DiskFull, HrglError, NoAnswer, NotNow, ReadOnly, Unavailable
from hrgl.notes.door import inputs
from tests.builders import World, submitted, world
from tests.conftest import SERVER
from tests.sending import open_world, send

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "running.md"
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON note EXECUTE FUNCTION full_disk();
"""


@pytest.fixture
def sent(engine: Engine) -> tuple[World, str]:
    """A world, and the receipt of an input that stands among its notes."""
    with transaction(engine) as session:
        here = open_world(session)
        return here, send(session, here)[1]


@pytest.fixture
def other(engine: Engine) -> Iterator[Engine]:
    """Another process before the same database."""
    made = database.connect(engine.url.render_as_string(hide_password=False))
    yield made
    made.dispose()


def _fill_disk(engine: Engine, other: Engine) -> None:
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text(FULL))
        return
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(
        other, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    )


def _correct(engine: Engine, here: World, receipt: str, words: str) -> None:
    with reading(engine) as session:
        found = trace.trace(session, receipt=receipt)
    assert found is not None
    with transaction(engine) as session:
        inputs.correct(
            session,
            here.participant,
            receipt=receipt,
            text=words,
            seen_note=found.seen_note,
            seen_version=found.seen_version,
        )


def test_a_full_disk_is_never_told_as_a_citation(
    engine: Engine, other: Engine, sent: tuple[World, str]
) -> None:
    here, receipt = sent
    _fill_disk(engine, other)
    with pytest.raises(DiskFull, match="The disk is full"):
        _correct(other, here, receipt, "Another idea altogether is needed here\n" * 120)
    with reading(engine) as session:
        assert len(session.exec(select(Note)).all()) == 1


def test_what_is_cited_is_told_as_cited(engine: Engine, sent: tuple[World, str]) -> None:
    here, receipt = sent
    with transaction(engine) as session:
        found = trace.trace(session, receipt=receipt)
        assert found is not None
        ids = session.exec(text("SELECT id FROM statement")).scalars().all()  # type: ignore[call-overload]
        submitted(session, here, list(ids))
    with pytest.raises(errors.Cited, match="tell a facilitator"):
        _correct(engine, here, receipt, "Something else")
    with pytest.raises(errors.Cited, match="tell a facilitator"), transaction(engine) as session:
        inputs.withdraw_input(session, here.participant, receipt=receipt)


def test_a_database_that_may_only_be_read_is_said_to_be_so(engine: Engine, other: Engine) -> None:
    command = (
        "PRAGMA query_only = ON"
        if engine.dialect.name == "sqlite"
        else "SET default_transaction_read_only = on"
    )

    def only_read(connection: object, _: object) -> None:
        connection.execute(command)  # type: ignore[attr-defined]
        if engine.dialect.name != "sqlite":
            connection.commit()  # type: ignore[attr-defined]

    event.listen(other, "connect", only_read)
    with pytest.raises(ReadOnly, match="cannot be written"), transaction(other) as session:
        world(session)


def test_a_locked_database_is_busy_within_five_seconds(engine: Engine, other: Engine) -> None:
    began = time.monotonic()
    with transaction(engine) as session:
        world(session)
        with pytest.raises(Busy, match="The database is busy"), transaction(other) as late:
            late.exec(select(Note)).all()
    assert time.monotonic() - began < 5


def test_work_in_the_background_waits_longer_than_a_person(engine: Engine) -> None:
    assert database.PATIENCE_OF_PAGES < 5 < database.PATIENCE_OF_WORK
    url = engine.url.render_as_string(hide_password=False)
    patient = database.connect(url, patience=database.PATIENCE_OF_WORK)
    asked = "PRAGMA busy_timeout" if engine.dialect.name == "sqlite" else "SHOW lock_timeout"
    with patient.connect() as connection:
        told = str(connection.exec_driver_sql(asked).scalar_one())
    patient.dispose()
    assert told in {"30000", "30s"}


def test_a_server_that_is_not_there_does_not_answer(kind: str, tmp_path: Path) -> None:
    nowhere = {"sqlite": f"sqlite:///{tmp_path}", "postgresql": re.sub(r":\d+/", ":1/", SERVER)}[
        kind
    ]
    expected = {"sqlite": ReadOnly, "postgresql": NoAnswer}[kind]
    with pytest.raises(expected), reading(database.connect(nowhere)) as session:
        session.exec(select(Note)).all()


def test_a_server_that_goes_away_meanwhile_or_a_file_that_is_damaged_is_told(
    engine: Engine, other: Engine
) -> None:
    if engine.dialect.name == "sqlite":
        engine.dispose()
        Path(str(engine.url.database)).write_bytes(b"no database at all" * 500)
        with pytest.raises(Unavailable, match="not a database"), reading(other) as session:
            session.exec(select(Note)).all()
        return
    with reading(other) as session, engine.connect() as connection:
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        connection.execute(text(f"SELECT pg_terminate_backend({pid})"))
        with pytest.raises(NoAnswer, match="does not answer"):
            session.exec(select(Note)).all()


def test_when_all_connections_are_taken_the_house_is_busy(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_OF_PAGES", 1)
    small = database.connect(engine.url.render_as_string(hide_password=False))
    # as if forty were out: none is free, and no other may be made
    small.pool._overflow = small.pool._max_overflow = 0  # type: ignore[attr-defined]
    with pytest.raises(Busy), reading(small) as session:
        session.exec(select(Note)).all()
    small.dispose()


def _kinds(kind: type[HrglError]) -> Iterator[type[HrglError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _kinds(each)


def test_every_error_has_a_code_of_its_own_that_the_guide_lists() -> None:
    ours = [each for each in _kinds(HrglError) if each.__module__ == "hrgl.errors"]
    codes = [each.code for each in ours]
    assert len(set(codes)) == len(codes)
    listed = set(re.findall(r"^\| `(\w+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE))
    assert set(codes) <= listed
    assert not any(issubclass(each, NotNow) for each in _kinds(Unavailable))
