"""Taking the draft out as a Word file, which others change and comment and send back."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from hrgl.core import audit
from hrgl.core.enums import Stage, WordingField
from hrgl.core.models import Edition, Member, ReturnedDraft, SentDraft, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import refuse_if_published
from hrgl.encouragements.views import EncouragementView, list_encouragements
from hrgl.errors import NotFound, NotNow
from hrgl.formats.readers.returned.values import SentText, Stamp
from hrgl.formats.writers.marked import MarkedDraft, MarkedPart, marked_docx

_NOTHING = "There is nothing to take out yet. Word a candidate on the page Encouragements first."
_GONE = (
    "One of the encouragements you chose was set aside meanwhile or is not there any more. Look "
    "again, then take out what you want."
)


@dataclass(frozen=True)
class SentFile:
    """A Word file that was taken out: its number, and what stood in it."""

    id: int
    number: int
    who: str
    at: datetime
    places: tuple[int, ...]
    candidates: int
    returned: int  # how many files came back


def take_out(
    session: Session, actor: Member, *, encouragement_ids: Sequence[int] | None = None
) -> tuple[SentDraft, bytes]:
    """Write down what goes out in a Word file, and write the file: all, or what was chosen."""
    require(actor, Permission.WORD)
    refuse_if_published(session, actor.edition_id)
    edition = session.get_one(Edition, actor.edition_id)
    going = _chosen(that_can_go_out(session, edition_id=edition.id), encouragement_ids)
    row = SentDraft(
        edition_id=edition.id,
        number=_next_number(session, edition.id),
        wordings=[[each.wording_id, each.place] for each in going],
        sha256="",
        member_id=actor.id,
    )
    row.sha256 = _digest(edition, row.number, _parts(session, row))
    session.add(row)
    audit.record(session, actor, "draft.sent", row, number=row.number, number_of=len(going))
    return row, _file(edition, row, _parts(session, row))


def that_can_go_out(session: Session, *, edition_id: int) -> list[EncouragementView]:
    """What a Word file can hold: everything that has words and was not set aside."""
    every = list_encouragements(session, edition_id=edition_id)
    return [
        each
        for each in every
        if each.stage is not Stage.SET_ASIDE and (each.heading or each.explanation or each.examples)
    ]


def _chosen(
    there: Sequence[EncouragementView], chosen: Sequence[int] | None
) -> list[EncouragementView]:
    if not there or chosen == []:
        raise NotNow(_NOTHING)
    if chosen is None:
        return list(there)
    if not set(chosen) <= {each.id for each in there}:
        raise NotFound(_GONE)
    return [each for each in there if each.id in set(chosen)]


def _next_number(session: Session, edition_id: int) -> int:
    query = select(func.max(SentDraft.number)).where(SentDraft.edition_id == edition_id)
    return (session.exec(query).one() or 0) + 1


def _parts(session: Session, row: SentDraft) -> list[MarkedPart]:
    """What stands in a file, as it was when it was taken out."""
    by_id = {each.id: each for each in sent_wordings(session, row)}
    return [
        MarkedPart(w.encouragement_id, place, w.heading, w.explanation, w.examples)
        for wording_id, place in row.wordings
        for w in [by_id[wording_id]]
    ]


def sent_wordings(session: Session, row: SentDraft) -> list[Wording]:
    """The wordings that stood in a file, in their order."""
    ids = [wording_id for wording_id, _ in row.wordings]
    found = session.exec(select(Wording).where(col(Wording.id).in_(ids))).all()
    return sorted(found, key=lambda each: ids.index(each.id))


def _digest(edition: Edition, number: int, parts: Iterable[MarkedPart]) -> str:
    words = [[each.key, each.heading, each.explanation, each.examples] for each in parts]
    return hashlib.sha256(json.dumps([edition.code, number, words]).encode()).hexdigest()


def _file(edition: Edition, row: SentDraft, parts: Sequence[MarkedPart]) -> bytes:
    return marked_docx(
        MarkedDraft(edition.code, edition.title, row.number, row.sha256, tuple(parts))
    )


def file_taken_out(session: Session, *, edition_id: int, sent_id: int) -> bytes:
    """A Word file once more, as it was taken out."""
    row = session.get(SentDraft, sent_id)
    if row is None or row.edition_id != edition_id:
        raise NotFound("This Word file is not there any more. Load the page again.")
    return _file(session.get_one(Edition, edition_id), row, _parts(session, row))


def sent_files(session: Session, *, edition_id: int) -> list[SentFile]:
    """The Word files of an edition that were taken out, latest first."""
    returned = dict(
        session.exec(
            select(ReturnedDraft.sent_id, func.count())
            .where(ReturnedDraft.edition_id == edition_id)
            .group_by(col(ReturnedDraft.sent_id))
        ).all()
    )
    query = (
        select(SentDraft, Member.name)
        .join(Member, col(Member.id) == SentDraft.member_id)
        .where(SentDraft.edition_id == edition_id)
        .order_by(col(SentDraft.number).desc())
    )
    return [_sent_file(row, who, returned.get(row.id, 0)) for row, who in session.exec(query).all()]


def _sent_file(row: SentDraft, who: str, returned: int) -> SentFile:
    places = [place for _, place in row.wordings]
    taken = tuple(place for place in places if place is not None)
    return SentFile(row.id, row.number, who, row.sent_at, taken, len(places) - len(taken), returned)


def sent_by(session: Session, *, edition_id: int, stamp: Stamp) -> SentDraft:
    """The draft that a file which came back was taken out as, or why it is none of ours."""
    code = session.get_one(Edition, edition_id).code
    if stamp.edition != code:
        raise NotFound(
            f"This file was taken out of edition {stamp.edition[:40]}, and this is edition {code}. "
            "Open that edition and bring it back there."
        )
    query = select(SentDraft).where(
        SentDraft.edition_id == edition_id, SentDraft.number == stamp.number
    )
    row = session.exec(query).first()
    if row is None:
        raise NotFound(
            f"This file says that it is Word file {stamp.number}, and no file of this number was "
            "taken out here. Take the draft out again, and have the changes made in the new file."
        )
    if row.sha256 != stamp.digest:
        raise NotFound(
            f"This file says that it is Word file {stamp.number}, but other words were taken out "
            "in that one. Perhaps it comes from another installation. Take the draft out again, "
            "and have the changes made in the new file."
        )
    return row


def texts_taken_out(session: Session, row: SentDraft) -> list[SentText]:
    """Every field of every wording that stood in a file, as it was."""
    return [
        SentText(wording.encouragement_id, field.value, getattr(wording, field.value))
        for wording in sent_wordings(session, row)
        for field in WordingField
    ]
