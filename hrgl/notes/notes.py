"""Notes as people wrote them, and the statements they are cut into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.database import fetch, out_of_date
from hrgl.core.enums import Attribution, Kind, Source
from hrgl.core.models import Member, Note, Statement, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.editions.attribution import vocabulary
from hrgl.errors import NotValid
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes.references import number_statements
from hrgl.notes.succession import hand_over, in_note
from hrgl.synthesis.cutting.cutting import cut

LONGEST_NOTE = 200_000
# What no keyboard makes and no database should keep: control characters, halves of signs.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class About:
    """What a note says of its speaker besides the text."""

    actor_type: str | None = None
    region: str | None = None
    organisation: str | None = None
    speaker: str | None = None
    attribution: Attribution = Attribution.GROUP
    kind: Kind | None = None
    voice: int | None = None


@dataclass(frozen=True)
class Fallen:
    """A piece of a note that is no statement, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Taken:
    """What became of notes: their statements, and what fell out."""

    statements: tuple[Statement, ...]
    texts: tuple[str, ...]
    fallen_out: tuple[Fallen, ...]


def add_note(
    session: Session,
    actor: Member,
    *,
    workshop_id: int,
    text: str,
    about: About | None = None,
    kinds: Sequence[Kind | None] = (),
    source: Source = Source.TYPED,
) -> Taken:
    """Write a note into a workshop; it is cut into statements at once.

    `kinds` says line by line what it is; a line beyond them is what the note is about.
    """
    require(actor, Permission.WRITE_NOTES)
    workshop = fetch(session, Workshop, workshop_id, actor=actor)
    if actor.workshop_id not in (None, workshop.id):
        raise NotValid("This link belongs to another workshop.")
    if not text.strip():
        raise NotValid("The note is empty. Write at least one line.", "text")
    refuse_long_note(text)
    read = ReadNote(text)
    taken = take_in(session, actor, workshop, read, about or About(), source, "", kinds)
    if not taken.statements:
        reasons = "; ".join(sorted({fallen.reason for fallen in taken.fallen_out}))
        raise NotValid(f"Nothing in this note is a statement ({reasons}).", "text")
    audit.record(session, actor, "note.added", workshop, statements=_ids(taken), code=workshop.code)
    return taken


def tidy(text: str) -> str:
    """A text with one sign for the end of a line, and without control characters."""
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def refuse_long_note(text: str) -> None:
    """A note may be long, but nobody types a book into it."""
    if len(text) > LONGEST_NOTE:
        raise NotValid(
            f"The note is too long: {len(text):,} characters, at most {LONGEST_NOTE:,}. "
            "Save it as a file and import that.",
            "text",
        )


def _ids(taken: Taken) -> list[int]:
    return [statement.id for statement in taken.statements]


def take_in(
    session: Session,
    actor: Member,
    workshop: Workshop,
    read: ReadNote,
    about: About,
    source: Source,
    source_name: str,
    kinds: Sequence[Kind | None] = (),
) -> Taken:
    """Store one note with its statements; a note without any is not stored."""
    check_speaker(about)
    text = tidy(read.text)
    found = cut(text)
    fallen = tuple(Fallen(text[f.start : f.end], f.reason) for f in found.fallen_out)
    if not found.statements:
        return Taken((), (), fallen)
    note = note_of(actor, workshop, text, read.row, about, source, source_name)
    session.add(note)
    session.flush()
    by_line = [text.count("\n", 0, span.start) for span in found.statements]
    marks = [kinds[line] if line < len(kinds) else about.kind for line in by_line]
    statements = number_statements(session, workshop, note, found.statements, marks)
    return Taken(statements, tuple(text[s.start : s.end] for s in statements), fallen)


def note_of(
    actor: Member,
    workshop: Workshop,
    text: str,
    row: int | None,
    about: About,
    source: Source,
    source_name: str,
) -> Note:
    """A note that is not stored yet; `row` is its row of a table."""
    return Note(
        workshop_id=workshop.id,
        member_id=actor.id,
        text=text,
        source=source,
        source_name=source_name[:200],
        source_row=row,
        actor_type=about.actor_type,
        region=about.region,
        organisation=about.organisation,
        speaker=about.speaker,
        voice=about.voice,
        attribution=about.attribution,
    )


def check_speaker(about: About) -> None:
    """Refuse an actor type or a region that is in no list."""
    if about.actor_type and about.actor_type not in vocabulary("actor_types"):
        raise NotValid(f"{about.actor_type!r} is not an actor type.", "actor_type")
    if about.region and about.region not in vocabulary("regions"):
        raise NotValid(f"{about.region!r} is not a region.", "region")


def revise(session: Session, actor: Member, *, note_id: int, text: str, seen_version: int) -> Note:
    """Edit a note: its successor takes over the statements still there; the rest withdraw."""
    require(actor, Permission.WRITE_NOTES)
    old = fetch(session, Note, note_id, actor=actor)
    if old.replaced_by_id is not None:
        raise out_of_date(session, "note", _newest(session, old).id)
    old = fetch(session, Note, note_id, actor=actor, seen_version=seen_version)
    if actor.workshop_id not in (None, old.workshop_id):
        raise NotValid("This link belongs to another workshop.")
    workshop = fetch(session, Workshop, old.workshop_id, actor=actor)
    text = tidy(text)
    refuse_long_note(text)
    if not cut(text).statements:
        raise NotValid("Nothing would be left of this note. Withdraw its statements instead.")
    fields = old.model_dump(exclude={"id", "version", "text", "member_id", "replaced_by_id"})
    note = Note(**fields, text=text, member_id=actor.id)
    session.add(note)
    session.flush()
    old.replaced_by_id = note.id
    hand_over(session, old, note, workshop)
    audit.record(
        session,
        actor,
        "note.revised",
        note,
        replaces=old.id,
        code=workshop.code,
        statements=in_note(session, note),
    )
    return note


@dataclass(frozen=True)
class Written:
    """A note as it stands, to be edited."""

    id: int
    version: int
    text: str
    written_by: str


def written(session: Session, *, note_id: int) -> Written:
    """A note as it stands after everybody's edits, with the name of who wrote it."""
    note = _newest(session, session.get_one(Note, note_id))
    return Written(note.id, note.version, note.text, session.get_one(Member, note.member_id).name)


def _newest(session: Session, note: Note) -> Note:
    while note.replaced_by_id is not None:
        note = session.get_one(Note, note.replaced_by_id)
    return note
