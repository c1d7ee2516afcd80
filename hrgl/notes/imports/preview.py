"""What becomes of notes read from files: worked out once, for the preview and for the import."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from sqlmodel import Session, col, select

from hrgl.core.enums import Attribution, Source, Withdrawal
from hrgl.core.models import Edition, Note, Statement, Workshop
from hrgl.editions.workshops import list_workshops
from hrgl.formats.readers.contents import ReadNote
from hrgl.notes.imports.recognition import Unknown, about_of, workshop_meant
from hrgl.notes.notes import About, tidy
from hrgl.notes.statements import StatementView, from_all_statements, list_statements
from hrgl.synthesis.cutting.cutting import Cut, FallenOut, Span, cut

ALREADY = "already in this workshop"
TAKEN_BACK = "the import was taken back"
NO_WORKSHOP = "no workshop is named for it"
LONGEST_STATEMENT = 10_000  # characters of a statement; nobody reads one that is longer
ENDLESS = f"longer than {LONGEST_STATEMENT:,} characters without an end of a sentence or a line"

# workshop, name of the file, text and row of a note
PieceKey = tuple[int, str, str, int | None]


@dataclass(frozen=True)
class FileIn:
    """A file to be brought in: its notes, and the workshop of those that name none themselves.

    `attribution` is how much may be shown of who speaks in it. Without `repeats`, a statement
    that its workshop has already, word for word, is left out.
    """

    workshop_id: int | None
    file_name: str
    notes: Sequence[ReadNote]
    attribution: Attribution = Attribution.GROUP
    repeats: bool = True

    @property
    def name(self) -> str:
        """The last part of its name, as it is kept with the notes."""
        return tidy(PureWindowsPath(self.file_name).name)[:200]


@dataclass(frozen=True)
class TargetRoom:
    """A workshop that notes can come into, with what it has already, word for word."""

    id: int
    code: str
    title: str
    texts: frozenset[str]


@dataclass(frozen=True)
class Known:
    """What an edition has already, and what it keeps of who said something."""

    rule: Attribution
    rooms: tuple[TargetRoom, ...]
    imported: frozenset[PieceKey]

    def room(self, note: ReadNote, workshop_id: int | None) -> TargetRoom | None:
        """The workshop a note names, else the one of its file; none if it names another."""
        if note.workshop:
            return self.names(note.workshop)
        return next((room for room in self.rooms if room.id == workshop_id), None)

    def names(self, word: str) -> TargetRoom | None:
        """The workshop that a word names, if it names one."""
        codes = tuple(room.code for room in self.rooms)
        at = workshop_meant(word, codes, tuple(room.title for room in self.rooms))
        return None if at is None else self.rooms[at]


@dataclass(frozen=True)
class Arrival:
    """What becomes of one note: statements to store, those of its workshop already, the rest."""

    note: ReadNote
    room: TargetRoom | None
    about: About
    unknown: tuple[Unknown, ...]
    statements: tuple[Span, ...]
    there: tuple[Span, ...]
    fallen_out: tuple[FallenOut, ...]

    def words(self, piece: Span | FallenOut) -> str:
        """The words of one of its pieces."""
        return self.note.text[piece.start : piece.end]


@from_all_statements
def known_notes(
    session: Session, *, edition_id: int, rows: Sequence[StatementView] | None = None
) -> Known:
    """What files that come into an edition are compared with."""
    texts: dict[str, set[str]] = defaultdict(set)
    for row in list_statements(session, edition_id=edition_id) if rows is None else rows:
        if row.withdrawal is not Withdrawal.IMPORT:
            texts[row.workshop].add(comparable(row.text))
    rooms = tuple(
        TargetRoom(each.id, each.code, each.title, frozenset(texts[each.code]))
        for each in list_workshops(session, edition_id=edition_id)
    )
    rule = session.get_one(Edition, edition_id).attribution
    return Known(rule, rooms, _imported(session, edition_id))


def _imported(session: Session, edition_id: int) -> frozenset[PieceKey]:
    """The notes that came from files; those of an import that was taken back may come again."""
    gone = select(Statement.note_id).where(Statement.withdrawal == Withdrawal.IMPORT)
    query = (
        select(Note.workshop_id, Note.source_name, Note.text, Note.source_row)
        .join(Workshop, col(Workshop.id) == Note.workshop_id)
        .where(
            Workshop.edition_id == edition_id,
            Note.source == Source.IMPORTED,
            col(Note.id).not_in(gone),
        )
    )
    return frozenset((room, name, text, row) for room, name, text, row in session.exec(query))


def placed_notes(notes: Sequence[ReadNote], here: Known) -> list[ReadNote]:
    """The notes of a file with the workshops its columns, or the names of its sheets, tell.

    A column in which no word names a workshop of ours was about something else.
    """
    sheets = {note.sheet for note in notes if note.sheet}
    rooms = {sheet: sheet for sheet in sheets if here.names(sheet)}
    words = {note.workshop for note in notes if note.workshop}
    told = any(here.names(word) for word in words)
    return [
        replace(note, workshop=(note.workshop if told else None) or rooms.get(note.sheet))
        for note in notes
    ]


def comparable(text: str) -> str:
    """What two statements have in common that say the same, word for word."""
    return " ".join(text.casefold().split())


def texts_of(file: FileIn) -> tuple[str, ...]:
    """The texts of a file's notes, as they are cut."""
    return tuple(tidy(note.text) for note in file.notes)


