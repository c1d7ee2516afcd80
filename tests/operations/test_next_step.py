"""What is next for each role: every sentence, and the very thing its button opens."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import DoorState, ObjectionAnswer, Role, Verdict
from hrgl.core.models import Edition, Member, Workshop
from hrgl.editions import summaries, workshops
from hrgl.editions.workshops import Plan
from hrgl.encouragements import encouragements, places, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.notes import drafts
from hrgl.notes.door import inputs
from hrgl.operations import next_step, progress
from hrgl.operations.next_step import Next
from hrgl.people import accounts
from hrgl.themes import themes
from hrgl.themes.proposals import proposals
from hrgl.ui.home import figures
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.commenting import two_comments
from tests.sending import send, set_door


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _next(session: Session, here: World, member: Member) -> Next:
    now = progress.edition_progress(session, edition_id=here.edition.id)
    return next_step.next_for(session, member_id=member.id, now=now)


def _below(session: Session, here: World) -> list[tuple[str, str]]:
    now = progress.edition_progress(session, edition_id=here.edition.id)
    return [(each.value, each.below) for each in figures.figures(now)]


def _room(session: Session, here: World, code: str, **plan: bool) -> Workshop:
    return workshops.add_workshop(session, here.organiser, plan=Plan(code, f"Room {code}", **plan))


def _remove_the_room(session: Session, here: World) -> None:
    room = here.workshop
    workshops.remove_workshop(
        session, here.organiser, workshop_id=room.id, seen_version=room.version
    )


def _all_in_themes(session: Session, here: World) -> list[int]:
    ids = statement_ids(session, here)
    themes.create(session, here.facilitator, name="Rights", statement_ids=ids)
    return ids


def test_an_edition_without_workshops_says_who_adds_them(session: Session, here: World) -> None:
    _remove_the_room(session, here)
    for member in (here.rapporteur, here.facilitator, here.steering):
        step = _next(session, here, member)
        assert step.sentence == (
            "This edition has no workshops yet. An organiser adds them on the page Setup."
        )
        assert step.page == "programme"
    assert _next(session, here, here.organiser) == Next(
        "This edition has no workshops yet.", "Add the first", "setup", {"setup_view": "Workshops"}
    )


def test_an_organiser_who_is_alone_is_led_to_the_people(session: Session) -> None:
    edition = Edition(code="2040", series="Series", title="Title", places=2, quorum=2)
    session.add(edition)
    session.flush()
    machine = accounts.command_line_member(session, edition)
    olga = accounts.add_member(
        session, machine, email="olga@city.example", name="Olga", role=Role.ORGANISER
    )
    workshops.add_workshop(session, olga, plan=Plan("A1", "Room"))

    def next_for_olga() -> Next:
        now = progress.edition_progress(session, edition_id=edition.id)
        return next_step.next_for(session, member_id=olga.id, now=now)

    assert next_for_olga() == Next(
        "Nobody but you is in this edition yet.", "Add people", "setup", {"setup_view": "People"}
    )
    accounts.add_member(session, olga, email="rosa@city.example", name="Rosa", role=Role.RAPPORTEUR)
    assert next_for_olga().sentence == "There are no notes yet. They come from the workshops."


def test_a_rapporteur_is_led_to_the_first_room_without_notes(session: Session, here: World) -> None:
    statement_ids(session, here)
    _room(session, here, "B9", next_generation=True)
    third, fourth = _room(session, here, "C3"), _room(session, here, "D4")
    opens = {"workshop": third.id, "notes_view": "Write"}
    assert _next(session, here, here.rapporteur) == Next(
        "No notes from C3, D4 yet.", "Write notes in C3", "notes", opens
    )
    drafts.keep_draft(session, here.rapporteur, workshop_id=fourth.id, text="* half a thou")
    step = _next(session, here, here.rapporteur)
    assert (step.button, step.opens["workshop"]) == ("Write notes in D4", fourth.id)
    assert _next(session, here, here.facilitator).page != "notes"


def test_a_rapporteur_is_led_to_the_missing_summary_and_then_is_free(
    session: Session, here: World
) -> None:
    statement_ids(session, here)
    opens = {"workshop": here.workshop.id, "notes_view": "Summary for the plenary"}
    assert _next(session, here, here.rapporteur) == Next(
        "A1: the summary is missing.", "Write that of A1", "notes", opens
    )
    summaries.summarise(
        session,
        here.rapporteur,
        workshop_id=here.workshop.id,
        summary="All.",
        seen_version=here.workshop.version,
    )
    assert _next(session, here, here.rapporteur).sentence == (
        "All rooms have delivered. You can still add notes."
    )


def test_a_steering_member_is_led_to_the_first_wording_that_waits_for_them(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    assert _next(session, here, here.steering) == Next(
        "Nothing is submitted for review yet.", "Read the draft", "outcome"
    )
    second = submitted(session, here, ids[2:4], place=2)
    first = submitted(session, here, ids[:2])
    assert _next(session, here, here.steering) == Next(
        "2 encouragements for your review.", "Start reviewing", "reviews", {"review": "waiting"}
    )
    for row, left in ((first, [second.id]), (second, [])):
        reviews.give(
            session, here.steering, wording_id=wording_id(session, row, 1), verdict=Verdict.AGREE
        )
        step = _next(session, here, here.steering)
        assert list(step.opens.values()) == left
    assert step.sentence == "You have spoken on everything submitted so far."


def test_a_facilitator_is_led_from_notes_to_themes_to_the_queue(
    session: Session, here: World
) -> None:
    assert _next(session, here, here.facilitator) == Next(
        "There are no notes yet. They come from the workshops.",
        "Open notes",
        "notes",
        {"workshop": here.workshop.id, "notes_view": "Write"},
    )
    ids = statement_ids(session, here)
    step = _next(session, here, here.facilitator)
    assert step.sentence == "6 statements are there, but no themes yet."
    assert (step.button, step.opens) == ("Propose themes", {"themes_view": "Proposal"})
    proposals.store(
        session,
        here.facilitator,
        model="m",
        parameters={},
        statements_sha256="0" * 64,
        result={"themes": [], "queue": [], "fit": {}},
    )
    assert _next(session, here, here.facilitator).button == "Look at the proposal"
    themes.create(session, here.facilitator, name="Rights", statement_ids=ids[:5])
    assert _next(session, here, here.facilitator) == Next(
        "1 statement stands in no theme yet.",
        "Open the queue",
        "themes",
        {"rail": "queue", "themes_view": "Desk"},
    )


def test_a_facilitator_is_led_to_the_free_places_and_who_could_have_one(
    session: Session, here: World
) -> None:
    ids = _all_in_themes(session, here)
    assert _next(session, here, here.facilitator) == Next(
        "2 places still without an encouragement: 1, 2.",
        "Word one",
        "encouragements",
        {"draft": "new"},
    )
    submitted(session, here, ids[:2])
    row = wordings.word(session, here.facilitator, heading="ask", explanation="Because.")
    assert _next(session, here, here.facilitator) == Next(
        "1 place still without an encouragement: 2.",
        "Place a candidate",
        "encouragements",
        {"draft": row.id},
    )
    places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=2, seen_version=row.version
    )
    assert _next(session, here, here.facilitator) == Next(
        "1 encouragement not yet submitted.", "Open 2", "encouragements", {"draft": row.id}
    )


def test_an_objection_comes_first_and_leads_to_what_was_objected_to(
    session: Session, here: World
) -> None:
    ids = _all_in_themes(session, here)
    submitted(session, here, ids[:2])
    row = submitted(session, here, ids[2:4], place=2)
    given = reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row, 1),
        verdict=Verdict.OBJECT,
        reason="No.",
    )
    for member in (here.facilitator, here.organiser):
        assert _next(session, here, member) == Next(
            "1 objection without an answer.", "Answer", "reviews", {"review": row.id}
        )
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=given.id,
        answer=ObjectionAnswer.ACCEPTED,
        reason="Yes.",
    )
    assert _next(session, here, here.facilitator).sentence == (
        "Everything is with the steering group. 2 members have not spoken on all of it."
    )


def test_an_objection_to_what_was_set_aside_leads_nowhere(session: Session, here: World) -> None:
    row = submitted(session, here, _all_in_themes(session, here)[:2])
    reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row, 1),
        verdict=Verdict.OBJECT,
        reason="No.",
    )
    encouragements.set_aside_encouragement(
        session,
        here.facilitator,
        encouragement_id=row.id,
        because="said elsewhere",
        seen_version=row.version,
    )
    assert "objection" not in _next(session, here, here.facilitator).sentence


def test_inputs_that_wait_are_announced_to_who_may_read_them(session: Session, here: World) -> None:
    set_door(session, here, DoorState.MODERATED, 0)
    rows = [send(session, here, form, text=f"More parks {form}")[0] for form in ("f", "g", "h")]
    opens = {"workshop": here.workshop.id, "notes_view": "Sent by participants"}
    for member in (here.facilitator, here.organiser):
        assert _next(session, here, member) == Next(
            "3 inputs of participants wait to be read in A1.", "Read those of A1", "notes", opens
        )
    assert "inputs" not in _next(session, here, here.rapporteur).sentence
    for row in rows[:2]:
        inputs.decline(
            session, here.facilitator, input_id=row.id, because="no", seen_version=row.version
        )
    assert _next(session, here, here.organiser).sentence.startswith("1 input of participants waits")


def test_comments_that_wait_are_announced_to_who_may_answer_them(
    session: Session, here: World
) -> None:
    row = submitted(session, here, statement_ids(session, here)[:2])
    two_comments(session, here, row)
    opens = {"commented": row.id, "comments_view": "Answer"}
    told = "2 comments of participants on the drafts wait for an answer."
    for member in (here.facilitator, here.organiser):
        assert _next(session, here, member) == Next(told, "Answer", "comments", opens)
    for member in (here.rapporteur, here.steering):
        assert "comments" not in _next(session, here, member).sentence


def test_without_a_number_of_places_an_organiser_sets_it(session: Session, here: World) -> None:
    _all_in_themes(session, here)
    here.edition.places = None
    told = "It is not set how many encouragements there shall be."
    assert _next(session, here, here.organiser) == Next(
        told, "Set it", "setup", {"setup_view": "Edition"}
    )
    assert _next(session, here, here.facilitator) == Next(
        f"{told} An organiser does it.", "Word candidates", "encouragements", {"draft": "new"}
    )


def test_figures_at_nought_say_something_true(session: Session, here: World) -> None:
    assert _below(session, here) == [
        ("0 of 1", "A1 missing"),
        ("0", "they come with the notes"),
        ("0", "none begun yet"),
        ("0 of 2", "none worded yet"),
    ]
    _remove_the_room(session, here)
    assert _below(session, here)[0] == ("0 of 0", "no workshops yet")


def test_figures_tell_what_is_left_to_do(session: Session, here: World) -> None:
    ids = _all_in_themes(session, here)
    themes.create(session, here.facilitator, name="Empty")
    wordings.word(session, here.facilitator, heading="ask", explanation="Because.")
    assert _below(session, here) == [
        ("1 of 1", "all are here"),
        ("6", "none waits for a theme"),
        ("2", "2 feed no draft"),
        ("0 of 2", "1 candidate has no place"),
    ]
    for code in ("B1", "B2", "B3", "B4", "B5"):
        _room(session, here, code)
    submitted(session, here, ids[:2])
    found = _below(session, here)
    assert found[0] == ("1 of 6", "B1, B2, B3, B4 and 1 more missing")
    assert found[3] == ("1 of 2", "none approved yet")
