"""What somebody looks for: references, a receipt, or words; and the statements that answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hrgl.core.codes import LETTERS
from hrgl.core.enums import InputState
from hrgl.core.models import Edition, Workshop
from hrgl.core.zones import clock_time, in_zone
from hrgl.notes.door.receipts import by_receipt, note_ids
from hrgl.notes.statements import StatementView, from_all_statements, list_statements

_REFERENCE = re.compile(
    r"(?<![\w-])(?:HRGL-([\w-]+?)-)?([A-Za-z0-9]{1,16})-([0-9]{1,9})(?![\w-])", re.IGNORECASE
)
_RECEIPT = 16


def is_receipt(wanted: str) -> bool:
    """Whether this looks like a receipt: sixteen of its letters, in groups or without."""
    signs = re.sub(r"[\s-]", "", wanted).upper()
    return len(signs) == _RECEIPT and all(sign in LETTERS for sign in signs)


def references_in(wanted: str) -> list[tuple[str | None, str, int]]:
    """The references that a text is made of: edition if it is told, room, number.

    With or without braces; none if there is any other word.
    """
    bare = re.sub(r"[{},;]", " ", wanted)
    if not bare.strip() or _REFERENCE.sub("", bare).strip():
        return []
    found = _REFERENCE.findall(bare)
    return [(edition.upper() or None, room.upper(), int(n)) for edition, room, n in found]


@dataclass(frozen=True)
class LookedUp:
    """The statements that answer, and what is to be said of the question."""

    statements: tuple[StatementView, ...]
    told: str
    by_reference: bool = False


@from_all_statements
def look_up(
    session: Session, *, edition_id: int, wanted: str, rows: Sequence[StatementView] | None = None
) -> LookedUp:
    """The statements of these references, or in which all these words stand."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    words = wanted.casefold().split()
    said = tuple(row for row in rows if words and _has_all(row, words))
    if asked := references_in(wanted):
        code = session.get_one(Edition, edition_id).code
        referred = _referred(code, asked, rows)
        if referred.statements or not said:  # "Covid-19" looks like a reference and is none
            return referred
    return LookedUp(said, "" if said else "In no statement stand all of these words.")


def _has_all(row: StatementView, words: Sequence[str]) -> bool:
    text = row.text.casefold()
    return all(word in text for word in words)


def _referred(
    code: str, asked: Sequence[tuple[str | None, str, int]], rows: Sequence[StatementView]
) -> LookedUp:
    elsewhere = [edition for edition, _, _ in asked if edition not in (None, code.upper())]
    wanted = {(room, n) for edition, room, n in asked if edition in (None, code.upper())}
    found = tuple(row for row in rows if (row.workshop.upper(), _number(row)) in wanted)
    there = {(row.workshop.upper(), _number(row)) for row in found}
    missing = [f"{room}-{n:02d}" for room, n in sorted(wanted - there)]
    told = [f"{', '.join(missing)} is no statement of this edition."] if missing else []
    told += [f"HRGL-{each} is another edition." for each in dict.fromkeys(elsewhere)]
    return LookedUp(found, " ".join(told), by_reference=True)


def _number(row: StatementView) -> int:
    return int(row.reference.rsplit("-", 1)[1])


_STATES = {
    InputState.WAITING: "It waits to be read.",
    InputState.DECLINED: "It was read and declined: {because}",
    InputState.WITHDRAWN: "Its sender withdrew it: {because}.",
}


def look_up_receipt(session: Session, *, edition_id: int, receipt: str) -> LookedUp:
    """The statements that the input of a receipt became, and what became of it before."""
    row = by_receipt(session, receipt=receipt)
    workshop = session.get_one(Workshop, row.workshop_id) if row else None
    if row is None or workshop is None or workshop.edition_id != edition_id:
        return LookedUp((), "There is no input of this edition with this receipt.")
    notes = set(note_ids(session, row))
    every = list_statements(session, edition_id=edition_id, workshop_id=workshop.id)
    zone = session.get_one(Edition, edition_id).time_zone
    sent = f"The input was sent in {workshop.code} on {_moment(row.sent_at, zone)}."
    state = _STATES.get(row.state, "").format(because=row.because)
    found = tuple(each for each in every if each.note_id in notes)
    return LookedUp(found, f"{sent} {state}".strip())


def _moment(moment: datetime, zone: str) -> str:
    there = in_zone(moment, zone)
    return f"{there.day} {there:%B}, {clock_time(there)}"
