"""Reviews: the steering group's verdicts on a wording, and what was answered to objections."""

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch, last_change
from hrgl.core.enums import Stage, Verdict
from hrgl.core.models import Answer, Encouragement, Member, Review, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.guards import encouragement_then, refuse_if_published
from hrgl.errors import NotNow, NotValid, OutOfDate

LONGEST_REASON = 2000


def give(
    session: Session, actor: Member, *, wording_id: int, verdict: Verdict, reason: str = ""
) -> Review:
    """Agree to a wording, say that one can live with it, or object with a reason."""
    require(actor, Permission.REVIEW)
    refuse_if_published(session, actor.edition_id)
    wording = fetch(session, Wording, wording_id, actor=actor)
    encouragement = fetch(session, Encouragement, wording.encouragement_id, actor=actor)
    _refuse_if_not_in_review(session, encouragement, wording)
    reason = _checked_reason(verdict, reason)
    before = _latest_of(session, wording, actor)
    if before is not None and (before.verdict, before.reason) == (verdict, reason):
        raise NotNow("You have said so already on this wording; it is noted.")
    review = Review(wording_id=wording.id, member_id=actor.id, verdict=verdict, reason=reason)
    session.add(review)
    audit.record(
        session,
        actor,
        "review.given",
        encouragement,
        **encouragement_then(session, encouragement),
        verdict=verdict.value,
        wording=wording.number,
    )
    return review


def _refuse_if_not_in_review(
    session: Session, encouragement: Encouragement, wording: Wording
) -> None:
    if encouragement.wording != wording.number:
        who, _ = last_change(session, "encouragement", encouragement.id)
        raise OutOfDate(
            f"{who} reworded it after you had looked. Read the new wording, then decide.",
            changed_by=who,
        )
    if encouragement.stage is not Stage.SUBMITTED:
        raise NotNow("This encouragement is not submitted for review at the moment.")


def _checked_reason(verdict: Verdict, reason: str) -> str:
    reason = reason.strip()
    if verdict is Verdict.OBJECT and not reason:
        raise NotValid("Please give the reason: every objection is answered.", "reason")
    if len(reason) > LONGEST_REASON:
        raise NotValid(f"The reason is too long: at most {LONGEST_REASON} characters.", "reason")
    return reason


def _latest_of(session: Session, wording: Wording, member: Member) -> Review | None:
    query = (
        select(Review)
        .where(Review.wording_id == wording.id, Review.member_id == member.id)
        .order_by(col(Review.id).desc())
    )
    return session.exec(query.limit(1)).first()


def answer_objection(
    session: Session, actor: Member, *, review_id: int, accepted: bool, reason: str
) -> Answer:
    """Say what was done about an objection, and why; the objector reads it."""
    require(actor, Permission.ANSWER)
    review = fetch(session, Review, review_id, actor=actor)
    if review.verdict is not Verdict.OBJECT:
        raise NotValid("Only objections are answered.")
    if not reason.strip():
        raise NotValid("Please say what was done about it, and why.", "reason")
    if session.exec(select(Answer).where(Answer.review_id == review_id)).first():
        raise NotNow("This objection has been answered already. Load the page again.")
    if _superseded(session, review):
        raise NotNow("Whoever objected has spoken again since. Read that first.")
    reply = Answer(
        review_id=review.id, accepted=accepted, reason=reason.strip(), member_id=actor.id
    )
    session.add(reply)
    wording = session.get_one(Wording, review.wording_id)
    encouragement = session.get_one(Encouragement, wording.encouragement_id)
    audit.record(
        session,
        actor,
        "objection.answered",
        encouragement,
        **encouragement_then(session, encouragement),
        accepted=accepted,
        wording=wording.number,
        objector_id=review.member_id,
    )
    return reply


def _superseded(session: Session, review: Review) -> bool:
    """Whether the same member has spoken again on the same encouragement."""
    wording = session.get_one(Wording, review.wording_id)
    query = (
        select(Review.id)
        .join(Wording, col(Wording.id) == Review.wording_id)
        .where(
            Review.member_id == review.member_id,
            Wording.encouragement_id == wording.encouragement_id,
            col(Review.id) > review.id,
        )
    )
    return session.exec(query.limit(1)).first() is not None
