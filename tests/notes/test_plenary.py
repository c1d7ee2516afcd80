"""What the rooms bring to the plenary: their results, and nobody's name."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import Attribution
from hrgl.core.models import Placement, Workshop
from hrgl.notes import leaving_out, notes, plenary
from hrgl.notes.plenary import Results
from hrgl.themes import themes
from tests.builders import World, statement_ids, world


def only(session: Session, here: World) -> Results:
    [room] = plenary.results(session, edition_id=here.edition.id)
    return room


def test_a_summary_is_shown_line_by_line_without_its_marks(session: Session) -> None:
    here = world(session)
    statement_ids(session, here, "* Publish the budget\n* Train the staff")
    summary = "Not agreed: money\n\n– Publish the budget (A1-01)\n2. Train\n* Pay\n2031 is soon"
    here.workshop.summary = summary
    room = only(session, here)
    assert room.summary == (
        "Not agreed: money",
        "Publish the budget (A1-01)",
        "Train",
        "Pay",
        "2031 is soon",
    )
    assert room.statements == 2
    assert room.typical == ()


def test_a_room_without_a_summary_shows_what_is_typical_of_it(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    theme = themes.create(session, here.facilitator, name="All")
    for at, one in enumerate(ids):
        fit = at / 10
        session.add(
            Placement(statement_id=one, theme_id=theme.id, member_id=here.facilitator.id, fit=fit)
        )
    session.flush()
    room = only(session, here)
    assert len(room.typical) == 3
    assert room.typical[0] == "Childcare makes participation possible"


def test_an_empty_room_says_nothing(session: Session) -> None:
    here = world(session)
    room = only(session, here)
    assert (room.statements, room.actor_types, room.summary, room.typical) == (0, (), (), ())


def test_what_was_left_out_does_not_count(session: Session) -> None:
    here = world(session)
    first, second, _ = statement_ids(session, here, "* Publish it\n* Train them\n* Pay them")
    leaving_out.withdraw_statement(
        session, here.rapporteur, statement_id=first, because="asked to", seen_version=1
    )
    leaving_out.set_aside_statements(
        session, here.facilitator, statement_ids=[second], because="off topic"
    )
    assert only(session, here).statements == 1


@pytest.mark.parametrize(
    ("count", "level", "told"),
    [
        (3, Attribution.NAMED, ("City network",)),
        (2, Attribution.GROUP, ()),
        (3, Attribution.NONE, ()),
    ],
)
def test_actor_types_are_told_of_groups_that_are_large_enough_and_names_never(
    session: Session, count: int, level: Attribution, told: tuple[str, ...]
) -> None:
    here = world(session)
    here.edition.attribution = Attribution.NAMED
    for at in range(count):
        about = notes.About(
            actor_type="city_network", organisation="Graz", speaker=f"Ana {at}", attribution=level
        )
        notes.add_note(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            text=f"An idea with the number {at}",
            about=about,
        )
    room = only(session, here)
    assert room.actor_types == told
    assert "Ana" not in str(room)
    assert "Graz" not in str(room)


def test_one_person_who_says_much_is_no_group(session: Session) -> None:
    here = world(session)
    here.edition.attribution = Attribution.NAMED
    about = notes.About(actor_type="city_network", speaker="Ana", attribution=Attribution.NAMED)
    for at in range(3):
        notes.add_note(
            session,
            here.rapporteur,
            workshop_id=here.workshop.id,
            text=f"An idea with the number {at}",
            about=about,
        )
    assert only(session, here).actor_types == ()


def test_rooms_come_in_the_order_of_their_codes(session: Session) -> None:
    here = world(session)
    session.add(Workshop(edition_id=here.edition.id, code="A0", title="Before"))
    session.flush()
    found = plenary.results(session, edition_id=here.edition.id)
    assert [room.code for room in found] == ["A0", "A1"]
