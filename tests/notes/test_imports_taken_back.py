"""Imports taken back by one act: refused where people built on them, and never a free reference."""

import random
import time
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from hrgl.core import audit, changes
from hrgl.core.enums import Kind, Withdrawal
from hrgl.core.models import AuditEntry, Clustering, Note, Placement, Statement
from hrgl.errors import NotNow
from hrgl.formats.readers.contents import ReadNote
from hrgl.notes import leaving_out, lineage, notes, statements
from hrgl.notes.imports.preview import TAKEN_BACK, FileIn
from hrgl.operations import undo
from hrgl.operations.sentences import sentence
from hrgl.themes import placing, themes, ties
from tests.builders import World, statement_ids, submitted, uncite_all, world
from tests.notes.test_imports import TEXT, bring_in, file, last_entry, rows


def take_back(session: Session, here: World, entry: AuditEntry | None = None) -> AuditEntry:
    entry = entry or last_entry(session)
    return undo.undo(session, here.facilitator, entry_id=entry.id)


def test_an_import_taken_back_withdraws_its_statements_and_no_reference_is_given_again(
    session: Session,
) -> None:
    here = world(session)
    bring_in(session, here, file(here))
    undone = take_back(session, here)
    gone = rows(session, here)
    assert [(row.disposition, row.because) for row in gone] == [("withdrawn", TAKEN_BACK)] * 2
    assert sentence(audit.history(session, edition_id=here.edition.id)[0]).endswith(
        "took back: Rosa imported 1 file into A1 (2 statements)"
    )
    take_back(session, here, undone)
    assert [row.disposition for row in rows(session, here)] == ["open", "open"]
    take_back(session, here)
    came = bring_in(session, here, file(here, repeats=False))
    assert [s.reference[-5:] for s in came[0].taken.statements] == ["A1-03", "A1-04"]


def test_what_only_the_machine_placed_goes_along_and_comes_back_with_the_import(
    session: Session,
) -> None:
    here = world(session)
    theme = themes.create(session, here.facilitator, name="Money")
    bring_in(session, here, file(here))
    entry = last_entry(session)
    made = Clustering(
        edition_id=here.edition.id,
        member_id=here.facilitator.id,
        model="m",
        parameters={},
        statements_sha256="0" * 64,
        result={},
    )
    session.add(made)
    session.flush()
    for row in rows(session, here):
        session.add(
            Placement(
                statement_id=row.id,
                theme_id=theme.id,
                member_id=here.facilitator.id,
                clustering_id=made.id,
            )
        )
    session.flush()
    changes.take_changes(session)
    undone = take_back(session, here, entry)
    assert session.exec(select(Placement)).all() == []
    take_back(session, here, undone)
    assert [row.theme for row in rows(session, here)] == ["Money", "Money"]


def _move(session: Session, here: World, ids: list[int]) -> None:
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:1])


def _tie(session: Session, here: World, ids: list[int]) -> None:
    ties.tie(session, here.facilitator, statement_ids=ids[:2], together=True)


def _same(session: Session, here: World, ids: list[int]) -> None:
    [one] = statement_ids(session, here, "Publish all budgets")
    leaving_out.same_as(session, here.facilitator, statement_id=one, of_id=ids[0])


def _set_aside(session: Session, here: World, ids: list[int]) -> None:
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[:1], because="off topic"
    )


def _mark(session: Session, here: World, ids: list[int]) -> None:
    version = session.get_one(Statement, ids[0]).version
    statements.mark(
        session, here.rapporteur, statement_id=ids[0], kind=Kind.NEED, seen_version=version
    )


def _split(session: Session, here: World, ids: list[int]) -> None:
    version = session.get_one(Statement, ids[0]).version
    lineage.split_statement(
        session, here.rapporteur, statement_id=ids[0], at=7, seen_version=version
    )


def _edit(session: Session, here: World, ids: list[int]) -> None:
    note = session.get_one(Note, session.get_one(Statement, ids[0]).note_id)
    notes.revise(
        session,
        here.rapporteur,
        note_id=note.id,
        text=f"{TEXT}\n* One more idea",
        seen_version=note.version,
    )


