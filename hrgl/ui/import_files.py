"""Files that were dropped: read once, and what a person chose for each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import streamlit as st

from hrgl import arrivals
from hrgl.arrivals import Arrival, FileIn, Known
from hrgl.errors import HrglError
from hrgl.formats import personal
from hrgl.formats.contents import Contents, LeftOut, ReadNote
from hrgl.formats.naming import workshop_of
from hrgl.formats.personal import Span
from hrgl.formats.reading import open_file
from hrgl.ui import import_columns
from hrgl.ui.import_columns import Mappings
from hrgl.words import Attribution

LEVEL = "import-level"


class Dropped(Protocol):
    """What the uploader hands over; under one id the bytes never change."""

    file_id: str
    name: str

    def getvalue(self) -> bytes:
        """All bytes of the file."""


@dataclass(frozen=True)
class Read:
    """The notes of a file under a mapping of its columns, and what in them may name people."""

    mappings: Mappings
    notes: tuple[ReadNote, ...]
    left: tuple[LeftOut, ...]
    people: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Brought:
    """One dropped file: what it holds or why it is refused, and what was chosen for it."""

    id: str
    name: str
    refusal: str = ""
    contents: Contents | None = None
    read: Read | None = None
    workshop_id: int | None = None
    without_people: bool = True
    repeats: bool = False
    guessed: bool = False
    names: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """The key of one of its fields."""
        return key_of(self.id, name)

    def file(self) -> FileIn:
        """The file as it is brought in, with what points to persons left out if so chosen."""
        assert self.read is not None  # noqa: S101 – asked only of files that could be read
        notes = [
            replace(
                note,
                text=personal.without(
                    note.text, [span for span in spans if self.leaves_out(note.text, span)]
                ),
            )
            for note, spans in zip(self.read.notes, self.read.people, strict=True)
        ]
        return FileIn(self.workshop_id, self.name, notes, level(), self.repeats)

    def leaves_out(self, text: str, span: Span) -> bool:
        """Whether a place that may point to a person is left out: of its own only if certain."""
        return self.without_people if span.certain else span.words(text) in self.names

    def people(self, *, certain: bool) -> Counter[str]:
        """What may point to persons, word by word, and how often."""
        assert self.read is not None  # noqa: S101 – asked only of files that could be read
        return Counter(
            span.words(note.text)
            for note, spans in zip(self.read.notes, self.read.people, strict=True)
            for span in spans
            if span.certain is certain
        )


def key_of(file_id: str, name: str) -> str:
    """The key of one of a file's fields."""
    return f"import-{file_id}-{name}"


def level() -> Attribution:
    """How much may be shown of who speaks in these files, as chosen."""
    chosen: Attribution = st.session_state.get(LEVEL, Attribution.GROUP)
    return chosen


def look_into(dropped: Sequence[Dropped], here: Known, open_workshop: int) -> list[Brought]:
    """Every file with what it holds and what is chosen for it; what is gone is forgotten."""
    opened: dict[str, Contents | str] = st.session_state.get("import-opened", {})
    opened = {file.file_id: opened.get(file.file_id) or _open(file) for file in dropped}
    reads: dict[str, Read] = st.session_state.get("import-read", {})
    found = [_brought(file, opened[file.file_id], reads, here, open_workshop) for file in dropped]
    st.session_state["import-opened"] = opened
    st.session_state["import-read"] = {each.id: each.read for each in found if each.read}
    return found


def _open(file: Dropped) -> Contents | str:
    try:
        return open_file(file.name, file.getvalue())
    except HrglError as error:
        return str(error)


def _brought(
    file: Dropped, opened: Contents | str, reads: dict[str, Read], here: Known, open_workshop: int
) -> Brought:
    if isinstance(opened, str):
        return Brought(file.file_id, file.name, opened)
    code = workshop_of(opened.name, [room.code for room in here.rooms])
    guess = next((room.id for room in here.rooms if room.code == code), open_workshop)
    chosen: dict[str, Any] = {"workshop": guess, "people": True, "repeats": False, "names": []}
    for name, value in chosen.items():
        chosen[name] = st.session_state.setdefault(key_of(file.file_id, name), value)
    mappings = import_columns.chosen(file.file_id, opened, here)
    read = reads.get(file.file_id)
    if read is None or read.mappings != mappings:
        notes = opened.notes(mappings)
        people = tuple(tuple(personal.personal(note.text)) for note in notes)
        read = Read(mappings, notes, opened.fallen(mappings), people)
    return Brought(
        file.file_id, opened.name, "", opened, read, chosen["workshop"], chosen["people"],
        chosen["repeats"], code is not None, tuple(chosen["names"]),
    )  # fmt: skip


def what_becomes(
    brought: Sequence[Brought], here: Known
) -> tuple[list[FileIn], list[list[Arrival]]]:
    """The files that can be read as they would be brought in, and what becomes of each.

    Worked out again only when something was chosen anew or the edition has changed.
    """
    choices = [
        (
            each.id,
            each.workshop_id,
            each.without_people,
            each.names,
            each.repeats,
            each.read and each.read.mappings,
        )
        for each in brought
    ]
    key = (choices, level())
    kept = st.session_state.get("import-becomes")
    if kept is None or kept[0] != key or kept[1] is not here:
        files = [each.file() for each in brought if each.read]
        files = [replace(file, notes=arrivals.placed(file.notes, here)) for file in files]
        kept = (key, here, files, arrivals.arrivals(files, here))
        st.session_state["import-becomes"] = kept
    return kept[2], kept[3]


def forget() -> None:
    """Let go of what was read: the files are in, or were taken away."""
    for name in ("import-opened", "import-read", "import-becomes", import_columns.KEPT):
        st.session_state.pop(name, None)
