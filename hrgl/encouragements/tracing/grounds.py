"""From an encouragement down to the rooms: who said what it stands on, and as what it is cited."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from hrgl.core.enums import Support
from hrgl.core.models import EncouragementTheme, Workshop
from hrgl.encouragements.tracing.destinations import Destination, Whereto, whereto
from hrgl.encouragements.tracing.happened import courses_to
from hrgl.encouragements.tracing.stories import why_aside
from hrgl.errors import NotFound
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes.statements import StatementView, from_all_statements, list_statements

AS = (Support.SUPPORTS, Support.EXAMPLE, Support.RESERVATION)
_HEADER = ("Room", "Title", "Support", "Example", "Reservation", "Statements")


class Ground(NamedTuple):
    """A statement on which an encouragement stands, or stood, and as what."""

    statement: StatementView
    support: Support
    since: datetime | None
    until: datetime | None


class RoomGround(NamedTuple):
    """How many statements of a room stand behind it, in the order of `AS`."""

    room: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Grounds:
    """What an encouragement stands on: its themes, the rooms with counts, every statement."""

    encouragement: Destination
    why_aside: str
    themes: tuple[tuple[int, str], ...]
    rooms: tuple[RoomGround, ...]
    standing: tuple[Ground, ...]
    former: tuple[Ground, ...]


@from_all_statements
def encouragement_grounds(
    session: Session,
    *,
    edition_id: int,
    encouragement_id: int,
    rows: Sequence[StatementView] | None = None,
) -> Grounds:
    """What an encouragement stands on now, and what it once stood on and does no longer."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    there = whereto(session, edition_id=edition_id)
    draft = there.encouragements.get(encouragement_id)
    if draft is None:
        raise NotFound("This encouragement is not there any more. Load the page again.")
    standing, former = _cited(session, edition_id, draft, rows, there)
    titles = session.exec(
        select(Workshop.code, Workshop.title).where(Workshop.edition_id == edition_id)
    ).all()
    return Grounds(
        draft,
        why_aside(draft, there) if draft.stage == "set_aside" else "",
        _themes(session, draft, there),
        _by_room(standing, dict(titles)),
        tuple(standing),
        tuple(former),
    )


def _themes(session: Session, draft: Destination, there: Whereto) -> tuple[tuple[int, str], ...]:
    query = select(EncouragementTheme.theme_id).where(
        EncouragementTheme.encouragement_id == draft.id
    )
    found = session.exec(query.order_by(col(EncouragementTheme.theme_id))).all()
    return tuple((key, there.themes[key].name) for key in found if key in there.themes)


def _cited(
    session: Session,
    edition_id: int,
    draft: Destination,
    rows: Sequence[StatementView],
    there: Whereto,
) -> tuple[list[Ground], list[Ground]]:
    courses = courses_to(session, edition_id=edition_id, encouragement_id=draft.id, there=there)
    standing, former = [], []
    for row in rows:
        course = courses.get(row.id)
        of_it = [c for c in course.cited if c.encouragement_id == draft.id] if course else []
        support = dict(there.cited.get(row.id, ())).get(draft.id)
        if support is not None:
            since = next((c.since for c in of_it if c.until is None), None)
            standing.append(Ground(row, support, since, None))
        elif of_it:
            former.append(Ground(row, of_it[-1].support, of_it[-1].since, of_it[-1].until))
    return standing, former


def _by_room(standing: Sequence[Ground], titles: dict[str, str]) -> tuple[RoomGround, ...]:
    counted = Counter((each.statement.workshop, each.support) for each in standing)
    rooms = dict.fromkeys(each.statement.workshop for each in standing)
    return tuple(
        RoomGround(room, titles.get(room, ""), tuple(counted[room, each] for each in AS))
        for room in rooms
    )


def rooms_home(found: Grounds) -> FlatTable:
    """The rooms behind an encouragement as a table whose last row is the sum."""
    rows: list[list[str | int]] = [
        [each.room, each.title, *each.counts, sum(each.counts)] for each in found.rooms
    ]
    sums = [sum(each.counts[at] for each in found.rooms) for at in range(len(AS))]
    return FlatTable("Rooms", _HEADER, [*rows, ["All rooms", "", *sums, sum(sums)]])
