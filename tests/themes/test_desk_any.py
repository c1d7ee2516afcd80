"""A desk that is told what changed always shows what one that is read anew shows."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState
from hrgl.core.models import AuditEntry
from hrgl.encouragements import wordings
from hrgl.errors import HrglError
from hrgl.operations import undo
from hrgl.themes import desk, themes
from tests.builders import World, statement_ids, world
from tests.drawing import CODES, Draw, draft_acts, theme_acts
from tests.operations.test_undo_any import ACTS, _proposal
from tests.sending import send, set_door

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 60)), st.tuples(st.just("undo"), st.just(0))
    ),
    min_size=1,
    max_size=8,
)


def _evening(engine: Engine) -> tuple[World, int]:
    with transaction(engine) as session:
        here = world(session, code=f"k{next(CODES)}")
        ids = statement_ids(session, here)
        wordings.word(session, here.facilitator, heading="First")
        set_door(session, here, DoorState.MODERATED, 0)
        send(session, here)
        themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
        themes.create(session, here.facilitator, name="People", statement_ids=ids[2:4])
        return here, _proposal(session, here.facilitator)


def _do(engine: Engine, here: World, clustering: int, name: str, number: int) -> None:
    """Do it, or not if it is refused."""
    try:
        with transaction(engine) as session:
            if name == "undo":
                last = select(AuditEntry.id).where(AuditEntry.edition_id == here.edition.id)
                entry_id = session.exec(last.order_by(col(AuditEntry.id).desc())).first()
                undo.undo(session, here.facilitator, entry_id=entry_id or 0)
                return
            draw = Draw(session, here, clustering, number)
            ({**theme_acts(draw), **draft_acts(draw)})[name](session, here.facilitator)
    except HrglError:
        return


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps, together=st.integers(1, 4))
def test_what_changed_brings_a_desk_to_what_is_there(
    engine: Engine, steps: list[tuple[str, int]], together: int
) -> None:
    here, clustering = _evening(engine)
    edition_id = here.edition.id
    with reading(engine) as session:
        shown = desk.desk(session, edition_id=edition_id)
    for at in range(0, len(steps), together):
        for name, number in steps[at : at + together]:
            _do(engine, here, clustering, name, number)
        with reading(engine) as session:
            fresh = desk.desk(session, edition_id=edition_id)
            changes = desk.desk_changes(session, edition_id=edition_id, since=shown.revision)
        if changes is not None:
            places = {place.id: place for place in shown.places}
            places |= {place.id: place for place in changes.places}
            assert places == {place.id: place for place in fresh.places}
            assert changes.themes == fresh.themes
            assert changes.revision == fresh.revision
            whose = {row.id: (row.text, row.who) for row in shown.statements}
            assert whose == {row.id: (row.text, row.who) for row in fresh.statements}
        shown = fresh
