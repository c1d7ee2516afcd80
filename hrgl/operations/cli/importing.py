"""The command that imports files: all of them or none, each into its workshop."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlmodel import Session

from hrgl.core.database import reading, transaction
from hrgl.core.models import Edition
from hrgl.editions import editions, workshops
from hrgl.errors import NotValid
from hrgl.formats.readers import reading as readers
from hrgl.formats.readers.contents import Contents, LeftOut, ReadNote
from hrgl.formats.readers.mappings import mappings_of
from hrgl.formats.readers.naming import workshop_of
from hrgl.notes.imports import imports
from hrgl.notes.imports.imports import FromFile
from hrgl.notes.imports.preview import FileIn, Known, known_notes, placed_notes
from hrgl.notes.notes import Fallen
from hrgl.operations.cli.commands import content_of, open_database, print_json
from hrgl.people import accounts


def import_files(wanted: argparse.Namespace) -> None:
    """Import notes from files; all of them or none."""
    engine = open_database()
    with (reading if wanted.dry_run else transaction)(engine) as session:
        edition = editions.by_code(session, wanted.edition)
        actor = accounts.command_line_member(session, edition)
        workshop_id = _named(session, edition, wanted.workshop)
        here = known_notes(session, edition_id=edition.id)
        read = [_read(path, wanted.column) for path in wanted.files]
        files = [_file(contents.name, notes, here, workshop_id) for contents, notes, _ in read]
        came = imports.bring_in(session, actor, files=files)
        told = [
            _told(file, left, [each for each in came if each.file is file], wanted.dry_run)
            for file, (_, _, left) in zip(files, read, strict=True)
        ]
    files_told = [each for of_file in told for each in of_file]
    if wanted.json:
        print_json({"files": files_told})
        return
    _tell(files_told, dry_run=wanted.dry_run)


def _tell(files: Sequence[dict[str, Any]], *, dry_run: bool) -> None:
    would = "would be imported" if dry_run else "imported"
    for each in files:
        print(
            f"{each['file']}: {len(each['statements'])} statements {would} into "
            f"{each['workshop']}, {len(each['fallen_out'])} pieces fell out"
        )


def _named(session: Session, edition: Edition, code: str | None) -> int | None:
    return workshops.workshop_by_code(session, edition, code).id if code else None


def _read(path: Path, column: str | None) -> tuple[Contents, tuple[ReadNote, ...], list[LeftOut]]:
    contents = readers.open_file(path.name, content_of(path))
    chosen = mappings_of(contents, column=column)
    return contents, contents.notes(chosen), list(contents.fallen(chosen))


def _file(name: str, notes: Sequence[ReadNote], here: Known, workshop_id: int | None) -> FileIn:
    """A file into the workshop that was named; else each note where it says, or the file's name."""
    if workshop_id is not None:
        return FileIn(workshop_id, name, [replace(note, workshop=None) for note in notes])
    notes = placed_notes(notes, here)
    code = workshop_of(name, [room.code for room in here.rooms])
    if code is None and not all(note.workshop for note in notes):
        codes = ", ".join(room.code for room in here.rooms)
        raise NotValid(
            f"“{name}” does not say which workshop its notes come from. Put the code into its "
            f"name, or name it with --workshop. The workshops are: {codes or 'none yet'}."
        )
    return FileIn(next((r.id for r in here.rooms if r.code == code), None), name, notes)


def _told(
    file: FileIn, left: Sequence[LeftOut], came: Sequence[FromFile], dry_run: bool
) -> list[dict[str, Any]]:
    """What became of a file, by workshop; what reached none is told with the first."""
    fallen = [fallen for each in came for fallen in each.taken.fallen_out]
    if not any(each.taken.statements or each.there for each in came):
        reasons = sorted({*(each.reason for each in fallen), *(each.reason for each in left)})
        raise NotValid(f"{file.name}: nothing to import ({'; '.join(reasons) or 'no text'}).")
    nowhere = [
        *[{"text": _row(each), "reason": each.reason} for each in left],
        *[_piece(each) for of in came if not of.workshop for each in of.taken.fallen_out],
    ]
    told = [_imported(each, dry_run) for each in came if each.workshop]
    told[0]["fallen_out"] += nowhere
    return told


def _row(left: LeftOut) -> str:
    return f"row {left.row}{f' of “{left.sheet}”' if left.sheet else ''}"


def _piece(fallen: Fallen) -> dict[str, str]:
    return {"text": fallen.text, "reason": fallen.reason}


def _imported(came: FromFile, dry_run: bool) -> dict[str, Any]:
    taken = came.taken
    return {
        "file": came.file.name,
        "workshop": came.workshop,
        "statements": [
            {"reference": None if dry_run else statement.reference, "text": text}
            for statement, text in zip(taken.statements, taken.texts, strict=True)
        ],
        "fallen_out": [_piece(each) for each in taken.fallen_out],
    }
