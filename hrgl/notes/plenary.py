"""What each room brings to the closing plenary: large, and without anybody's name."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core.models import Edition, Workshop
from hrgl.editions.attribution import vocabulary
from hrgl.editions.workshops import list_workshops
from hrgl.notes import nearness
from hrgl.notes.statements import Disposition, StatementView, list_statements
from hrgl.synthesis.naming.phrases import is_telling

_MARK = re.compile(r"^\s*(?:[-–—*•·]|\d{1,2}[.)])\s+")
_TYPICAL = 3
_LEFT_OUT = {Disposition.WITHDRAWN, Disposition.SET_ASIDE}


@dataclass(frozen=True)
class Results:
    """One room: its own summary line by line or, without one, statements typical of it."""

    code: str
    title: str
    question: str
    statements: int
    actor_types: tuple[str, ...]
    summary: tuple[str, ...]
    typical: tuple[str, ...]


def results(session: Session, *, edition_id: int) -> list[Results]:
    """What every room of an edition brings, in the order of the codes."""
    edition = session.get_one(Edition, edition_id)
    by_room: dict[str, list[StatementView]] = defaultdict(list)
    for row in list_statements(session, edition_id=edition_id):
        if row.disposition not in _LEFT_OUT:
            by_room[row.workshop].append(row)
    rooms = list_workshops(session, edition_id=edition_id)
    typical = _typical(session, edition, [by_room[room.code] for room in rooms])
    return [
        _of(room, by_room[room.code], edition.smallest_group, shown)
        for room, shown in zip(rooms, typical, strict=True)
    ]


def _of(
    workshop: Workshop, rows: Sequence[StatementView], smallest_group: int, typical: Sequence[str]
) -> Results:
    summary = tuple(lines(workshop.summary))
    return Results(
        workshop.code,
        workshop.title,
        workshop.question,
        len(rows),
        tuple(_actor_types(rows, smallest_group)),
        summary,
        () if summary else tuple(typical),
    )


def lines(summary: str) -> Iterable[str]:
    """The lines of a summary without the marks that people begin them with."""
    for line in summary.splitlines():
        words = _MARK.sub("", line).strip()
        if words:
            yield words


def _actor_types(rows: Sequence[StatementView], smallest_group: int) -> list[str]:
    """The actor types heard, largest first; only of people of whom anything may be shown."""
    people: dict[str, set[Hashable]] = defaultdict(set)
    for row in rows:
        if row.actor_type:
            people[row.actor_type].add(row.person)
    names = vocabulary("actor_types")
    shown = [each for each in people if len(people[each]) >= smallest_group]
    shown.sort(key=lambda each: (-len(people[each]), names.get(each, each)))
    return [names.get(each, each) for each in shown]


def _typical(
    session: Session, edition: Edition, rooms: Sequence[Sequence[StatementView]]
) -> list[list[str]]:
    """Of what stands in a theme, in each room the most central, where it tells something."""
    placed = [
        [row for row in rows if row.theme_id is not None and is_telling(row.text)] for rows in rooms
    ]
    near = nearness.nearness_to_middle(session, placed, edition_id=edition.id)
    found = []
    for rows, how_near in zip(placed, near, strict=True):
        central = sorted(zip(rows, how_near, strict=True), key=lambda p: (-p[1], p[0].reference))
        found.append([" ".join(row.text.split()) for row, _ in central[:_TYPICAL]])
    return found
