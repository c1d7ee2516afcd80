"""References for ever: a workshop counts its statements on, and no number is given twice."""

import re
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, update

from hrgl.core.enums import Kind
from hrgl.core.models import Edition, Note, Statement, Workshop
from hrgl.synthesis.cutting.cutting import Span

_NAMED = re.compile(r"\{([A-Za-z0-9]{1,16}-[0-9]{2,9})\}")


def named_in(text: str) -> tuple[str, ...]:
    """The short references that a text names in braces, {B2-07}, each once, in their order."""
    return tuple(dict.fromkeys(each.upper() for each in _NAMED.findall(text)))


def as_printed(text: str) -> str:
    """A text as people read it in print: the references in it stand in brackets, (B2-07)."""
    return _NAMED.sub(r"(\1)", text)


def number_statements(
    session: Session,
    workshop: Workshop,
    note: Note,
    spans: Sequence[Span],
    kinds: Sequence[Kind | None],
) -> tuple[Statement, ...]:
    """Store the statements that these spans of a note are, each with the next reference."""
    return number_all(session, workshop, [(note, spans, kinds)])


def number_all(
    session: Session,
    workshop: Workshop,
    cuts: Iterable[tuple[Note, Sequence[Span], Sequence[Kind | None]]],
) -> tuple[Statement, ...]:
    """Store the statements of many stored notes at once, numbered on from note to note."""
    edition = session.get_one(Edition, workshop.edition_id)
    first = workshop.last_number + 1
    statements: list[Statement] = []
    for note, spans, kinds in cuts:
        at = first + len(statements)
        statements += numbered(edition, workshop, note, spans, kinds, at)
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
