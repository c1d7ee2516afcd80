"""A second look: people place a sample of statements blind, and one sees how far they agree.

What is placed here moves nothing; it only tells how clear the themes are.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.models import Member, SamplePlacement, Statement, Theme, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.grouping.checks import Kappa, kappa
from hrgl.themes.placing import fetch_live

SIZE = 30
ENOUGH = 10  # statements that two people both placed, from which their agreement is told


@from_all_statements
def sample(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> list[StatementView]:
    """Up to thirty statements to place, the same for everybody and spread over the themes.

    What somebody has placed already stays in it, so that the next person places the same.
    """
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    here = [row for row in rows if not row.left_out]
    begun = {row.statement_id for row in _placed(session, edition_id)}
    met: Counter[int | None] = Counter()
    order = {}
    for row in sorted(here, key=_drawn):  # the first of every theme, then the second of each, …
        order[row.id] = (row.id not in begun, met[row.theme_id], _drawn(row))
        met[row.theme_id] += 1
    wanted = (row for row in here if row.theme_id is not None or row.id in begun)
    return sorted(wanted, key=lambda row: order[row.id])[:SIZE]


def _drawn(row: StatementView) -> str:
    return hashlib.sha256(row.reference.encode()).hexdigest()


def _placed(session: Session, edition_id: int) -> list[SamplePlacement]:
    query = (
        select(SamplePlacement)
        .join(Statement, col(Statement.id) == SamplePlacement.statement_id)
        .join(Workshop, col(Workshop.id) == Statement.workshop_id)
        .where(Workshop.edition_id == edition_id)
        .order_by(col(SamplePlacement.id))
    )
    return list(session.exec(query).all())


def place_blind(
    session: Session,
    actor: Member,
    *,
    statement_id: int,
    theme_id: int,
    theme_seen_version: int | None = None,
) -> SamplePlacement:
    """Say where one would place a statement of the sample, in the place of what one said before."""
    require(actor, Permission.PLACE)
    statement = fetch(session, Statement, statement_id, actor=actor)
    theme = fetch_live(session, actor, theme_id, theme_seen_version)
    if statement.id not in {row.id for row in sample(session, edition_id=actor.edition_id)}:
        raise NotNow(f"{statement.reference} is not in the sample any more. Load the page again.")
    earlier = select(SamplePlacement).where(
        SamplePlacement.member_id == actor.id, SamplePlacement.statement_id == statement.id
    )
    row = session.exec(earlier).first()
    if row is None:
        row = SamplePlacement(member_id=actor.id, statement_id=statement.id, theme_id=theme.id)
        session.add(row)
    row.theme_id = theme.id
    audit.record(session, actor, "sample.placed", statement, reference=statement.reference)
    return row


def placed_by(session: Session, *, edition_id: int, member_id: int) -> dict[int, int]:
    """Where somebody placed which statements, by statement, in the themes there are today."""
    now = _today(session, edition_id)
    rows = [row for row in _placed(session, edition_id) if row.member_id == member_id]
    return {row.statement_id: now[row.theme_id] for row in rows if row.theme_id in now}


@dataclass(frozen=True)
class Agreement:
    """How far two people agree on the statements that both placed."""

    one: str
    other: str
    both: int
    kappa: Kappa


def agreements(session: Session, *, edition_id: int) -> list[Agreement]:
    """The agreement of each two people who both placed ten statements at least, by name.

    What stands in a theme that was merged counts as standing in the one it was merged into;
    what stands in one that was dissolved does not count.
    """
    now = _today(session, edition_id)
    placed: dict[int, dict[int, int]] = defaultdict(dict)
    for row in _placed(session, edition_id):
        if row.theme_id in now:
            placed[row.member_id][row.statement_id] = now[row.theme_id]
    query = select(Member).where(col(Member.id).in_(list(placed)))
    people = sorted(session.exec(query).all(), key=lambda member: (member.name, member.id))
    pairs = combinations(people, 2)
    found = (_agreement(one, other, placed[one.id], placed[other.id]) for one, other in pairs)
    return [each for each in found if each is not None]


def _agreement(
    one: Member, other: Member, first: dict[int, int], second: dict[int, int]
) -> Agreement | None:
    both = sorted(first.keys() & second.keys())
    if len(both) < ENOUGH:
        return None
    found = kappa([first[each] for each in both], [second[each] for each in both])
    return Agreement(one.name, other.name, len(both), found)


def _today(session: Session, edition_id: int) -> dict[int, int]:
    """For each theme there ever was the one its statements would stand in; none if dissolved."""
    themes = {t.id: t for t in session.exec(select(Theme).where(Theme.edition_id == edition_id))}
    found = {}
    for theme in themes.values():
        last = theme
        while last.merged_into_id is not None:
            last = themes[last.merged_into_id]
        if not last.dissolved:
            found[theme.id] = last.id
    return found
