"""What is counted where it lies is what the board shows."""

from sqlalchemy import Engine
from sqlmodel import Session, select

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member
from hrgl.encouragements import encouragements, views
from hrgl.themes import board, placing, themes
from hrgl.themes.tally import Tally, tally
from tests.builders import statement_ids, world


def _shown(session: Session, edition_id: int) -> Tally:
    now = board.board(session, edition_id=edition_id)
    idle = sum(1 for theme in now.themes if not theme.encouragements)
    return Tally(len(now.themes), idle, len(now.queue))


def test_the_numbers_are_those_of_the_board(demonstration: Engine) -> None:
    with reading(demonstration) as session:
        for edition in session.exec(select(Edition)).all():
            assert tally(session, edition_id=edition.id) == _shown(session, edition.id)


def test_they_follow_what_people_do(demonstration: Engine) -> None:
    with transaction(demonstration) as session:
        edition = session.exec(select(Edition).where(Edition.code == "2023-demo")).one()
        query = select(Member).where(
            Member.edition_id == edition.id, Member.role == Role.FACILITATOR
        )
        actor = session.exec(query).first()
        assert actor is not None
        before = tally(session, edition_id=edition.id)
        first = placing.live(session, edition_id=edition.id)[0]
        themes.dissolve(session, actor, theme_id=first.id, seen_version=first.version)
        drafts = views.list_encouragements(session, edition_id=edition.id)
        candidate = next(d for d in drafts if not d.opinions)
        encouragements.set_aside_encouragement(
            session,
            actor,
            encouragement_id=candidate.id,
            because="said elsewhere",
            seen_version=candidate.version,
        )
        after = tally(session, edition_id=edition.id)
        assert after == _shown(session, edition.id)
        assert after.themes == before.themes - 1
        assert after.queue > before.queue


def test_what_was_left_out_or_placed_does_not_wait(session: Session) -> None:
    here = world(session)
    ids = statement_ids(session, here)
    other = world(session, code="2032")
    statement_ids(session, other)
    assert tally(session, edition_id=here.edition.id) == Tally(0, 0, len(ids))
    themes.create(session, here.facilitator, name="Money", statement_ids=ids[:2])
    assert tally(session, edition_id=here.edition.id) == Tally(1, 1, len(ids) - 2)
