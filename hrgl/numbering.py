"""References for ever: a workshop counts its statements on, and no number is given twice."""

from collections.abc import Sequence

from sqlmodel import Session, col, update

from hrgl.models import Edition, Note, Statement, Workshop
from hrgl.synthesis.cutting import Span
from hrgl.words import Kind


def number(
    session: Session,
    workshop: Workshop,
    note: Note,
    spans: Sequence[Span],
    kinds: Sequence[Kind | None],
) -> tuple[Statement, ...]:
    """Store the statements that these spans of a note are, each with the next reference."""
    edition = session.get_one(Edition, workshop.edition_id)
    first = workshop.last_number + 1
    statements = numbered(edition, workshop, note, spans, kinds, first)
    session.add_all(statements)
    # Not through the row: counting on must not make the summary somebody is writing out of date.
    session.exec(
        update(Workshop)
        .where(col(Workshop.id) == workshop.id)
        .values(last_number=first + len(statements) - 1)
    )
    session.flush()
    return tuple(statements)


def numbered(
    edition: Edition,
    workshop: Workshop,
    note: Note,
    spans: Sequence[Span],
    kinds: Sequence[Kind | None],
    first: int,
) -> list[Statement]:
    """The statements that these spans of a note are, not stored yet, numbered from the first."""
    return [
        Statement(
            note_id=note.id,
            workshop_id=workshop.id,
            number=at,
            reference=f"HRGL-{edition.code.upper()}-{workshop.code}-{at:02d}",
            start=span.start,
            end=span.end,
            context=span.context,
            kind=kind,
        )
        for at, (span, kind) in enumerate(zip(spans, kinds, strict=True), start=first)
    ]


def short(reference: str) -> str:
    """A reference within its edition: A1-07."""
    return "-".join(reference.rsplit("-", 2)[1:])
