"""Redlines: what became of an earlier number, in sentences and as a Word file with changes."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core.models import Edition, OutcomeDocument
from hrgl.errors import NotFound
from hrgl.formats.writers.differences import Difference, differences
from hrgl.formats.writers.document import Document
from hrgl.formats.writers.redline import write_redline
from hrgl.outcome.numbers import adopted_number, as_it_stands, number_among, published


def compared_with(row: OutcomeDocument, numbers: Sequence[OutcomeDocument]) -> int | None:
    """The number that a number is compared with: the adopted one before it, or else the last."""
    earlier = [each for each in numbers if each.number < row.number]
    base = adopted_number(earlier) or next(iter(earlier), None)
    return base.number if base else None


def changes_of_number(session: Session, *, edition_id: int, number: int) -> tuple[Difference, ...]:
    """What differs between a number and the one that it is compared with; nothing of the first."""
    numbers = published(session, edition_id=edition_id)
    if compared_with(number_among(numbers, number), numbers) is None:
        return ()
    return differences(*_both(session, edition_id, numbers, number))


def redline_of_number(session: Session, *, edition_id: int, number: int) -> bytes:
    """The same as DOCX: all changes accepted it is the number, all refused the earlier one."""
    numbers = published(session, edition_id=edition_id)
    row = number_among(numbers, number)
    before, after = _both(session, edition_id, numbers, number)
    return write_redline(before, after, changed_at=row.published_at)


def _both(
    session: Session, edition_id: int, numbers: Sequence[OutcomeDocument], number: int
) -> tuple[Document, Document]:
    row = number_among(numbers, number)
    base = compared_with(row, numbers)
    if base is None:
        raise NotFound(f"There is no number before number {number} to compare it with.")
    zone = session.get_one(Edition, edition_id).time_zone
    before = as_it_stands(number_among(numbers, base), numbers, zone=zone)
    return before, as_it_stands(row, numbers, zone=zone)
