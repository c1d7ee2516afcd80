"""How many themes and waiting statements there are, counted where they lie: cheap on every page."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from hrgl.core.models import (
    Encouragement,
    EncouragementTheme,
    Evidence,
    Placement,
    Statement,
    Theme,
    Workshop,
)


@dataclass(frozen=True)
class Tally:
    """Numbers of the board: themes, those that feed no encouragement, statements in the queue."""

    themes: int
    idle: int
    queue: int


def tally(session: Session, *, edition_id: int) -> Tally:
    """The numbers of an edition's board; the same that it would show."""
    feeds = (
        select(EncouragementTheme.theme_id)
        .join(Encouragement, col(Encouragement.id) == EncouragementTheme.encouragement_id)
        .where(Encouragement.edition_id == edition_id, Encouragement.stage != "set_aside")
    )
    themes = select(func.count(col(Theme.id))).where(
        Theme.edition_id == edition_id,
        col(Theme.dissolved).is_(False),
        col(Theme.merged_into_id).is_(None),
    )
    idle = themes.where(col(Theme.id).not_in(feeds))
    return Tally(session.exec(themes).one(), session.exec(idle).one(), _queue(session, edition_id))


def _queue(session: Session, edition_id: int) -> int:
    cited = (
        select(Evidence.statement_id)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
    )
    query = (
        select(func.count(col(Statement.id)))
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(
            Workshop.edition_id == edition_id,
            col(Statement.withdrawn_because).is_(None),
            col(Statement.set_aside_because).is_(None),
            col(Statement.same_as_id).is_(None),
            col(Statement.id).not_in(cited),
            col(Statement.id).not_in(select(Placement.statement_id)),
        )
    )
    return session.exec(query).one()
