"""The numbers of the document: which were published, which binds, and what is told of each."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from hrgl.core.enums import DocumentMark
from hrgl.core.models import OutcomeDocument
from hrgl.core.zones import DEFAULT_ZONE
from hrgl.errors import NotFound
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.frozen import sha256
from hrgl.outcome.printing import adoption_sentence, mark_sentence, printed_number


def published(session: Session, *, edition_id: int) -> list[OutcomeDocument]:
    """All numbers of the document, latest first."""
    query = (
        select(OutcomeDocument)
        .where(OutcomeDocument.edition_id == edition_id)
        .order_by(col(OutcomeDocument.number).desc())
    )
    return list(session.exec(query).all())


def number_among(numbers: Sequence[OutcomeDocument], number: int) -> OutcomeDocument:
    """The one of this number."""
    for row in numbers:
        if row.number == number:
            return row
    raise NotFound(f"There is no number {number} of the document yet.")


def genuine(row: OutcomeDocument) -> bool:
    """Whether a published document still is what its digest says."""
    return sha256(row.content) == row.sha256


def is_withdrawn(row: OutcomeDocument) -> bool:
    """Whether a number was withdrawn; it stays readable."""
    return row.mark is DocumentMark.WITHDRAWN


def number_that_stands(numbers: Sequence[OutcomeDocument]) -> OutcomeDocument | None:
    """The latest number that was not withdrawn."""
    return next((row for row in numbers if not is_withdrawn(row)), None)


def adopted_number(numbers: Sequence[OutcomeDocument]) -> OutcomeDocument | None:
    """The number that a body adopted, also if it was withdrawn since: its words stay for good."""
    return next((row for row in numbers if row.adopted_on is not None), None)


def binding_number(numbers: Sequence[OutcomeDocument]) -> OutcomeDocument | None:
    """The number whose words hold now: the latest that stands, or else the one adopted."""
    return number_that_stands(numbers) or adopted_number(numbers)


def seen_of(row: OutcomeDocument) -> str:
    """What tells one state of a number from another: its text, its adoption and its mark."""
    return sha256(" ".join((row.sha256, adoption_sentence(row), mark_sentence(row))))


def as_it_stands(
    row: OutcomeDocument, numbers: Sequence[OutcomeDocument], *, zone: str = DEFAULT_ZONE
) -> Document:
    """A number as it is printed today; of a later one it is told that an earlier was adopted."""
    document = printed_number(row, zone=zone)
    adopted = adopted_number([each for each in numbers if each.number <= row.number])
    if adopted is None or adopted.number == row.number:
        return document
    since = f"{adoption_sentence(adopted)} Since number {adopted.number} only remarks differ."
    return replace(document, adoption=since)
