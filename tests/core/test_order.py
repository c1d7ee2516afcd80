"""Both databases answer in the same order, also where something has no number."""

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from hrgl.core.database import transaction
from hrgl.core.enums import Role, Stage, Support
from hrgl.core.models import Edition, Encouragement, Evidence, Member
from hrgl.encouragements import evidence
from hrgl.notes import statements
from hrgl.operations import demonstration as sample


def test_places_are_told_before_candidates(demonstration: Engine) -> None:
    with transaction(demonstration) as session:
        edition = session.exec(select(Edition).where(Edition.code == sample.CODE)).one()
        placed = _one(session, edition, placed=True)
        candidate = _one(session, edition, placed=False)
        cited = session.exec(
            select(Evidence.statement_id).where(Evidence.encouragement_id == placed.id)
        ).first()
        actor = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.FACILITATOR)
        ).first()
        assert cited is not None
        assert actor is not None
        evidence.cite(
            session,
            actor,
            encouragement_id=candidate.id,
            statement_ids=[cited],
            support=Support.SUPPORTS,
        )
        rows = statements.list_statements(session, edition_id=edition.id, ids=[cited])
        assert rows[0].encouragements == (str(placed.place), f"candidate {candidate.id}")


def _one(session: Session, edition: Edition, *, placed: bool) -> Encouragement:
    """A placed encouragement, or a candidate without a place, that is still a draft."""
    place = col(Encouragement.place)
    query = select(Encouragement).where(
        Encouragement.edition_id == edition.id,
        place.is_not(None) if placed else place.is_(None),
        Encouragement.stage != Stage.SET_ASIDE,
    )
    order = col(Encouragement.id) if placed else col(Encouragement.id).desc()
    found = session.exec(query.order_by(order)).first()
    assert found is not None
    return found
