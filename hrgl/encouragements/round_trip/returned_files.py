"""The Word files that were brought in, and what came of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from hrgl.core.models import Amendment, MarginNote, Member, ReturnedDraft, SentDraft


@dataclass(frozen=True)
class ReturnedFile:
    """A Word file that was brought in: by encouragement its amendments, and its notes."""

    id: int
    number: int
    name: str
    who: str
    at: datetime
    amendments: dict[int, int]
    undecided: int
    notes: int


def returned_files(session: Session, *, edition_id: int) -> list[ReturnedFile]:
    """The files of an edition that were brought in, latest first."""
    query = (
        select(ReturnedDraft, SentDraft.number, Member.name)
        .join(SentDraft, col(SentDraft.id) == ReturnedDraft.sent_id)
        .join(Member, col(Member.id) == ReturnedDraft.member_id)
        .where(ReturnedDraft.edition_id == edition_id)
        .order_by(col(ReturnedDraft.id).desc())
    )
    amended, undecided = _amended(session, edition_id)
    notes = _notes(session, edition_id)
    return [
        ReturnedFile(
            row.id,
            number,
            row.name,
            who,
            row.returned_at,
            amended[row.id],
            undecided[row.id],
            notes.get(row.id, 0),
        )
        for row, number, who in session.exec(query).all()
    ]


def _amended(session: Session, edition_id: int) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
    """By file and encouragement how many amendments, and by file how many are not decided."""
    query = (
        select(
            ReturnedDraft.id,
            Amendment.encouragement_id,
            func.count(col(Amendment.id)),
            func.count(col(Amendment.outcome)),
        )
        .join(Amendment, col(Amendment.returned_id) == ReturnedDraft.id)
        .where(ReturnedDraft.edition_id == edition_id)
        .group_by(col(ReturnedDraft.id), col(Amendment.encouragement_id))
        .order_by(col(Amendment.encouragement_id))
    )
    amended: dict[int, dict[int, int]] = defaultdict(dict)
    undecided: dict[int, int] = defaultdict(int)
    for file_id, encouragement_id, count, decided in session.exec(query).all():
        amended[file_id][encouragement_id] = count
        undecided[file_id] += count - decided
    return amended, undecided


def _notes(session: Session, edition_id: int) -> dict[int, int]:
    query = (
        select(MarginNote.returned_id, func.count(col(MarginNote.id)))
        .where(MarginNote.edition_id == edition_id)
        .group_by(col(MarginNote.returned_id))
    )
    return dict(session.exec(query).all())
