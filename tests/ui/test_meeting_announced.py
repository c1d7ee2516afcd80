"""Home: a meeting that is on stands first, leads there, and hides nothing else that waits."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.core.models import Meeting, Member
from hrgl.editions import editions
from tests.ui.conftest import Open, button


@pytest.fixture(autouse=True)
def _open_meeting(demonstration: Engine) -> None:
    with transaction(demonstration) as session:
        edition = editions.by_code(session, "2023-demo")
        chair = session.exec(
            select(Member.id).where(
                Member.edition_id == edition.id, Member.role == Role.FACILITATOR
            )
        ).first()
        session.add(Meeting(edition_id=edition.id, number=1, chair_id=chair))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.STEERING, "A meeting is on"),
        (Role.FACILITATOR, "Meeting 1 is open"),
        (Role.ORGANISER, "Meeting 1 is open"),
    ],
)
def test_a_meeting_that_is_on_is_announced_and_led_to(
    open_page: Open, role: Role, said: str
) -> None:
    at = open_page(role)
    told = [each.value for each in at.markdown]
    [first] = [each for each in told if "Next for you" in each]
    assert said in first
    assert any("review" in each or "objection" in each for each in told if each != first)
    button(at, "next_button").click().run()
    assert not at.exception, at.exception
    assert at.title[0].value == "Meeting"


def test_who_takes_no_part_in_it_is_told_of_no_meeting(open_page: Open) -> None:
    at = open_page(Role.RAPPORTEUR)
    assert not any("eeting 1" in each.value or "A meeting" in each.value for each in at.markdown)
