"""A facilitator sees what was said more than once, and counts near-duplicates as one."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member, Workshop
from hrgl.notes import notes, statements
from hrgl.themes import themes
from tests.ui.conftest import Open, button

SAID = "* Name the *person* who answers for it"


@pytest.fixture
def theme_id(demonstration: Engine) -> int:
    """A theme in which the same was said in two workshops."""
    with transaction(demonstration) as session:
        actor = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
        assert actor is not None
        rooms = session.exec(select(Workshop).order_by(Workshop.code).limit(2)).all()
        taken = [
            notes.add_note(session, actor, workshop_id=room.id, text=SAID).statements[0].id
            for room in rooms
        ]
        return themes.create(session, actor, name="Answers", statement_ids=taken).id


def _theme(open_page: Open, theme_id: int) -> AppTest:
    at = open_page(Role.FACILITATOR, "themes", view="In depth")
    at.session_state[f"said_more_than_once-{theme_id}"] = True
    at.radio(key="rail").set_value(theme_id).run()
    return at


def _labels(at: AppTest) -> list[str]:
    return [each.label.replace("\\", "") for each in at.expander]


def _placed(session: Session, theme_id: int) -> list[statements.StatementView]:
    edition = session.exec(select(Edition)).one()
    rows = statements.list_statements(session, edition_id=edition.id)
    return [row for row in rows if row.theme_id == theme_id]


def test_what_was_said_twice_is_told_and_opens_to_its_statements(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    at = _theme(open_page, theme_id)
    assert "Said more than once · 1" in _labels(at)
    assert "2 times in 2 workshops: “Name the *person* who answers for it”" in _labels(at)
    with reading(demonstration) as session:
        rows = _placed(session, theme_id)
    assert len(rows) > 1
    at.session_state[f"point-{rows[0].id}"] = True
    at.run()
    shown = [text.value for text in at.text]
    for row in rows:
        assert f"{row.short}  {row.text}" in shown


def test_near_duplicates_are_counted_as_one_and_stay_told(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    at = _theme(open_page, theme_id)
    with reading(demonstration) as session:
        first, other = _placed(session, theme_id)
    at.session_state[f"point-{first.id}"] = True
    at.run()
    button(at, "count_as_one", of_id=first.id).click().run()
    assert not at.error
    with reading(demonstration) as session:
        assert _placed(session, theme_id) == [first]
    assert any(label.startswith("2 times in 2 workshops") for label in _labels(at))
    shown = [text.value for text in at.text]
    assert f"{other.short}  {other.text} (counted as the same as {first.reference})" in shown
    assert [each for each in at.button if str(each.key).startswith("count_as_one")] == []


def test_a_theme_in_which_nothing_was_said_twice_has_no_such_section(
    open_page: Open, demonstration: Engine, theme_id: int
) -> None:
    with transaction(demonstration) as session:
        actor = session.exec(select(Member).where(Member.role == Role.FACILITATOR)).first()
        assert actor is not None
        [one, _] = _placed(session, theme_id)
        themes.move(session, actor, statement_ids=[one.id], theme_id=None)
    at = _theme(open_page, theme_id)
    assert not [label for label in _labels(at) if label.startswith("Said more than once")]
