"""The amendments that an act is about, as they were seen: of one encouragement, and still open."""

from collections.abc import Mapping

from sqlmodel import Session

from hrgl.core.database import fetch
from hrgl.core.models import Amendment, Encouragement, Member
from hrgl.core.telling import Told
from hrgl.encouragements.guards import encouragement_then, open_encouragement
from hrgl.errors import NotNow, NotValid, OutOfDate

MOST_DECIDED_AT_ONCE, LONGEST_REASON_GIVEN = 500, 2000


def seen_amendments(
    session: Session, actor: Member, seen: Mapping[int, int]
) -> tuple[Encouragement, list[Amendment]]:
    """The amendments with these versions, by their numbers, and what they are amendments to."""
    rows = open_ones(session, actor, seen)
    if len({row.encouragement_id for row in rows}) > 1:
        raise NotValid("Decide on amendments to one encouragement at a time.")
    encouragement = open_encouragement(session, actor, rows[0].encouragement_id)
    return encouragement, sorted(rows, key=lambda row: row.number)


def open_ones(session: Session, actor: Member, seen: Mapping[int, int]) -> list[Amendment]:
    """The amendments with these versions, if nothing became of any of them yet."""
    if not 0 < len(seen) <= MOST_DECIDED_AT_ONCE:
        raise NotValid(f"Choose at least one amendment and at most {MOST_DECIDED_AT_ONCE}.")
    rows = [fetch(session, Amendment, key, actor=actor) for key in sorted(seen)]
    for row in rows:
        _refuse_unless_as_seen(session, row, seen[row.id])
    return rows


def _refuse_unless_as_seen(session: Session, row: Amendment, version: int) -> None:
    if row.version != version:
        who = last_decider(session, row)
        raise OutOfDate(
            f"{who} decided on amendment {row.number} after you had looked. Nothing of yours was "
            "saved: look again, then decide.",
            changed_by=who,
        )
    if row.outcome is not None:
        raise NotNow(f"Amendment {row.number} has been decided on already. Take that back first.")


def last_decider(session: Session, row: Amendment) -> str:
    """Who decided on an amendment last, or recommended what to do with it."""
    by = session.get(Member, row.decided_by_id or row.recommended_by_id or 0)
    return by.name if by else "Somebody"


def reason_given(reason: str, missing: str = "") -> str:
    """A reason that is not too long, and not empty where one is needed."""
    reason = reason.strip()
    if missing and not reason:
        raise NotValid(missing, "reason")
    if len(reason) > LONGEST_REASON_GIVEN:
        raise NotValid(
            f"The reason is too long: at most {LONGEST_REASON_GIVEN} characters.", "reason"
        )
    return reason


def about_amendments(session: Session, encouragement: Encouragement, rows: list[Amendment]) -> Told:
    """What the history tells: of which encouragement, and which amendments by their numbers."""
    numbers = [row.number for row in rows]
    return {**encouragement_then(session, encouragement), "numbers": numbers}
