"""Promise 12: on both databases writers take turns, and a question sees one moment."""

import time
from threading import Event, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from hrgl.core import database
from hrgl.core.database import reading, transaction
from hrgl.core.models import Statement
from hrgl.errors import Busy
from tests.builders import statement_ids, world


def test_whoever_writes_sees_all_that_was_written_before(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
    seen: list[int] = []
    begun = Event()

    def write(line: str) -> None:
        with transaction(engine) as session:
            seen.append(session.exec(select(func.count(col(Statement.id)))).one())
            begun.set()
            time.sleep(0.3)
            statement_ids(session, here, line)

    first, second = (Thread(target=write, args=(line,)) for line in ("* One idea", "* Another one"))
    first.start()
    assert begun.wait(10)
    second.start()
    first.join()
    second.join()
    assert seen == [0, 1]


def test_a_question_sees_one_moment_whatever_is_written_meanwhile(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
    count = select(func.count(col(Statement.id)))
    with reading(engine) as asking:
        assert asking.exec(count).one() == 0
        with transaction(engine) as session:
            statement_ids(session, here, "* One idea")
        assert asking.exec(count).one() == 0
    with reading(engine) as asking:
        assert asking.exec(count).one() == 1


def test_whoever_waits_too_long_is_told_that_the_database_is_busy(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_OF_PAGES", 1)
    impatient = database.connect(engine.url.render_as_string(hide_password=False))
    with transaction(engine) as session:
        world(session)
        with pytest.raises(Busy, match="The database is busy"), transaction(impatient) as other:
            world(other, code="2032")
    with transaction(impatient) as session:
        world(session, code="2032")
    impatient.dispose()
