"""Encouragements as they are worded: with what each stands on, came from, and still lacks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.enums import Support
from hrgl.core.models import Edition, Encouragement, EncouragementTheme, Evidence, Member, Wording
from hrgl.editions.editions import has_document
from hrgl.encouragements import submitting
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.themes.points import points_of


@dataclass(frozen=True)
class Pane:
    """An encouragement with all that a facilitator works on in it."""

    view: EncouragementView
    examples: str
    by: str  # who wrote the wording it has now, and when
    worded_at: datetime
    because: str  # why it was set aside
    merged_into: int | None
    themes: tuple[int, ...]
    cited: tuple[tuple[int, Support], ...]
    lacks: tuple[str, ...]  # why a draft cannot be submitted yet


def panes(session: Session, *, edition_id: int) -> list[Pane]:
    """All encouragements of an edition: places first, then candidates, then those set aside."""
    lacks = {r.id: r.lacks for r in submitting.readiness(session, edition_id=edition_id)}
    themes, cited = _themes(session, edition_id), _cited(session, edition_id)
    more = _more(session, edition_id)
    return [
        Pane(
            view,
            more[view.id][1].examples,
            more[view.id][2],
            more[view.id][1].created_at,
            more[view.id][0].set_aside_because,
            more[view.id][0].merged_into_id,
            tuple(themes[view.id]),
            tuple(cited[view.id]),
            lacks.get(view.id, ()),
        )
        for view in list_encouragements(session, edition_id=edition_id)
    ]


def _more(session: Session, edition_id: int) -> dict[int, tuple[Encouragement, Wording, str]]:
    query = (
        select(Encouragement, Wording, Member.name)
        .join(Wording, col(Wording.encouragement_id) == Encouragement.id)
        .join(Member, col(Member.id) == Wording.member_id)
        .where(Encouragement.edition_id == edition_id, Wording.number == Encouragement.wording)
    )
    return {each.id: (each, wording, who) for each, wording, who in session.exec(query).all()}


def _themes(session: Session, edition_id: int) -> dict[int, list[int]]:
    query = (
        select(EncouragementTheme.encouragement_id, EncouragementTheme.theme_id)
        .join(Encouragement, col(Encouragement.id) == EncouragementTheme.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(EncouragementTheme.theme_id))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for encouragement_id, theme_id in session.exec(query).all():
        found[encouragement_id].append(theme_id)
    return found


def _cited(session: Session, edition_id: int) -> dict[int, list[tuple[int, Support]]]:
    query = (
        select(Evidence.encouragement_id, Evidence.statement_id, Evidence.support)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(Encouragement.edition_id == edition_id)
        .order_by(col(Evidence.id))
    )
    found: dict[int, list[tuple[int, Support]]] = defaultdict(list)
    for encouragement_id, statement_id, support in session.exec(query).all():
        found[encouragement_id].append((statement_id, Support(support)))
    return found


def is_published(session: Session, *, edition_id: int) -> bool:
    """Whether only remarks may still be changed."""
    return has_document(session, session.get_one(Edition, edition_id))


@dataclass(frozen=True)
class SaidAgain:
    """Statements that say nearly the same: which, how often that was said, in how many rooms."""

    statements: tuple[int, ...]
    times: int
    rooms: int


@from_all_statements
def said_again(
    session: Session,
    *,
    edition_id: int,
    encouragement_id: int,
    rows: Sequence[StatementView] | None = None,
) -> list[SaidAgain]:
    """What was said more than once in the themes that an encouragement was worded from."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    query = (
        select(EncouragementTheme.theme_id)
        .join(Encouragement, col(Encouragement.id) == EncouragementTheme.encouragement_id)
        .where(
            EncouragementTheme.encouragement_id == encouragement_id,
            Encouragement.edition_id == edition_id,
        )
    )
    points = [
        point
        for theme_id in session.exec(query).all()
        for point in points_of(session, edition_id=edition_id, theme_id=theme_id, rows=rows)
    ]
    return [
        SaidAgain(tuple(s.id for s in point.statements), point.times, point.workshops)
        for point in points
    ]
