"""Encouragements as they are read: their order, the wording that stands, and all before it."""

import pytest
from sqlmodel import Session

from hrgl.core.enums import Stage
from hrgl.core.models import Encouragement
from hrgl.encouragements import places, views, wordings
from hrgl.errors import NotFound
from tests.builders import World, set_aside, statement_ids, submitted, wording_id, world


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


@pytest.fixture
def row(session: Session, here: World) -> Encouragement:
    return submitted(session, here, statement_ids(session, here)[:2])


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


def test_a_draft_holds_the_wording_that_stands(
    session: Session, here: World, row: Encouragement
) -> None:
    _reword(session, here, row, "publish every budget")
    draft = _draft(session, here, row)
    assert (draft.wording, draft.wording_id, draft.heading, draft.explanation) == (
        2, wording_id(session, row), "publish every budget", "e",
    )  # fmt: skip


def test_drafts_stand_in_the_order_of_their_places_then_candidates_then_what_was_set_aside(
    session: Session, here: World
) -> None:
    there = world(session, code="2032")
    wordings.word(session, there.facilitator, heading="of another edition")
    aside, free, second, first = (
        wordings.word(session, here.facilitator, heading=heading)
        for heading in ("aside", "free", "second", "first")
    )
    for row, place in ((first, 1), (second, 2)):
        places.give_place(
            session,
            here.facilitator,
            encouragement_id=row.id,
            place=place,
            seen_version=row.version,
        )
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=free.id,
        remarks="A remark.",
        seen_version=free.version,
    )
    set_aside(session, here, aside)
    found = views.list_encouragements(session, edition_id=here.edition.id)
    assert [(d.heading, d.place, d.stage) for d in found] == [
        ("first", 1, Stage.DRAFT),
        ("second", 2, Stage.DRAFT),
        ("free", None, Stage.DRAFT),
        ("aside", None, Stage.SET_ASIDE),
    ]
    assert (found[2].id, found[2].version, found[2].remarks) == (free.id, free.version, "A remark.")
    with pytest.raises(NotFound, match="not there any more"):
        views.view_encouragement(session, edition_id=there.edition.id, encouragement_id=free.id)


def test_the_history_of_wordings_is_told_latest_first_with_who_wrote_them(
    session: Session, here: World, row: Encouragement
) -> None:
    wordings.reword(
        session,
        here.organiser,
        encouragement_id=row.id,
        heading="anew",
        explanation="Why.",
        seen_version=row.version,
    )
    submitted(session, here, statement_ids(session, here)[:1], place=2)
    latest, before = wordings.wordings(session, encouragement_id=row.id)
    assert (latest.number, latest.heading, latest.explanation, latest.who) == (
        2,
        "anew",
        "Why.",
        "Olga",
    )
    assert (before.number, before.heading, before.who) == (1, "do the thing number 1", "Fadi")
    assert latest.at >= before.at
