"""Reviews belong to a wording; the document is published only when every place is approved."""

from datetime import date

import pytest
from sqlmodel import Session

from hrgl.core.enums import AdoptionMode, ObjectionAnswer, Support, Verdict
from hrgl.core.models import Encouragement
from hrgl.encouragements import encouragements, evidence, places, submitting, views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.formats.writers.frozen import parse
from hrgl.outcome import adopting, numbers, outcome
from tests.builders import World, approved, statement_ids, submitted, wording_id, world
from tests.publishing import publish_as_read


def _draft(session: Session, here: World, row: Encouragement) -> views.EncouragementView:
    return views.view_encouragement(session, edition_id=here.edition.id, encouragement_id=row.id)


def test_a_heading_completes_the_lead_in_and_does_not_repeat_it(session: Session) -> None:
    here = world(session)
    row = wordings.word(
        session, here.facilitator, heading="We encourage local governments to … publish budgets."
    )
    assert _draft(session, here, row).heading == "publish budgets"


def test_an_encouragement_needs_a_place_an_explanation_and_evidence_before_review(
    session: Session,
) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    row = wordings.word(session, here.facilitator, heading="publish budgets")

    def submit() -> Encouragement:
        return submitting.submit(
            session, here.facilitator, encouragement_id=row.id, seen_version=row.version
        )

    with pytest.raises(NotNow, match="place first"):
        submit()
    places.give_place(
        session, here.facilitator, encouragement_id=row.id, place=1, seen_version=row.version
    )
    with pytest.raises(NotNow, match="explanation first"):
        submit()
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="publish budgets",
        explanation="So that people can read them.",
        seen_version=row.version,
    )
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[:1],
        support=Support.RESERVATION,
    )
    with pytest.raises(NotNow, match="at least one statement that supports"):
        submit()
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[1:2],
        support=Support.EXAMPLE,
    )
    assert submit().stage == "submitted"


def test_thirteen_encouragements_do_not_fit_twelve_places(session: Session) -> None:
    here = world(session, places=12)
    for place in range(1, 13):
        row = wordings.word(session, here.facilitator, heading=f"do thing {place}")
        places.give_place(
            session,
            here.facilitator,
            encouragement_id=row.id,
            place=place,
            seen_version=row.version,
        )
    extra = wordings.word(session, here.facilitator, heading="do thing 13")
    for place, why in ((13, "There are 12 places"), (12, "Place 12 is taken by")):
        with pytest.raises(NotValid, match=why):
            places.give_place(
                session,
                here.facilitator,
                encouragement_id=extra.id,
                place=place,
                seen_version=extra.version,
            )


def test_approval_is_quorum_on_the_current_wording_without_open_objection(session: Session) -> None:
    here = world(session)
    row = approved(session, here, statement_ids(session, here))
    assert _draft(session, here, row).approved
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do it differently",
        explanation="Because.",
        seen_version=row.version,
    )
    after = _draft(session, here, row)
    assert not after.approved
    assert after.in_favour == 0


def test_a_review_of_a_wording_that_is_no_longer_there_is_refused(session: Session) -> None:
    here = world(session)
    row = submitted(session, here, statement_ids(session, here))
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do it differently",
        explanation="Because.",
        seen_version=row.version,
    )
    with pytest.raises(OutOfDate, match="reworded it after you had looked"):
        reviews.give(
            session, here.steering, wording_id=wording_id(session, row, 1), verdict=Verdict.AGREE
        )


def test_an_objection_needs_a_reason_and_blocks_until_it_is_settled(session: Session) -> None:
    here = world(session, quorum=1)
    row = submitted(session, here, statement_ids(session, here))
    with pytest.raises(NotValid, match="give the reason"):
        reviews.give(
            session, here.steering, wording_id=wording_id(session, row, 1), verdict=Verdict.OBJECT
        )
    objection = reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row, 1),
        verdict=Verdict.OBJECT,
        reason="Too dear.",
    )
    reviews.give(
        session, here.second, wording_id=wording_id(session, row, 1), verdict=Verdict.LIVE_WITH
    )
    assert not _draft(session, here, row).approved
    objections.answer_objection(
        session,
        here.facilitator,
        review_id=objection.id,
        answer=ObjectionAnswer.DECLINED,
        reason="It is cheap.",
    )
    assert not _draft(session, here, row).approved
    with pytest.raises(NotNow, match="answered already"):
        objections.answer_objection(
            session,
            here.facilitator,
            review_id=objection.id,
            answer=ObjectionAnswer.ACCEPTED,
            reason="Again.",
        )
    reviews.give(
        session, here.steering, wording_id=wording_id(session, row, 1), verdict=Verdict.AGREE
    )
    assert _draft(session, here, row).approved


