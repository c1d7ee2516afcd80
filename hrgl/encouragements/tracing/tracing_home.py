"""The trace of every statement as a table to take home, its moments in the edition's zone.

Who said something stands there as far as it stands on the page: `StatementView.who`, nothing else.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from hrgl.core.models import Edition, Note, Workshop
from hrgl.core.zones import clock_time, in_zone
from hrgl.editions.attribution import vocabulary
from hrgl.encouragements.tracing.destinations import Whereto, whereto
from hrgl.encouragements.tracing.endings import AS_WHAT, ending
from hrgl.encouragements.tracing.happened import CitedFrom, Course, courses_of_all
from hrgl.formats.writers.workbook import FlatTable
from hrgl.notes.lineage import Descent, lineage_of
from hrgl.notes.references import short
from hrgl.notes.statements import StatementView, list_statements

_HEADER = (
    "Reference",
    "Statement",
    "Room",
    "What",
    "Said by",
    "Said at",
    "Came from",
    "Became",
    "Disposition",
    "Where it ended",
    "Theme",
    "Cited in",
    "Cited at, and the words then",
    "Formerly cited in",
    "What happened",
)


def traces_home(session: Session, *, edition_id: int) -> FlatTable:
    """Every statement with where it came from, what happened to it, and where it ended."""
    rows = list_statements(session, edition_id=edition_id)
    there = whereto(session, edition_id=edition_id)
    courses = courses_of_all(session, edition_id=edition_id, there=there)
    descents = _descents(session, rows)
    said = dict(
        session.exec(
            select(Note.id, Note.created_at).join(Workshop).where(Workshop.edition_id == edition_id)
        ).all()
    )
    by_reference = {row.reference: row for row in rows}
    zone = session.get_one(Edition, edition_id).time_zone
    return FlatTable(
        "Trace",
        _HEADER,
        [
            [
                *_said(row, said[row.note_id], zone),
                *_descended(descents.get(row.id, Descent())),
                row.disposition.value,
                ending(row, there, by_reference),
                row.theme or "",
                *_course(row, courses.get(row.id, Course()), there, zone),
            ]
            for row in rows
        ],
    )


def _descents(session: Session, rows: Sequence[StatementView]) -> dict[int, Descent]:
    """In portions, as a database takes only so many numbers in one question."""
    ids = [row.id for row in rows]
    found: dict[int, Descent] = {}
    for start in range(0, len(ids), 500):
        found |= lineage_of(session, statement_ids=ids[start : start + 500])
    return found


def _said(row: StatementView, at: datetime, zone: str) -> list[str]:
    kind = vocabulary("kinds")[row.kind] if row.kind else ""
    return [row.reference, row.text, row.workshop, kind, row.who, moment_told(at, zone)]


def _descended(found: Descent) -> list[str]:
    return [", ".join(map(short, found.came_from)), ", ".join(map(short, found.became))]


def _course(row: StatementView, course: Course, there: Whereto, zone: str) -> list[str]:
    now = [
        f"{there.encouragements[key].named} as {AS_WHAT[support]}"
        for key, support in there.cited.get(row.id, ())
    ]
    known = [each for each in course.cited if each.encouragement_id in there.encouragements]
    return [
        "; ".join(now),
        "\n".join(_then(each, there, zone) for each in known if each.until is None),
        "\n".join(_then(each, there, zone) for each in known if each.until is not None),
        "\n".join(f"{moment_told(at, zone)}: {what}" for at, what in course.happened),
    ]


def _then(each: CitedFrom, there: Whereto, zone: str) -> str:
    draft = there.encouragements[each.encouragement_id]
    then = draft.then(each.since)
    until = f", until {moment_told(each.until, zone)}" if each.until else ""
    when = moment_told(each.since, zone)
    return f"{when}{until}: wording {then.number} of {draft.named}: “{then.heading}”"


def moment_told(moment: datetime, zone: str) -> str:
    """A moment as a file tells it: 2023-11-21 20:41 CET."""
    there = in_zone(moment, zone)
    return f"{there:%Y-%m-%d} {clock_time(there)}"
