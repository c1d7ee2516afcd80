"""The process that reads what people bring: little memory, low rank, no database.

Started by hrgl.notes.imports.isolation. Files may be made to hurt, so this process may die of one.
"""

import os
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from hrgl.errors import HrglError, NotValid
from hrgl.formats.readers.contents import Contents
from hrgl.formats.readers.personal import PersonalSpan, personal
from hrgl.formats.readers.reading import open_file, shown_name
from hrgl.synthesis.cutting.cutting import Cut, cut

READER_MEMORY = 512 * 1024 * 1024  # of addresses; what is held is some 150 MB less
MOST_CHARACTERS_READ, MOST_PIECES_READ, MOST_CELLS_READ = 2_000_000, 50_000, 500_000
_PLAIN, _OFFICE = (".txt", ".md", ".csv", ".tsv"), (b"PK", b"%PDF", b"\xd0\xcf")
_WIDEST = 4  # bytes of a character, in any encoding
_RANK = 10  # pages come first
_TOO_MUCH = (
    "A file needs more memory to be read than notes ever do. Copy the notes into a .txt file."
)


@dataclass(frozen=True)
class Opened:
    """What a file holds: so many characters, in so many lines or rows, and cells of tables."""

    contents: Contents
    characters: int
    pieces: int
    cells: int

    @property
    def weight(self) -> int:
        """About how many bytes it takes to keep, with what is cut from it."""
        return 2 * self.characters + 500 * self.pieces + 60 * self.cells


@dataclass(frozen=True)
class Refused:
    """Why something could not be done, in words for a person."""

    sentence: str


def opened(file_name: str, data: bytes) -> Opened:
    """Look into a file; refused if it holds more than a page can show and a person look through."""
    contents = open_file(file_name, data)
    rows = [row for sheet in contents.sheets for _, row in sheet.rows]
    characters = sum(len(note.text) for note in contents.whole)
    characters += sum(len(cell) for row in rows for cell in row)
    lines = sum(note.text.count("\n") + 1 for note in contents.whole)
    name = contents.name
    cells = sum(map(len, rows))
    _refuse_above(name, characters, MOST_CHARACTERS_READ, "characters")
    _refuse_above(name, lines, MOST_PIECES_READ, "lines")
    _refuse_above(name, len(rows), MOST_PIECES_READ, "rows")
    _refuse_above(name, cells, MOST_CELLS_READ, "cells")
    return Opened(contents, characters, lines + len(rows), cells)


def refused_at_sight(file_name: str, data: bytes) -> Refused | None:
    """The refusal of a text of more bytes than so many characters ever take; else nothing."""
    plain = file_name.lower().endswith(_PLAIN) and not data.startswith(_OFFICE)
    most = _WIDEST * MOST_CHARACTERS_READ
    if not plain or len(data) <= most:
        return None
    return Refused(
        f"“{shown_name(file_name)}” holds {len(data) / 1e6:.0f} MB of text; at most "
        f"{most / 1e6:.0f} MB of one file are read here. "
        "Divide it into several files, or copy the notes alone into a new one."
    )


def people_in(texts: Sequence[str]) -> tuple[tuple[PersonalSpan, ...], ...]:
    """What in each of these texts may point to persons."""
    return tuple(tuple(personal(text)) for text in texts)


def cuts(texts: Sequence[str]) -> tuple[Cut, ...]:
    """Each of these texts cut into statements."""
    return tuple(map(cut, texts))


def _refuse_above(name: str, found: int, most: int, what: str) -> None:
    if found > most:
        raise NotValid(
            f"“{name}” holds {found:,} {what}; at most {most:,} of one file are read here. "
            "Divide it into several files, or copy the notes alone into a new one.",
            "file",
        )


def answer_order(work: Callable[..., Any], given: Sequence[Any]) -> Any:
    """Do what is asked; a refusal is an answer, too."""
    try:
        return work(*given)
    except HrglError as error:
        return Refused(str(error))
    except MemoryError:
        return Refused(_TOO_MUCH)


def answer_dashboard(line: int) -> None:
    """Answer what is asked over this line until the dashboard hangs up."""
    os.nice(_RANK)
    # not every system knows this limit; where it is not known, size and time still are
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (READER_MEMORY, READER_MEMORY))
    with Connection(line) as dashboard, suppress(EOFError, BrokenPipeError):
        dashboard.send("here")
        while True:
            work, given = dashboard.recv()
            dashboard.send(answer_order(work, given))


if __name__ == "__main__":
    # by its own name, so that the dashboard knows the kinds of its answers
    import_module("hrgl.notes.imports.reader").main(int(sys.argv[1]))