def arrivals(
    files: Sequence[FileIn], here: Known, *, cuts: Mapping[str, Cut] | None = None
) -> list[list[Arrival]]:
    """What would become of every note of these files; a later one knows of the earlier ones.

    `cuts` has, by their texts, the notes that were cut before.
    """
    imported = set(here.imported)
    texts = {room.id: set(room.texts) for room in here.rooms}
    voices: dict[str, int] = {}
    found = []
    for file in files:
        arrived = [
            _arrival(file, note, here, imported, texts, voices, cuts or {}) for note in file.notes
        ]
        for each in arrived:
            if each.room and each.statements:
                imported.add((each.room.id, file.name, each.note.text, each.note.row))
                texts[each.room.id].update(comparable(each.words(span)) for span in each.statements)
        found.append(arrived)
    return found


def _arrival(
    file: FileIn,
    read: ReadNote,
    here: Known,
    imported: Collection[PieceKey],
    texts: dict[int, set[str]],
    voices: dict[str, int],
    cuts: Mapping[str, Cut],
) -> Arrival:
    text, room = tidy(read.text), here.room(read, file.workshop_id)
    note = replace(read, text=text)
    about, unknown = about_of(read, rule=here.rule, level=file.attribution, voices=voices)
    whole = Span(0, len(text), "")
    if room is None:
        reason = f"this edition has no workshop “{read.workshop}”" if read.workshop else NO_WORKSHOP
        return Arrival(note, None, about, (), (), (), (FallenOut(0, len(text), reason),))
    if (room.id, file.name, text, read.row) in imported:
        gone = (FallenOut(0, len(text), ALREADY),)
        return Arrival(note, room, about, (), (), (whole,), gone)
    pieces = cuts.get(text) or cut(text)
    there = tuple(
        s for s in pieces.statements if comparable(text[s.start : s.end]) in texts[room.id]
    )
    kept, fallen = _sorted_out(pieces, () if file.repeats else there)
    return Arrival(note, room, about, unknown, kept, there, fallen)


def _sorted_out(
    pieces: Cut, repeated: Sequence[Span]
) -> tuple[tuple[Span, ...], tuple[FallenOut, ...]]:
    """The statements that come in, and what falls out: with what was cut, endless or repeated."""
    reasons = {s.start: ENDLESS for s in pieces.statements if s.end - s.start > LONGEST_STATEMENT}
    reasons |= {s.start: ALREADY for s in repeated}
    kept = tuple(s for s in pieces.statements if s.start not in reasons)
    left = [
        FallenOut(s.start, s.end, reasons[s.start]) for s in pieces.statements if s.start in reasons
    ]
    return kept, tuple(sorted((*pieces.fallen_out, *left), key=lambda each: each.start))
