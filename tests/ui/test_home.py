"""Where we stand: the button of what is next opens the very thing it speaks of."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState, Role
from hrgl.core.models import Door, Encouragement, Member, Theme, Workshop
from hrgl.editions import deliveries, editions, workshops
from hrgl.encouragements.consenting.waiting import what_waits
from hrgl.notes.door import doors, inputs
from hrgl.notes.door.submitting import Sent
from hrgl.operations import next_step
from hrgl.operations.next_step import Next
from hrgl.people.accounts import participant_of
from hrgl.ui.notes import notes_summary, sent_view
from tests.ui.conftest import ROOT, Open, button


def _go(at: AppTest, page: str) -> AppTest:
    return at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()


def _press(at: AppTest, key: str = "next_button") -> AppTest:
    button(at, key).click().run()
    assert not at.exception, at.exception
    return at


def _inputs_wait(engine: Engine, code: str, count: int) -> None:
    with transaction(engine) as session:
        edition = editions.by_code(session, "2023-demo")
        room = workshops.workshop_by_code(session, edition, code)
        door = session.exec(select(Door).where(Door.workshop_id == room.id)).first()
        organiser = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.ORGANISER)
        ).first()
        assert organiser is not None
        doors.set_state(
            session,
            organiser,
            workshop_id=room.id,
            state=DoorState.MODERATED,
            seen_version=door.version if door else 0,
        )
        for number in range(count):
            sent = Sent(f"Plant more trees, please, number {number}")
            inputs.send(session, participant_of(session, room), form=f"f{number}", sent=sent)


def _empty_room(engine: Engine, code: str) -> int:
    with transaction(engine) as session:
        edition = editions.by_code(session, "2023-demo")
        room = Workshop(edition_id=edition.id, code=code, title="A room that is late")
        session.add(room)
        session.flush()
        return room.id


def test_notes_that_are_missing_are_written_in_the_room_that_misses_them(
    open_page: Open, demonstration: Engine
) -> None:
    with reading(demonstration) as session:
        edition = editions.by_code(session, "2023-demo")
        missing = [
            room.id
            for room in deliveries.list_deliveries(session, edition_id=edition.id)
            if not room.statements and not room.next_generation
        ]
    room_id = missing[0] if missing else _empty_room(demonstration, "Z9")
    at = open_page(Role.RAPPORTEUR)
    # another room was looked at before
    assert _go(at, "notes").selectbox(key="workshop").value != room_id
    at = _press(_go(at, "home"))
    assert at.title[0].value == "Notes"
    assert at.selectbox(key="workshop").value == room_id


def test_a_review_that_waits_is_opened_even_if_another_was_looked_at(
    open_page: Open, demonstration: Engine
) -> None:
    at = open_page(Role.STEERING)
    with reading(demonstration) as session:
        who = at.session_state["viewer"]
        first = what_waits(session, edition_id=who.edition_id, member_id=who.member_id).all[0].id
    at.session_state["review"] = first + 1
    at = _press(_go(_go(at, "reviews"), "home"))
    assert at.title[0].value == "Reviews"
    assert at.session_state["review"] == first


@pytest.mark.parametrize(
    ("page", "key", "row"), [("themes", "rail", Theme), ("encouragements", "draft", Encouragement)]
)
@pytest.mark.parametrize("looked", [False, True])
def test_a_page_opens_at_what_the_button_speaks_of(
    open_page: Open,
    demonstration: Engine,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    key: str,
    row: type[Theme | Encouragement],
    *,
    looked: bool,
) -> None:
    at = open_page(Role.FACILITATOR)
    if looked:
        _go(at, page)
    with reading(demonstration) as session:
        edition_id = at.session_state["viewer"].edition_id
        query = select(row.id).where(row.edition_id == edition_id).order_by(row.id.desc())
        wanted = session.exec(query).first()
    opens = {"themes_view": "In depth", key: wanted}  # of the page Themes; others have none
    step = Next("That one.", "Open it", page, opens)
    monkeypatch.setattr(next_step, "next_for", lambda *_, **__: step)
    at = _press(_go(at, "home"))
    shown = at.radio(key=key).value if page == "themes" else at.session_state[key]
    assert shown == wanted


def test_inputs_that_wait_are_announced_and_their_button_opens_their_tab(
    open_page: Open, demonstration: Engine
) -> None:
    _inputs_wait(demonstration, "B2", 3)
    at = open_page(Role.FACILITATOR)
    told = [each.value.replace("\\", "") for each in at.markdown]
    assert any("3 inputs of participants wait to be read in B2." in each for each in told)
    there = any(str(b.key).startswith("unread_button-") for b in at.button)
    key = "unread_button" if there else "next_button"
    at = _press(at, key)
    assert at.session_state["notes_view"] == sent_view.SENT_TITLE
    with reading(demonstration) as session:
        room = session.get_one(Workshop, at.selectbox(key="workshop").value)
        assert room.code == "B2"
    assert any("3 inputs wait to be read" in each.value for each in at.caption)


def test_inputs_are_not_announced_to_who_may_not_read_them(
    open_page: Open, demonstration: Engine
) -> None:
    _inputs_wait(demonstration, "B2", 3)
    for role in (Role.RAPPORTEUR, Role.STEERING):
        at = open_page(role)
        assert not any("inputs of participants" in each.value for each in at.markdown)


def test_the_names_of_the_tabs_are_those_of_the_pages() -> None:
    assert next_step.SUMMARY == notes_summary.SUMMARY_TITLE
    assert next_step.SENT == sent_view.SENT_TITLE
