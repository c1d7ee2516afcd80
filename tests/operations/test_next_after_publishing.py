"""What is next once everything is approved: publishing, the adoption, the report back."""

from datetime import date

import pytest
from sqlmodel import Session

from hrgl.core.enums import AdoptionMode, DocumentMark
from hrgl.core.models import Member, ReportAddress
from hrgl.operations import next_step, progress
from hrgl.operations.next_thing import Next
from hrgl.outcome import adopting
from hrgl.outcome.marking import mark_number
from tests.builders import World, approved, statement_ids, world
from tests.publishing import publish_as_read


@pytest.fixture
def here(session: Session) -> World:
    return world(session)


def _next(session: Session, here: World, member: Member) -> Next:
    session.flush()
    now = progress.edition_progress(session, edition_id=here.edition.id)
    return next_step.next_for(session, member_id=member.id, now=now)


def test_an_organiser_publishes_notes_the_adoption_and_is_done(
    session: Session, here: World
) -> None:
    ids = statement_ids(session, here)
    for place in (1, 2):
        approved(session, here, ids[2 * place - 2 : 2 * place], place=place)
    assert _next(session, here, here.organiser).button == "Publish"
    assert _next(session, here, here.facilitator).button != "Publish"
    publish_as_read(session, here.organiser)
    assert _next(session, here, here.organiser) == Next(
        "Number 1 of the document is published. Has a body adopted it?",
        "Note its adoption",
        "outcome",
        {"outcome_view": "Conference"},
    )
    others = (here.facilitator, here.rapporteur, here.steering)
    for member in others:
        assert _next(session, here, member) == Next(
            "Number 1 of the document is published.",
            "Read it",
            "outcome",
            {"outcome_view": "Document"},
        )
    adopting.record_adoption(
        session,
        here.organiser,
        number=1,
        adopted_by="the Council",
        mode=AdoptionMode.LAUNCHED,
        adopted_on=date(2023, 2, 3),
    )
    for member in (here.organiser, *others):
        assert _next(session, here, member).sentence == (
            "Number 1 of the document is published; number 1 was launched by the Council."
        )
    for at in ("a", "b"):
        session.add(
            ReportAddress(
                edition_id=here.edition.id, receipt_sha256=at * 64, address=f"{at}@x.example"
            )
        )
    session.flush()
    told = _next(session, here, here.organiser)
    assert told.sentence.endswith("launched by the Council. 2 who sent something wait to hear.")
    assert (told.button, told.opens) == ("Send the report back", {"outcome_view": "Report back"})
    assert _next(session, here, here.facilitator).button == "Read it"


def test_once_the_number_was_withdrawn_the_work_goes_on(session: Session, here: World) -> None:
    ids = statement_ids(session, here)
    for place in (1, 2):
        approved(session, here, ids[2 * place - 2 : 2 * place], place=place)
    publish_as_read(session, here.organiser)
    mark_number(
        session, here.organiser, number=1, mark=DocumentMark.WITHDRAWN, because="The wrong day."
    )
    assert _next(session, here, here.organiser).button == "Publish"
    assert _next(session, here, here.steering).button == "See reviews"
