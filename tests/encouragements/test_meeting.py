"""Meetings: what is before them, who is there, what they decide, and what cannot be."""

import pytest
from sqlmodel import Session, col, select

from hrgl.core.enums import MeetingWord, Overruling, RulingWord, Verdict, WordingField
from hrgl.core.models import Amendment, Attendance, MeetingDecision, Review
from hrgl.encouragements import wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.meeting import presence, turning
from hrgl.encouragements.views import view_encouragement
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.people import accounts
from tests.builders import wording_id
from tests.meeting_room import Hall, hall


@pytest.fixture
def there(session: Session) -> Hall:
    """Five members, three of whom are a quorum; two drafts."""
    return hall(session)


def _verdicts(session: Session, there: Hall, row_id: int) -> dict[str, Verdict]:
    """What each has said last on the words that stand."""
    view = view_encouragement(session, edition_id=there.here.edition.id, encouragement_id=row_id)
    return {each.who: each.verdict for each in view.opinions}


def test_all_who_are_there_agree_and_who_speaks_for_another_speaks_for_them(
    session: Session, there: Hall
) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Ana", "Cleo")
    there.before(session, row)
    made = there.decide(session, row)
    assert (made.word, made.present) == (MeetingWord.AGREED, 3)
    assert _verdicts(session, there, row.id) == dict.fromkeys(
        ("Sara", "Ana", "Ben", "Cleo"), Verdict.AGREE
    )
    given = session.exec(select(Review)).all()
    assert {each.by_id for each in given} == {there.here.facilitator.id}
    assert {each.meeting_id for each in given} == {there.meeting.id}
    view = view_encouragement(session, edition_id=there.here.edition.id, encouragement_id=row.id)
    assert view.approved


def test_nothing_is_agreed_before_its_clean_text_was_laid_before_the_meeting(
    session: Session, there: Hall
) -> None:
    row, other = there.drafts
    there.open(session, "Sara", "Sven", "Ana")
    with pytest.raises(NotNow, match="Lay the clean text"):
        there.decide(session, row)
    there.turn(session, row)
    with pytest.raises(NotNow, match="Lay the clean text"):
        there.decide(session, row)
    there.clean(session, row)
    with pytest.raises(NotNow, match="already"):
        there.clean(session, row)
    with pytest.raises(NotNow, match="Turn to this one first"):
        there.clean(session, other)
    with pytest.raises(NotNow, match="Lay the clean text"):
        there.decide(session, other)
    there.turn(session, row)  # back to what is marked
    with pytest.raises(NotNow, match="Lay the clean text"):
        there.decide(session, row)
    assert session.exec(select(Review)).all() == []


def test_without_a_quorum_nothing_is_agreed_and_the_sentence_says_how_many_are_missing(
    session: Session, there: Hall
) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven")
    there.before(session, row)
    with pytest.raises(NotNow, match="2 of 5 are present or spoken for, and 3 are needed"):
        there.decide(session, row)
    assert there.decide(session, row, MeetingWord.LEFT_OPEN).word is MeetingWord.LEFT_OPEN
    presence.note_present(
        session,
        there.here.facilitator,
        meeting_id=there.meeting.id,
        present={there.members["Ana"].id: True},  # who speaks for Ben as well
    )
    assert there.decide(session, row).word is MeetingWord.AGREED


def test_somebody_deactivated_during_it_is_not_counted_any_more(
    session: Session, there: Hall
) -> None:
    row, sven = there.drafts[0], there.members["Sven"]
    there.open(session, "Sara", "Sven", "Cleo")
    there.before(session, row)
    accounts.close(session, there.here.organiser, member_id=sven.id, seen_version=sven.version)
    with pytest.raises(NotNow, match="2 of 4 are present"):
        there.decide(session, row)
    there.decide(session, row, MeetingWord.LEFT_OPEN)
    left = session.exec(select(Attendance).where(Attendance.member_id == sven.id)).one()
    assert left.left_at is not None
    assert [each.name for each in presence.seats(session, there.meeting) if each.here] == [
        "Cleo",
        "Sara",
    ]
    accounts.reopen(session, there.here.organiser, member_id=sven.id, seen_version=sven.version)
    assert not next(s for s in presence.seats(session, there.meeting) if s.name == "Sven").here


def test_agreed_but_for_who_abstains_or_can_live_with_it(session: Session, there: Hall) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana", "Cleo")
    there.before(session, row)
    made = there.decide(
        session,
        row,
        others={
            "Cleo": (Verdict.ABSTAIN,),
            "Sven": (Verdict.LIVE_WITH, "", "if it is read again in a year"),
        },
    )
    assert made.word is MeetingWord.AGREED
    assert _verdicts(session, there, row.id) == {
        "Ana": Verdict.AGREE,
        "Ben": Verdict.AGREE,
        "Sara": Verdict.AGREE,
        "Cleo": Verdict.ABSTAIN,
        "Sven": Verdict.LIVE_WITH,
    }
    assert session.exec(select(Review).where(col(Review.would_settle) != "")).one().verdict is (
        Verdict.LIVE_WITH
    )


