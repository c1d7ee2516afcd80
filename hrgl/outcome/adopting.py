"""Adoption: which body adopted a number of the document, how, when, where, and as what."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.enums import AdoptionMode
from hrgl.core.models import Edition, Member, OutcomeDocument
from hrgl.core.permissions import Permission, require
from hrgl.core.zones import in_zone
from hrgl.editions.editions import one_line
from hrgl.errors import NotNow, NotValid, OutOfDate
from hrgl.outcome.numbers import (
    adopted_number,
    is_withdrawn,
    number_among,
    number_that_stands,
    published,
    seen_of,
)

LONGEST_BODY, LONGEST_PLACE, LONGEST_AS_WHAT = 200, 120, 200


def record_adoption(
    session: Session,
    actor: Member,
    *,
    number: int,
    adopted_by: str,
    mode: AdoptionMode,
    adopted_on: date,
    place: str = "",
    as_what: str = "",
    tacitly: bool = False,
    seen: str | None = None,
) -> OutcomeDocument:
    """Note which body adopted a number of the document, how, when, where and as what.

    `seen` is the state of the number that stood on the screen. From then on the words of the
    encouragements stay for good.
    """
    require(actor, Permission.PUBLISH)
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    numbers = published(session, edition_id=edition.id)
    row = number_among(numbers, number)
    _refuse_unless_adoptable(row, numbers)
    if seen is not None and seen != seen_of(row):
        raise OutOfDate(
            f"Number {number} is not as you saw it any more. Nothing was noted: look again."
        )
    body = one_line(adopted_by, LONGEST_BODY, "name of the body", "adopted_by")
    if not body:
        raise NotValid("Please name the body that adopted it.", "adopted_by")
    if adopted_on > in_zone(now(), edition.time_zone).date():
        raise NotValid("That day is yet to come: note the adoption when it has happened.", "day")
    row.adopted_by, row.adoption_mode, row.adopted_on = body, mode, adopted_on
    row.adopted_at_place = one_line(place, LONGEST_PLACE, "place", "place")
    row.adopted_as, row.adopted_tacitly = _as_what(as_what), tacitly
    audit.record(session, actor, "document.adopted", row, number=number, mode=mode.value)
    return row


def _refuse_unless_adoptable(row: OutcomeDocument, numbers: Sequence[OutcomeDocument]) -> None:
    if row.adopted_on is not None:
        raise NotNow(f"Number {row.number} has been {row.adoption_mode} already.")
    if is_withdrawn(row):
        raise NotNow(f"Number {row.number} was withdrawn, so it cannot be adopted.")
    adopted = adopted_number([each for each in numbers if not is_withdrawn(each)])
    if adopted is not None:
        raise NotNow(
            f"Number {adopted.number} has been {adopted.adoption_mode} already, with these words."
        )
    latest = number_that_stands(numbers)
    if latest is not None and latest.number != row.number:
        raise NotNow(
            f"Number {row.number} is not the latest. Note the adoption of number {latest.number}, "
            "or withdraw that first."
        )


def _as_what(text: str) -> str:
    line = one_line(text, LONGEST_AS_WHAT, "text on what it was adopted as", "as_what")
    return line[3:].lstrip() if line[:3].casefold() == "as " else line
