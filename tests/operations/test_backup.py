"""A backup is whole, of one moment, and makes the same database again on SQLite and PostgreSQL."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from hrgl.core.database import connect, reading, transaction
from hrgl.core.enums import JobState
from hrgl.core.migrations import drift
from hrgl.core.models import (
    Account,
    AuditEntry,
    Edition,
    Invitation,
    Job,
    Note,
    SignIn,
    Statement,
    Theme,
)
from hrgl.errors import Busy, DiskFull, NotNow, NotValid
from hrgl.notes import statements
from hrgl.operations import backup
from hrgl.operations.restore import restore
from hrgl.themes import themes
from tests.builders import World, statement_ids, world
from tests.conftest import Stock, _server_answers
from tests.lived_in import accounts_of, lived_in, members


def table_digests(engine: Engine, path: Path) -> dict[str, backup.TableManifest]:
    return backup.write_backup(engine, path).tables


def test_a_backup_makes_the_same_database_again_on_either_kind(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
    made = backup.write_backup(engine, tmp_path / "a.hrgl")
    found = restore(target, tmp_path / "a.hrgl")
    assert (found.editions, found.statements, found.documents, found.not_genuine) == (1, 7, 1, ())
    assert accounts_of(target) == accounts_of(engine)
    assert table_digests(target, tmp_path / "b.hrgl") == made.tables
    assert drift(target) == []


def test_work_goes_on_in_the_restored_database(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
    backup.write_backup(engine, tmp_path / "a.hrgl")
    restore(target, tmp_path / "a.hrgl")
    with transaction(target) as session:
        note, later = session.exec(select(Note).order_by(col(Note.id))).all()
        merged = session.exec(select(Theme).where(col(Theme.merged_into_id).is_not(None))).one()
        assert (note.replaced_by_id, merged.name) == (later.id, "Goes too")
        assert session.exec(select(Statement).where(col(Statement.same_as_id).is_not(None))).one()
        # every counter goes on after what came back
        here = world(session, code="2032")
        assert statement_ids(session, here)
        assert max(session.exec(select(AuditEntry.id)).all()) > 10
    with pytest.raises(DBAPIError, match="never changed"), transaction(target) as session:
        session.connection().execute(text("UPDATE auditentry SET act = 'x'"))


def test_what_opens_doors_and_what_is_derived_stays_out(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        lived_in(session)
    backup.write_backup(engine, tmp_path / "a.hrgl")
    content = b"".join(members(tmp_path / "a.hrgl").values())
    assert b"b" * 64 in content
    for secret in (b"a" * 64, b"c" * 64, b"d" * 64, b"e" * 64):
        assert secret not in content
    restore(target, tmp_path / "a.hrgl")
    with reading(target) as session:
        assert session.exec(select(SignIn)).all() == []
        assert session.exec(select(Invitation.token_sha256)).all() == ["b" * 64]


def test_work_under_way_comes_back_as_stopped(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        here = world(session)
        own = {"edition_id": here.edition.id, "member_id": here.facilitator.id}
        session.add(Job(kind="propose themes", state=JobState.RUNNING, **own))
    backup.write_backup(engine, tmp_path / "a.hrgl")
    assert restore(target, tmp_path / "a.hrgl").stopped == 1
    with reading(target) as session:
        job = session.exec(select(Job)).one()
    assert (job.state, job.finished_at is not None) == (JobState.STOPPED, True)
    assert "Ask for it again" in job.message


def test_a_backup_taken_while_people_write_is_of_one_moment(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    """Promises 1 to 3 hold in the copy: whole acts, spans of their notes, counts that add up."""
    with transaction(engine) as session:
        worlds = [world(session, code=f"20{40 + at}") for at in range(3)]
        for here in worlds:
            statement_ids(session, here, "* One thing to be done\n* Another to be done\n" * 300)
    writing, stop = Event(), Event()

    def write(here: World) -> int:
        done = 0
        while not stop.is_set() and done < 400:
            with suppress(Busy), transaction(engine) as session:
                ids = statement_ids(session, here)
                themes.create(session, here.facilitator, name=f"T{done}", statement_ids=ids)
                done += 1
            writing.set()
        return done

    with ThreadPoolExecutor() as pool:
        under_way = [pool.submit(write, here) for here in worlds]
        writing.wait(30)
        made = backup.write_backup(engine, tmp_path / "a.hrgl")
        stop.set()
        assert all(each.result() > 0 for each in under_way)
    restore(target, tmp_path / "a.hrgl")
    assert table_digests(target, tmp_path / "b.hrgl") == made.tables
    assert made.tables["note"].rows < table_digests(engine, tmp_path / "c.hrgl")["note"].rows
    with reading(target) as session:
        for here in worlds:
            account = statements.ledger(session, edition_id=here.edition.id)
            assert sum(account.dispositions.values()) == account.statements
            entries = session.exec(
                select(AuditEntry.act).where(AuditEntry.edition_id == here.edition.id)
            ).all()
            created = entries.count("theme.created")
            assert entries.count("note.added") == created + 1
            # each theme has the six statements of the note it was made in one act with
            assert sum(row.theme_id is not None for row in account.rows) == 6 * created
            assert all(row.text.strip() for row in account.rows)


odd = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200
) | st.sampled_from(["\x01\x1b[31m\x7f", "\u2028\u2029\r\n\t", "e\u0301 ﷽ 👩‍👩‍👧", '"\\u0041"'])
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | odd
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(odd, min_size=5, max_size=40), facts=st.dictionaries(odd, anything))
def test_any_text_comes_back_exactly(
    stock: Stock, kind: str, tmp_path: Path, texts: list[str], facts: dict[str, Any]
) -> None:
    other = "postgresql" if kind == "sqlite" and _server_answers() else "sqlite"
    urls = [stock.copy(kind, "migrated"), stock.copy(other, "migrated")]
    here, there = (connect(url) for url in urls)
    with transaction(here) as session:
        session.add(Edition(code="2050", series=texts[0], title=texts[-1], facts=facts))
        for at, name in enumerate(texts):
            session.add(Account(email=f"{at:03}@x.example", password_hash=name))
    (tmp_path / "a.hrgl").unlink(missing_ok=True)
    backup.write_backup(here, tmp_path / "a.hrgl")
    restore(there, tmp_path / "a.hrgl")
    with reading(there) as session:
        edition = session.exec(select(Edition)).one()
        assert (edition.series, edition.title, edition.facts) == (texts[0], texts[-1], facts)
        hashes = session.exec(select(Account.password_hash).order_by(Account.email)).all()
    assert list(hashes) == texts
    for engine, url in zip((here, there), urls, strict=True):
        engine.dispose()
        stock.drop(url)


def test_a_file_that_is_there_is_not_overwritten(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.hrgl").write_text("mine")
    with pytest.raises(NotValid, match="Choose another name"):
        backup.write_backup(engine, tmp_path / "a.hrgl")
    assert (tmp_path / "a.hrgl").read_text() == "mine"


def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    backup.write_backup(engine, folder / "a.hrgl")
    assert [(p.name, p.stat().st_mode & 0o777) for p in folder.iterdir()] == [("a.hrgl", 0o600)]

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull, match="disk is full"):
        backup.write_backup(engine, folder / "b.hrgl")
    with pytest.raises(NotValid, match="cannot be written"):
        backup.write_backup(engine, tmp_path / "nowhere" / "b.hrgl")
    assert [p.name for p in folder.iterdir()] == ["a.hrgl"]


def test_a_database_at_another_schema_is_not_backed_up(engine: Engine, tmp_path: Path) -> None:
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(NotNow, match="schema 0001"):
        backup.write_backup(engine, tmp_path / "a.hrgl")


def test_many_rows_are_read_a_few_at_a_time(engine: Engine, tmp_path: Path) -> None:
    filling = "x" * 4000
    with transaction(engine) as session:
        rows = [
            {"email": f"{at}@x.example", "password_hash": filling, "active": True, "version": 1}
            for at in range(6000)
        ]
        session.connection().execute(insert(Account), rows)
    tracemalloc.start()
    made = backup.write_backup(engine, tmp_path / "a.hrgl")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made.tables["account"].bytes > 24_000_000
    assert peak < 15_000_000
