"""Objections as contracts: answered in a fixed word with a reason, settled, upheld or overruled."""

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.database import fetch
from hrgl.core.enums import ObjectionAnswer, RulingWord, Verdict
from hrgl.core.models import Answer, Encouragement, Member, Review, Ruling, Wording
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.consenting.reviews import LONGEST_REASON, lying_before
from hrgl.encouragements.guards import encouragement_then, meeting_before, refuse_if_published
from hrgl.encouragements.views import EncouragementView, view_encouragement
from hrgl.errors import NotNow, NotValid, OutOfDate


def answer_objection(
    session: Session,
    actor: Member,
    *,
    review_id: int,
    answer: ObjectionAnswer,
    reason: str,
    seen_answer_id: int | None = None,
) -> Answer:
    """Say what was done about an objection or a condition, and why; who made it reads it.

    `seen_answer_id` is the answer that was given before, if one was: a later one follows it.
    """
    require(actor, Permission.ANSWER)
    review = fetch(session, Review, review_id, actor=actor)
    if review.verdict is not Verdict.OBJECT and not review.would_settle:
        raise NotValid("Only objections and conditions are answered.")
    reason = _checked(reason, "Please say what was done about it, and why.")
    if _latest_answer(session, review_id) != seen_answer_id:
        raise NotNow("This has been answered already. Load the page again.")
    if _superseded(session, review):
        raise NotNow("Whoever said this has spoken again since. Read that first.")
    reply = Answer(review_id=review.id, answer=answer, reason=reason, member_id=actor.id)
    session.add(reply)
    wording = session.get_one(Wording, review.wording_id)
    encouragement = session.get_one(Encouragement, wording.encouragement_id)
    audit.record(
        session,
        actor,
        "objection.answered",
        encouragement,
        **encouragement_then(session, encouragement),
        answer=answer.value,
        verdict=review.verdict.value,
        wording=wording.number,
        objector_id=review.member_id,
    )
    return reply


def rule_on_objection(
    session: Session,
    actor: Member,
    *,
    review_id: int,
    wording_id: int,
    ruling: RulingWord,
    reason: str,
) -> Ruling:
    """Uphold an objection to the wording that stands, or overrule it as the rule lets one."""
    require(actor, Permission.CHAIR)
    refuse_if_published(session, actor.edition_id)
    review = fetch(session, Review, review_id, actor=actor)
    encouragement, wording = lying_before(session, actor, wording_id)
    view = _ruled_on(session, encouragement, review, ruling)
    row = Ruling(
        encouragement_id=encouragement.id,
        review_id=review.id,
        wording_id=wording.id,
        ruling=ruling,
        reason=_checked(reason, "Please say why; the minutes keep it."),
        in_favour=view.in_favour,
        against=len(view.standing),
        member_id=actor.id,
        meeting_id=meeting_before(session, encouragement),
    )
    session.add(row)
    audit.record(
        session,
        actor,
        "objection.ruled",
        encouragement,
        **encouragement_then(session, encouragement),
        ruling=ruling.value,
        wording=wording.number,
        in_favour=row.in_favour,
        against=row.against,
        objector_id=review.member_id,
    )
    return row


def _ruled_on(
    session: Session, encouragement: Encouragement, review: Review, ruling: RulingWord
) -> EncouragementView:
    """An objection is ruled on while it stands, once, and overruled only as the rule lets it be."""
    view = view_encouragement(
        session, edition_id=encouragement.edition_id, encouragement_id=encouragement.id
    )
    standing = next((o for o in view.standing if o.review_id == review.id), None)
    if standing is None:
        raise OutOfDate("This objection does not stand any more. Load the page again.")
    if standing.ruling is ruling and (ruling is RulingWord.UPHELD or standing in view.overruled):
        raise NotNow(f"This objection has been {ruling.value} already.")
    if ruling is RulingWord.OVERRULED and not view.may_overrule:
        raise NotNow(_why_not(view.rule.majority, view.in_favour, len(view.standing), view.quorum))
    return view


def _why_not(majority: str, in_favour: int, against: int, quorum: int) -> str:
    if not majority:
        return "By the rule of this edition no objection is overruled: it has to be settled."
    return (
        f"It cannot be overruled: {in_favour} are in favour and {against} object, and the rule "
        f"wants {majority} of those who take a side, and at least {quorum}."
    )


def _checked(reason: str, missing: str) -> str:
    reason = reason.strip()
    if not reason:
        raise NotValid(missing, "reason")
    if len(reason) > LONGEST_REASON:
        raise NotValid(f"This is too long: at most {LONGEST_REASON} characters.", "reason")
    return reason


def _latest_answer(session: Session, review_id: int) -> int | None:
    query = select(Answer.id).where(Answer.review_id == review_id).order_by(col(Answer.id).desc())
    return session.exec(query.limit(1)).first()


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
