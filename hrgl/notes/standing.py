"""Where statements stand, and what must hold before an act on them as they were seen."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from hrgl.core.database import fetch_statements
from hrgl.core.models import Evidence, Member, Placement, Statement
from hrgl.errors import Cited, NotNow, OutOfDate

Stand = tuple[int, int | None]  # the version of a statement, and the theme it stands in


def refuse_if_changed(
    session: Session, statements: Sequence[Statement], seen: Mapping[int, Stand] | None
) -> None:
    """An act meant for statements as they stood on a screen is done only if they still stand so."""
    if seen is None:
        return
    placed = {p.statement_id: p for p in placements(session, [row.id for row in statements])}
    for row in statements:
        placement = placed.get(row.id)
        theme_id = placement.theme_id if placement else None
        if seen.get(row.id) == (row.version, theme_id):
            continue
        who = "Somebody"
        if placement and seen.get(row.id, (0, None))[1] != theme_id:
            who = session.get_one(Member, placement.member_id).name
        raise OutOfDate(
            f"{who} changed or moved {row.reference} after you had picked it. Nothing was done: "
            "look at it again, then repeat what you did.",
            changed_by=who,
        )


def placements(session: Session, statement_ids: Sequence[int]) -> list[Placement]:
    """Where these statements are placed; fewer rows than ids if some stand in no theme."""
    query = select(Placement).where(col(Placement.statement_id).in_(statement_ids))
    return list(session.exec(query).all())


def unplace(session: Session, statement_ids: Sequence[int]) -> None:
    """Take statements out of the themes they stand in."""
    for placement in placements(session, statement_ids):
        session.delete(placement)


def fetch_open(
    session: Session,
    actor: Member,
    statement_ids: Sequence[int],
    seen: Mapping[int, Stand] | None = None,
) -> list[Statement]:
    """The statements, none withdrawn, set aside or counted as another, all as they were seen."""
    rows = fetch_statements(session, statement_ids, actor=actor)
    refuse_if_left_out(rows)
    refuse_if_changed(session, rows, seen)
    return rows


def refuse_if_left_out(statements: Sequence[Statement]) -> None:
    """What was left out is decided on: it must be brought back first."""
    for row in statements:
        if row.left_out:
            raise NotNow(f"{row.reference} has been left out. Bring it back first.")


def refuse_if_cited(session: Session, statements: Sequence[Statement]) -> None:
    """A cited statement never vanishes silently: it must be un-cited first."""
    ids = [statement.id for statement in statements]
    query = (
        select(Statement.reference)
        .join(Evidence, col(Evidence.statement_id) == Statement.id)
        .where(col(Statement.id).in_(ids))
        .distinct()
    )
    cited = sorted(session.exec(query).all())
    if cited:
        raise Cited(
            f"{', '.join(cited)} is cited in an encouragement. "
            "Take it out of the evidence there first."
        )
