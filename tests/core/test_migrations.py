"""The schema: the same in code and in the database, on SQLite and PostgreSQL."""

from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from hrgl.core.database import connect, transaction
from hrgl.core.enums import JobState, Languages, Support, Withdrawal
from hrgl.core.migrations import (
    FOLDER,
    _config,
    current_revision,
    drift,
    known_revisions,
    migrate,
    newest_revision,
    require_current,
)
from hrgl.core.models import (
    AuditEntry,
    Clustering,
    Edition,
    Evidence,
    Job,
    Lineage,
    Member,
    Statement,
)
from hrgl.errors import NotNow
from tests.builders import World, world


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    assert drift(engine) == []


def test_the_numbers_of_the_files_are_the_revisions_alembic_knows() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_current_head() == newest_revision()
    assert sorted(script.revision for script in scripts.walk_revisions()) == known_revisions()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    assert migrate(engine) is None
    assert current_revision(engine) == newest_revision()


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine) -> None:
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotNow, match="newer hrgl"):
        require_current(engine)


def test_an_old_sqlite_file_is_copied_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    _at_first_revision(engine)
    saved = migrate(engine)
    assert saved is not None
    assert saved.startswith(str(tmp_path / "old.sqlite3."))
    copy = connect(f"sqlite:///{saved}")
    assert current_revision(copy) == "0001"
    with copy.connect() as connection:
        assert connection.execute(text("SELECT code FROM edition")).scalar_one() == "2077"
    copy.dispose()
    engine.dispose()


def test_what_is_there_survives_being_brought_up_to_date(database_url: str) -> None:
    engine = connect(database_url)
    _at_first_revision(engine)
    migrate(engine)
    assert drift(engine) == []
    with transaction(engine) as session:
        job = session.exec(select(Job)).one()
        assert (job.message, job.state) == ("half-way", JobState.RUNNING)
        # of an edition from before nobody said where it is
        assert session.exec(select(Edition.time_zone)).one() == "Europe/Vienna"
        assert session.exec(select(Edition.languages)).one() is Languages.AUTO
        job.state = JobState.STOPPED
    engine.dispose()


