"""What becomes of amendments: taken into the next wording, declined, or dealt with elsewhere."""

from collections.abc import Mapping

from sqlmodel import Session

from hrgl.core import audit, changes
from hrgl.core.enums import AmendmentOutcome
from hrgl.core.models import Amendment, Encouragement, Member
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.amending.seen_amendments import (
    about_amendments,
    open_ones,
    reason_given,
    seen_amendments,
)
from hrgl.encouragements.amending.taking_in import as_decided, note_outcome, take_amendments_in
from hrgl.encouragements.guards import open_encouragement
from hrgl.errors import NotValid

_NOT_TAKEN_IN = {AmendmentOutcome.DECLINED, AmendmentOutcome.ELSEWHERE}


def accept_amendments(
    session: Session,
    actor: Member,
    *,
    encouragement_id: int,
    seen: Mapping[int, int],
    seen_version: int,
    words: str | None = None,
    reason: str = "",
) -> Encouragement:
    """Make the next wording out of amendments, or out of a single one with other `words`.

    Reviews stay with the wording before. Taken back, the wording is gone and they are open again.
    """
    require(actor, Permission.WORD)
    encouragement = open_encouragement(session, actor, encouragement_id, seen_version)
    rows = open_ones(session, actor, seen)
    if any(row.encouragement_id != encouragement.id for row in rows):
        raise NotValid("These are amendments to another encouragement. Load the page again.")
    if words is not None and len(rows) > 1:
        raise NotValid("Only a single amendment is accepted with other words.")
    was = as_decided(rows)
    take_amendments_in(session, actor, encouragement, rows, words, reason_given(reason))
    session.flush()
    changes.note_decided(session, rows, was)
    audit.record(
        session,
        actor,
        "amendments.accepted",
        encouragement,
        **about_amendments(session, encouragement, rows),
        wording=encouragement.wording,
    )
    return encouragement


def decide_amendments(
    session: Session,
    actor: Member,
    *,
    seen: Mapping[int, int],
    outcome: AmendmentOutcome,
    reason: str,
) -> list[Amendment]:
    """Decline amendments, or say where they are dealt with; whoever proposed them reads why."""
    require(actor, Permission.WORD)
    if outcome not in _NOT_TAKEN_IN:
        raise NotValid("Choose: declined, or dealt with elsewhere.", "outcome")
    reason = reason_given(reason, "Please say why in a few words: whoever proposed it reads them.")
    encouragement, rows = seen_amendments(session, actor, seen)
    was = as_decided(rows)
    for row in rows:
        note_outcome(session, actor, encouragement, row, outcome, reason)
    session.flush()
    changes.note_decided(session, rows, was)
    audit.record(
        session,
        actor,
        "amendments.decided",
        encouragement,
        **about_amendments(session, encouragement, rows),
        outcome=outcome.value,
    )
    return rows