def _cite(session: Session, here: World, ids: list[int]) -> None:
    submitted(session, here, ids[:1])


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (_move, "HRGL-2031-A1-01 was put into a theme since"),
        (_tie, "HRGL-2031-A1-01, HRGL-2031-A1-02 were tied to another"),
        (_same, "HRGL-2031-A1-01 was taken to stand for another"),
        (_set_aside, "HRGL-2031-A1-01 was set aside"),
        (_mark, "changed since"),
        (_split, "changed since"),
        (_edit, "HRGL-2031-A1-01, HRGL-2031-A1-02 were edited in its note"),
        (_cite, "HRGL-2031-A1-01 is cited"),
    ],
)
def test_an_import_on_which_people_built_is_not_taken_back(
    session: Session, build: Callable[[Session, World, list[int]], None], said: str
) -> None:
    here = world(session)
    came = bring_in(session, here, file(here))
    entry = last_entry(session)
    build(session, here, [statement.id for statement in came[0].taken.statements])
    before = rows(session, here)
    with pytest.raises(NotNow, match=said), session.begin_nested():
        take_back(session, here, entry)
    session.expire_all()
    assert rows(session, here) == before


def test_once_what_was_built_is_gone_the_import_can_be_taken_back(session: Session) -> None:
    here = world(session)
    came = bring_in(session, here, file(here))
    entry = last_entry(session)
    ids = [statement.id for statement in came[0].taken.statements]
    row = submitted(session, here, ids)
    uncite_all(session, here, row)
    theme = placing.live(session, edition_id=here.edition.id)[0]
    themes.dissolve(session, here.facilitator, theme_id=theme.id, seen_version=theme.version)
    take_back(session, here, entry)
    assert {each.because for each in rows(session, here)} == {TAKEN_BACK}


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_thousand_rows_come_in_and_go_in_a_few_seconds(session: Session) -> None:
    here = world(session)
    draw = random.Random(1)
    said = [ReadNote(f"Office {n} explains {draw.random()}.", n) for n in range(2, 1002)]
    began = time.perf_counter()
    bring_in(session, here, FileIn(here.workshop.id, "t.csv", said))
    came = time.perf_counter() - began
    take_back(session, here)
    assert len(rows(session, here)) == 1000
    assert (came < 10, time.perf_counter() - began < 30) == (True, True)


def test_a_person_who_gives_the_same_reason_does_not_get_everything_twice(session: Session) -> None:
    here = world(session)
    [came] = bring_in(session, here, file(here))
    for row in came.taken.statements:
        leaving_out.withdraw_statement(
            session,
            here.rapporteur,
            statement_id=row.id,
            because=TAKEN_BACK,
            seen_version=row.version,
        )
    assert {row.withdrawal for row in rows(session, here)} == {Withdrawal.PERSON}
    again = bring_in(session, here, file(here))
    assert [each.taken.statements for each in again] == [()]


def test_an_entry_that_tells_only_in_words_what_was_taken_back_is_still_taken_back(
    session: Session,
) -> None:
    here = world(session)
    bring_in(session, here, file(here))
    entry = last_entry(session)
    for change in entry.changes:
        del change["before"]["withdrawal"], change["after"]["withdrawal"]
    old = AuditEntry(**{**entry.model_dump(exclude={"id"}), "changes": entry.changes})
    session.add(old)
    session.flush()
    take_back(session, here, old)
    assert {row.withdrawal for row in rows(session, here)} == {Withdrawal.IMPORT}


@pytest.mark.parametrize(
    ("because", "how"),
    [
        (None, None),
        ("said twice", "person"),
        ("split into A1-02 and A1-03", "split"),
        ("joined into A1-02", "joined"),
        ("withdrawn by the sender", "sender"),
        ("taken out when the note was edited", "edited"),
    ],
)
def test_older_entries_get_what_their_words_tell(because: str | None, how: str | None) -> None:
    change = {"table": "statement", "key": [1], "before": {"withdrawn_because": because}}
    [told] = changes.as_noted_now([change])
    assert told["before"] == {"withdrawn_because": because, "withdrawal": how}
    assert changes.as_noted_now([told]) == [told]
    untouched = [{"table": "theme", "key": [1], "before": None, "after": {"name": "x"}}]
    assert changes.as_noted_now(untouched) == untouched
