"""The story of one statement: from its note to where it ended, with the words of each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from hrgl.core.enums import Source, Stage, Support
from hrgl.core.models import AuditEntry, Note, Statement, Workshop
from hrgl.encouragements.tracing.destinations import Destination, NumberedText, Whereto, whereto
from hrgl.encouragements.tracing.endings import bare, ending
from hrgl.encouragements.tracing.happened import CitedFrom, Happened, course_of
from hrgl.errors import NotFound
from hrgl.notes.lineage import Descent, lineage_of
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.cutting.cutting import cut
from hrgl.synthesis.cutting.matching import alike

_STILL_THE_SAME = 0.6  # as in an edit: less alike, it is another statement


class CitedStory(NamedTuple):
    """A citation of a statement: the words of the encouragement then, and as they are now."""

    encouragement_id: int
    named: str
    stage: Stage
    support: Support
    since: datetime
    until: datetime | None
    then: NumberedText
    now: NumberedText
    why_ended: str


class FormerWords(NamedTuple):
    """How a statement read before its note was edited, and when that was."""

    text: str
    until: datetime


@dataclass(frozen=True)
class StatementStory:
    """Where one statement came from, what happened to it, and where it ended."""

    statement: StatementView
    room: str
    source: Source
    said_at: datetime
    former: tuple[FormerWords, ...]
    descent: Descent
    counted_with: tuple[str, ...]
    ended: str
    happened: tuple[Happened, ...]
    cited: tuple[CitedStory, ...]
    worded: tuple[tuple[int, str], ...]


@from_all_statements
def statement_story(
    session: Session,
    *,
    edition_id: int,
    statement_id: int,
    rows: Sequence[StatementView] | None = None,
) -> StatementStory:
    """The story of a statement; the log is read only as far as it speaks of it."""
    rows = list_statements(session, edition_id=edition_id) if rows is None else rows
    row = next((each for each in rows if each.id == statement_id), None)
    if row is None:
        raise NotFound("This statement is not there any more. Load the page again.")
    there = whereto(session, edition_id=edition_id)
    course = course_of(session, edition_id=edition_id, statement_id=statement_id, there=there)
    note = session.get_one(Note, row.note_id)
    cited = [
        _cited(each, there)
        for each in course.cited
        if each.encouragement_id in there.encouragements
    ]
    return StatementStory(
        row,
        session.get_one(Workshop, note.workshop_id).title,
        note.source,
        note.created_at,
        _former(session, note, row.text),
        lineage_of(session, statement_ids=[row.id]).get(row.id, Descent()),
        _counted_with(session, row.id),
        ending(row, there, {each.reference: each for each in rows}),
        tuple(course.happened),
        tuple(cited),
        _worded(row, there),
    )


def _worded(row: StatementView, there: Whereto) -> tuple[tuple[int, str], ...]:
    """The encouragements that were worded from the theme it stands in."""
    of_theme = there.worded.get(row.theme_id or 0, ())
    return tuple((key, there.encouragements[key].named) for key in of_theme)


def _cited(each: CitedFrom, there: Whereto) -> CitedStory:
    draft = there.encouragements[each.encouragement_id]
    return CitedStory(
        draft.id,
        draft.named,
        draft.stage,
        each.support,
        each.since,
        each.until,
        draft.then(each.since),
        draft.now,
        why_aside(draft, there) if each.until and draft.stage is Stage.SET_ASIDE else "",
    )


def why_aside(draft: Destination, there: Whereto) -> str:
    """Why an encouragement is no longer in the running."""
    if draft.merged_into_id in there.encouragements:
        return f"merged into {there.encouragements[draft.merged_into_id].named}"
    return f"set aside because: {bare(draft.because)}" if draft.because else "set aside"


def _counted_with(session: Session, statement_id: int) -> tuple[str, ...]:
    query = select(Statement.reference).where(Statement.same_as_id == statement_id)
    return tuple(session.exec(query.order_by(Statement.reference)).all())


def _former(session: Session, note: Note, text: str) -> tuple[FormerWords, ...]:
    """The former words of a statement, the latest first, as far as its note was edited."""
    found: list[FormerWords] = []
    while before := session.exec(select(Note).where(Note.replaced_by_id == note.id)).first():
        pieces = [before.text[span.start : span.end] for span in cut(before.text).statements]
        closest = max(pieces, key=lambda piece: alike(piece, text), default="")
        if alike(closest, text) <= _STILL_THE_SAME:
            break  # it came with this edit
        if closest != text:
            found.append(FormerWords(closest, _edited_at(session, note)))
        note, text = before, closest
    return tuple(found)


def _edited_at(session: Session, note: Note) -> datetime:
    """When a note took the place of its predecessor."""
    query = select(AuditEntry.at).where(
        AuditEntry.subject == "note", AuditEntry.subject_id == note.id
    )
    found = session.exec(query.order_by(col(AuditEntry.id)).limit(1)).first()
    return found or note.created_at
