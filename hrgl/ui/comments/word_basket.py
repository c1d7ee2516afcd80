"""Word files that were dropped and not yet brought in, read aside while they lie there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from uuid import uuid4

import streamlit as st

from hrgl.encouragements.round_trip import reading_returned, sending
from hrgl.encouragements.round_trip.arriving import FileBack, digest_of_file
from hrgl.errors import HrglError
from hrgl.formats.readers.reading import shown_name
from hrgl.formats.readers.returned.values import Returned, Stamp
from hrgl.notes.imports.isolation import PendingReading
from hrgl.notes.imports.reader import Refused
from hrgl.notes.imports.reading_apart import answered
from hrgl.ui.shell import uploads
from hrgl.ui.shell.page import ask, viewer
from hrgl.ui.shell.undisturbed import undisturbed

MOST_FILES_BACK = 20
_BASKET, _OWNER = "word-basket", "word-owner"


class DroppedFile(Protocol):
    """What the uploader hands over."""

    file_id: str
    name: str

    def getvalue(self) -> bytes:
        """All bytes of the file."""


@dataclass(eq=False)
class ComingBack:
    """A Word file on its way back: first it is read which draft it is of, then what it holds."""

    id: str
    name: str
    edition_id: int
    data: bytes = field(repr=False)
    sha256: str
    let_go: Callable[[], object]
    stamping: PendingReading[Stamp]
    sent_id: int = 0
    reading: PendingReading[Returned] | None = None
    refusal: str = ""

    @property
    def done(self) -> bool:
        """Whether it is known what it holds, or why it cannot be brought in."""
        return bool(self.refusal) or (self.reading is not None and self.reading.done)

    @property
    def job(self) -> PendingReading[Any]:
        """What is being done with it."""
        return self.reading or self.stamping

    def go_on(self) -> None:
        """Have the next thing done with it, if the one before is done."""
        if self.refusal or not self.job.done:
            return
        answer: object = self.job.answer
        if isinstance(answer, Refused):
            self._refuse(answer.sentence)
        elif self.reading is None and isinstance(answer, Stamp):
            self._have_read(answer)

    def _have_read(self, stamp: Stamp) -> None:
        try:
            self.sent_id, texts = ask(_sent, edition_id=self.edition_id, stamp=stamp)
        except HrglError as error:
            self._refuse(str(error))
        else:
            self.reading = reading_returned.have_returned_read(
                _owner(), self.name, self.data, texts, afterwards=self.let_go
            )
            self.data = b""

    def _refuse(self, sentence: str) -> None:
        self.refusal, self.data = sentence, b""
        self.let_go()

    def file(self) -> FileBack | None:
        """The file as it can be brought in; none as long as it is read, or if it cannot be."""
        if self.refusal or self.reading is None or not self.reading.done:
            return None
        answer = self.reading.answer
        if isinstance(answer, Refused):
            return None
        return FileBack(self.name, self.sha256, self.sent_id, answer)


def _sent(session: Any, *, edition_id: int, stamp: Stamp) -> tuple[int, Any]:
    row = sending.sent_by(session, edition_id=edition_id, stamp=stamp)
    return row.id, sending.texts_taken_out(session, row)


def word_basket() -> dict[str, ComingBack]:
    """The files this person has dropped into this edition and not yet brought in."""
    found: dict[str, ComingBack] = st.session_state.setdefault(_BASKET, {})
    for key in [key for key, held in found.items() if held.edition_id != viewer().edition_id]:
        let_go_of(key)
    return found


def take_word_files(dropped: Iterable[DroppedFile]) -> None:
    """Have files read; they hang on the uploader no longer."""
    for each in dropped:
        if each.file_id not in word_basket():
            word_basket()[each.file_id] = _coming_back(each)


def _coming_back(dropped: DroppedFile) -> ComingBack:
    data = dropped.getvalue()
    digest = digest_of_file(data)
    same = [held.name for held in word_basket().values() if held.sha256 == digest]
    name = shown_name(dropped.name)
    stamping: PendingReading[Any]
    if same:
        told = f"“{name}” is the same file as “{same[0]}”, which lies here already."
        stamping = answered(Refused(told))
    else:
        stamping = reading_returned.have_stamp_read(_owner(), name, data)
    let_go = partial(uploads.let_go, *uploads.upload_place(), dropped.file_id)
    here = viewer().edition_id
    return ComingBack(dropped.file_id, name, here, data, digest, let_go, stamping)


def _owner() -> str:
    owner: str = st.session_state.setdefault(_OWNER, uuid4().hex)
    return owner


@undisturbed()
def let_go_of(file_id: str) -> None:
    """Take a file away; if it is still being read, that stops."""
    held = st.session_state.get(_BASKET, {}).pop(file_id, None)
    if held is not None:
        held.job.stop()
        held.let_go()


def empty_word_basket() -> None:
    """Let go of all files: they are in."""
    for key in list(st.session_state.get(_BASKET, {})):
        let_go_of(key)
