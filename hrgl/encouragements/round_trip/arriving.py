"""A Word file that came back: read, and seen against what was sent and what stands now."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.enums import Stage, WordingField
from hrgl.core.models import Encouragement, ReturnedDraft, SentDraft, Wording
from hrgl.encouragements.round_trip.sending import sent_by, sent_wordings, texts_taken_out
from hrgl.errors import NotNow, NotValid
from hrgl.formats.readers.reading import shown_name
from hrgl.formats.readers.returned.coming_back import read_returned
from hrgl.formats.readers.returned.stamps import stamp_of
from hrgl.formats.readers.returned.values import Returned, ReturnedChange
from hrgl.synthesis.wording.amending import carried

WITHOUT_ITS_OUTER = "The change that this one changes has found no place itself."
_TAKES_BACK = (
    "It takes back the whole change that it is made in. Decline the amendment that became of that "
    "one, then settle this."
)


@dataclass(frozen=True)
class FileBack:
    """A Word file that came back, as it was read: which file it is, and what stands in it."""

    name: str
    sha256: str
    sent_id: int
    returned: Returned


@dataclass(frozen=True)
class SentPart:
    """An encouragement of a file: the wording that stood in it, and what it has now."""

    encouragement: Encouragement
    wording: Wording
    now: Wording

    @property
    def reworded(self) -> bool:
        return self.wording.id != self.now.id

    def text(self, field: str) -> str:
        """What a field of the wording that was sent says."""
        return str(getattr(self.wording, WordingField(field).value))

    def stands(self, field: str, start: int, end: int) -> bool:
        """Whether the same words stand at the same point of the current wording."""
        now = str(getattr(self.now, WordingField(field).value))
        return carried(start, end, self.text(field), now) is not None


def file_back(session: Session, *, edition_id: int, name: str, data: bytes) -> FileBack:
    """Read a file that came back; refused if it is none that was taken out of this edition."""
    shown = shown_name(name)
    sent = sent_by(session, edition_id=edition_id, stamp=stamp_of(data, name=shown))
    returned = read_returned(data, texts_taken_out(session, sent), name=shown)
    return FileBack(shown, digest_of_file(data), sent.id, returned)


def digest_of_file(data: bytes) -> str:
    """By what a file is known again, whatever it is called."""
    return hashlib.sha256(data).hexdigest()


def refuse_if_known(session: Session, file: FileBack) -> None:
    """A file is brought in once, and only if there is something in it."""
    query = select(ReturnedDraft.name).where(
        ReturnedDraft.sent_id == file.sent_id, ReturnedDraft.sha256 == file.sha256
    )
    known = session.exec(query).first()
    if known is not None:
        raise NotNow(
            f"“{file.name}” was brought in already{_as_called(known, file.name)}. Nothing was "
            "stored a second time."
        )
    if not file.returned.changes and not file.returned.comments:
        raise NotValid(
            f"“{file.name}” reads as it was taken out: nothing is changed in it, and nothing is "
            "written in its margin. If changes were made, they are in another copy: bring that."
        )


def _as_called(known: str, name: str) -> str:
    return f", as “{known}”" if known != name else ""


def parts_sent(session: Session, sent: SentDraft) -> dict[int, SentPart]:
    """By encouragement, what stood in a file and what stands now."""
    wordings = {each.encouragement_id: each for each in sent_wordings(session, sent)}
    query = (
        select(Encouragement, Wording)
        .join(Wording, col(Wording.encouragement_id) == Encouragement.id)
        .where(col(Encouragement.id).in_(wordings), col(Wording.number) == Encouragement.wording)
    )
    return {row.id: SentPart(row, wordings[row.id], now) for row, now in session.exec(query).all()}


def why_without_place(change: ReturnedChange, parts: dict[int, SentPart]) -> str:
    """Why a change cannot become an amendment by itself; nothing if it can."""
    if change.start is None or change.end is None or not change.field:
        return change.why_unplaced or "It was not found where in the draft this stands."
    part = parts.get(change.key) if change.key is not None else None
    if part is None:
        return "What it changes did not stand in this file when it was taken out."
    if part.encouragement.stage is Stage.SET_ASIDE:
        return f"The encouragement was set aside: {part.encouragement.set_aside_because}"
    if part.text(change.field)[change.start : change.end] != change.after:
        return ""
    return "It changes no word." if change.inside is None else _TAKES_BACK
