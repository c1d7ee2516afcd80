"""Points: what was said more than once, counted and never dropped; several counted as one."""

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Support
from hrgl.core.models import AuditEntry, Member, Theme, Workshop
from hrgl.encouragements import evidence
from hrgl.errors import NotNow, NotValid
from hrgl.notes import leaving_out, notes, statements
from hrgl.operations import undo, worker
from hrgl.themes import board, points, themes
from tests.builders import World, statement_ids, submitted, world
from tests.fakes import FakeEmbedder
from tests.operations.test_undo import last_entry
from tests.operations.test_undo_any import state

HERE = """* Publish the budget in plain words
* Publish the budget in plain words!
* Childcare makes participation possible"""
THERE = """* publish the budget in  plain words
* Publish the whole budget in plain words
* Drinking water must be safe"""


def _two_rooms(session: Session, here: World) -> list[int]:
    """The ids of three statements in each of two workshops."""
    other = Workshop(edition_id=here.edition.id, code="B2", title="Another room")
    session.add(other)
    session.flush()
    ids = statement_ids(session, here, HERE)
    taken = notes.add_note(session, here.facilitator, workshop_id=other.id, text=THERE)
    return [*ids, *(statement.id for statement in taken.statements)]


@pytest.fixture
def money(session: Session) -> tuple[World, list[int], Theme]:
    """A theme with all six statements, before anything was read by the machine."""
    here = world(session)
    ids = _two_rooms(session, here)
    theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids)
    return here, ids, theme


def _of(session: Session, here: World, theme: Theme) -> list[points.Point]:
    return points.points_of(session, edition_id=here.edition.id, theme_id=theme.id)


def _ids(point: points.Point) -> set[int]:
    return {statement.id for statement in point.statements}


def _read(engine: Engine, actor: Member) -> None:
    worker.propose_themes(engine, actor, themes=2, progress=lambda *_: None, load=FakeEmbedder)


def test_before_a_proposal_only_the_same_words_are_found(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, ids, theme = money
    [point] = _of(session, here, theme)
    assert _ids(point) == {ids[0], ids[1], ids[3]}
    assert (point.times, point.workshops) == (3, 2)
    [pair] = point.duplicates
    assert {pair.stands.id, *(row.id for row in pair.others)} == _ids(point)


def test_once_read_what_is_said_in_other_words_counts_too(engine: Engine) -> None:
    with transaction(engine) as session:
        here = world(session)
        ids = _two_rooms(session, here)
        theme = themes.create(session, here.facilitator, name="Money", statement_ids=ids)
    _read(engine, here.facilitator)
    with reading(engine) as session:
        [point] = _of(session, here, theme)
    assert _ids(point) == {ids[0], ids[1], ids[3], ids[4]}
    assert (point.times, point.workshops) == (4, 2)


def test_a_point_never_crosses_themes_and_the_queue_has_none(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, ids, theme = money
    other = themes.create(session, here.facilitator, name="Other", statement_ids=ids[3:])
    [point] = _of(session, here, theme)
    assert _ids(point) == set(ids[:2])
    assert _of(session, here, other) == []
    themes.move(session, here.facilitator, statement_ids=ids[:1], theme_id=None)
    assert _of(session, here, theme) == []


def test_what_is_counted_as_one_stays_said_as_often(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, _, theme = money
    [before] = _of(session, here, theme)
    [pair] = before.duplicates
    leaving_out.same_as_all(
        session,
        here.facilitator,
        statement_ids=[row.id for row in pair.others],
        of_id=pair.stands.id,
    )
    [after] = _of(session, here, theme)
    assert (after.times, after.workshops, _ids(after)) == (3, 2, _ids(before))
    assert after.typical.id == pair.stands.id
    assert after.duplicates == ()
    account = statements.ledger(session, edition_id=here.edition.id)
    assert account.dispositions["same as"] == 2
    assert sum(account.dispositions.values()) == account.statements == 6
    [row] = board.board(session, edition_id=here.edition.id).themes
    assert len(row.statements) == 4


def test_finding_points_changes_nothing_and_a_theme_s_count_counts_statements(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, _, theme = money
    before = state(session, here)
    assert _of(session, here, theme)
    assert state(session, here) == before
    [row] = board.board(session, edition_id=here.edition.id).themes
    assert row.heard.startswith("6 statements")


def test_counting_several_as_one_is_one_entry_and_can_be_taken_back_and_that_again(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, ids, _ = money
    before, entries = state(session, here), session.exec(select(func.count(AuditEntry.id))).one()  # type: ignore[arg-type]
    leaving_out.same_as_all(session, here.facilitator, statement_ids=[ids[1], ids[3]], of_id=ids[0])
    after = state(session, here)
    assert session.exec(select(func.count(col(AuditEntry.id)))).one() == entries + 1
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert state(session, here) == before
    undo.undo(session, here.facilitator, entry_id=last_entry(session))
    assert state(session, here) == after


def test_what_cannot_be_counted_away_is_refused_and_not_offered(
    session: Session, money: tuple[World, list[int], Theme]
) -> None:
    here, ids, theme = money
    draft = submitted(session, here, ids[5:])
    themes.move(session, here.facilitator, statement_ids=ids[5:], theme_id=theme.id)
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=draft.id,
        statement_ids=[ids[3]],
        support=Support.EXAMPLE,
    )
    [point] = _of(session, here, theme)
    [pair] = point.duplicates
    assert pair.stands.id == ids[3]
    assert {row.id for row in pair.others} == set(ids[:2])
    count = leaving_out.same_as_all
    with pytest.raises(NotNow, match="is cited"):
        count(session, here.facilitator, statement_ids=[ids[1], ids[3]], of_id=ids[0])
    with pytest.raises(NotValid, match="this is the same one"):
        count(session, here.facilitator, statement_ids=ids[:2], of_id=ids[0])
    with pytest.raises(NotValid, match="at least one"):
        count(session, here.facilitator, statement_ids=[], of_id=ids[0])
    leaving_out.same_as(session, here.facilitator, statement_id=ids[1], of_id=ids[0])
    with pytest.raises(NotNow, match="stands for"):
        count(session, here.facilitator, statement_ids=[ids[2], ids[0]], of_id=ids[3])
    [point] = _of(session, here, theme)
    assert (point.times, point.duplicates) == (3, ())


def test_what_is_alike_in_other_words_is_a_question_and_counts_for_nothing(
    session: Session, money: tuple[World, list[int], Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, ids, theme = money
    ahead = np.array([[0.0, 1.0] if "plain" in text else [1.0, 0.1] for text in _texts()])
    monkeypatch.setattr(points.vector_store, "latest_of", lambda *_, **__: ahead)
    [sure] = _of(session, here, theme)
    assert _ids(sure) == {ids[0], ids[1], ids[3], ids[4]}
    [perhaps] = points.perhaps_of(session, edition_id=here.edition.id, theme_id=theme.id)
    assert _ids(perhaps) == {ids[2], ids[5]}
    assert perhaps.duplicates == ()


def _texts() -> list[str]:
    return [line.removeprefix("* ") for line in [*HERE.splitlines(), *THERE.splitlines()]]
