"""Amendments are proposed, as other words for parts of the wording that stands, or withdrawn."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, func, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch, last_change
from hrgl.core.enums import AmendmentOutcome, Verdict, WordingField
from hrgl.core.models import Amendment, Encouragement, Member, Review, Wording
from hrgl.core.permissions import Permission, allows, require
from hrgl.editions.document_forms import lead_in_of
from hrgl.encouragements.amending.seen_amendments import (
    about_amendments,
    reason_given,
    seen_amendments,
)
from hrgl.encouragements.guards import open_encouragement
from hrgl.encouragements.texts import WordingText, text_of
from hrgl.encouragements.wordings import checked_text
from hrgl.errors import NotAllowed, NotNow, NotValid, OutOfDate
from hrgl.synthesis.wording.amending import OtherWords, spans_between

MOST_SPANS = 100  # of one proposal: more is another wording, and no amendment


def propose(
    session: Session,
    actor: Member,
    *,
    wording_id: int,
    text: WordingText,
    reason: str = "",
    review_id: int | None = None,
) -> list[Amendment]:
    """Propose that a wording shall read otherwise: an amendment for each part that changes.

    With `review_id` they are what would settle one's own objection, or meet one's condition.
    """
    require(actor, Permission.AMEND)
    wording = fetch(session, Wording, wording_id, actor=actor)
    encouragement = open_encouragement(session, actor, wording.encouragement_id)
    _refuse_unless_current(session, encouragement, wording)
    _check_review(session, actor, encouragement, review_id)
    reason = reason_given(reason)
    text = checked_text(
        text,
        heading_needed=bool(wording.heading),
        lead_in=lead_in_of(session, edition_id=actor.edition_id),
    )
    changed = _changed(text_of(wording), text)
    rows = [
        row
        for field, spans in changed.items()
        for row in add_amendments(session, actor, wording, field, spans, reason=reason)
    ]
    for row in rows:
        row.review_id = review_id
    audit.record(
        session,
        actor,
        "amendments.proposed",
        encouragement,
        **about_amendments(session, encouragement, rows),
    )
    return rows


def add_amendments(
    session: Session,
    actor: Member,
    wording: Wording,
    field: WordingField,
    spans: Sequence[OtherWords],
    *,
    reason: str = "",
    author: str = "",
    dated: str = "",
    returned_id: int | None = None,
    to_id: int | None = None,
) -> list[Amendment]:
    """Store other words for spans of a field as the next amendments; part of acts."""
    length = len(getattr(wording, field.value))
    if any(not 0 <= span.start <= span.end <= length for span in spans):
        raise NotValid("This place is not in the wording. Load the page again.")
    rows = [
        Amendment(
            encouragement_id=wording.encouragement_id,
            wording_id=wording.id,
            number=number,
            field=field,
            start=span.start,
            end=span.end,
            after=span.after,
            reason=reason,
            member_id=actor.id,
            author=author,
            dated=dated,
            returned_id=returned_id,
            to_id=to_id,
        )
        for number, span in enumerate(spans, _next_number(session, wording.encouragement_id))
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _next_number(session: Session, encouragement_id: int) -> int:
    query = select(func.max(Amendment.number)).where(Amendment.encouragement_id == encouragement_id)
    return (session.exec(query).one() or 0) + 1


def withdraw_amendments(
    session: Session, actor: Member, *, seen: Mapping[int, int], reason: str = ""
) -> list[Amendment]:
    """Withdraw amendments of one's own; facilitators also those that came in a Word file."""
    require(actor, Permission.AMEND)
    encouragement, rows = seen_amendments(session, actor, seen)
    reason = reason_given(reason)
    for row in rows:
        if not may_withdraw(actor, row):
            raise NotAllowed(
                f"Amendment {row.number} is not yours. Ask whoever proposed it, or decide on it."
            )
        row.outcome, row.outcome_reason = AmendmentOutcome.WITHDRAWN, reason
        row.decided_by_id, row.decided_at = actor.id, now()
    audit.record(
        session,
        actor,
        "amendments.withdrawn",
        encouragement,
        **about_amendments(session, encouragement, rows),
    )
    return rows


def may_withdraw(actor: Member, row: Amendment) -> bool:
    """Whether it is this member who may take an amendment back."""
    if row.returned_id is not None and allows(actor, Permission.WORD):
        return True
    return row.member_id == actor.id


def _changed(before: WordingText, after: WordingText) -> dict[WordingField, list[OtherWords]]:
    """By field, which spans read otherwise."""
    found = {
        field: spans_between(getattr(before, field.value), getattr(after, field.value))
        for field in WordingField
    }
    number = sum(map(len, found.values()))
    if not number:
        raise NotNow("These are the words that stand already: the amendment changes nothing.")
    if number > MOST_SPANS:
        raise NotValid(
            f"These are {number} changes at once, at most {MOST_SPANS}. Propose them in parts, "
            "or object and say what would settle it."
        )
    return {field: spans for field, spans in found.items() if spans}


def _refuse_unless_current(
    session: Session, encouragement: Encouragement, wording: Wording
) -> None:
    if encouragement.wording == wording.number:
        return
    who, _ = last_change(session, "encouragement", encouragement.id)
    raise OutOfDate(
        f"{who} reworded it after you had looked. Nothing of yours was saved: copy it, read "
        f"wording {encouragement.wording}, then propose what is still needed.",
        changed_by=who,
    )


def _check_review(
    session: Session, actor: Member, encouragement: Encouragement, review_id: int | None
) -> None:
    """Other words that settle something belong to an objection or condition of one's own."""
    if review_id is None:
        return
    review = fetch(session, Review, review_id, actor=actor)
    of = session.exec(
        select(Wording.encouragement_id).where(col(Wording.id) == review.wording_id)
    ).one()
    mine = actor.id in {review.member_id, review.by_id}
    if not mine or of != encouragement.id or review.verdict not in _SETTLED:
        raise NotValid("Other words can only settle an objection or condition of your own.")


_SETTLED = {Verdict.OBJECT, Verdict.LIVE_WITH}
