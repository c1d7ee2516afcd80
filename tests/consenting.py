"""A steering group that speaks: its acts with their permissions, and words said in few letters."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from hrgl.core.enums import ObjectionAnswer, Overruling, Role, RulingWord, Verdict
from hrgl.core.models import ConsentRule, Encouragement, Member, Review
from hrgl.core.permissions import Permission
from hrgl.encouragements import views, wordings
from hrgl.encouragements.consenting import objections, reviews
from hrgl.encouragements.views import EncouragementView
from hrgl.people import accounts
from tests.builders import World, wording_id

CONSENT_MODULES = (objections, reviews)
CONSENT_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "reviews.give": (Permission.REVIEW, {"wording_id": 0, "verdict": Verdict.AGREE}),
    "reviews.agree_to_all": (Permission.REVIEW, {"wording_ids": [0]}),
    "objections.answer_objection": (
        Permission.ANSWER,
        {"review_id": 0, "answer": ObjectionAnswer.ACCEPTED, "reason": "x"},
    ),
    "objections.rule_on_objection": (
        Permission.CHAIR,
        {"review_id": 0, "wording_id": 0, "ruling": RulingWord.UPHELD, "reason": "x"},
    ),
}


def speak(
    session: Session,
    member: Member,
    row: Encouragement,
    verdict: Verdict,
    reason: str = "",
    **more: Any,
) -> Review:
    """What a member says on the wording that stands."""
    given = reviews.give(
        session, member, wording_id=wording_id(session, row), verdict=verdict, reason=reason, **more
    )
    session.flush()
    return given


def reword(session: Session, here: World, row: Encouragement, heading: str) -> None:
    """The next wording of an encouragement."""
    session.refresh(row)
    wordings.reword(
        session,
        here.facilitator,
        encouragement_id=row.id,
        heading=heading,
        explanation="Because.",
        seen_version=row.version,
    )
    session.flush()


def answer_to(
    session: Session, here: World, review: Review, reason: str = "Done.", **more: Any
) -> int:
    """What a facilitator answers to an objection or a condition."""
    given = objections.answer_objection(
        session,
        here.facilitator,
        review_id=review.id,
        answer=ObjectionAnswer.ACCEPTED,
        reason=reason,
        **more,
    )
    session.flush()
    return given.id


def rule(
    session: Session, here: World, row: Encouragement, review: Review, ruling: RulingWord
) -> None:
    """What the chair rules on an objection to the wording that stands."""
    objections.rule_on_objection(
        session,
        here.facilitator,
        review_id=review.id,
        wording_id=wording_id(session, row),
        ruling=ruling,
        reason="By the rule.",
    )
    session.flush()


def speak_out(session: Session, here: World, row: Encouragement, objection: Review) -> None:
    """An objection is upheld, then withdrawn; what nobody contests any more is agreed to."""
    rule(session, here, row, objection, RulingWord.UPHELD)
    speak(session, here.steering, row, Verdict.LIVE_WITH)
    reviews.agree_to_all(session, here.second, wording_ids=[wording_id(session, row)])
    session.flush()


def set_rule(
    session: Session,
    here: World,
    overruling: Overruling = Overruling.NEVER,
    *,
    percent: int | None = None,
    silence_from: datetime | None = None,
    notice_hours: int = 12,
    minority_printed: bool = False,
) -> ConsentRule:
    """The rule of the world's edition, whatever an organiser might be refused."""
    row = ConsentRule(
        edition_id=here.edition.id,
        overruling=overruling,
        percent=percent,
        silence_from=silence_from,
        notice_hours=notice_hours,
        minority_printed=minority_printed,
    )
    session.add(row)
    session.flush()
    return row


def steering(session: Session, here: World, *names: str) -> list[Member]:
    """More members of the steering group."""
    return [
        accounts.add_member(
            session,
            here.organiser,
            email=f"{name.lower()}@{here.edition.code}.example",
            name=name,
            role=Role.STEERING,
        )
        for name in names
    ]


def stands(session: Session, here: World, row: Encouragement) -> EncouragementView:
    """An encouragement as it is read now."""
    session.flush()
    return views.view_encouragement(session, edition_id=here.edition.id, encouragement_id=row.id)
