"""What becomes of amendments: recommended, followed, declined, decided once, taken back."""

import pytest
from sqlmodel import Session, select

from hrgl.core.enums import AmendmentOutcome, Recommendation
from hrgl.core.models import Encouragement, Wording
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.amending.amendments import amendments
from hrgl.encouragements.amending.recommending import follow_recommendations
from hrgl.errors import NotFound, NotNow, NotValid, OutOfDate
from tests.amending import (
    EXPLANATION,
    accept,
    amendable,
    decide,
    follow,
    propose,
    reads,
    recommend,
    seen,
    take_back,
    view_of,
    views_of,
)
from tests.builders import World, statement_ids, submitted, wording_id, world
from tests.telling import told


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return amendable(session, here)


def test_an_amendment_is_declined_or_dealt_with_elsewhere_once_and_with_a_reason(
    session: Session, here: World, row: Encouragement
) -> None:
    [one, two] = propose(session, here.steering, row, ("staff", "people"), ("why", "how"))
    with pytest.raises(NotValid, match="Please say why"):
        decide(session, here, one, reason="  ")
    with pytest.raises(NotValid, match="declined, or dealt with elsewhere"):
        decide(session, here, one, as_what=AmendmentOutcome.WITHDRAWN)
    decide(session, here, one)
    assert told(session)[1]["outcome"] == "declined"
    decide(session, here, two, as_what=AmendmentOutcome.ELSEWHERE, reason="In place 2.")
    assert [v.outcome_reason for v in views_of(session, row)] == [
        "It says so already.",
        "In place 2.",
    ]
    for act in (decide, recommend):
        with pytest.raises(NotNow, match="Amendment 1 has been decided on already"):
            act(session, here, one)
    assert row.wording == 2


def test_a_decision_on_what_somebody_else_decided_meanwhile_names_them(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("staff", "people"))
    as_seen = seen(one)
    recommend(session, here, one)
    with pytest.raises(OutOfDate, match="Fadi decided on amendment 1") as refused:
        proposing.withdraw_amendments(session, here.steering, seen=as_seen)
    assert refused.value.changed_by == "Fadi"


def test_recommendations_are_followed_for_all_that_nothing_stands_against(
    session: Session, here: World, row: Encouragement
) -> None:
    other = submitted(session, here, statement_ids(session, here)[2:4], place=2)
    [one] = propose(session, here.steering, row, ("staff", "people"))
    [two] = propose(session, here.second, row, ("why", "how"))
    [three] = propose(session, here.second, row, ("they buy", "all buy"))
    [four] = propose(
        session, here.steering, row, ("they buy with rights in mind.", "people buy well.")
    )
    [elsewhere] = propose(session, here.steering, other, ("works", "worked"))
    recommend(session, here, one, three)
    recommend(session, here, two, as_what=Recommendation.DECLINED, reason="Why is asked first.")
    recommend(session, here, elsewhere)
    assert [v.number for v in views_of(session, row) if v.undisputed] == [1, 2]
    follow(session, here, row, other)
    assert told(session) == (
        "recommendations.followed",
        {"number_of": 3, "encouragements": sorted([row.id, other.id])},
    )
    assert [v.outcome for v in views_of(session, row)] == [
        AmendmentOutcome.ACCEPTED,
        AmendmentOutcome.DECLINED,
        None,
        None,
    ]
    assert view_of(session, two).outcome_reason == "Why is asked first."
    assert view_of(session, one).outcome_reason == "It is clearer."
    assert reads(session, row) == EXPLANATION.replace("staff", "people")
    assert (row.wording, other.wording) == (3, 2)
    take_back(session, here)
    assert (row.wording, other.wording) == (2, 1)
    assert all(v.open for v in views_of(session, row))
    assert view_of(session, one).recommendation is Recommendation.ACCEPTED
    assert four.outcome is None


def test_what_is_disputed_is_not_followed_and_what_asks_for_other_words_neither(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("staff", "people"))
    recommend(session, here, one, as_what=Recommendation.MODIFIED)
    recommend(session, here, one)
    given = {"seen": seen(one), "versions": {row.id: row.version}}
    [two] = propose(session, here.second, row, ("staff", "clerks"))
    with pytest.raises(NotNow, match="Amendment 1 needs a decision of its own"):
        follow_recommendations(session, here.facilitator, **given)
    decide(session, here, two)
    with pytest.raises(NotValid, match="encouragement is missing"):
        follow_recommendations(session, here.facilitator, seen=seen(one), versions={})
    follow_recommendations(session, here.facilitator, **given)
    assert one.taken_into_id == wording_id(session, row, 3)


def test_a_recommendation_against_needs_a_reason_and_the_same_again_is_refused(
    session: Session, here: World, row: Encouragement
) -> None:
    [one] = propose(session, here.steering, row, ("staff", "people"))
    for as_what in (Recommendation.DECLINED, Recommendation.ELSEWHERE):
        with pytest.raises(NotValid, match="Please say why"):
            recommend(session, here, one, as_what=as_what, reason="")
    recommend(session, here, one)
    with pytest.raises(NotNow, match="recommended for amendment 1 already"):
        recommend(session, here, one)
    recommend(session, here, one, as_what=None, reason="")
    assert view_of(session, one).recommendation is None


def test_acts_on_amendments_are_taken_back_as_a_whole(
    session: Session, here: World, row: Encouragement
) -> None:
    rows = propose(session, here.steering, row, ("staff", "people"), ("why", "how"))
    before = [view.outcome for view in views_of(session, row)]
    for act in (
        lambda: accept(session, here, row, *rows),
        lambda: accept(session, here, row, rows[0], words="officers"),
        lambda: decide(session, here, *rows),
        lambda: recommend(session, here, *rows),
    ):
        act()
        take_back(session, here)
        assert [view.outcome for view in views_of(session, row)] == before
        assert reads(session, row) == EXPLANATION
    numbers = select(Wording.number).where(Wording.encouragement_id == row.id)
    assert sorted(session.exec(numbers)) == [1, 2]


def test_nobody_decides_on_amendments_of_two_encouragements_or_of_another_edition_at_once(
    session: Session, here: World, row: Encouragement
) -> None:
    other = submitted(session, here, statement_ids(session, here)[2:4], place=2)
    [one] = propose(session, here.steering, row, ("staff", "people"))
    [two] = propose(session, here.steering, other, ("works", "worked"))
    with pytest.raises(NotValid, match="one encouragement at a time"):
        decide(session, here, one, two)
    with pytest.raises(NotValid, match="another encouragement"):
        accept(session, here, row, one, two)
    with pytest.raises(NotValid, match="at least one amendment"):
        decide(session, here)
    there = world(session, code="2032")
    for act in (decide, recommend):
        with pytest.raises(NotFound):
            act(session, there, one)
    assert amendments(session, edition_id=there.edition.id) == []
