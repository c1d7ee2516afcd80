"""Later numbers of an adopted document: what they rest on stays what it was."""

from datetime import date

from sqlmodel import Session

from hrgl.core.enums import AdoptionMode
from hrgl.encouragements import wordings
from hrgl.formats.writers.frozen import parse
from hrgl.notes import notes
from hrgl.outcome.adopting import record_adoption
from tests.builders import approved, statement_ids, world
from tests.publishing import publish_as_read


def test_a_later_number_rests_on_what_the_adopted_one_rested_on(session: Session) -> None:
    here = world(session, places=1)
    row = approved(session, here, statement_ids(session, here)[:2])
    first = publish_as_read(session, here.organiser)
    record_adoption(
        session,
        here.organiser,
        number=1,
        adopted_by="the Conference",
        mode=AdoptionMode.ADOPTED,
        adopted_on=date(2023, 2, 8),
    )
    notes.add_note(session, here.rapporteur, workshop_id=here.workshop.id, text="* A late thought")
    session.refresh(row)
    wordings.remark(
        session,
        here.facilitator,
        encouragement_id=row.id,
        remarks="Said in July.",
        seen_version=row.version,
    )
    before, after = parse(first.content), parse(publish_as_read(session, here.organiser).content)
    assert after.method == before.method
    assert after.sections[0].citations == before.sections[0].citations
    assert after.sections[0].remarks == "Said in July."
