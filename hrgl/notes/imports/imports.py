"""Imports: notes read from files, brought into their workshops by one act, taken back by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from hrgl.core import audit, changes
from hrgl.core.changes import Change
from hrgl.core.database import fetch
from hrgl.core.enums import Source, Withdrawal
from hrgl.core.models import Edition, Member, Note, Statement, Tie, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.notes.imports.preview import (
    TAKEN_BACK,
    Arrival,
    FileIn,
    TargetRoom,
    arrivals,
    known_notes,
)
from hrgl.notes.notes import Fallen, Taken, note_of
from hrgl.notes.references import number_all
from hrgl.notes.standing import placements, refuse_if_cited
from hrgl.synthesis.cutting.cutting import Cut

MOST_FILES = 60
MOST_STATEMENTS = 20_000
_NAMED = 5  # references in a refusal


@dataclass(frozen=True)
class FromFile:
    """What a file brought into one workshop, and how many pieces of it were there already."""

    file: FileIn
    workshop: str
    taken: Taken
    there: int


def bring_in(
    session: Session,
    actor: Member,
    *,
    files: Sequence[FileIn],
    cuts: Mapping[str, Cut] | None = None,
    seen_statements: int | None = None,
) -> list[FromFile]:
    """Import the notes of files into their workshops; what came from the same file is left out.

    Answers with what each file brought into each workshop, files in their order. `cuts` has, by
    their texts, the notes that were cut before: one writer at a time should not wait for that.
    `seen_statements` is how many were announced.
    """
    require(actor, Permission.IMPORT_NOTES)
    refuse_if_too_many(len(files))
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    for workshop_id in sorted({file.workshop_id for file in files if file.workshop_id is not None}):
        fetch(session, Workshop, workshop_id, actor=actor)
    found = arrivals(files, known_notes(session, edition_id=edition.id), cuts=cuts)
    _check(found)
    if seen_statements is not None:
        _refuse_if_more_or_less(found, seen_statements)
    taken = [_store(session, actor, file, each) for file, each in zip(files, found, strict=True)]
    came = [each for of_file in taken for each in of_file if each.taken.statements]
    if came:
        audit.record(
            session,
            actor,
            "notes.imported",
            edition,
            statements=[statement.id for each in came for statement in each.taken.statements],
            files=sum(any(each.taken.statements for each in of_file) for of_file in taken),
            workshops=sorted({each.workshop for each in came}),
        )
    return [each for of_file in taken for each in of_file]


def refuse_if_too_many(files: int) -> None:
    """An import is looked through by a person, and taken back as one."""
    if files > MOST_FILES:
        raise NotValid(
            f"These are {files} files; at most {MOST_FILES} go into one import. "
            "Take some away and bring them afterwards.",
            "files",
        )


def _check(found: Sequence[Sequence[Arrival]]) -> None:
    arrived = [each for of_file in found for each in of_file]
    statements = sum(len(each.statements) for each in arrived)
    if statements > MOST_STATEMENTS:
        raise NotValid(
            f"These files hold {statements:,} statements; at most {MOST_STATEMENTS:,} go into one "
            "import. Bring them in several.",
            "files",
        )
    reasons = sorted({piece.reason for each in arrived for piece in each.fallen_out})
    if not statements and not any(each.there for each in arrived):
        raise NotValid(f"There is nothing to import ({'; '.join(reasons[:5]) or 'no text'}).")


def _refuse_if_more_or_less(found: Sequence[Sequence[Arrival]], seen: int) -> None:
    coming = sum(len(each.statements) for of_file in found for each in of_file)
    if coming != seen:
        raise OutOfDate(
            f"The workshops have changed since: {coming:,} statements would come in now instead of "
            f"{seen:,}. Nothing was imported: look again, then import."
        )


def _store(
    session: Session, actor: Member, file: FileIn, arrived: Sequence[Arrival]
) -> list[FromFile]:
    by_room: dict[TargetRoom | None, list[Arrival]] = {}
    for each in arrived:
        by_room.setdefault(each.room, []).append(each)
    came = []
    for room, there in by_room.items():
        statements = _store_in(session, actor, file, room, there) if room else ()
        texts = tuple(each.words(span) for each in there for span in each.statements)
        fallen = tuple(Fallen(each.words(f), f.reason) for each in there for f in each.fallen_out)
        already = sum(len(each.there) for each in there)
        taken = Taken(statements, texts, fallen)
        came.append(FromFile(file, room.code if room else "", taken, already))
    return came


def _store_in(
    session: Session, actor: Member, file: FileIn, room: TargetRoom, arrived: Sequence[Arrival]
) -> tuple[Statement, ...]:
    workshop = session.get_one(Workshop, room.id)
    stored = [
        (
            each,
            note_of(
                actor,
                workshop,
                each.note.text,
                each.note.row,
                each.about,
                Source.IMPORTED,
                file.name,
            ),
        )
        for each in arrived
        if each.statements
    ]
    session.add_all(note for _, note in stored)
    session.flush()
    cuts = [
        (note, each.statements, [each.about.kind] * len(each.statements)) for each, note in stored
    ]
    statements = number_all(session, workshop, cuts)
    changes.note_arrived(session, statements, TAKEN_BACK)
    return statements


def leaving(noted: Sequence[Change]) -> list[int]:
    """The statements that taking an act back would withdraw, because an import brought them."""
    return [
        change["key"][0]
        for change in noted
        if change["before"] and change["before"].get("withdrawal") == Withdrawal.IMPORT
    ]


def make_way(session: Session, statement_ids: Sequence[int]) -> None:
    """Let statements of an import go: refused if people built on one; the machine's placements go.

    What people withdrew, marked or cut anew is refused where each change is put back.
    """
    if not statement_ids:
        return
    rows = list(session.exec(select(Statement).where(col(Statement.id).in_(statement_ids))).all())
    refuse_if_cited(session, rows)
    placed = placements(session, statement_ids)
    same = select(Statement.same_as_id).where(col(Statement.same_as_id).in_(statement_ids))
    edited = _edited(session, rows)
    left_out = [row.id for row in rows if row.set_aside_because or row.same_as_id is not None]
    _refuse(rows, [each.statement_id for each in placed if each.pinned], "put into a theme")
    _refuse(rows, left_out, "set aside or counted as the same as another")
    _refuse(rows, session.exec(same).all(), "taken to stand for another statement too")
    _refuse(rows, _tied(session, statement_ids), "tied to another statement")
    _refuse(rows, [row.id for row in rows if row.note_id in edited], "edited in its note")
    for placement in placed:
        session.delete(placement)
    session.flush()


def _edited(session: Session, rows: Sequence[Statement]) -> set[int]:
    """The notes of these statements that are the successors of others."""
    notes = {row.note_id for row in rows}
    query = select(Note.replaced_by_id).where(col(Note.replaced_by_id).in_(notes))
    return {note_id for note_id in session.exec(query).all() if note_id is not None}


def _tied(session: Session, statement_ids: Sequence[int]) -> list[int]:
    one, other = col(Tie.statement_id), col(Tie.other_id)
    query = columns(one, other).where(or_(one.in_(statement_ids), other.in_(statement_ids)))
    return [key for tie in session.connection().execute(query).all() for key in tie]


def _refuse(rows: Sequence[Statement], ids: Sequence[int | None], what: str) -> None:
    built_on = sorted(row.reference for row in rows if row.id in set(ids))
    if built_on:
        more = f" and {len(built_on) - _NAMED} more" if len(built_on) > _NAMED else ""
        were = "was" if len(built_on) == 1 else "were"
        raise NotNow(
            f"{', '.join(built_on[:_NAMED])}{more} {were} {what} since. Take that back first, or "
            "withdraw the other statements one by one."
        )
