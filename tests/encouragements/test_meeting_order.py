"""Who chairs a meeting and who is there, who speaks, and in which order it goes on."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import Verdict
from hrgl.encouragements.consenting import reviews
from hrgl.encouragements.meeting import floor, meetings, presence, turning
from hrgl.encouragements.meeting.agenda import agenda
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from tests.builders import wording_id
from tests.meeting_room import Hall, hall


@pytest.fixture
def there(session: Session) -> Hall:
    """Five members, three of whom are a quorum; two drafts."""
    return hall(session)


def test_another_one_takes_the_chair_and_the_former_chair_is_told(
    session: Session, there: Hall
) -> None:
    row, other = there.drafts
    meeting = there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    seen = meeting.version
    with pytest.raises(NotNow, match=r"Fadi chairs this meeting\. Take the chair first"):
        turning.turn_to(
            session,
            there.here.organiser,
            meeting_id=meeting.id,
            encouragement_id=other.id,
            seen_version=seen,
        )
    meetings.take_chair(session, there.here.organiser, meeting_id=meeting.id, seen_version=seen)
    with pytest.raises(OutOfDate, match="Olga was quicker"):
        turning.turn_to(
            session,
            there.here.facilitator,
            meeting_id=meeting.id,
            encouragement_id=other.id,
            seen_version=seen,
        )
    assert (meeting.encouragement_id, meeting.clean_id) == (row.id, wording_id(session, row))
    with pytest.raises(NotNow, match="You chair this meeting already"):
        meetings.take_chair(
            session, there.here.organiser, meeting_id=meeting.id, seen_version=meeting.version
        )


def test_one_meeting_at_a_time_is_open(session: Session, there: Hall) -> None:
    there.open(session)
    with pytest.raises(NotNow, match="Meeting 1 is open, and Fadi chairs it"):
        meetings.open_meeting(session, there.here.organiser)
    there.close(session)
    with pytest.raises(NotNow, match="Meeting 1 was closed"):
        there.turn(session, there.drafts[0])
    with pytest.raises(NotNow, match="Meeting 1 was closed"):
        presence.join_meeting(session, there.members["Sara"], meeting_id=there.meeting.id)
    assert meetings.open_meeting(session, there.here.organiser).number == 2


def test_only_the_steering_group_is_noted_as_present(session: Session, there: Hall) -> None:
    with pytest.raises(NotValid, match="Rosa is not of the steering group"):
        meetings.open_meeting(session, there.here.facilitator, present=[there.here.rapporteur.id])
    meeting = there.open(session, "Sara")
    with pytest.raises(NotFound, match="not there any more"):
        presence.note_present(
            session, there.here.facilitator, meeting_id=meeting.id, present={99999: True}
        )
    with pytest.raises(NotNow, match="noted already"):
        presence.note_present(
            session,
            there.here.facilitator,
            meeting_id=meeting.id,
            present={there.members["Sara"].id: True},
        )


def test_who_asks_to_speak_is_there_and_waits_in_turn(session: Session, there: Hall) -> None:
    meeting = there.open(session, "Sara", "Ana")
    there.turn(session, there.drafts[0])
    cleo = there.members["Cleo"]
    with pytest.raises(NotNow, match="Say first that you are here"):
        floor.ask_to_speak(session, cleo, meeting_id=meeting.id)
    presence.join_meeting(session, cleo, meeting_id=meeting.id)
    first = floor.ask_to_speak(session, cleo, meeting_id=meeting.id)
    floor.ask_to_speak(session, there.members["Ana"], meeting_id=meeting.id)
    with pytest.raises(NotNow, match="up already"):
        floor.ask_to_speak(session, cleo, meeting_id=meeting.id)
    assert [each.who for each in floor.hands_up(session, meeting)] == ["Cleo", "Ana"]
    floor.give_floor(session, there.here.facilitator, turn_id=first.id)
    with pytest.raises(NotNow, match="have had the floor"):
        floor.give_floor(session, there.here.facilitator, turn_id=first.id)
    assert [each.who for each in floor.hands_up(session, meeting)] == ["Ana"]
    there.turn(session, there.drafts[1])
    assert floor.hands_up(session, meeting) == []


def test_the_contested_come_first_easiest_first_and_stay_where_they_are(session: Session) -> None:
    there = hall(session, drafts=4)
    easy, hard, free = there.drafts[1], there.drafts[3], there.drafts[0]
    for name, row in (("Sara", hard), ("Sven", hard), ("Sara", easy)):
        reviews.give(
            session,
            there.members[name],
            wording_id=wording_id(session, row),
            verdict=Verdict.OBJECT,
            reason="No",
        )
    meeting = there.open(session, "Sara", "Sven", "Ana", "Cleo")

    def order() -> list[int]:
        return [point.view.id for point in agenda(session, meeting)]

    wanted = [easy.id, hard.id, free.id, there.drafts[2].id]
    assert order() == wanted
    reviews.give(
        session, there.members["Sara"], wording_id=wording_id(session, easy), verdict=Verdict.AGREE
    )
    reviews.give(
        session,
        there.members["Ana"],
        wording_id=wording_id(session, free),
        verdict=Verdict.OBJECT,
        reason="No",
    )
    assert order() == wanted
