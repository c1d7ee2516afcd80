"""Files that were dropped: what a person chose for each of them, and what becomes of it."""

import time
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import streamlit as st

from hrgl.errors import NotNow
from hrgl.formats.readers.naming import workshop_of
from hrgl.notes.imports import preview, reading_apart
from hrgl.notes.imports.isolation import PendingReading
from hrgl.notes.imports.preview import Arrival, FileIn, Known
from hrgl.notes.imports.reader import Refused
from hrgl.synthesis.cutting.cutting import Cut
from hrgl.ui.notes import import_columns
from hrgl.ui.notes.import_basket import basket, empty_basket, files_owner
from hrgl.ui.notes.import_held import Brought, Held, Read, key_of, level
from hrgl.ui.shell import choices
from hrgl.ui.shell.aside import ready

SHOWN_WAITING_AFTER = 1.5  # seconds that a page waits before it shows that it waits
_BECOMES = "import-becomes"


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
        job = reading_apart.have_people_found(
            files_owner(), held.name, [note.text for note in notes]
        )
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
    chosen = _chosen(held, guess)
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


def _chosen(held: Held, guess: int) -> dict[str, Any]:
    """What a person chose for a file, and until then what is proposed."""
    proposed = {"workshop": guess, "people": True, "repeats": False, "names": []}
    for name, value in proposed.items():
        before = held.chosen.get(name, value)
        held.chosen[name] = st.session_state.setdefault(key_of(held.id, name), before)
        choices.note(key_of(held.id, name), held.chosen[name])
    return held.chosen


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
        held.cut = (texts, reading_apart.have_cut(files_owner(), held.name, texts))
    return held.cut


def forget_files() -> None:
    """Let go of what was read: the files are in, or were taken away."""
    empty_basket()
    for name in (_BECOMES, import_columns.COLUMN_MAPPINGS):
        st.session_state.pop(name, None)
