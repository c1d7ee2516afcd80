"""What waits for whom while wordings lie before the steering group."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from hrgl.core.columns import now
from hrgl.core.enums import Recommendation, RulingWord, Verdict, WordingField
from hrgl.core.models import Amendment, Encouragement, Meeting, Member
from hrgl.editions.consent_rules import moment_in_words
from hrgl.operations import next_step, progress
from hrgl.operations.next_thing import Next
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.consenting import answer_to, reword, rule, speak
from tests.ruling import name_proxy, set_rule


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def rows(session: Session, here: World) -> list[Encouragement]:
    ids = statement_ids(session, here)
    return [submitted(session, here, ids[:3]), submitted(session, here, ids[3:], place=2)]


def _next(session: Session, here: World, member: Member) -> Next:
    session.flush()
    standing = progress.edition_progress(session, edition_id=here.edition.id)
    return next_step.next_for(session, member_id=member.id, now=standing)


def _sentence(session: Session, here: World, member: Member) -> str:
    return _next(session, here, member).sentence


def test_a_member_is_told_how_much_waits_and_how_much_of_it_is_contested(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    assert _sentence(session, here, here.second) == "2 encouragements for your review."
    speak(session, here.steering, rows[0], Verdict.OBJECT, "No.")
    step = _next(session, here, here.second)
    assert step.sentence == "2 encouragements for your review, 1 of them contested."
    assert step.opens == {"review": rows[1].id}  # what nobody contests comes first
    speak(session, here.second, rows[1], Verdict.AGREE)
    assert _sentence(session, here, here.second) == (
        "1 encouragement for your review; somebody objects to it."
    )
    speak(session, here.second, rows[0], Verdict.ABSTAIN)
    assert (
        _sentence(session, here, here.second) == "You have spoken on everything submitted so far."
    )


def test_an_answer_to_an_objection_waits_for_whoever_made_it(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    given = [speak(session, here.steering, row, Verdict.OBJECT, "No.") for row in rows]
    assert _sentence(session, here, here.steering).startswith("You have spoken on everything")
    answer_to(session, here, given[0])
    assert _sentence(session, here, here.steering) == (
        "1 encouragement for your review; somebody objects to it. "
        "Your objection to one of them is answered."
    )
    answer_to(session, here, given[1])
    reword(session, here, rows[1], "do it otherwise")
    assert _sentence(session, here, here.steering).endswith(
        "Your objections to 2 of them are answered."
    )


def test_who_speaks_for_another_is_told_what_waits_for_them(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    name_proxy(session, here)
    assert _sentence(session, here, here.steering) == (
        "2 encouragements for your review. 2 encouragements for you to review for Sven."
    )
    for row in rows:
        speak(session, here.steering, row, Verdict.AGREE)
    assert _next(session, here, here.steering) == Next(
        "2 encouragements for you to review for Sven.", "Start reviewing", "reviews"
    )


def test_the_hour_from_which_silence_is_consent_is_told_with_its_zone_while_it_is_to_come(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    evening = now() + timedelta(days=2)
    row = set_rule(session, here, silence_from=evening)
    assert len(rows) == 2
    assert _sentence(session, here, here.steering) == (
        "2 encouragements for your review. Silence is consent from "
        f"{moment_in_words(evening, 'Europe/Vienna')} on."
    )
    row.silence_from = now() - timedelta(minutes=1)
    assert "Silence" not in _sentence(session, here, here.steering)


def test_a_facilitator_answers_objections_and_conditions_before_amendments(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    _amendment(session, here, rows[1])
    objection = speak(session, here.steering, rows[0], Verdict.OBJECT, "No.")
    condition = speak(
        session, here.second, rows[0], Verdict.LIVE_WITH, would_settle="a word on small towns"
    )
    assert _next(session, here, here.facilitator) == Next(
        "1 objection and 1 condition without an answer.",
        "Answer",
        "reviews",
        {"review": rows[0].id},
    )
    answer_to(session, here, objection)
    assert _sentence(session, here, here.organiser) == "1 condition without an answer."
    answer_to(session, here, condition)
    assert _next(session, here, here.facilitator) == Next(
        "1 amendment without a recommendation.",
        "Recommend",
        "encouragements",
        {"draft": rows[1].id},
    )


def _amendment(session: Session, here: World, row: Encouragement) -> Amendment:
    made = Amendment(
        encouragement_id=row.id,
        wording_id=wording_id(session, row),
        number=1,
        field=WordingField.HEADING,
        start=0,
        end=2,
        after="try",
        member_id=here.steering.id,
    )
    session.add(made)
    session.flush()
    return made


def test_an_amendment_that_is_recommended_on_waits_no_longer(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    made = _amendment(session, here, rows[0])
    made.recommendation, made.recommendation_reason = Recommendation.ACCEPTED, "Clearer."
    assert "amendment" not in _sentence(session, here, here.facilitator)


def test_an_overruled_objection_needs_no_answer(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    set_rule(session, here)
    here.edition.quorum = 1
    speak(session, here.second, rows[0], Verdict.AGREE)
    given = speak(session, here.steering, rows[0], Verdict.OBJECT, "No.")
    rule(session, here, rows[0], given, RulingWord.UPHELD)
    assert _sentence(session, here, here.facilitator) == "1 objection without an answer."


def test_a_meeting_that_is_on_comes_before_all_else_for_who_takes_part(
    session: Session, here: World, rows: list[Encouragement]
) -> None:
    meeting = Meeting(edition_id=here.edition.id, number=3, chair_id=here.facilitator.id)
    session.add(meeting)
    assert len(rows) == 2
    follow = Next("A meeting is on: follow it.", "Follow the meeting", "meeting")
    assert _next(session, here, here.steering) == follow
    for member in (here.facilitator, here.organiser):
        assert _next(session, here, member) == Next(
            "Meeting 3 is open.", "Go to the meeting", "meeting"
        )
    assert "eeting" not in _sentence(session, here, here.rapporteur)
    standing = progress.edition_progress(session, edition_id=here.edition.id)
    besides = next_step.besides_meetings(session, member_id=here.steering.id, now=standing)
    assert besides.page == "reviews"
    meeting.closed_at = now()
    assert _next(session, here, here.steering) == besides
