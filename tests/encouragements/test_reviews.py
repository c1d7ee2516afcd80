"""Reviews: who may still speak on what, what stands as the last word, and the answers."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import ObjectionAnswer, Verdict
from hrgl.core.models import Encouragement, Review
from hrgl.encouragements import encouragements, views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.consenting import waiting as waiting_rows
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from tests.builders import World, approved, set_aside, statement_ids, submitted, wording_id, world
from tests.publishing import publish_as_read
from tests.telling import told, told_of


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return submitted(session, here, statement_ids(session, here)[:2])


def _give(
    session: Session, here: World, row: Encouragement, verdict: Verdict, reason: str = ""
) -> Review:
    return reviews.give(
        session, here.steering, wording_id=wording_id(session, row), verdict=verdict, reason=reason
    )


def _draft(session: Session, here: World, row: Encouragement) -> views.EncouragementView:
    session.flush()
    return views.view_encouragement(session, edition_id=here.edition.id, encouragement_id=row.id)


def _reword(session: Session, here: World, row: Encouragement, heading: str) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=heading,
        explanation="e",
        seen_version=row.version,
    )


def test_nobody_reviews_after_publication(session: Session) -> None:
    here = world(session, places=1)
    row = approved(session, here, statement_ids(session, here))
    publish_as_read(session, here.organiser)
    with pytest.raises(NotNow, match="has been published"):
        _give(session, here, row, Verdict.OBJECT, "Too late.")
    assert _draft(session, here, row).approved


def test_nobody_reviews_what_was_not_handed_over_or_is_of_another_edition(
    session: Session, here: World, row: Encouragement
) -> None:
    candidate = wordings.word(session, here.facilitator, heading="do it")
    with pytest.raises(NotNow, match="not submitted for review"):
        _give(session, here, candidate, Verdict.AGREE)
    with pytest.raises(NotFound):
        _give(session, world(session, code="2032"), row, Verdict.AGREE)


def test_a_verdict_is_told_with_the_wording_it_is_about(
    session: Session, here: World, row: Encouragement
) -> None:
    _reword(session, here, row, "do it anew")
    given = _give(session, here, row, Verdict.LIVE_WITH, " With some doubt. ")
    assert told(session) == (
        "review.given",
        {"place": 1, "heading": "do it anew", "verdict": "live_with", "wording": 2},
    )
    assert told_of(session, here.steering, row)
    [opinion] = _draft(session, here, row).opinions
    assert opinion.review_id == given.id
    assert (opinion.member_id, opinion.who) == (here.steering.id, "Sara")
    assert (opinion.wording, opinion.verdict, opinion.reason) == (
        2,
        Verdict.LIVE_WITH,
        "With some doubt.",
    )
    assert (opinion.at, opinion.answered, opinion.answer) == (given.created_at, None, "")


@pytest.mark.parametrize("verdict", [Verdict.AGREE, Verdict.OBJECT])
def test_a_reason_is_not_endless(
    session: Session, here: World, row: Encouragement, verdict: Verdict
) -> None:
    with pytest.raises(NotValid, match="too long: at most 2000") as refusal:
        _give(session, here, row, verdict, "x" * 2001)
    assert refusal.value.field == "reason"
    assert _give(session, here, row, verdict, "x" * 2000).reason == "x" * 2000


def test_an_objection_without_a_reason_is_refused_at_its_field(
    session: Session, here: World, row: Encouragement
) -> None:
    with pytest.raises(NotValid, match="give the reason") as refusal:
        _give(session, here, row, Verdict.OBJECT, "  ")
    assert refusal.value.field == "reason"


def test_the_latest_word_of_a_member_stands_for_a_wording(
    session: Session, here: World, row: Encouragement
) -> None:
    _give(session, here, row, Verdict.OBJECT, "Too dear.")
    assert _draft(session, here, row).in_favour == 0
    _give(session, here, row, Verdict.AGREE)
    now = _draft(session, here, row)
    assert [o.verdict for o in now.opinions] == [Verdict.AGREE]
    assert (now.in_favour, now.objections, now.quorum, now.approved) == (1, (), 2, False)
    found = now.opinion_of(here.steering.id)
    assert found is not None
    assert found.verdict is Verdict.AGREE
    assert now.opinion_of(here.second.id) is None


def test_an_objection_stands_answered_or_not_until_its_member_says_otherwise(
    session: Session, here: World, row: Encouragement
) -> None:
    objection = _give(session, here, row, Verdict.OBJECT, "Too dear.")
    other = reviews.give(
        session,
        here.second,
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Too cheap.",
    )
    _reword(session, here, row, "do it anew")
    now = _draft(session, here, row)
    assert (now.opinions, len(now.earlier)) == ((), 2)
    assert [o.reason for o in now.objections] == ["Too dear.", "Too cheap."]
    _give(session, here, row, Verdict.OBJECT, "Still too dear.")
    assert {o.reason for o in _draft(session, here, row).objections} == {
        "Still too dear.",
        "Too cheap.",
    }
    with pytest.raises(NotNow, match="spoken again since"):
        objections.answer_objection(
            session,
            here.facilitator,
            review_id=objection.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="x",
        )
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=other.id,
        answer=ObjectionAnswer.ACCEPTED,
        reason=" Made dearer. ",
    )
    assert told(session) == (
        "objection.answered",
        {
            "place": 1,
            "heading": "do it anew",
            "answer": "accepted",
            "verdict": "object",
            "wording": 1,
            "objector_id": here.second.id,
        },
    )
    assert told_of(session, here.facilitator, row)
    [first] = [o for o in _draft(session, here, row).earlier if o.review_id == other.id]
    assert (first.answered, first.answer) == (ObjectionAnswer.ACCEPTED, "Made dearer.")
    assert first in _draft(session, here, row).objections
    assert first not in _draft(session, here, row).unanswered


def test_only_objections_are_answered_and_with_a_reason(
    session: Session, here: World, row: Encouragement
) -> None:
    agreed = _give(session, here, row, Verdict.AGREE)
    with pytest.raises(NotValid, match="Only objections"):
        objections.answer_objection(
            session,
            here.facilitator,
            review_id=agreed.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="x",
        )
    objection = _give(session, here, row, Verdict.OBJECT, "Too dear.")
    with pytest.raises(NotValid, match="what was done about it") as refusal:
        objections.answer_objection(
            session,
            here.facilitator,
            review_id=objection.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason=" ",
        )
    assert refusal.value.field == "reason"
    with pytest.raises(NotFound):
        objections.answer_objection(
            session,
            world(session, code="2032").facilitator,
            review_id=objection.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="x",
        )
    other = reviews.give(
        session,
        here.second,
        wording_id=wording_id(session, row),
        verdict=Verdict.OBJECT,
        reason="Why?",
    )
    given = objections.answer_objection(
        session, here.organiser, review_id=other.id, answer=ObjectionAnswer.DECLINED, reason="So."
    )
    assert (given.review_id, given.member_id) == (other.id, here.organiser.id)
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=objection.id,
        answer=ObjectionAnswer.ACCEPTED,
        reason="x",
    )


def test_approved_is_what_was_handed_over_and_has_its_quorum(session: Session, here: World) -> None:
    row = approved(session, here, statement_ids(session, here)[:2])
    now = _draft(session, here, row)
    assert (now.in_favour, now.quorum, now.approved) == (2, 2, True)
    set_aside(session, here, row)
    encouragements.bring_back_encouragement(
        session, here.facilitator, encouragement_id=row.id, seen_version=row.version
    )
    assert not _draft(session, here, row).approved


def test_what_waits_for_a_member_are_the_wordings_they_have_not_spoken_on(
    session: Session, here: World, row: Encouragement
) -> None:
    wordings.word(session, here.facilitator, heading="a candidate")

    def waiting() -> list[int]:
        return [
            d.id
            for d in waiting_rows.what_waits(
                session, edition_id=here.edition.id, member_id=here.steering.id
            ).all
        ]

    assert waiting() == [row.id]
    _give(session, here, row, Verdict.LIVE_WITH)
    assert waiting() == []
    _reword(session, here, row, "do it anew")
    assert waiting() == [row.id]


def test_the_same_word_is_not_given_twice_on_a_wording(
    session: Session, here: World, row: Encouragement
) -> None:
    reviews.give(
        session, here.second, wording_id=wording_id(session, row), verdict=Verdict.LIVE_WITH
    )
    _give(session, here, row, Verdict.OBJECT, "Too dear.")  # what another said is in nobody's way
    _give(session, here, row, Verdict.OBJECT, "Too long.")
    _give(session, here, row, Verdict.OBJECT, "Too dear.")  # again, but not the last word
    with pytest.raises(NotNow, match="You have said so already on this wording"):
        _give(session, here, row, Verdict.OBJECT, " Too dear. ")
    _give(session, here, row, Verdict.AGREE)
    with pytest.raises(NotNow, match="You have said so already on this wording"):
        _give(session, here, row, Verdict.AGREE)
    _reword(session, here, row, "do it anew")
    assert _give(session, here, row, Verdict.AGREE).verdict is Verdict.AGREE


def test_a_word_on_an_earlier_wording_is_refused_with_who_reworded_it(
    session: Session, here: World, row: Encouragement
) -> None:
    before = wording_id(session, row)
    wordings.reword(
        session,
        here.organiser,
        encouragement_id=row.id,
        heading="anew",
        explanation="Why.",
        seen_version=row.version,
    )
    with pytest.raises(OutOfDate, match=r"^Olga reworded it after you had looked") as refusal:
        reviews.give(session, here.steering, wording_id=before, verdict=Verdict.AGREE)
    assert refusal.value.changed_by == "Olga"


def test_an_objection_is_answered_whatever_others_or_its_member_said_elsewhere(
    session: Session, here: World, row: Encouragement
) -> None:
    other = submitted(session, here, statement_ids(session, here)[:1], place=2)
    _give(session, here, other, Verdict.OBJECT, "Too short.")
    objection = _give(session, here, row, Verdict.OBJECT, "Too dear.")
    reviews.give(session, here.second, wording_id=wording_id(session, row), verdict=Verdict.AGREE)
    _give(session, here, other, Verdict.AGREE)
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=objection.id,
        answer=ObjectionAnswer.ACCEPTED,
        reason="x",
    )
    [stands] = _draft(session, here, row).objections
    assert (stands.answer, _draft(session, here, row).unanswered) == ("x", ())
