"""Minutes: who was there and when, what was decided with which words, and what was not."""

import io

import docx
import pytest
from sqlmodel import Session, select

from hrgl.core.enums import AmendmentOutcome, MeetingWord, Overruling, RulingWord, Verdict
from hrgl.core.models import Amendment, Proxy
from hrgl.encouragements.amending import deciding, proposing
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.meeting import floor, meetings, presence
from hrgl.encouragements.meeting.minutes import minutes_of
from hrgl.encouragements.texts import WordingText
from hrgl.encouragements.views import view_encouragement
from hrgl.errors import NotFound
from hrgl.formats.writers.document import as_one_line
from hrgl.formats.writers.minutes import Minutes, MinutesPoint, write_minutes
from hrgl.people import accounts
from tests.builders import wording_id, world
from tests.consenting import reword
from tests.meeting_room import Hall, hall


def _minutes(session: Session, there: Hall) -> Minutes:
    session.flush()
    return minutes_of(session, there.here.facilitator, there.meeting.id)


def _of(minutes: Minutes, place: int) -> MinutesPoint:
    return next(each for each in minutes.points if each.place == place)


@pytest.fixture
def evening(session: Session) -> Hall:
    """Two encouragements: one objected to, one amended; the third was never taken up."""
    there = hall(session, drafts=3, overruling=Overruling.TWO_THIRDS)
    contested, amended, _ = there.drafts
    reviews.give(
        session,
        there.members["Sven"],
        wording_id=wording_id(session, contested),
        verdict=Verdict.OBJECT,
        reason="Too vague",
        would_settle="Name the budget",
    )
    there.open(session, "Sara", "Sven", "Ana")
    there.turn(session, contested)
    turn = floor.ask_to_speak(session, there.members["Sven"], meeting_id=there.meeting.id)
    floor.give_floor(session, there.here.facilitator, turn_id=turn.id)
    presence.join_meeting(session, there.members["Cleo"], meeting_id=there.meeting.id)
    there.clean(session, contested)
    there.decide(session, contested, others={"Cleo": (Verdict.ABSTAIN, "I was not there")})
    standing = _standing(session, there)
    objections.rule_on_objection(
        session,
        there.here.facilitator,
        review_id=standing,
        wording_id=wording_id(session, contested),
        ruling=RulingWord.OVERRULED,
        reason="The others want it",
    )
    there.decide(session, contested)
    there.turn(session, amended)
    _amend(session, there)
    there.clean(session, amended)
    there.decide(session, amended, MeetingWord.LEFT_OPEN, reason="Ask the rooms first")
    return there


def _standing(session: Session, there: Hall) -> int:
    view = view_encouragement(
        session, edition_id=there.here.edition.id, encouragement_id=there.drafts[0].id
    )
    return view.objections[0].review_id


def _amend(session: Session, there: Hall) -> None:
    row = there.drafts[1]
    text = WordingText("do the thing well", "Because it works.", "")
    proposing.propose(
        session, there.members["Ana"], wording_id=wording_id(session, row), text=text, reason="So"
    )
    session.flush()
    [made] = session.exec(select(Amendment)).all()
    deciding.decide_amendments(
        session,
        there.here.facilitator,
        seen={made.id: made.version},
        outcome=AmendmentOutcome.DECLINED,
        reason="It says so already",
    )
    session.flush()


def test_they_tell_who_was_there_from_when_to_when_and_who_was_not(
    session: Session, evening: Hall
) -> None:
    presence.note_present(
        session,
        evening.here.facilitator,
        meeting_id=evening.meeting.id,
        present={evening.members["Sara"].id: False},
    )
    evening.close(session)
    told = _minutes(session, evening)
    assert told.chairs == ("Fadi",)
    assert [each.split(",")[0] for each in told.present] == ["Ana", "Cleo", "Sara", "Sven"]
    assert all("–" in each and each.endswith(("CET", "CEST")) for each in told.present)
    assert told.spoken_for == ("Ben, by Ana",)
    assert told.absent == ()
    assert told.when.endswith(("CET", "CEST"))
    assert any("two thirds" in each for each in told.rule)


