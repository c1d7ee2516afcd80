"""Places that are exchanged, and drafts that are submitted all at once."""

import pytest
from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.enums import Stage, Support
from hrgl.core.models import Encouragement, Member
from hrgl.encouragements import evidence, places, submitting, wordings
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.operations.undo import undo
from tests.builders import World, statement_ids, world


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _worded(session: Session, here: World, heading: str, place: int | None) -> Encouragement:
    row = wordings.word(session, here.facilitator, heading=heading)
    if place:
        places.give_place(
            session,
            here.facilitator,
            encouragement_id=row.id,
            place=place,
            seen_version=row.version,
        )
    return row


def _swap(session: Session, who: Member, one: Encouragement, other: Encouragement) -> None:
    places.swap_places(
        session,
        who,
        encouragement_id=one.id,
        seen_version=one.version,
        other_id=other.id,
        other_seen_version=other.version,
    )


def test_two_swap_their_places_and_swap_them_back_by_undo(session: Session, here: World) -> None:
    one, two = _worded(session, here, "one", 1), _worded(session, here, "two", 2)
    _swap(session, here.facilitator, one, two)
    assert (one.place, two.place) == (2, 1)
    [last] = audit.history(session, edition_id=here.edition.id, limit=1)
    undo(session, here.facilitator, entry_id=last.id)
    assert (one.place, two.place) == (1, 2)


def test_a_candidate_takes_the_place_of_one_that_becomes_a_candidate(
    session: Session, here: World
) -> None:
    one, two = _worded(session, here, "one", 1), _worded(session, here, "two", None)
    _swap(session, here.facilitator, two, one)
    assert (one.place, two.place) == (None, 1)
    _swap(session, here.facilitator, two, one)
    assert (one.place, two.place) == (1, None)


def test_what_changed_meanwhile_or_stands_alike_is_not_swapped(
    session: Session, here: World
) -> None:
    one, two = _worded(session, here, "one", None), _worded(session, here, "two", None)
    for other in (one, two):
        with pytest.raises(NotNow, match="nothing to swap"):
            _swap(session, here.facilitator, one, other)
    stale = two.version
    places.give_place(
        session, here.facilitator, encouragement_id=two.id, place=2, seen_version=two.version
    )
    with pytest.raises(OutOfDate):
        places.swap_places(
            session,
            here.facilitator,
            encouragement_id=one.id,
            seen_version=one.version,
            other_id=two.id,
            other_seen_version=stale,
        )
    assert places.next_free_place(session, edition_id=here.edition.id) == 1


def _make_ready(session: Session, here: World, row: Encouragement) -> None:
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="ask first",
        explanation="It works.",
        seen_version=row.version,
    )
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=statement_ids(session, here)[:1],
        support=Support.SUPPORTS,
    )


def test_what_each_draft_lacks_is_told_and_what_lacks_nothing_is_submitted_in_one_act(
    session: Session, here: World
) -> None:
    one, two = _worded(session, here, "one", 1), _worded(session, here, "two", None)
    first, second = submitting.readiness(session, edition_id=here.edition.id)
    assert first.lacks == (submitting.NO_EXPLANATION, submitting.NO_EVIDENCE)
    assert second.lacks == (submitting.NO_PLACE, submitting.NO_EXPLANATION, submitting.NO_EVIDENCE)
    _make_ready(session, here, one)
    ready = [
        each for each in submitting.readiness(session, edition_id=here.edition.id) if each.ready
    ]
    assert [each.id for each in ready] == [one.id]
    with pytest.raises(NotNow, match="Give it a place"):  # all of them or none
        submitting.submit_ready(
            session, here.facilitator, seen={one.id: one.version, two.id: two.version}
        )
    session.refresh(one)
    with pytest.raises(OutOfDate):
        submitting.submit_ready(session, here.facilitator, seen={one.id: one.version - 1})
    with pytest.raises(NotValid, match="ready yet"):
        submitting.submit_ready(session, here.facilitator, seen={})
    submitting.submit_ready(session, here.facilitator, seen={one.id: one.version})
    assert one.stage is Stage.SUBMITTED
    assert [each.id for each in submitting.readiness(session, edition_id=here.edition.id)] == [
        two.id
    ]
