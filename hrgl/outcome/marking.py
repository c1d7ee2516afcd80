"""Marks: that a number was withdrawn or corrected; its text stays readable as it was."""

from collections.abc import Sequence

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import DocumentMark
from hrgl.core.models import Edition, Member, OutcomeDocument
from hrgl.core.permissions import Permission, require
from hrgl.editions.editions import one_line
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.outcome.numbers import is_withdrawn, number_among, number_that_stands, published, seen_of

LONGEST_MARK_REASON = 500


def mark_number(
    session: Session,
    actor: Member,
    *,
    number: int,
    mark: DocumentMark,
    because: str,
    seen: str | None = None,
) -> OutcomeDocument:
    """Say of a published number that it was withdrawn or corrected, and why.

    Once no number stands and none was adopted, wordings may be changed again. `seen` is the state
    of the number that stood on the screen.
    """
    require(actor, Permission.PUBLISH)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    numbers = published(session, edition_id=edition.id)
    row = number_among(numbers, number)
    _refuse_unless_markable(row, mark, numbers)
    if seen is not None and seen != seen_of(row):
        raise OutOfDate(
            f"Number {number} is not as you saw it any more. Nothing was marked: look again."
        )
    reason = one_line(because, LONGEST_MARK_REASON, "reason", "because")
    if not reason:
        raise NotValid("Please say why: the reason is printed with the number.", "because")
    row.mark, row.marked_because, row.marked_at = mark, reason, now()
    audit.record(
        session, actor, "document.marked", row, number=number, mark=mark.value, because=reason
    )
    return row


def may_be_withdrawn(row: OutcomeDocument, numbers: Sequence[OutcomeDocument]) -> bool:
    """Whether a number can be withdrawn: the latest that stands, or one that was adopted."""
    latest = number_that_stands(numbers)
    if is_withdrawn(row) or latest is None:
        return False
    return row.adopted_on is not None or row.number == latest.number


def _refuse_unless_markable(
    row: OutcomeDocument, mark: DocumentMark, numbers: Sequence[OutcomeDocument]
) -> None:
    if row.mark is mark or is_withdrawn(row):
        raise NotNow(f"Number {row.number} has been marked as {row.mark} already.")
    if mark is DocumentMark.WITHDRAWN and not may_be_withdrawn(row, numbers):
        raise NotNow(
            f"Number {row.number} is not the latest: only the latest number, or one that was "
            "adopted, is withdrawn."
        )
