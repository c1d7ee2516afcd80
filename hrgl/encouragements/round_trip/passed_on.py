"""What came back already with another file: one that went from hand to hand holds it once more.

Only what says who wrote it and when is known again; the rest is taken for something of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.models import Amendment, MarginNote, ReturnedDraft
from hrgl.encouragements.round_trip.arriving import FileBack
from hrgl.formats.readers.returned.values import ReturnedChange, ReturnedComment

_Change = tuple[int | None, str | None, int | None, int | None, str, str, str]
_Words = tuple[str, str, str, str]


@dataclass(frozen=True)
class KnownAlready:
    """By what they say and where, the amendments and notes that files of a draft have brought."""

    amendments: dict[_Change, int]
    notes: dict[_Words, int]

    def amendment(self, change: ReturnedChange) -> int | None:
        """The amendment that a change has become with an earlier file."""
        return self.amendments.get(_of_change(change)) if _is_signed(change) else None

    def note(self, said: ReturnedChange | ReturnedComment) -> int | None:
        """The note that a comment, or a change without a place, has become with one."""
        return self.notes.get(_words(said)) if _is_signed(said) else None

    def holds(self, change: ReturnedChange) -> bool:
        """Whether a change has come with an earlier file, as whatever."""
        return self.amendment(change) is not None or self.note(change) is not None


def known_already(
    session: Session, *, sent_id: int, earlier: Iterable[FileBack] = ()
) -> KnownAlready:
    """What is there of a draft, and what comes with these files before."""
    files = select(ReturnedDraft.id).where(ReturnedDraft.sent_id == sent_id)
    rows = session.exec(select(Amendment).where(col(Amendment.returned_id).in_(files))).all()
    notes = session.exec(select(MarginNote).where(col(MarginNote.returned_id).in_(files))).all()
    known = KnownAlready(
        {
            (r.encouragement_id, r.field.value, r.start, r.end, r.after, r.author, r.dated): r.id
            for r in rows
        },
        {(r.author, r.dated, r.quote, r.text): r.id for r in notes},
    )
    for file in earlier:
        if file.sent_id == sent_id:
            known.amendments.update((_of_change(each), 0) for each in file.returned.changes)
            known.notes.update((_words(each), 0) for each in file.returned.comments)
    return known


def _is_signed(said: ReturnedChange | ReturnedComment) -> bool:
    return bool(said.author and said.dated)


def _of_change(each: ReturnedChange) -> _Change:
    return each.key, each.field, each.start, each.end, each.after, each.author, each.dated


def _words(said: ReturnedChange | ReturnedComment) -> _Words:
    if isinstance(said, ReturnedComment):
        return said.author, said.dated, said.quote, said.text
    return said.author, said.dated, said.before, said.after
