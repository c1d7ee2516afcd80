"""A dropped file as a page holds it: what is being done with it, and what was chosen for it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import streamlit as st

from hrgl.core.enums import Attribution
from hrgl.formats.readers import personal
from hrgl.formats.readers.contents import Contents, LeftOut, ReadNote
from hrgl.formats.readers.personal import PersonalSpan
from hrgl.notes.imports.isolation import PendingReading
from hrgl.notes.imports.preview import FileIn
from hrgl.notes.imports.reader import Opened
from hrgl.synthesis.cutting.cutting import Cut
from hrgl.ui.notes.import_columns import Mappings


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
    people: tuple[tuple[PersonalSpan, ...], ...]


@dataclass(eq=False)
class Held:
    """A file in the basket, with what is being done with it and what was chosen for it.

    What was chosen is kept here, too: a page that is left forgets its widgets.
    """

    id: str
    name: str
    opening: PendingReading[Opened]
    chosen: dict[str, Any] = field(default_factory=dict)
    searched: tuple[Mappings, PendingReading[tuple[tuple[PersonalSpan, ...], ...]]] | None = None
    cut: tuple[tuple[str, ...], PendingReading[tuple[Cut, ...]]] | None = None
    read: Read | None = None

    @property
    def jobs(self) -> list[PendingReading[Any]]:
        """What is being done with it."""
        return [self.opening, *(pair[1] for pair in (self.searched, self.cut) if pair)]


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

    def leaves_out(self, text: str, span: PersonalSpan) -> bool:
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


LEVEL = "import-level"
