"""Files that were dropped: read aside, and what a person chose for each of them."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol
from uuid import uuid4

import streamlit as st

from hrgl.core.enums import Attribution
from hrgl.errors import NotNow
from hrgl.formats.readers import personal
from hrgl.formats.readers.contents import Contents, LeftOut, ReadNote
from hrgl.formats.readers.naming import workshop_of
from hrgl.formats.readers.personal import PersonalSpan
from hrgl.notes.imports import isolation, preview
from hrgl.notes.imports.isolation import PendingReading
from hrgl.notes.imports.preview import Arrival, FileIn, Known
from hrgl.notes.imports.reader import Opened, Refused
from hrgl.synthesis.cutting.cutting import Cut
from hrgl.ui.notes import import_columns
from hrgl.ui.notes.import_columns import Mappings
from hrgl.ui.shell import choices, uploads
from hrgl.ui.shell.page import render_queue
from hrgl.ui.shell.undisturbed import undisturbed

LEVEL = "import-level"
SHOWN_WAITING_AFTER = 1.5  # seconds that a page waits before it shows that it waits
_BASKET, _OWNER, _BECOMES = "import-basket", "import-owner", "import-becomes"


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


def basket() -> dict[str, Held]:
    """The files this person has dropped and not yet brought in, by their ids."""
    found: dict[str, Held] = st.session_state.setdefault(_BASKET, {})
    return found


def take_files(dropped: Iterable[Dropped]) -> None:
    """Have files read; the page may be left meanwhile, for they no longer hang on the uploader."""
    owner = st.session_state.setdefault(_OWNER, uuid4().hex)
    for file in dropped:
        if file.file_id not in basket():
            let_go = partial(uploads.let_go, *uploads.upload_place(), file.file_id)
            job = isolation.have_opened(owner, file.name, file.getvalue(), afterwards=let_go)
            basket()[file.file_id] = Held(file.file_id, file.name, job)


@undisturbed()
def take_away(file_id: str) -> None:
    """Let go of a file; if it is still being read, that stops."""
    held = basket().pop(file_id, None)
    for job in held.jobs if held else ():
        job.stop()


def files_under_way() -> list[Held]:
    """The files with which something is still being done."""
    return [held for held in basket().values() if not all(job.done for job in held.jobs)]


def ready(jobs: Iterable[PendingReading[Any]], until: float) -> bool:
    """Whether these are done, or become so until then; others draw while this page waits."""
    wanted = [job for job in jobs if not job.done]
    if not wanted:
        return True
    with render_queue.away():
        return all(job.wait(until - time.monotonic()) for job in wanted)


@dataclass(frozen=True)
class Looked:
    """What is shown of the basket: every file, those that can be read, what becomes of each."""

    brought: list[Brought]
    files: list[FileIn]
    becomes: list[list[Arrival]]
    cuts: dict[str, Cut]
    token: str


def drawn(token: str) -> Looked:
    """What was shown under this token, if it is what is shown now."""
    kept = st.session_state.get(_BECOMES)
    if kept is None or kept[-1] != token:
        raise NotNow("What would become of these files has changed. Look again, then import.")
    return Looked([], *kept[2:])


def dropped_files(here: Known, open_workshop: int) -> Looked | None:
    """Every file with what becomes of it; none as long as that is being worked out."""
    until, basketful = time.monotonic() + SHOWN_WAITING_AFTER, list(basket().values())
    if not ready((held.opening for held in basketful), until):
        return None
    for held in basketful:
        _search(held, here)
    if not ready((held.searched[1] for held in basketful if held.searched), until):
        return None
    brought = [_brought(held, here, open_workshop) for held in basketful]
    return _what_becomes(brought, here, until)


def _search(held: Held, here: Known) -> None:
    """Have the notes of a file searched for persons, under the mapping that is chosen now."""
    found = held.opening.answer
    if isinstance(found, Refused):
        return
    mappings = import_columns.chosen_mappings(held.id, found.contents, here)
    if held.searched is None or held.searched[0] != mappings:
        notes = found.contents.notes(mappings)
        job = isolation.have_people_found(_owner(), held.name, [note.text for note in notes])
        held.searched = (mappings, job)
        held.read = Read(mappings, notes, found.contents.fallen(mappings), ())


def _brought(held: Held, here: Known, open_workshop: int) -> Brought:
    opened = held.opening.answer
    if isinstance(opened, Refused):
        return Brought(held.id, held.name, opened.sentence)
    assert held.searched is not None  # noqa: S101 – what was opened is searched
    assert held.read is not None  # noqa: S101
    people = held.searched[1].answer
    if isinstance(people, Refused):
        return Brought(held.id, held.name, people.sentence)
    held.read = replace(held.read, people=people)
    contents = opened.contents
    code = workshop_of(contents.name, [room.code for room in here.rooms])
    guess = next((room.id for room in here.rooms if room.code == code), open_workshop)
    chosen_first: dict[str, Any] = {
        "workshop": guess,
        "people": True,
        "repeats": False,
        "names": [],
    }
    for name, value in chosen_first.items():
        before = held.chosen.get(name, value)
        held.chosen[name] = st.session_state.setdefault(key_of(held.id, name), before)
        choices.note(key_of(held.id, name), held.chosen[name])
    chosen = held.chosen
    return Brought(
        held.id,
        contents.name,
        "",
        contents,
        held.read,
        chosen["workshop"],
        chosen["people"],
        chosen["repeats"],
        code is not None,
        tuple(chosen["names"]),
    )


def _what_becomes(brought: list[Brought], here: Known, until: float) -> Looked | None:
    """The files that can be read as they would be brought in, and what becomes of each.

    Worked out again only when something was chosen anew or the edition has changed.
    """
    chosen = [
        (
            each.id,
            each.workshop_id,
            each.without_people,
            each.names,
            each.repeats,
            each.read.mappings,
        )
        for each in brought
        if each.read
    ]
    key = (chosen, level())
    kept = st.session_state.get(_BECOMES)
    if kept is None or kept[0] != key or kept[1] is not here:
        files = {each.id: each.file() for each in brought if each.read}
        jobs = [_cutting(basket()[file_id], file) for file_id, file in files.items()]
        if not ready((job for _, job in jobs), until):
            return None
        cuts: dict[str, Cut] = {}
        for texts, job in jobs:
            if not isinstance(job.answer, Refused):
                cuts.update(zip(texts, job.answer, strict=True))
        placed = [replace(f, notes=preview.placed_notes(f.notes, here)) for f in files.values()]
        found = preview.arrivals(placed, here, cuts=cuts)
        kept = (key, here, placed, found, cuts, uuid4().hex)
        st.session_state[_BECOMES] = kept
    return Looked(brought, *kept[2:])


def _cutting(held: Held, file: FileIn) -> tuple[tuple[str, ...], PendingReading[tuple[Cut, ...]]]:
    """The texts of a file as they would be brought in, and the cutting of them."""
    texts = preview.texts_of(file)
    if held.cut is None or held.cut[0] != texts:
        held.cut = (texts, isolation.have_cut(_owner(), held.name, texts))
    return held.cut


def _owner() -> str:
    return str(st.session_state[_OWNER])


def forget_files() -> None:
    """Let go of what was read: the files are in, or were taken away."""
    for file_id in list(basket()):
        take_away(file_id)
    for name in (_BASKET, _BECOMES, import_columns.COLUMN_MAPPINGS):
        st.session_state.pop(name, None)
