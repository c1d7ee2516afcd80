"""The flow of all statements, each counted once: rooms, then themes, then where they ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from hrgl.encouragements.tracing.destinations import Whereto, whereto
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes.statements import Disposition, StatementView, from_all_statements, list_statements

IN_NO_THEME, NOT_CITED, NOT_TAKEN_UP = "in no theme", "not cited yet", "not taken up"


class Current(NamedTuple):
    """Statements that went the same way: from a room, through a theme, to an end.

    `through` and `end` are names; `lane` and `ends_in` say what they name.
    """

    room: str
    lane: str
    through: str
    ends_in: str
    end: str
    statements: int


@dataclass(frozen=True)
class Flow:
    """All currents of an edition; together they hold every statement exactly once."""

    currents: tuple[Current, ...]

    @property
    def statements(self) -> int:
        return sum(each.statements for each in self.currents)


@from_all_statements
def statement_flow(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Flow:
    """Every statement of an edition on its way; one cited several times ends in the first place."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    there = whereto(session, edition_id=edition_id)
    counted = Counter((row.workshop, *_through(row), *_end(row, there)) for row in rows)
    return Flow(tuple(Current(*way, counted[way]) for way in sorted(counted, key=_in_order)))


def _through(row: StatementView) -> tuple[str, str]:
    if row.left_out:
        return "left", row.disposition.value
    return ("theme", row.theme) if row.theme is not None else ("queue", IN_NO_THEME)


def _end(row: StatementView, there: Whereto) -> tuple[str, str]:
    if row.left_out:
        return "out", "left out"
    if row.disposition is Disposition.CITED:
        first = there.encouragements[there.cited[row.id][0][0]]
        return ("place" if first.place else "candidate"), first.named
    if row.theme_id is not None and there.themes[row.theme_id].not_taken_up_because:
        return "aside", NOT_TAKEN_UP
    return "open", NOT_CITED


_LANES = ("theme", "queue", "left")


def _in_order(way: tuple[str, str, str, str, str]) -> tuple[str, int, str, int, str]:
    room, lane, through, _, end = way
    number = end.split(" ", 1)[0]
    return room, _LANES.index(lane), through, int(number) if number.isdigit() else 999, end


def flow_home(found: Flow) -> FlatTable:
    """The flow as a table whose last row is the sum."""
    rows: list[list[str | int]] = [
        [each.room, each.through, each.end, each.statements] for each in found.currents
    ]
    header = ("Room", "Theme", "Where it ended", "Statements")
    return FlatTable("Flow", header, [*rows, ["All rooms", "", "", found.statements]])


def by_theme(found: Flow) -> FlatTable:
    """Theme by theme: from which rooms its statements came, and where they went."""
    every = dict.fromkeys((each.lane, each.through) for each in found.currents)
    ordered = sorted(every, key=lambda key: (_LANES.index(key[0]), key[1]))
    rows = [
        _of_theme(through, [c for c in found.currents if (c.lane, c.through) == (lane, through)])
        for lane, through in ordered
    ]
    header = ("Theme", "From the rooms", "To", "Statements")
    return FlatTable("Themes", header, [*rows, ["All", "", "", found.statements]])


def _of_theme(name: str, currents: Sequence[Current]) -> list[str | int]:
    rooms: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for each in currents:
        rooms[each.room] += each.statements
        ends[each.end] += each.statements
    came = ", ".join(f"{room} {count}" for room, count in sorted(rooms.items()))
    went = "; ".join(f"{end}: {count}" for end, count in ends.most_common())
    return [name, came, went, sum(rooms.values())]