def test_an_objection_to_an_earlier_wording_still_wants_its_answer(session: Session) -> None:
    here = world(session, quorum=1)
    row = submitted(session, here, statement_ids(session, here))
    reviews.give(
        session,
        here.steering,
        wording_id=wording_id(session, row, 1),
        verdict=Verdict.OBJECT,
        reason="Too dear.",
    )
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading="do it cheaply",
        explanation="Because.",
        seen_version=row.version,
    )
    reviews.give(
        session, here.second, wording_id=wording_id(session, row, 2), verdict=Verdict.AGREE
    )
    assert not _draft(session, here, row).approved
    reviews.give(
        session, here.steering, wording_id=wording_id(session, row, 2), verdict=Verdict.LIVE_WITH
    )
    assert _draft(session, here, row).approved  # a later word of the objector supersedes it


def test_nothing_is_published_while_a_place_is_not_approved(session: Session) -> None:
    here = world(session, places=3)
    ids = statement_ids(session, here)
    approved(session, here, ids[:2], place=1)
    submitted(session, here, ids[2:4], place=2)
    with pytest.raises(NotNow) as refused:
        publish_as_read(session, here.organiser)
    assert str(refused.value) == "Place 3 is empty. Encouragement 2 is not yet approved."
    assert numbers.published(session, edition_id=here.edition.id) == []


def test_what_is_published_never_changes_and_later_numbers_differ_only_in_remarks(
    session: Session,
) -> None:
    here = world(session, places=1)
    row = approved(session, here, statement_ids(session, here))
    first = publish_as_read(session, here.organiser)
    content = first.content
    with pytest.raises(NotNow, match="Nothing has changed"):
        publish_as_read(session, here.organiser)
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=row.id,
        remarks="In July it was explained.",
        seen_version=row.version,
    )
    second = publish_as_read(session, here.organiser)
    assert (first.number, second.number) == (1, 2)
    assert first.content == content
    assert numbers.genuine(first)
    [before], [after] = parse(content).sections, parse(second.content).sections
    assert (before.heading, before.explanation) == (after.heading, after.explanation)
    assert after.remarks == "In July it was explained."
    with pytest.raises(NotNow, match="only remarks"):
        encouragements.set_aside_encouragement(
            session,
            here.facilitator,
            encouragement_id=row.id,
            because="said elsewhere",
            seen_version=row.version,
        )


def test_a_number_is_adopted_once_by_a_named_body(session: Session) -> None:
    here = world(session, places=1)
    approved(session, here, statement_ids(session, here))
    publish_as_read(session, here.organiser)

    def adopt(body: str) -> None:
        adopting.record_adoption(
            session,
            here.organiser,
            number=1,
            adopted_by=body,
            mode=AdoptionMode.ADOPTED,
            adopted_on=date(2023, 2, 8),
        )

    with pytest.raises(NotValid, match="name the body"):
        adopt(" ")
    adopt("The Conference")
    with pytest.raises(NotNow, match="adopted already"):
        adopt("The Conference")


def test_a_reservation_stays_beside_its_encouragement_in_the_document(session: Session) -> None:
    here = world(session, places=1)
    ids = statement_ids(session, here)
    row = submitted(session, here, ids[:2])
    evidence.cite(
        session,
        here.facilitator,
        encouragement_id=row.id,
        statement_ids=ids[2:3],
        support=Support.RESERVATION,
    )
    [section] = outcome.draft_document(session, edition_id=here.edition.id).sections
    assert [c.support for c in section.citations] == ["supports", "supports", "reservation"]
