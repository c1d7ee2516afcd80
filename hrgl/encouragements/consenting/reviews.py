"""Reviews: the steering group's verdicts on wordings, one by one or all that nobody contests."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, last_change
from hrgl.core.enums import Kind, Stage, Support, Verdict
from hrgl.core.models import Answer, Encouragement, Evidence, Member, Review, Statement, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.consenting.reviewers import spoken_for
from hrgl.encouragements.guards import (
    current_wording,
    encouragement_then,
    meeting_before,
    refuse_if_published,
)
from hrgl.errors import NotAllowed, NotNow, NotValid, OutOfDate

LONGEST_REASON = 2000


def give(
    session: Session,
    actor: Member,
    *,
    wording_id: int,
    verdict: Verdict,
    reason: str = "",
    would_settle: str = "",
    reservation_id: int | None = None,
    for_member_id: int | None = None,
    seen_answer_id: int | None = None,
) -> Review:
    """Say one's word on a wording: agree, can live with it, object with a reason, or abstain.

    `seen_answer_id` is the answer to one's own objection that stood on the screen, if one did.
    """
    require(actor, Permission.REVIEW)
    refuse_if_published(session, actor.edition_id)
    member_id = _speaking_for(session, actor, for_member_id)
    encouragement, wording = lying_before(session, actor, wording_id)
    _refuse_if_answered_since(session, encouragement, member_id, seen_answer_id)
    review = Review(
        verdict=verdict,
        reason=reason,
        would_settle=would_settle,
        reservation_id=reservation_id,
        **_whose(session, actor, encouragement, wording, member_id),
    )
    session.add(checked_review(session, wording, review))
    audit.record(
        session,
        actor,
        "review.given",
        encouragement,
        **encouragement_then(session, encouragement),
        verdict=verdict.value,
        wording=wording.number,
        **_for(actor, member_id),
    )
    return review


def agree_to_all(
    session: Session, actor: Member, *, wording_ids: Sequence[int], for_member_id: int | None = None
) -> list[Review]:
    """Agree at once to several wordings as they were read, each on its own: all of them or none."""
    require(actor, Permission.REVIEW)
    refuse_if_published(session, actor.edition_id)
    if not wording_ids:
        raise NotValid("Nothing waits for you on this list.")
    member_id = _speaking_for(session, actor, for_member_id)
    reviews, places = [], []
    for wording_id in dict.fromkeys(wording_ids):
        encouragement, wording = lying_before(session, actor, wording_id)
        _refuse_if_contested(session, encouragement)
        said = _whose(session, actor, encouragement, wording, member_id)
        review = Review(verdict=Verdict.AGREE, **said)
        reviews.append(checked_review(session, wording, review))
        places.append(encouragement.place or 0)
    session.add_all(reviews)
    audit.record(
        session,
        actor,
        "reviews.agreed",
        encouragement,
        places=sorted(place for place in places if place),
        number=len(reviews),
        **_for(actor, member_id),
    )
    return reviews


def _whose(
    session: Session, actor: Member, encouragement: Encouragement, wording: Wording, member_id: int
) -> dict[str, Any]:
    """On what a word is said, whose it is, who gives it, and before which meeting."""
    return {
        "wording_id": wording.id,
        "member_id": member_id,
        "by_id": actor.id if member_id != actor.id else None,
        "meeting_id": meeting_before(session, encouragement),
    }


def _for(actor: Member, member_id: int) -> dict[str, int]:
    return {"for_id": member_id} if member_id != actor.id else {}


def _speaking_for(session: Session, actor: Member, for_member_id: int | None) -> int:
    """Whose word it is: one's own, or that of somebody who named one as proxy."""
    wanted = actor.id if for_member_id is None else for_member_id
    if wanted not in spoken_for(session, member_id=actor.id):
        raise NotAllowed("You do not speak for this member. An organiser names proxies.")
    return wanted


def lying_before(session: Session, actor: Member, wording_id: int) -> tuple[Encouragement, Wording]:
    """A wording that stands now and lies before the group, with its encouragement."""
    wording = fetch(session, Wording, wording_id, actor=actor)
    encouragement = fetch(session, Encouragement, wording.encouragement_id, actor=actor)
    if encouragement.wording != wording.number:
        who, _ = last_change(session, "encouragement", encouragement.id)
        raise OutOfDate(
            f"{who} reworded it after you had looked. Read the new wording, then decide.",
            changed_by=who,
        )
    if encouragement.stage is not Stage.SUBMITTED:
        raise NotNow("This encouragement is not submitted for review at the moment.")
    return encouragement, wording


def _refuse_if_answered_since(
    session: Session, encouragement: Encouragement, member_id: int, seen: int | None
) -> None:
    """Who speaks to an answer has read the latest one."""
    if seen is None:
        return
    query = (
        select(Answer.id)
        .join(Review, col(Review.id) == Answer.review_id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(Wording.encouragement_id == encouragement.id, Review.member_id == member_id)
        .order_by(col(Answer.id).desc())
    )
    if session.exec(query.limit(1)).first() != seen:
        raise OutOfDate("A new answer was given after you had looked. Read it, then decide.")


def checked_review(session: Session, wording: Wording, review: Review) -> Review:
    """A verdict with all that it needs, and nothing that was said already."""
    review.reason = review.reason.strip()
    review.would_settle = review.would_settle.strip()
    if review.verdict is Verdict.OBJECT and not review.reason:
        raise NotValid("Please give the reason: every objection is answered.", "reason")
    if review.verdict not in {Verdict.OBJECT, Verdict.LIVE_WITH}:
        review.would_settle, review.reservation_id = "", None
    for field in ("reason", "would_settle"):
        if len(getattr(review, field)) > LONGEST_REASON:
            raise NotValid(f"This is too long: at most {LONGEST_REASON} characters.", field)
    _check_reservation(session, wording, review.reservation_id)
    before = latest_word(session, wording, review.member_id)
    if before is not None and _said(before) == _said(review):
        raise NotNow("You have said so already on this wording; it is noted.")
    return review


def _said(review: Review) -> tuple[object, ...]:
    return review.verdict, review.reason, review.would_settle, review.reservation_id


def _check_reservation(session: Session, wording: Wording, statement_id: int | None) -> None:
    """An objection stands on a reservation that somebody voiced, and that is cited here as one."""
    if statement_id is None:
        return
    cited = session.exec(
        select(Evidence.support).where(
            Evidence.statement_id == statement_id,
            Evidence.encouragement_id == wording.encouragement_id,
        )
    ).first()
    statement = session.get(Statement, statement_id)
    voiced = cited is Support.RESERVATION or (
        cited is not None and statement is not None and statement.kind is Kind.RESERVATION
    )
    if not voiced:
        raise NotValid("This is no reservation that is cited here. Choose one from the list.")


def latest_word(session: Session, wording: Wording, member_id: int) -> Review | None:
    """What a member said last on this wording."""
    query = (
        select(Review)
        .where(Review.wording_id == wording.id, Review.member_id == member_id)
        .order_by(col(Review.id).desc())
    )
    return session.exec(query.limit(1)).first()


def _refuse_if_contested(session: Session, encouragement: Encouragement) -> None:
    """What somebody objects to is read on its own."""
    words = (
        select(Review.member_id, Review.verdict)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(Wording.encouragement_id == encouragement.id)
        .order_by(col(Review.id))
    )
    latest = dict(session.exec(words).all())
    if Verdict.OBJECT in latest.values():
        heading = current_wording(session, encouragement).heading
        raise OutOfDate(
            f"Somebody has objected to “{heading}” since you looked. Read it on its own, then "
            "agree to the others."
        )
