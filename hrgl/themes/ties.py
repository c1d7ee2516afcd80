"""Ties: which statements people want together, or apart, in what the machine groups next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlmodel import Session, col, or_, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Edition, Member, Statement, Tie, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotFound, NotValid, OutOfDate
from hrgl.notes.standing import Stand, fetch_open

MOST_TIED = 12  # statements in one act: sixty-six pairs


@dataclass(frozen=True)
class Tied:
    """Two statements that belong together, or apart."""

    id: int
    statement_id: int
    other_id: int
    together: bool


def tie(
    session: Session,
    actor: Member,
    *,
    statement_ids: Sequence[int],
    together: bool,
    seen: Mapping[int, Stand] | None = None,
) -> list[Tie]:
    """Keep statements together, or each apart from each, whatever the machine would make of it."""
    require(actor, Permission.PLACE)
    rows = fetch_open(session, actor, statement_ids, seen)
    if not 2 <= len(rows) <= MOST_TIED:
        raise NotValid(f"Pick from two to {MOST_TIED} statements first.")
    pairs = list(combinations(sorted(row.id for row in rows), 2))
    there = {(each.statement_id, each.other_id): each for each in _among(session, pairs)}
    made: list[Tie] = []
    for pair in pairs:
        made.append(
            there.get(pair)
            or Tie(statement_id=pair[0], other_id=pair[1], together=together, member_id=actor.id)
        )
        made[-1].together, made[-1].member_id = together, actor.id
    session.add_all(made)
    audit.record(
        session,
        actor,
        "statements.tied",
        rows[0],
        statements=[row.id for row in rows],
        how="together" if together else "apart",
    )
    return made


def untie(
    session: Session, actor: Member, *, tie_ids: Sequence[int], seen_together: bool | None = None
) -> int:
    """Let go of ties: the machine may group these statements as it finds them; how many."""
    require(actor, Permission.PLACE)
    fetch(session, Edition, actor.edition_id, actor=actor)
    found = [
        each for each in ties_of(session, edition_id=actor.edition_id) if each.id in set(tie_ids)
    ]
    if not found:
        raise NotFound("These ties are not there any more. Load the page again.")
    if seen_together is not None and any(each.together is not seen_together for each in found):
        raise OutOfDate("Somebody turned this tie round after you had looked. Look at it again.")
    first = session.get_one(Statement, found[0].statement_id)
    ids = sorted({end for each in found for end in (each.statement_id, each.other_id)})
    for each in found:
        session.delete(session.get_one(Tie, each.id))
    audit.record(session, actor, "statements.untied", first, statements=ids)
    return len(found)


def ties_of(session: Session, *, edition_id: int) -> list[Tied]:
    """All ties of an edition, the earliest first."""
    query = (
        select(Tie)
        .join(Statement, col(Statement.id) == Tie.statement_id)
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(Workshop.edition_id == edition_id)
        .order_by(col(Tie.id))
    )
    return [
        Tied(row.id, row.statement_id, row.other_id, row.together)
        for row in session.exec(query).all()
    ]


def _among(session: Session, pairs: Sequence[tuple[int, int]]) -> list[Tie]:
    """The ties of these pairs that are there already."""
    ids = sorted({end for pair in pairs for end in pair})
    query = select(Tie).where(or_(col(Tie.statement_id).in_(ids), col(Tie.other_id).in_(ids)))
    return [row for row in session.exec(query).all() if (row.statement_id, row.other_id) in pairs]
