"""A second look: one statement at a time, blind; what is placed is noted and moves nothing."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member, Placement, SamplePlacement
from hrgl.notes.statements import StatementView
from hrgl.themes import second_look
from tests.ui.conftest import Open, button


@pytest.fixture
def drawn(demonstration: Engine) -> list[second_look.StatementView]:
    """The sample of the demonstration."""
    with reading(demonstration) as session:
        edition = session.exec(select(Edition)).one()
        return second_look.sample(session, edition_id=edition.id)


def _look(open_page: Open, role: Role = Role.FACILITATOR) -> AppTest:
    at = open_page(role, "themes")
    at.session_state["themes_view"] = "Second look"
    return at.run()


def _bar(at: AppTest) -> str:
    [bar] = at.get("progress")
    return str(bar.proto.text)


def _choice(at: AppTest, row: StatementView) -> str:
    [key] = [r.key for r in at.radio if str(r.key).startswith(f"second_look-{row.id}-")]
    return str(key)


def test_a_statement_is_shown_without_where_it_stands_and_placed(
    open_page: Open, demonstration: Engine, drawn: list[second_look.StatementView]
) -> None:
    with reading(demonstration) as session:
        before = session.exec(select(Placement.statement_id, Placement.theme_id)).all()
    at = _look(open_page)
    first, second = drawn[0], drawn[1]
    assert _bar(at) == f"{len(drawn)} of {len(drawn)} left"
    assert first.text in [text.value for text in at.text]
    choice = at.radio(key=_choice(at, first))
    assert choice.value is None
    assert button(at, "place_sample").disabled
    choice.set_value(first.theme_id).run()
    button(at, "place_sample").click().run()
    assert not at.error
    assert _bar(at) == f"{len(drawn) - 1} of {len(drawn)} left"
    assert second.text in [text.value for text in at.text]
    with reading(demonstration) as session:
        [placed] = session.exec(select(SamplePlacement)).all()
        assert (placed.statement_id, placed.theme_id) == (first.id, first.theme_id)
        assert session.exec(select(Placement.statement_id, Placement.theme_id)).all() == before


def test_what_one_has_placed_can_be_placed_again(
    open_page: Open, demonstration: Engine, drawn: list[second_look.StatementView]
) -> None:
    at = _look(open_page)
    first = drawn[0]
    at.radio(key=_choice(at, first)).set_value(first.theme_id).run()
    button(at, "place_sample").click().run()
    [again] = [box for box in at.selectbox if str(box.key).startswith("look_again")]
    again.set_value(first.id).run()
    button(at, "look_again_at").click().run()
    choice = at.radio(key=_choice(at, first))
    assert choice.value == first.theme_id
    other = next(row.theme_id for row in drawn if row.theme_id != first.theme_id)
    choice.set_value(other).run()
    button(at, "place_sample").click().run()
    with reading(demonstration) as session:
        assert session.exec(select(SamplePlacement.theme_id)).all() == [other]
    assert _bar(at) == f"{len(drawn) - 1} of {len(drawn)} left"


def test_how_far_two_people_agree_is_told_once_both_have_placed_ten(
    open_page: Open, demonstration: Engine, drawn: list[second_look.StatementView]
) -> None:
    assert any("as soon as two people" in each.value for each in _look(open_page).caption)
    with transaction(demonstration) as session:
        edition_id = session.exec(select(Edition.id)).one()
        two = [
            session.exec(
                select(Member).where(Member.edition_id == edition_id, Member.role == role)
            ).first()
            for role in (Role.FACILITATOR, Role.ORGANISER)
        ]
        for row in drawn[:10]:
            for actor in two:
                assert actor is not None
                assert row.theme_id is not None
                second_look.place_blind(session, actor, statement_id=row.id, theme_id=row.theme_id)
    at = _look(open_page, Role.ORGANISER)
    told = [each.value for each in at.markdown if "agreement" in each.value]
    assert len(told) == 1
    assert "almost perfect agreement, 1.00 (between 1.00 and 1.00), over 10 statements" in told[0]
