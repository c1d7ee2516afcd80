"""The ledger with its sums: where the statements of each room ended, and of all rooms."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from hrgl.core.models import Workshop
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes.statements import Disposition, StatementView, from_all_statements, list_statements

ORDER = (
    Disposition.CITED,
    Disposition.OPEN,
    Disposition.SAME_AS,
    Disposition.SET_ASIDE,
    Disposition.WITHDRAWN,
)


@dataclass(frozen=True)
class LedgerLine:
    """How many statements of a room ended where, in the order of `ORDER`."""

    room: str
    title: str
    counts: tuple[int, ...]

    @property
    def statements(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class RoomLedger:
    """A line for each room, and the one for all of them."""

    rooms: tuple[LedgerLine, ...]
    every: LedgerLine

    @property
    def told(self) -> str:
        """The sum in words: 254 statements = 120 cited + 100 open + …"""
        parts = [f"{n} {name}" for name, n in zip(ORDER, self.every.counts, strict=True) if n]
        count = self.every.statements
        noun = f"{count} statement{'' if count == 1 else 's'}"
        return f"{noun} = {' + '.join(parts)}" if parts else noun


@from_all_statements
def ledger_by_room(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> RoomLedger:
    """The account of an edition, room by room; a room without a statement has its line too."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    counted: dict[str, Counter[Disposition]] = defaultdict(Counter)
    for row in rows:
        counted[row.workshop][row.disposition] += 1
    query = select(Workshop).where(Workshop.edition_id == edition_id).order_by(Workshop.code)
    lines = [
        LedgerLine(room.code, room.title, tuple(counted[room.code][each] for each in ORDER))
        for room in session.exec(query).all()
    ]
    over_all = Counter(row.disposition for row in rows)
    every = LedgerLine("All rooms", "", tuple(over_all[each] for each in ORDER))
    return RoomLedger(tuple(lines), every)


def ledger_home(found: RoomLedger) -> FlatTable:
    """The ledger as a table whose last row and last column are the sums."""
    header = ("Room", "Title", *(each.value.capitalize() for each in ORDER), "Statements")
    lines = (*found.rooms, found.every)
    rows: list[list[str | int]] = [
        [line.room, line.title, *line.counts, line.statements] for line in lines
    ]
    return FlatTable("Ledger", header, rows)
