"""A choice that is picked and not yet saved is never silently given up for somebody else's."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Kind, Role
from hrgl.core.models import Member, Statement
from hrgl.notes import statements
from tests.ui.conftest import Open, button
from tests.ui.test_notes_page import _pick, _rows


def _other(session: Session, at: AppTest) -> Member:
    """The organiser of the edition, at the same moment in another browser."""
    edition_id = at.session_state["viewer"].edition_id
    query = select(Member).where(Member.edition_id == edition_id, Member.role == Role.ORGANISER)
    return next(iter(session.exec(query)))


def _press(at: AppTest, name: str) -> None:
    next(each for each in at.button if (each.key or "").startswith(f"{name}-")).click().run()


def _marked_elsewhere(at: AppTest, engine: Engine, kind: Kind) -> statements.StatementView:
    row = next(row for row in _rows(at, engine) if not row.left_out and row.kind is not kind)
    _pick(at, engine, [row.id])
    return row


def _mark(at: AppTest, engine: Engine, row: statements.StatementView, kind: Kind) -> None:
    with transaction(engine) as session:
        statements.mark(
            session, _other(session, at), statement_id=row.id, kind=kind, seen_version=row.version
        )


def _kind(engine: Engine, row: statements.StatementView) -> Kind | None:
    with reading(engine) as session:
        return session.get_one(Statement, row.id).kind


@pytest.fixture
def at(open_page: Open) -> AppTest:
    return open_page(Role.FACILITATOR, "notes")


def test_a_picked_mark_stays_and_is_told_to_have_been_overtaken(
    at: AppTest, demonstration: Engine
) -> None:
    row = _marked_elsewhere(at, demonstration, Kind.NEED)
    at.selectbox(key=f"kind-{row.id}-0-kind").set_value("challenge").run()
    _mark(at, demonstration, row, Kind.NEED)
    at.run()
    assert "changed this at" in at.warning[0].value
    assert at.selectbox(key=f"kind-{row.id}-0-kind").value == "challenge"
    button(at, "mark").click().run()
    assert "changed" in at.error[0].value
    assert _kind(demonstration, row) is Kind.NEED
    _press(at, "mine")
    button(at, "mark").click().run()
    assert not at.error
    assert _kind(demonstration, row) is Kind.CHALLENGE


def test_giving_way_shows_the_mark_of_the_other(at: AppTest, demonstration: Engine) -> None:
    row = _marked_elsewhere(at, demonstration, Kind.NEED)
    at.selectbox(key=f"kind-{row.id}-0-kind").set_value("challenge").run()
    _mark(at, demonstration, row, Kind.NEED)
    at.run()
    _press(at, "theirs")
    assert not at.warning
    assert at.selectbox(key=f"kind-{row.id}-1-kind").value == "need"


def test_where_no_mark_was_picked_the_other_s_is_simply_shown(
    at: AppTest, demonstration: Engine
) -> None:
    row = _marked_elsewhere(at, demonstration, Kind.NEED)
    _mark(at, demonstration, row, Kind.NEED)
    at.run()
    assert not at.warning
    assert "need" in [each.value for each in at.selectbox if (each.key or "").startswith("kind-")]