def test_the_database_knows_no_other_choice_of_languages(engine: Engine) -> None:
    with transaction(engine) as session:
        world(session)
    change = text("UPDATE edition SET languages = 'klingon'")
    with (
        pytest.raises(DBAPIError, match="ck_edition_languages"),
        engine.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(change)


def test_how_statements_were_withdrawn_is_told_of_what_was_there_before(database_url: str) -> None:
    engine = connect(database_url)
    _at_revision(engine, "0004")
    with transaction(engine) as session:
        ids = _ten_statements(session)
        came = [(ids[7], ids[1]), (ids[8], ids[1]), (ids[9], ids[2]), (ids[9], ids[3])]
        session.add_all(Lineage(statement_id=new, from_id=old) for new, old in came)
    told = {
        0: ("the import was taken back", Withdrawal.IMPORT),
        1: ("split into A1-08 and A1-09", Withdrawal.SPLIT),
        2: ("joined into A1-10", Withdrawal.JOINED),
        3: ("joined into A1-10", Withdrawal.JOINED),
        4: ("taken out when the note was edited", Withdrawal.EDITED),
        5: ("withdrawn by the sender", Withdrawal.SENDER),
        6: ("the import was taken back", Withdrawal.PERSON),
        7: (None, None),
        8: ("said twice", Withdrawal.PERSON),
    }
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        for at, (because, _) in told.items():
            values = {"because": because, "id": ids[at]}
            query = "UPDATE statement SET withdrawn_because = :because WHERE id = :id"
            connection.execute(text(query), values)
    migrate(engine)
    assert drift(engine) == []
    with transaction(engine) as session:
        found = {at: session.get_one(Statement, ids[at]).withdrawal for at in told}
        assert found == {at: how for at, (_, how) in told.items()}
        assert len(session.exec(select(Lineage)).all()) == len(came)
    _refuses_half_a_withdrawal(engine, ids[7])
    engine.dispose()


def _old_world(session: Session, code: str) -> World:
    """An edition as the models of today cannot write it: without a time zone."""
    session.connection().execute(
        text(
            "INSERT INTO edition (id, version, code, series, title, question, places, quorum,"
            " smallest_group, attribution, facts, demonstration) VALUES (1, 1, :code, 'Series',"
            " 'Title', '', 2, 2, 3, 'group', '{}', false)"
        ),
        {"code": code},
    )
    return world(session, code=code, edition=Edition(id=1, code=code, series="", title=""))


def _ten_statements(session: Session) -> list[int]:
    """As the models of today cannot write them; one of them is cited, and one a person withdrew."""
    here = _old_world(session, "2031")
    session.connection().execute(
        text(
            "INSERT INTO encouragement (id, version, edition_id, wording, remarks, stage)"
            " VALUES (1, 1, :edition, 1, '', 'draft')"
        ),
        {"edition": here.edition.id},
    )
    note = {"room": here.workshop.id, "member": here.rapporteur.id, "now": "2026-01-01 10:00:00"}
    session.connection().execute(
        text(
            "INSERT INTO note (id, version, workshop_id, member_id, text, source, source_name,"
            " attribution, created_at) VALUES (1, 1, :room, :member, 'ten words', 'typed', '',"
            " 'group', :now)"
        ),
        note,
    )
    for at in range(1, 11):
        values = {"note": 1, "room": here.workshop.id, "at": at, "reference": f"R-{at}"}
        session.connection().execute(
            text(
                "INSERT INTO statement (id, version, note_id, workshop_id, number, reference,"
                " start, \"end\", context) VALUES (:at, 1, :note, :room, :at, :reference, 0, 3, '')"
            ),
            values,
        )
    session.add(
        Evidence(
            encouragement_id=1,
            statement_id=10,
            support=Support.EXAMPLE,
            member_id=here.facilitator.id,
        )
    )
    session.add(
        AuditEntry(
            edition_id=here.edition.id,
            member_id=here.facilitator.id,
            act="statement.withdrawn",
            subject="statement",
            subject_id=7,
        )
    )
    session.flush()
    return list(range(1, 11))


def test_a_wording_written_before_is_still_never_changed(database_url: str) -> None:
    engine = connect(database_url)
    _at_revision(engine, "0013")
    with transaction(engine) as session:
        here = _old_world(session, "2031")
        row = {"edition": here.edition.id, "member": here.facilitator.id}
        insert = "INSERT INTO encouragement (id, version, edition_id, wording, remarks, stage)"
        session.connection().execute(text(f"{insert} VALUES (1, 1, :edition, 1, '', 'draft')"), row)
        insert = "INSERT INTO wording (id, encouragement_id, number, heading, explanation,"
        values = "VALUES (1, 1, 1, 'ask', 'first', :member, '2026-01-01 10:00:00')"
        session.connection().execute(text(f"{insert} member_id, created_at) {values}"), row)
    migrate(engine)
    assert drift(engine) == []
    with engine.connect() as connection:
        assert connection.execute(text("SELECT heading, examples FROM wording")).all() == [
            ("ask", "")
        ]
    with (
        pytest.raises(DBAPIError, match="never changed"),
        engine.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(text("UPDATE wording SET heading = 'tell'"))
    engine.dispose()


def _refuses_half_a_withdrawal(engine: Engine, statement_id: int) -> None:
    with (
        pytest.raises(DBAPIError),
        engine.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(
            text("UPDATE statement SET withdrawal = 'person' WHERE id = :id"), {"id": statement_id}
        )


def _at_revision(engine: Engine, revision: str) -> None:
    with engine.execution_options(hrgl_writing=True).begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _at_first_revision(engine: Engine) -> None:
    _at_revision(engine, "0001")
    with transaction(engine) as session:
        here = _old_world(session, "2077")
        session.add(
            Job(
                edition_id=here.edition.id,
                member_id=here.facilitator.id,
                kind="k",
                state=JobState.RUNNING,
                message="half-way",
            )
        )


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_start_on_an_old_schema_and_names_the_command(
    database_url: str,
) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE edition (id integer)"))
    with pytest.raises(NotNow, match="python -m hrgl migrate"):
        require_current(engine)
    engine.dispose()


def test_an_empty_database_is_filled_at_start(database_url: str) -> None:
    engine = connect(database_url)
    require_current(engine)
    assert current_revision(engine) == newest_revision()
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
    with transaction(demonstration) as session:
        member = session.exec(select(Member)).first()
        assert member is not None
        session.add(  # the demonstration has no proposal yet
            Clustering(
                edition_id=member.edition_id,
                member_id=member.id,
                model="a",
                parameters={},
                statements_sha256="0" * 64,
                result={},
            )
        )
    with demonstration.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
    with (
        pytest.raises(DBAPIError, match="never changed"),
        demonstration.execution_options(hrgl_writing=True).begin() as connection,
    ):
        connection.execute(text(f"UPDATE {table} SET id = id + 1000"))