def test_they_tell_the_words_the_rulings_with_figures_and_who_spoke(
    session: Session, evening: Hall
) -> None:
    point = _of(_minutes(session, evening), 1)
    assert (point.outcome, point.wording, point.heading) == ("Agreed", 1, "do the thing number 1")
    assert point.explanation == "Because it works."
    first, second = point.concluded
    assert "with 4 present: left open at wording 1 (3 agree, 1 object, 1 abstain)" in first
    assert "agreed to wording 1" in second
    assert point.rulings == (
        "Sven’s objection was overruled, with 3 in favour and 1 against: The others want it",
    )
    assert point.objections == (
        "Sven objects to wording 1: Too vague – would settle it: Name the budget",
        "Cleo abstains on wording 1: I was not there",
    )
    assert point.spoke == ("Sven",)


def test_an_objection_to_an_earlier_wording_is_counted_where_it_stands(
    session: Session, evening: Hall
) -> None:
    row = evening.drafts[2]
    reviews.give(
        session,
        evening.members["Sara"],
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Too long",
    )
    reword(session, evening.here, row, "shorter")
    evening.before(session, row)
    evening.decide(session, row)
    [told] = _of(_minutes(session, evening), 3).concluded
    assert told.endswith("left open at wording 2 (4 agree, Sara objects still)")


def test_they_tell_what_became_of_amendments_and_why_something_stayed_open(
    session: Session, evening: Hall
) -> None:
    point = _of(_minutes(session, evening), 2)
    assert point.outcome == "Left open"
    assert point.concluded[0].endswith(": Ask the rooms first")
    [amendment] = point.amendments
    assert amendment == (
        "Amendment 1 (Ana), heading: “number 2” → “well” – declined: It says so already"
    )


def test_what_was_not_decided_is_told_and_what_was_never_taken_up(
    session: Session, evening: Hall
) -> None:
    there = evening
    there.turn(session, there.drafts[2])
    assert _minutes(session, there).not_decided == ("3  do the thing number 3",)
    assert _of(_minutes(session, there), 3).outcome == "Not decided"
    there.close(session)
    assert meetings.open_meeting(session, there.here.organiser).number == 2
    second = meetings.meeting_open(session, edition_id=there.here.edition.id)
    assert second is not None
    told = minutes_of(session, there.here.organiser, second.id)
    assert told.points == ()
    assert "3  do the thing number 3 (not taken up)" in told.not_decided


def test_whose_objection_is_settled_in_it_is_told_with_what_they_had_said(
    session: Session, evening: Hall
) -> None:
    row = evening.drafts[2]
    reviews.give(
        session,
        evening.members["Sara"],
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Too long",
    )
    evening.before(session, row)
    evening.decide(session, row, others={"Sara": (Verdict.AGREE, "Read aloud it is short")})
    assert _of(_minutes(session, evening), 3).objections == (
        "Sara, who had objected (Too long), agrees at wording 1: Read aloud it is short",
    )


def test_what_they_say_stays_when_people_rules_and_words_change_later(
    session: Session, evening: Hall
) -> None:
    there = evening
    there.close(session)
    before = _minutes(session, there)
    sara = there.members["Sara"]
    accounts.close(session, there.here.organiser, member_id=sara.id, seen_version=sara.version)
    accounts.add_member(
        session, there.here.organiser, email="z@x.example", name="Zoe", role=sara.role
    )
    session.delete(session.exec(select(Proxy)).one())
    there.here.edition.quorum = 1
    reword(session, there.here, there.drafts[0], "another heading")
    assert _minutes(session, there) == before


def test_nobody_reads_those_of_another_edition(session: Session, evening: Hall) -> None:
    other = world(session, code="2032")
    with pytest.raises(NotFound):
        minutes_of(session, other.facilitator, evening.meeting.id)


def test_the_file_holds_every_word_and_the_same_minutes_give_the_same_bytes(
    session: Session, evening: Hall
) -> None:
    evening.close(session)
    told = _minutes(session, evening)
    made = write_minutes(told)
    assert made == write_minutes(_minutes(session, evening))
    word = docx.Document(io.BytesIO(made))
    text = "\n".join(each.text for each in word.paragraphs)
    points = [
        line
        for point in told.points
        for line in (
            point.heading,
            point.explanation,
            *point.concluded,
            *point.amendments,
            *point.objections,
            *point.rulings,
            *point.spoke,
        )
    ]
    for line in (*told.present, *told.spoken_for, *told.rule, *told.not_decided, *points):
        assert as_one_line(line) in text
