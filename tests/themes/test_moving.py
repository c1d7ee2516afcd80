"""Statements moved, queued, set aside, brought back and counted as one another, by people."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from hrgl.core.models import Placement, Statement, Theme
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.notes import leaving_out, standing, statements
from hrgl.notes.statements import StatementView
from hrgl.themes import board, themes
from tests.builders import World, statement_ids, submitted, world
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def ids(session: Session, here: World) -> list[int]:
    return statement_ids(session, here)


def _rows(session: Session, here: World) -> dict[int, StatementView]:
    session.flush()
    return {row.id: row for row in statements.list_statements(session, edition_id=here.edition.id)}


def _theme(session: Session, here: World, name: str, ids: list[int]) -> Theme:
    return themes.create(session, here.facilitator, name=name, statement_ids=ids)


def test_what_is_moved_is_pinned_by_who_moved_it_and_no_longer_the_machine_s(
    session: Session, here: World, ids: list[int]
) -> None:
    first, second = _theme(session, here, "First", ids[:1]), _theme(session, here, "Second", [])
    [placement] = standing.placements(session, ids[:1])
    placement.pinned, placement.fit = False, 0.7
    moved = themes.move(
        session, here.organiser, statement_ids=[ids[0], ids[1], ids[1]], theme_id=second.id
    )
    assert moved == 3
    for placement in standing.placements(session, ids[:2]):
        assert (placement.theme_id, placement.member_id) == (second.id, here.organiser.id)
        assert (placement.pinned, placement.fit, placement.clustering_id) == (True, None, None)
    assert told(session) == (
        "statements.moved",
        {"name": "Second", "statements": [ids[0], ids[1], ids[1]]},
    )
    assert told_of(session, here.organiser, second)
    assert board.board(session, edition_id=here.edition.id).theme(first.id).statements == ()  # type: ignore[union-attr]


def test_what_is_queued_leaves_its_theme_and_nothing_else_does(
    session: Session, here: World, ids: list[int]
) -> None:
    _theme(session, here, "First", ids[:3])
    assert themes.move(session, here.facilitator, statement_ids=ids[:2], theme_id=None) == 2
    assert told(session) == ("statements.queued", {"statements": ids[:2], "cited": 0})
    assert told_of(session, here.facilitator, session.get_one(Statement, ids[0]))
    assert [p.statement_id for p in standing.placements(session, ids)] == [ids[2]]


def test_with_nothing_picked_nothing_is_done(session: Session, here: World, ids: list[int]) -> None:
    theme = _theme(session, here, "First", [])
    empty: list[Callable[[], object]] = [
        lambda: themes.move(session, here.facilitator, statement_ids=[], theme_id=theme.id),
        lambda: leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=[], because="x"
        ),
        lambda: leaving_out.bring_back_statements(session, here.facilitator, statement_ids=[]),
        lambda: leaving_out.same_as_all(session, here.facilitator, statement_ids=[], of_id=ids[0]),
    ]
    for act in empty:
        with pytest.raises(NotValid, match="Pick at least one statement first"):
            act()


def test_what_was_left_out_is_brought_back_before_it_is_moved(
    session: Session, here: World, ids: list[int]
) -> None:
    theme = _theme(session, here, "First", [])
    row = session.get_one(Statement, ids[0])
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=row.id, because="x", seen_version=row.version
    )
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[ids[1]], because="off topic"
    )
    leaving_out.same_as(session, here.facilitator, statement_id=ids[2], of_id=ids[3])
    for left_out in ids[:3]:
        for theme_id in (theme.id, None):
            with pytest.raises(NotNow, match="has been left out"):
                themes.move(session, here.facilitator, statement_ids=[left_out], theme_id=theme_id)
        with pytest.raises(NotNow, match="has been left out"):
            leaving_out.set_aside_statements(
                session, here.facilitator, statement_ids=[left_out], because="x"
            )
    assert session.get(Placement, 1) is None


def test_statements_of_another_edition_are_not_there(
    session: Session, here: World, ids: list[int]
) -> None:
    there = world(session, code="2032")
    with pytest.raises(NotFound):
        themes.create(session, there.facilitator, name="Money", statement_ids=ids[:1])
    with pytest.raises(NotFound):
        leaving_out.bring_back_statements(session, there.facilitator, statement_ids=ids[:1])
    others = statement_ids(session, there)
    with pytest.raises(NotFound):
        leaving_out.same_as(session, there.facilitator, statement_id=others[0], of_id=ids[0])


def test_what_is_set_aside_leaves_its_theme_and_comes_back_into_the_queue(
    session: Session, here: World, ids: list[int]
) -> None:
    _theme(session, here, "First", ids[:3])
    with pytest.raises(NotValid) as refusal:
        leaving_out.set_aside_statements(
            session, here.facilitator, statement_ids=ids[:2], because=" "
        )
    assert refusal.value.field == "because"
    rows = leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=ids[:2], because=" off topic "
    )
    assert [row.id for row in rows] == ids[:2]
    assert told(session) == (
        "statements.set_aside",
        {"statements": ids[:2], "because": "off topic"},
    )
    assert told_of(session, here.facilitator, rows[0])
    now = _rows(session, here)
    assert [(now[each].disposition, now[each].because) for each in ids[:3]] == [
        ("set aside", "off topic"),
        ("set aside", "off topic"),
        ("open", ""),
    ]
    assert [p.statement_id for p in standing.placements(session, ids)] == [ids[2]]
    back = leaving_out.bring_back_statements(session, here.organiser, statement_ids=ids[:1])
    assert [row.id for row in back] == ids[:1]
    assert told(session) == ("statements.brought_back", {"statements": ids[:1]})
    assert told_of(session, here.organiser, back[0])
    now = _rows(session, here)
    assert (now[ids[0]].waiting, now[ids[1]].waiting) == (True, False)


def test_what_says_the_same_leaves_its_theme_and_names_the_other(
    session: Session, here: World, ids: list[int]
) -> None:
    _theme(session, here, "First", ids[:4])
    row = leaving_out.same_as(session, here.facilitator, statement_id=ids[0], of_id=ids[3])
    other = session.get_one(Statement, ids[3])
    assert told(session) == (
        "statement.same_as",
        {"reference": row.reference, "other": other.reference},
    )
    assert told_of(session, here.facilitator, row)
    rows = leaving_out.same_as_all(session, here.facilitator, statement_ids=ids[1:3], of_id=ids[3])
    assert [each.id for each in rows] == ids[1:3]
    assert told(session) == (
        "statements.same_as",
        {"statements": ids[1:3], "other": other.reference},
    )
    assert told_of(session, here.facilitator, rows[0])
    now = _rows(session, here)
    assert {(now[each].disposition, now[each].because) for each in ids[:3]} == {
        ("same as", other.reference)
    }
    assert [p.statement_id for p in standing.placements(session, ids)] == [ids[3]]
    leaving_out.bring_back_statements(session, here.facilitator, statement_ids=ids[:3])
    assert all(_rows(session, here)[each].waiting for each in ids[:3])


def test_a_statement_is_not_the_same_as_itself_nor_as_what_was_left_out(
    session: Session, here: World, ids: list[int]
) -> None:
    with pytest.raises(NotValid, match="this is the same one") as refusal:
        leaving_out.same_as_all(session, here.facilitator, statement_ids=ids[:2], of_id=ids[1])
    assert refusal.value.field == "of"
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[ids[1]], because="off topic"
    )
    row = session.get_one(Statement, ids[2])
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=row.id, because="x", seen_version=row.version
    )
    for other in ids[1:3]:
        with pytest.raises(NotNow, match="does not stand for itself"):
            leaving_out.same_as(session, here.facilitator, statement_id=ids[0], of_id=other)


def test_what_is_cited_is_not_counted_away_and_who_stands_for_it_is_named(
    session: Session, here: World, ids: list[int]
) -> None:
    submitted(session, here, ids[:1])
    with pytest.raises(NotNow, match="is cited"):
        leaving_out.same_as(session, here.facilitator, statement_id=ids[0], of_id=ids[1])
    leaving_out.same_as_all(session, here.facilitator, statement_ids=ids[2:4], of_id=ids[1])
    with pytest.raises(NotNow, match=r"A1-02 stands for \S+A1-03, \S+A1-04\. Mark those"):
        leaving_out.same_as(session, here.facilitator, statement_id=ids[1], of_id=ids[4])