def test_who_is_not_there_says_nothing_in_it(session: Session, there: Hall) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    with pytest.raises(NotValid, match="Cleo is not present, and nobody here speaks for them"):
        there.decide(session, row, others={"Cleo": (Verdict.ABSTAIN,)})
    with pytest.raises(NotValid, match="give the reason"):
        there.decide(session, row, others={"Sven": (Verdict.OBJECT,)})


def test_with_an_objection_it_stays_open_and_what_the_others_say_is_noted(session: Session) -> None:
    there = hall(session, overruling=Overruling.TWO_THIRDS)
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana", "Cleo")
    there.before(session, row)
    made = there.decide(session, row, others={"Sven": (Verdict.OBJECT, "Too vague", "Name it")})
    assert made.word is MeetingWord.LEFT_OPEN
    assert _verdicts(session, there, row.id)["Sara"] is Verdict.AGREE
    [standing] = view_encouragement(
        session, edition_id=there.here.edition.id, encouragement_id=row.id
    ).objections
    ruled = objections.rule_on_objection(
        session,
        there.here.facilitator,
        review_id=standing.review_id,
        wording_id=wording_id(session, row),
        ruling=RulingWord.OVERRULED,
        reason="The others want it as it stands.",
    )
    assert (ruled.in_favour, ruled.against) == (4, 1)
    assert ruled.meeting_id == there.meeting.id
    assert there.decide(session, row).word is MeetingWord.AGREED
    assert _verdicts(session, there, row.id)["Sven"] is Verdict.OBJECT


def test_whose_objection_stands_is_never_taken_to_agree(session: Session, there: Hall) -> None:
    row, sven = there.drafts[0], there.members["Sven"]
    reviews.give(
        session,
        sven,
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Too vague",
    )
    there.open(session, "Sara", "Sven", "Ana", "Cleo")
    there.before(session, row)
    assert there.decide(session, row).word is MeetingWord.LEFT_OPEN
    assert _verdicts(session, there, row.id)["Sven"] is Verdict.OBJECT
    made = there.decide(session, row, others={"Sven": (Verdict.AGREE, "It was made clear")})
    assert made.word is MeetingWord.AGREED


def test_with_an_open_amendment_nothing_is_agreed(session: Session, there: Hall) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    session.add(
        Amendment(
            encouragement_id=row.id,
            wording_id=wording_id(session, row),
            number=1,
            field=WordingField.HEADING,
            start=0,
            end=2,
            after="make",
            member_id=there.members["Sara"].id,
        )
    )
    with pytest.raises(NotNow, match="Amendment 1 to this wording is open"):
        there.decide(session, row)
    assert there.decide(session, row, MeetingWord.LEFT_OPEN, reason="Next time").reason


def test_a_press_on_words_that_were_changed_meanwhile_names_who_was_quicker(
    session: Session, there: Hall
) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    seen = wording_id(session, row)
    wordings.reword(
        session,
        there.here.organiser,
        encouragement_id=row.id,
        heading="do it otherwise",
        explanation="Because.",
        seen_version=row.version,
    )
    with pytest.raises(OutOfDate, match="Olga reworded it"):
        turning.lay_clean(
            session,
            there.here.facilitator,
            meeting_id=there.meeting.id,
            wording_id=seen,
            seen_version=there.meeting.version,
        )
    with pytest.raises(NotNow, match="Lay the clean text"):
        there.decide(session, row)
    there.clean(session, row)
    assert there.decide(session, row).word is MeetingWord.AGREED


def test_where_the_rule_says_so_members_speak_for_themselves(session: Session) -> None:
    there = hall(session, members_vote=True)
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    with pytest.raises(NotNow, match="speak for themselves, on their device"):
        there.decide(session, row, others={"Sven": (Verdict.ABSTAIN,)})
    for name in ("Sara", "Ana"):
        reviews.give(
            session, there.members[name], wording_id=wording_id(session, row), verdict=Verdict.AGREE
        )
    with pytest.raises(NotNow, match="2 in favour, and 3 are needed; Sven did not speak yet"):
        there.decide(session, row)
    reviews.give(
        session,
        there.members["Sven"],
        wording_id=wording_id(session, row),
        verdict=Verdict.LIVE_WITH,
    )
    assert there.decide(session, row).word is MeetingWord.AGREED
    assert {each.by_id for each in session.exec(select(Review)).all()} == {None}


def test_what_was_agreed_is_not_agreed_to_twice(session: Session, there: Hall) -> None:
    row = there.drafts[0]
    there.open(session, "Sara", "Sven", "Ana")
    there.before(session, row)
    there.decide(session, row)
    for word in MeetingWord:
        with pytest.raises(NotNow, match="agreed to this wording already"):
            there.decide(session, row, word)
    assert len(session.exec(select(MeetingDecision)).all()) == 1
