"""What became of an input, for whoever sent it and has the receipt."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from hrgl.core.enums import InputState, Stage
from hrgl.core.models import Edition, Encouragement, Evidence, Note, Workshop
from hrgl.core.zones import in_zone
from hrgl.editions.document_forms import lead_in_of
from hrgl.editions.editions import has_document
from hrgl.encouragements.guards import current_wording
from hrgl.notes.door.receipts import by_receipt_digest, note_ids, receipt_digest
from hrgl.notes.statements import Disposition, StatementView, list_statements


@dataclass(frozen=True)
class Feeds:
    """An encouragement that a statement went into: its place, if it has one, and its sentence."""

    place: int | None
    sentence: str


@dataclass(frozen=True)
class Went:
    """Where one statement of an input went."""

    reference: str
    text: str
    disposition: Disposition
    because: str
    theme: str | None
    encouragements: tuple[Feeds, ...]


@dataclass(frozen=True)
class Trace:
    """Where an input went, as its sender may know it; without anybody's name.

    `published`: whether there is an outcome document; before, every sentence may still change.
    `seen_note` and `seen_version` travel with a correction, so that it meets what was shown.
    """

    workshop_id: int
    workshop: str
    title: str
    demonstration: bool
    state: InputState
    because: str
    sent_at: datetime
    text: str
    seen_note: int | None
    seen_version: int
    published: bool
    statements: tuple[Went, ...]


def trace(session: Session, *, receipt: str) -> Trace | None:
    """Where the input of a receipt went; none if nobody was given this receipt."""
    return trace_of_digest(session, sha256=receipt_digest(receipt))


def trace_of_digest(session: Session, *, sha256: str) -> Trace | None:
    """The same for a receipt of which the digest is known."""
    row = by_receipt_digest(session, sha256=sha256)
    if row is None:
        return None
    workshop = session.get_one(Workshop, row.workshop_id)
    edition = session.get_one(Edition, workshop.edition_id)
    editions = note_ids(session, row)
    note = session.get_one(Note, editions[-1]) if editions else None
    return Trace(
        workshop.id,
        workshop.code,
        workshop.title,
        edition.demonstration,
        row.state,
        row.because,
        in_zone(row.sent_at, edition.time_zone),
        note.text if note else row.text,
        note.id if note else None,
        note.version if note else row.version,
        _published(session, workshop.edition_id),
        _went(session, workshop, editions),
    )


def _published(session: Session, edition_id: int) -> bool:
    return has_document(session, session.get_one(Edition, edition_id))


def _went(session: Session, workshop: Workshop, editions: list[int]) -> tuple[Went, ...]:
    if not editions:
        return ()
    rows = list_statements(session, edition_id=workshop.edition_id, workshop_id=workshop.id)
    theirs = [row for row in rows if row.note_id in editions]
    lead_in = lead_in_of(session, edition_id=workshop.edition_id)
    feeds = _feeds(session, [row.id for row in theirs], lead_in)
    return tuple(_of(row, feeds.get(row.id, [])) for row in theirs)


def _of(row: StatementView, feeds: list[Feeds]) -> Went:
    return Went(row.reference, row.text, row.disposition, row.because, row.theme, tuple(feeds))


def _feeds(session: Session, statement_ids: list[int], lead_in: str) -> dict[int, list[Feeds]]:
    query = (
        select(Evidence.statement_id, Encouragement)
        .join(Encouragement, col(Encouragement.id) == Evidence.encouragement_id)
        .where(
            col(Evidence.statement_id).in_(statement_ids), Encouragement.stage != Stage.SET_ASIDE
        )
        .order_by(col(Encouragement.place).nulls_last(), col(Encouragement.id))
    )
    found: dict[int, list[Feeds]] = {}
    for statement_id, encouragement in session.exec(query).all():
        sentence = f"{lead_in} {current_wording(session, encouragement).heading}"
        found.setdefault(statement_id, []).append(Feeds(encouragement.place, sentence))
    return found
